import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Connection } from './connection.ts'

export interface YearCoverage {
  readonly year: number | null
  readonly reports: number
  readonly read: number
  readonly partly: number
  readonly needs_ocr: number
  readonly unreadable: number
  readonly gone: number
  readonly agencies: number
  readonly findings: number
}

/** A row of v_portals. */
export interface PortalHealth {
  readonly portal_id: string
  readonly name: string
  readonly division_code: string | null
  readonly state: string
  readonly since: string | null
  readonly error: string | null
  readonly platform: string | null
  readonly reports: number
  readonly new: number | null
  readonly changed: number | null
  readonly owed: number | null
  readonly requests: number | null
  readonly bytes: number | null
  /** Of an answer, on average. */
  readonly milliseconds: number | null
  readonly listed: number | null
  readonly usual_listed: number | null
  readonly usual_requests: number | null
  readonly last_run_at: string | null
  readonly next_due_at: string | null
}

export interface RuleFindings {
  readonly rule: string
  readonly class: string
  readonly cause: string
  readonly findings: number
  readonly reports: number
}

export interface Totals {
  readonly agencies: number
  readonly reports: number
  readonly versions: number
  readonly cells: number
  readonly doubtful: number
  readonly findings: number
}

/** A content that was not used: another link's for the same agency and year is in use. */
export interface Alternative {
  readonly report_id: number
  readonly url: string
  readonly title: string | null
  readonly in_use: string
}

/** A figure that is another than the version before said, in a version that the last run brought. */
export interface CellChange {
  readonly portal_id: string | null
  readonly agency: string | null
  readonly year: number | null
  readonly form_table: string
  readonly row_code: string
  readonly column_code: string
  readonly before: number | string | null
  readonly after: number | string | null
  readonly reason: string
  readonly url: string
}

/** In bytes. */
export interface DiskUse {
  readonly database: number
  readonly wal: number
  readonly documents: number
}

/** What `nianbao status` tells. Everything is counted when asked. */
export interface Status {
  totals(): Totals
  coverage(): YearCoverage[]
  portals(): PortalHealth[]
  findings(): RuleFindings[]
  alternatives(): Alternative[]
  /** Links of a portal (or of all) by state. */
  links(portalId?: string): { readonly state: string; readonly links: number }[]
  /** What changed in the last run, cell by cell; of one portal's reports, or of all. */
  changes(portalId?: string): CellChange[]
  diskUse(): DiskUse
  /** Reports that are scans, and that nothing on this machine could read when they came. */
  waitingForOcr(): number
}

export function statusOf({ path, sqlite }: Connection): Status {
  const all = <Row>(query: string, ...values: unknown[]) =>
    sqlite.prepare<unknown[], Row>(query).all(...values)
  return {
    totals: () =>
      all<Totals>(
        `select (select count(*) from agency) as agencies, (select count(*) from report_version) as versions,
           count(*) as reports, coalesce(sum(v.cells), 0) as cells, coalesce(sum(v.doubtful), 0) as doubtful,
           coalesce(sum(v.findings), 0) as findings
         from report r join report_version v on v.version_id = r.version_id`,
      )[0] ?? { agencies: 0, reports: 0, versions: 0, cells: 0, doubtful: 0, findings: 0 },
    coverage: () =>
      all<YearCoverage>(
        `select year, count(*) as reports, sum(state = 'read') as "read", sum(state = 'partly') as partly,
           sum(state = 'needs_ocr') as needs_ocr, sum(state = 'unreadable') as unreadable, sum(state = 'gone') as gone,
           count(distinct agency_id) as agencies, sum(findings) as findings
         from v_reports group by year order by year`,
      ),
    portals: () => all<PortalHealth>('select * from v_portals order by portal_id'),
    findings: () =>
      all<RuleFindings>(
        `select rule, class, cause, count(*) as findings, count(distinct report_id) as reports
         from v_findings group by rule, class, cause order by rule, cause`,
      ),
    alternatives: () =>
      all<Alternative>(
        `select l.report_id, l.url, l.title, v.url as in_use from link l join report r on r.report_id = l.report_id
         join report_version v on v.version_id = r.version_id where l.version_id is null order by l.report_id, l.url`,
      ),
    links: (portalId) =>
      portalId === undefined
        ? all('select state, count(*) as links from link group by state order by state')
        : all(
            'select state, count(*) as links from link where portal_id = ? group by state order by state',
            portalId,
          ),
    changes: (portalId) => all<CellChange>(changedCells, portalId ?? null, portalId ?? null),
    waitingForOcr: () =>
      all<{ reports: number }>("select count(*) as reports from report where state = 'needs_ocr'")[0]
        ?.reports ?? 0,
    diskUse: () => ({
      database: sizeOf(path),
      wal: sizeOf(`${path}-wal`),
      documents: sizeOfFolder(`${path}.documents`),
    }),
  }
}

const changedCells = `
  select l.portal_id, a.name as agency, r.year, c.form_table, c.row_code, c.column_code, c.before, c.after, c.reason, v.url
  from report_version v join report r using (report_id) left join agency a using (agency_id)
  left join link l on l.link_id = v.link_id
  join v_changes c on c.report_id = v.report_id and c.version = v.version
  where v.version > 1
    and v.retrieved_at >= (select max(started_at) from run where state in ('finished', 'stopped', 'running'))
    and (? is null or l.portal_id = ?)
  order by l.portal_id, a.name, r.year, c.form_table, c.row_code, c.column_code`

function sizeOf(file: string): number {
  return existsSync(file) ? statSync(file).size : 0
}

function sizeOfFolder(folder: string): number {
  if (!existsSync(folder)) return 0
  let bytes = 0
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) bytes += sizeOf(join(entry.parentPath, entry.name))
  }
  return bytes
}
