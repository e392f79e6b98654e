import type { Connection } from '../../db/connection.ts'
import { requests2021 } from '../../extract/forms/requests.ts'
import { rowLabels } from '../../db/dictionary/labels.ts'

type Value = string | number | null
export type FactRow = Readonly<Record<string, Value>>

/** What the page shows: every number on it comes from here, and from the public views alone. */
export interface ReportFacts {
  readonly totals: FactRow
  /** Places by years: agencies that published, of those that did or owed. */
  readonly coverage: readonly FactRow[]
  readonly received: readonly FactRow[]
  readonly outcomes: readonly FactRow[]
  /** Of the newest year that has figures. */
  readonly grounds: readonly FactRow[]
  readonly disputes: readonly FactRow[]
  readonly findings: readonly FactRow[]
  readonly portals: readonly FactRow[]
  readonly newest: readonly FactRow[]
}

/** More places than this are shown by province. */
const mostPlaces = 40
const mostPortals = 60
const mostReports = 25

const disputed = ['reconsideration', 'litigation_direct', 'litigation_after_reconsideration'] as const
const results = ['upheld', 'corrected', 'other_result', 'pending'] as const

/** Grounds on which information was denied, could not be given, or a request was not processed: 不予公开, 无法提供, 不予处理. */
const grounds = requests2021.rows.filter(({ code }) => /^(?:denied|unavailable|refused)_/u.test(code)) // denied_state_secret

export function reportFacts({ sqlite }: Pick<Connection, 'sqlite'>): ReportFacts {
  const all = (sql: string, ...values: Value[]) => sqlite.prepare<Value[], FactRow>(sql).all(...values)
  const [totals = {}] = all(`
    select (select count(*) from v_reports) as reports, (select count(distinct agency_id) from v_reports) as agencies,
      (select coalesce(sum(cells), 0) from v_reports) as cells, (select count(*) from v_findings) as findings,
      (select count(*) from v_portals) as portals, (select count(*) from v_portals where state = 'ok') as portals_ok,
      (select max(retrieved_at) from v_versions) as as_of`)
  const [{ year: newestYear = null } = {}] = all(
    'select max(year) as year from v_requests where outcome_total__total is not null',
  )
  return {
    totals,
    coverage: coverage(all),
    received: all(
      `select year, count(*) as reports, sum(received) as received from v_series
       where year is not null group by year having sum(received) is not null order by year`,
    ),
    outcomes: all(
      `select year, count(handled) as reports, sum(handled) as handled, sum(granted) as granted, sum(granted_in_part) as granted_in_part,
         sum(denied) as denied, sum(not_available) as not_available, sum(not_processed) as not_processed,
         sum(handled_otherwise) as handled_otherwise
       from v_series where handled is not null and year is not null group by year order by year`,
    ),
    grounds: refusals(all, newestYear),
    disputes: all(
      disputed
        .map(
          (
            row,
          ) => `select year, '${row}' as kind, ${results.map((result) => `sum(${row}__${result}) as ${result}`).join(', ')}
            from v_disputes where year is not null group by year`,
        )
        .join(' union all '),
    ).toSorted((a, b) => Number(a['year']) - Number(b['year'])),
    findings: all(
      `select f.rule, coalesce(u.label_zh, f.rule) as label_zh, coalesce(u.label, f.rule) as label, f.cause, f.findings, f.reports
       from (select rule, cause, count(*) as findings, count(distinct report_id) as reports from v_findings group by rule, cause) f
       left join _rules u on u.rule = f.rule order by f.findings desc, f.rule, f.cause`,
    ),
    portals: all(
      `select p.portal_id, p.name, p.state, p.reports, p.owed, p.platform, p.last_run_at, p.error from v_portals p
       order by p.state = 'ok', p.portal_id limit ${mostPortals}`,
    ),
    newest: all(
      `select agency, year, title, url, published_on, state, cells, doubtful, findings from v_reports
       order by published_on desc nulls last, report_id limit ${mostReports}`,
    ),
  }
}

function coverage(all: (sql: string) => FactRow[]): FactRow[] {
  const [{ places = 0 } = {}] = all('select count(distinct division_code) as places from v_coverage')
  const digits = Number(places) > mostPlaces ? 2 : 6
  return all(`
    select c.place, coalesce(d.name, c.place, '?') as name, c.year, c.agencies, c.published, c.late, c.owed, c.blocked
    from (select substr(division_code, 1, ${digits}) as place, year, count(*) as agencies,
        sum(coverage in ('published', 'late')) as published, sum(coverage = 'late') as late,
        sum(coverage = 'owed') as owed, sum(coverage in ('blocked', 'unreadable', 'withdrawn')) as blocked
      from v_coverage where coverage <> 'awaited' group by place, year) c
    left join division d on d.code = c.place || substr('0000', 1, 6 - ${digits})
    order by c.place, c.year`)
}

/** One row a ground, the most frequent first. */
function refusals(all: (sql: string, ...values: Value[]) => FactRow[], year: Value): FactRow[] {
  const sums = grounds.map(({ code }) => `sum(${code}__total) as ${code}`)
  const [row = {}] = all(`select ${sums.join(', ')} from v_requests where year = ?`, year)
  return grounds
    .map(({ code, label, under }) => ({
      year,
      code,
      group: under.at(-1) ?? null,
      label_zh: label,
      label: rowLabels.requests[code]?.label ?? code,
      requests: row[code] ?? null,
    }))
    .toSorted((a, b) => Number(b.requests) - Number(a.requests))
}
