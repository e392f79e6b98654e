import type { Connection } from './connection.ts'
import { link } from './schema/crawl.ts'
import { report, reportVersion } from './schema/report.ts'
import { columnList, snakeCase } from './statements.ts'

export type Version = typeof reportVersion.$inferSelect
export type NewVersion = Omit<Version, 'versionId'>
export type Report = typeof report.$inferSelect
export type Link = typeof link.$inferSelect

/** The rows of reports and their versions, one prepared statement each. Within the caller's transaction. */
export interface ReportRows {
  link(linkId: number): Link | undefined
  /** What became of a link: its report, and the version that its content is. */
  settleLink(linkId: number, settled: SettledLink): void
  report(reportId: number): Report | undefined
  insertReport(row: Pick<Report, 'reportId' | 'agencyId' | 'year' | 'state'>): void
  identify(reportId: number, agencyId: number | null, year: number | null): void
  setState(reportId: number, state: Report['state']): void
  setCurrent(reportId: number, state: Report['state'], versionId: number): void
  version(versionId: number): Version | undefined
  /** The newest version that was read from a source: the one that a correction started from. */
  newestRead(reportId: number): Version | undefined
  /** A version with this content, whichever it is. */
  withDigest(reportId: number, digest: string): Version | undefined
  /** 0 where there is none. */
  lastNumber(reportId: number): number
  insertVersion(row: NewVersion): number
  updateVersion(versionId: number, row: Described): void
  sha256(documentId: number): string | undefined
}

export interface SettledLink {
  readonly errorCode: string | null
  readonly checkedAt: string
  readonly validators: { readonly etag: string | null; readonly lastModified: string | null } | undefined
  readonly documentId: number
  readonly reportId: number
  readonly versionId: number | null
}

/** What a newer extractor may say otherwise of a version that stays. */
export type Described = Omit<
  NewVersion,
  'reportId' | 'version' | 'reason' | 'documentId' | 'linkId' | 'url' | 'retrievedAt'
>

const described = [
  'extractor',
  'engine',
  'engineVersion',
  'title',
  'publishedOn',
  'agencyName',
  'agencyFrom',
  'yearFrom',
  'forms',
  'digest',
  'cellsDigest',
  'cells',
  'doubtful',
  'findings',
] as const satisfies readonly (keyof Described)[]
const versionColumns = [
  'reportId',
  'version',
  'reason',
  'documentId',
  'linkId',
  'url',
  'retrievedAt',
  ...described,
] as const satisfies readonly (keyof NewVersion)[]

export function reportRowsOf({ sqlite }: Connection): ReportRows {
  const versions = `select ${columnList(reportVersion)} from report_version`
  const linkById = sqlite.prepare<[number], Link>(`select ${columnList(link)} from link where link_id = ?`)
  const settle = sqlite.prepare(
    `update link set state = 'stored', list_changed = 0, attempts = 0, error = null, retry_at = null,
       error_code = ?, checked_at = ?, document_id = ?, report_id = ?, version_id = ? where link_id = ?`,
  )
  const validate = sqlite.prepare('update link set etag = ?, last_modified = ? where link_id = ?')
  const reportById = sqlite.prepare<[number], Report>(
    `select ${columnList(report)} from report where report_id = ?`,
  )
  const insertReport = sqlite.prepare(
    'insert into report (report_id, agency_id, year, state) values (?, ?, ?, ?)',
  )
  const identify = sqlite.prepare('update report set agency_id = ?, year = ? where report_id = ?')
  const setState = sqlite.prepare('update report set state = ? where report_id = ?')
  const setCurrent = sqlite.prepare('update report set state = ?, version_id = ? where report_id = ?')
  const versionById = sqlite.prepare<[number], Version>(`${versions} where version_id = ?`)
  const newestRead = sqlite.prepare<[number], Version>(
    `${versions} where report_id = ? and reason <> 'correction' order by version desc limit 1`,
  )
  const withDigest = sqlite.prepare<[number, string], Version>(
    `${versions} where report_id = ? and digest = ? limit 1`,
  )
  const lastNumber = sqlite.prepare<[number], { last: number }>(
    'select coalesce(max(version), 0) as last from report_version where report_id = ?',
  )
  const insertVersion = sqlite.prepare(
    `insert into report_version (${versionColumns.map(snakeCase).join(', ')})
     values (${versionColumns.map((name) => `@${name}`).join(', ')})`,
  )
  const updateVersion = sqlite.prepare(
    `update report_version set ${described.map((name) => `${snakeCase(name)} = @${name}`).join(', ')}
     where version_id = @versionId`,
  )
  const documentById = sqlite.prepare<[number], { sha256: string }>(
    'select sha256 from document where document_id = ?',
  )
  return {
    link: (linkId) => linkById.get(linkId),
    settleLink(linkId, { errorCode, checkedAt, validators, documentId, reportId, versionId }) {
      settle.run(errorCode, checkedAt, documentId, reportId, versionId, linkId)
      if (validators) validate.run(validators.etag, validators.lastModified, linkId)
    },
    report: (reportId) => reportById.get(reportId),
    insertReport({ reportId, agencyId, year, state }) {
      insertReport.run(reportId, agencyId, year, state)
    },
    identify(reportId, agencyId, year) {
      identify.run(agencyId, year, reportId)
    },
    setState(reportId, state) {
      setState.run(state, reportId)
    },
    setCurrent(reportId, state, versionId) {
      setCurrent.run(state, versionId, reportId)
    },
    version: (versionId) => versionById.get(versionId),
    newestRead: (reportId) => newestRead.get(reportId),
    withDigest: (reportId, digest) => withDigest.get(reportId, digest),
    lastNumber: (reportId) => lastNumber.get(reportId)?.last ?? 0,
    insertVersion: (row) => Number(insertVersion.run(row).lastInsertRowid),
    updateVersion(versionId, row) {
      updateVersion.run({ ...row, versionId })
    },
    sha256: (documentId) => documentById.get(documentId)?.sha256,
  }
}
