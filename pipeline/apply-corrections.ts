import type { CorrectableReport, CorrectedCell, ReportCorrection } from '../db/corrections.ts'
import type { ToldIdentity } from '../db/reports.ts'
import type { Store } from '../db/store.ts'
import type { Agency } from '../extract/agency.ts'
import { identify } from '../extract/identity.ts'
import type { Correction } from './corrections.ts'

/** What became of one correction. */
export interface CorrectionOutcome {
  readonly line: number
  readonly agency: string
  readonly year: number | null
  /** The report that it is about; null where none was found. */
  readonly reportId: number | null
  /**
   * `applied`: just now · `standing`: before · `stale`: the document is another than the one that was looked at, so it
   * is not applied · `unmatched`: there is no such report, cell or agency here · `needless`: the document says so itself.
   */
  readonly state: 'applied' | 'standing' | 'stale' | 'unmatched' | 'needless'
  /** For people: what is wrong and what to do; null where nothing is. */
  readonly message: string | null
}

type Judged = { readonly correction: Correction } & (
  | { readonly report: CorrectableReport; readonly state: 'fits' }
  | {
      readonly report: CorrectableReport | null
      readonly state: 'stale' | 'unmatched' | 'needless'
      readonly message: string
    }
)

/** Whose the documents are that a correction files: for the store to know while reports come in. */
export function identitiesTold(corrections: readonly Correction[]): ReadonlyMap<string, ToldIdentity> {
  const told = new Map<string, ToldIdentity>()
  for (const correction of corrections) {
    const { of } = correction
    if (of === 'year') told.set(correction.sha256, { ...told.get(correction.sha256), year: correction.value })
    if (of !== 'agency') continue
    const agency = agencyNamed(correction.value)
    if (agency) told.set(correction.sha256, { ...told.get(correction.sha256), agency })
  }
  return told
}

/**
 * Puts the corrections over what was read, after extraction: each corrected report gets a version of its own, what was
 * read stays. A correction that is no longer in the file is taken back. The caller holds the writer's lock.
 */
export function applyCorrections(store: Store, corrections: readonly Correction[]): CorrectionOutcome[] {
  const told = identitiesTold(corrections)
  store.reports.told(told)
  const judged = corrections
    .filter(({ of }) => of !== 'owed')
    .map((correction) => judge(store, correction, told))
  const byReport = new Map<number, Judged[]>()
  for (const each of judged) {
    if (each.state !== 'fits') continue
    const id = each.report.reportId
    byReport.set(id, [...(byReport.get(id) ?? []), each])
  }
  store.corrections.retractAllBut(new Set(byReport.keys()))
  const done = new Map(
    [...byReport].map(([id, members]) => [
      id,
      store.corrections.apply(id, together(members.map(({ correction }) => correction))),
    ]),
  )
  return judged.map((each) => {
    const { line, agency, year } = each.correction
    const about = { line, agency, year, reportId: each.report?.reportId ?? null }
    if (each.state !== 'fits') return { ...about, state: each.state, message: each.message }
    return { ...about, state: done.get(each.report.reportId) ?? 'standing', message: null }
  })
}

function together(corrections: readonly Correction[]): ReportCorrection {
  const cells = corrections.flatMap((each): CorrectedCell[] =>
    each.of === 'cell' ? [{ at: each.at, value: each.value }] : [],
  )
  const last = (of: 'title' | 'published_on' | 'agency' | 'year') =>
    corrections.flatMap((each) => (each.of === of ? [String(each.value)] : [])).at(-1)
  const [title, publishedOn] = [last('title'), last('published_on')]
  const [agency, year] = [last('agency'), last('year')]
  return {
    cells,
    ...(title === undefined ? {} : { title }),
    ...(publishedOn === undefined ? {} : { publishedOn }),
    ...(agency === undefined ? {} : { agencyName: agencyNamed(agency)?.name ?? agency }),
    ...(year === undefined ? {} : { year }),
  }
}

type Refuse = (
  state: 'stale' | 'unmatched' | 'needless',
  why: string,
  report?: CorrectableReport | null,
) => Judged

function judge(store: Store, correction: Correction, told: ReadonlyMap<string, ToldIdentity>): Judged {
  const refused: Refuse = (state, why, report = null) => ({
    correction,
    report,
    state,
    message: `corrections, line ${correction.line} (${correction.agency} ${correction.year ?? ''}): ${why}`,
  })
  if (correction.of === 'owed') return refused('needless', 'a waiver corrects no report')
  const { sha256 } = correction
  if (correction.of === 'agency' || correction.of === 'year') return file(store, correction, told, refused)
  const reports = correction.year === null ? [] : store.corrections.named(correction.agency, correction.year)
  const [report] = reports
  if (!report) return refused('unmatched', 'no report of this agency for this year is stored; see v_reports')
  if (reports.length > 1)
    return refused('unmatched', 'several agencies bear this name: give the key (agency.key)')
  if (report.sha256 !== sha256) {
    return refused(
      'stale',
      `the document changed since it was corrected (it is ${report.sha256} now): not applied; look at it again and change or remove the line`,
      report,
    )
  }
  if (correction.of === 'cell') {
    const { at, value } = correction
    const cell = store.corrections.cell(report.reportId, at)
    if (!cell) return refused('unmatched', `the report’s form has no cell ${at.table}.${at.row}.${at.column}`)
    if (cell.value === value && (value !== null || cell.raw === ''))
      return refused('needless', 'the document says so itself; remove the line')
  }
  return { correction, report, state: 'fits' }
}

/** Files what is stored of a document where the correction says it belongs. */
function file(
  store: Store,
  correction: Correction & { readonly sha256: string },
  told: ReadonlyMap<string, ToldIdentity>,
  refused: Refuse,
): Judged {
  const { sha256 } = correction
  const identity = told.get(sha256)
  if (correction.of === 'agency' && !identity?.agency)
    return refused(
      'unmatched',
      `${correction.value} names no agency whose place is certain; print its places too (湖南省长沙市财政局)`,
    )
  const [report] = store.corrections.readFrom(sha256)
  if (!report) {
    const { agency, year } = correction
    const others = agency !== '' && year !== null ? store.corrections.named(agency, year) : []
    return others.length > 0
      ? refused('stale', 'the document changed since it was corrected: look at it again', others[0])
      : refused('unmatched', `no report is read from a document ${sha256}`)
  }
  const agency = identity?.agency ?? agencyOf(store, report.reportId)
  const year = identity?.year ?? report.year
  if (!agency || year === null)
    return refused('unmatched', 'agency and year must both be known: give the other one in a line of its own')
  const reportId = store.reports.refile(report.reportId, { agency, year })
  return { correction, report: { ...report, reportId, year }, state: 'fits' }
}

function agencyOf(store: Store, reportId: number): Agency | null {
  const key = store.stored.all().find((each) => each.reportId === reportId)
  return key ? store.stored.read(key).agency : null
}

/** The agency that a name means by itself; null where its place is not certain. */
export function agencyNamed(name: string): Agency | null {
  const { agency } = identify({ title: `${name}2000年政府信息公开工作年度报告` })
  return agency && (agency.divisionCode !== null || agency.level === 'national') ? agency : null
}
