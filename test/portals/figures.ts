import { cellsOf, formOf } from '../../extract/forms/forms.ts'
import type { Form, FormId, FormTable } from '../../extract/forms/form.ts'
import type { PracticeAgency } from './portal.ts'
import { random } from './random.ts'
import type { Random } from './random.ts'
import { fillStatistics } from './statisticsFigures.ts'

/** The true figures of one report before anything is misprinted: `requests.granted.total` → 6. */
export type Figures = ReadonlyMap<string, number>

const reportTables = ['proactive', 'requests', 'disputes'] as const
const tablesOf: Readonly<Record<FormId, readonly FormTable[]>> = {
  '2014': ['statistics'],
  '2019': reportTables,
  '2021': reportTables,
}

/** The form that the practice portals print for a reporting year, 2014 on. */
export function formIdOf(year: number): FormId {
  if (year >= 2021) return '2021'
  return year >= 2019 ? '2019' : '2014'
}

/** The forms of a report, in the order of its sections. */
export function formsOf(form: FormId): Form[] {
  return tablesOf[form].map((table) => {
    const found = formOf(table, form)
    if (!found) throw new Error(`there is no form ${table} ${form}`)
    return found
  })
}

const applicants = [
  'natural_person',
  'enterprise',
  'research',
  'social_organization',
  'legal_service',
  'other_organization',
] as const

/** How many of a hundred applications come from each kind of applicant. */
const shares: Readonly<Record<string, number>> = {
  natural_person: 78,
  enterprise: 14,
  research: 1,
  social_organization: 2,
  legal_service: 4,
  other_organization: 1,
}

/** Outcomes by how common they are; a row that the form lacks is passed over. */
const commonOutcomes: readonly (readonly [string, number])[] = [
  ['granted', 40],
  ['granted_in_part', 12],
  ['unavailable_not_held', 18],
  ['unavailable_must_be_created', 3],
  ['unavailable_unclear_after_correction', 1],
  ['denied_third_party_rights', 2],
  ['denied_internal_affairs', 3],
  ['denied_process_information', 3],
  ['denied_enforcement_file', 4],
  ['denied_administrative_query', 2],
  ['refused_petition_complaint', 4],
  ['refused_duplicate', 3],
  ['refused_excessive_repeat', 1],
  ['other_handling', 4],
  ['other_correction_overdue', 3],
  ['other_other', 1],
]

/**
 * The figures of all years of an agency. Within a year they satisfy every identity of the forms, and each year carries
 * in what the year before carried out, except at the agency's `carryBreaks`.
 */
export function figuresOf(agency: PracticeAgency, seed: string): Map<number, Figures> {
  const byYear = new Map<number, Map<string, number>>()
  const [first, last] = agency.years
  for (let year = first; year <= last; year++) {
    byYear.set(year, given(agency, year) ?? generated(agency, year, byYear.get(year - 1), seed))
  }
  joinDocuments(agency, byYear)
  return byYear
}

/** The form's cells, 0 but for those that the description names. */
function given(agency: PracticeAgency, year: number): Map<string, number> | null {
  const named = agency.given?.[year]
  if (!named) return null
  const figures = zeros(year)
  for (const [at, value] of Object.entries(named)) {
    if (!figures.has(at)) throw new Error(`${agency.name} ${year}: the form has no cell ${at}`)
    figures.set(at, value)
  }
  return figures
}

function zeros(year: number): Map<string, number> {
  const cells = formsOf(formIdOf(year)).flatMap((form) => [...cellsOf(form)])
  return new Map(cells.map(({ at }) => [`${at.table}.${at.row}.${at.column}`, 0]))
}

function generated(
  agency: PracticeAgency,
  year: number,
  before: Figures | undefined,
  seed: string,
): Map<string, number> {
  const figures = zeros(year)
  const chance = random(`${seed}/${agency.slug}/${year}`)
  if (formIdOf(year) === '2014') {
    fillStatistics(figures, agency.scale, chance)
    return figures
  }
  fillRequests(agency, year, figures, before, chance)
  fillDisputes(agency, figures, chance)
  fillProactive(agency, year, figures, before, chance)
  return figures
}

type Draft = Map<string, number>

function fillRequests(
  agency: PracticeAgency,
  year: number,
  figures: Draft,
  before: Figures | undefined,
  chance: Random,
) {
  const nextIsGiven = agency.given?.[year + 1]
  for (const applicant of applicants) {
    const at = (row: string) => `requests.${row}.${applicant}`
    const carryBreak = agency.carryBreaks?.find((each) => each.year === year && each.column === applicant)
    const carriedIn = (before?.get(at('carried_out')) ?? 0) + (carryBreak?.add ?? 0)
    const share = (agency.scale * (shares[applicant] ?? 0)) / 100
    const received = Math.round((share * chance.int(70, 135)) / 100)
    const carriedOut = nextIsGiven
      ? (nextIsGiven[at('carried_in')] ?? 0)
      : Math.min(carriedIn + received, Math.round((received * chance.int(0, 12)) / 100))
    figures.set(at('new_received'), received)
    figures.set(at('carried_in'), carriedIn)
    figures.set(at('carried_out'), carriedOut)
    const done = carriedIn + received - carriedOut
    figures.set(at('outcome_total'), done)
    for (let left = done; left > 0; left--) add(figures, at(outcome(figures, applicant, chance)), 1)
  }
  for (const [at, value] of figures) {
    const [table, row, column] = at.split('.')
    if (table === 'requests' && column !== 'total') add(figures, `requests.${row}.total`, value)
  }
}

/** A row among the common outcomes, by weight, that the report's form has. */
function outcome(figures: Draft, applicant: string, chance: Random): string {
  const possible = commonOutcomes.filter(([row]) => figures.has(`requests.${row}.${applicant}`))
  let ticket = chance.int(1, sum(possible.map(([, weight]) => weight)))
  for (const [row, weight] of possible) {
    ticket -= weight
    if (ticket <= 0) return row
  }
  return 'granted'
}

function fillDisputes(agency: PracticeAgency, figures: Draft, chance: Random) {
  const usual = Math.ceil(agency.scale / 30)
  for (const row of ['reconsideration', 'litigation_direct', 'litigation_after_reconsideration']) {
    for (const column of ['upheld', 'corrected', 'other_result', 'pending']) {
      const value = Math.max(0, chance.int(-1, column === 'upheld' ? usual : Math.ceil(usual / 3)))
      figures.set(`disputes.${row}.${column}`, value)
      add(figures, `disputes.${row}.total`, value)
    }
  }
}

function fillProactive(
  agency: PracticeAgency,
  year: number,
  figures: Draft,
  before: Figures | undefined,
  chance: Random,
) {
  const size = agency.kind === 'government' ? 40 : 6
  const set = (at: string, value: number) => {
    if (figures.has(`proactive.${at}`)) figures.set(`proactive.${at}`, value)
  }
  set('licensing.decisions', chance.int(0, size * 90))
  set('other_services.decisions', chance.int(0, size * 12))
  set('penalties.decisions', chance.int(0, size * 8))
  set('coercion.decisions', chance.int(0, size))
  if (agency.kind !== 'township') set('administrative_fees.amount', chance.int(0, size * 900) / 100)
  if (year >= 2021) {
    set('normative_documents.issued', chance.int(0, 5))
    set('normative_documents.repealed', chance.int(0, 2))
    return
  }
  set('normative_documents.made', chance.int(0, 5))
  set('normative_documents.disclosed', chance.int(0, 5))
  set('normative_documents.disclosed_total', chance.int(10, 40))
  for (const row of ['licensing', 'other_services', 'penalties', 'coercion', 'administrative_fees']) {
    const carried = before?.get(`proactive.${row}.items_last_year`)
    const change = before?.get(`proactive.${row}.change`) ?? 0
    const items = carried === undefined ? chance.int(4, size * 2) : carried + change
    set(`${row}.items_last_year`, items)
    set(`${row}.change`, Math.max(-items, chance.int(-3, 4)))
  }
  set('central_procurement.projects', chance.int(0, size))
  set('central_procurement.amount', chance.int(0, size * 20_000))
}

/** A cell of the row 行政规范性文件. */
function documents(column: string): string {
  return `proactive.normative_documents.${column}`
}

/** in_force(y) = in_force(y−1) + issued(y) − repealed(y), both ways from a given year, else from 2021. */
function joinDocuments(agency: PracticeAgency, byYear: ReadonlyMap<number, Draft>) {
  const years = [...byYear.keys()].filter((year) => year >= 2021).sort((a, b) => a - b)
  const anchor = years.find((year) => agency.given?.[year]) ?? years[0]
  if (anchor === undefined) return
  const anchored = byYear.get(anchor)
  if (!agency.given?.[anchor]) anchored?.set(documents('in_force'), agency.kind === 'government' ? 30 : 12)
  for (const year of years.filter((each) => each > anchor)) {
    const now = byYear.get(year)
    const before = byYear.get(year - 1)?.get(documents('in_force')) ?? 0
    const repealed = Math.min(before, now?.get(documents('repealed')) ?? 0)
    now?.set(documents('repealed'), repealed)
    now?.set(documents('in_force'), before + (now.get(documents('issued')) ?? 0) - repealed)
  }
  for (const year of years.filter((each) => each < anchor).reverse()) {
    const after = byYear.get(year + 1)
    const before = (after?.get(documents('in_force')) ?? 0) - (after?.get(documents('issued')) ?? 0)
    const inForce = before + (after?.get(documents('repealed')) ?? 0)
    const now = byYear.get(year)
    now?.set(documents('in_force'), inForce)
    now?.set(documents('issued'), Math.min(inForce, now.get(documents('issued')) ?? 0))
  }
}

function add(figures: Draft, at: string, value: number) {
  figures.set(at, (figures.get(at) ?? 0) + value)
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0)
}
