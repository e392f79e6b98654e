import type { Store } from '../db/store.ts'
import type { ReportKey, StoredReport } from '../db/stored-reports.ts'
import type { Finding } from '../extract/finding.ts'
import { acrossYears } from '../extract/rules/years.ts'
import { verify } from '../extract/verify.ts'

export interface RuleCount {
  readonly rule: string
  readonly class: Finding['class']
  readonly findings: number
  readonly reports: number
  /** Findings that were not there before, and those that were and are no longer. */
  readonly appeared: number
  readonly vanished: number
}

export interface CheckSummary {
  /** Reports whose rules were evaluated. */
  readonly reports: number
  readonly findings: number
  readonly rules: readonly RuleCount[]
}

/** Rules that need the document itself, not only what is stored of it: what was found when it was read stands. */
const needsDocument = (finding: Finding) =>
  finding.rule === 'structure.column_label' || finding.class === 'reading'

/** Evaluates every rule again over the whole file, those across years too. The caller holds the writer's lock. */
export function checkAll(store: Store): CheckSummary {
  return check(store, store.stored.all())
}

/** The same for what was written since, and for the reports of the year after, whose figures start from these. */
export function checkTouched(store: Store): CheckSummary {
  const touched = store.stored.unjudged()
  const wanted = new Map(touched.map((key) => [key.reportId, key]))
  for (const { agencyId, year } of touched) {
    if (agencyId === null || year === null) continue
    const next = store.stored.ofAgency(agencyId).find((each) => each.year === year + 1)
    if (next) wanted.set(next.reportId, next)
  }
  return check(store, [...wanted.values()])
}

function check(store: Store, keys: readonly ReportKey[]): CheckSummary {
  const tally = new Tally()
  let last: StoredReport | null = null
  let lastAgency: number | null = null
  for (const key of keys) {
    const report = store.stored.read(key)
    const before =
      last && lastAgency === key.agencyId && last.year !== null && last.year + 1 === key.year
        ? last
        : yearBefore(store, key)
    const found = judged(report, before)
    tally.count(report.findings, found)
    store.stored.judge(key, found)
    last = report
    lastAgency = key.agencyId
  }
  return tally.summary(keys.length)
}

function yearBefore(store: Store, { agencyId, year }: ReportKey): StoredReport | null {
  if (agencyId === null || year === null) return null
  const key = store.stored.ofAgency(agencyId).find((each) => each.year === year - 1)
  return key ? store.stored.read(key) : null
}

/**
 * All findings of a report, by what is stored of it. The second reading of the source is not stored: where a finding
 * stands as it stood, so does its cause.
 */
export function judged(report: StoredReport, before: StoredReport | null): Finding[] {
  // Nothing could be read: what its pages lack is not known.
  if (report.cells.length === 0 && report.sections.length === 0) return [...report.findings]
  const known = new Map(report.findings.map((finding) => [identityOf(finding), finding.cause]))
  const alone = verify({ ...report, second: () => 'cannot tell', foreignHeads: [] })
  const across = before ? acrossYears(figuresOf(before), figuresOf(report)) : []
  return [
    ...[...alone, ...across].map((finding) => ({
      ...finding,
      cause: known.get(identityOf(finding)) ?? finding.cause,
    })),
    ...report.findings.filter(needsDocument),
  ]
}

function figuresOf({ year, forms, cells }: StoredReport) {
  return { year: year ?? 0, forms, cells }
}

/** What makes two findings the same: everything but who is to blame. */
function identityOf({ rule, table, row, column, expected, actual }: Finding): string {
  return JSON.stringify([rule, table, row, column, expected, actual])
}

/** Counts findings by rule. */
class Tally {
  readonly #rules = new Map<string, { -readonly [Key in keyof RuleCount]: RuleCount[Key] }>()

  count(before: readonly Finding[], now: readonly Finding[]): void {
    const [then, today] = [new Set(before.map(identityOf)), new Set(now.map(identityOf))]
    for (const finding of now) {
      const row = this.#row(finding)
      row.findings += 1
      if (!then.has(identityOf(finding))) row.appeared += 1
    }
    for (const finding of before) if (!today.has(identityOf(finding))) this.#row(finding).vanished += 1
    for (const rule of new Set(now.map((finding) => finding.rule))) {
      const row = this.#rules.get(rule)
      if (row) row.reports += 1
    }
  }

  summary(reports: number): CheckSummary {
    const rules = [...this.#rules.values()].sort((a, b) => (a.rule < b.rule ? -1 : 1))
    return { reports, findings: rules.reduce((sum, { findings }) => sum + findings, 0), rules }
  }

  #row(finding: Finding) {
    const known = this.#rules.get(finding.rule)
    if (known) return known
    const { rule, class: kind } = finding
    const row = { rule, class: kind, findings: 0, reports: 0, appeared: 0, vanished: 0 }
    this.#rules.set(rule, row)
    return row
  }
}
