import { figuresOf, formIdOf } from './figures.ts'
import type { Figures } from './figures.ts'
import type {
  BrokenRule,
  PracticeAgency,
  PracticePortal,
  PracticeReport,
  Print,
  TitleStyle,
} from './portal.ts'
import { random } from './random.ts'

/** Every report of a portal, agency by agency and year by year, as it is printed. */
export function reportsOf(portal: PracticePortal): PracticeReport[] {
  return portal.agencies.flatMap((agency) =>
    [...figuresOf(agency, portal.id)].map(([year, figures]) => reportOf(portal, agency, year, figures)),
  )
}

function reportOf(
  portal: PracticePortal,
  agency: PracticeAgency,
  year: number,
  figures: Figures,
): PracticeReport {
  const edits = (agency.edits ?? []).filter((edit) => edit.year === year)
  const printed = new Map([...figures].map(([at, value]) => [at, String(value)]))
  for (const { at, print } of edits) {
    const value = figures.get(at)
    if (value === undefined) throw new Error(`${agency.name} ${year}: the form has no cell ${at}`)
    printed.set(at, asPrinted(value, print))
  }
  return {
    id: `${portal.id}/${agency.slug}/${year}`,
    portal,
    agency,
    year,
    form: formIdOf(year),
    title: titles[agency.title](agency.name, year),
    linkText: agency.title === 'bare_year' ? `${year}年` : titles[agency.title](agency.name, year),
    publishedOn: publishedOn(portal, agency, year),
    format: agency.formats?.[year] ?? 'page',
    printed,
    breaks: [
      ...edits.flatMap(({ at, breaks }) => breaks.map((rule): BrokenRule => ({ rule, at }))),
      ...carryBreaks(agency, year),
    ],
  }
}

/** A figure as an edit has it printed. */
function asPrinted(value: number, print: Print): string {
  if (print.kind === 'dash') return print.dash
  if (print.kind === 'misprint') return String(print.value)
  return writings[print.kind](value)
}

const writings: Readonly<Record<'blank' | 'thousands' | 'full_width', (value: number) => string>> = {
  blank: () => '',
  thousands: (value) => value.toLocaleString('en-US'),
  full_width: (value) => fullWidth(String(value)),
}

/** 10 → １０ */
function fullWidth(digits: string): string {
  const offset = '０'.charCodeAt(0) - '0'.charCodeAt(0)
  return digits.replaceAll(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + offset))
}

const titles: Readonly<Record<TitleStyle, (name: string, year: number) => string>> = {
  full: (name, year) => `${name}${year}年政府信息公开工作年度报告`,
  year_first: (name, year) => `${year}年度${name}政府信息公开年度报告`,
  without_agency: (_name, year) => `${year}年度政府信息公开工作年度报告`,
  bare_year: (name, year) => `${name}${year}年政府信息公开工作年度报告`,
}

/** A break in one applicant's column shows in the total column too. */
function carryBreaks(agency: PracticeAgency, year: number): BrokenRule[] {
  return (agency.carryBreaks ?? [])
    .filter((each) => each.year === year)
    .flatMap(({ column }) =>
      [column, 'total'].map((each) => ({ rule: 'years.carry_over', at: `requests.carried_in.${each}` })),
    )
}

/** Within the legal term: departments in January of the next year, governments in March. */
function publishedOn(portal: PracticePortal, agency: PracticeAgency, year: number): string {
  const chance = random(`${portal.id}/${agency.slug}/${year}/published`)
  const month = agency.kind === 'government' ? '03' : '01'
  return `${year + 1}-${month}-${String(chance.int(4, 28)).padStart(2, '0')}`
}
