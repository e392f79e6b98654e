import { and, eq, max, sql } from 'drizzle-orm'
import { agenciesOf } from './agencies.ts'
import type { Connection } from './connection.ts'
import { transact } from './connection.ts'
import { DatabaseError } from './database-error.ts'
import { documentRowsOf } from './document-row.ts'
import type { Documents } from './documents.ts'
import { reportId as naturalId, reportIdAt } from './natural-ids.ts'
import { digestOfRecord } from './record-digest.ts'
import type { RecordDigest } from './record-digest.ts'
import { adoptLink } from './re-identified.ts'
import type { ReportToSave, Saved } from './report-record.ts'
import { isDoubtful, stateOfRecord } from './report-state.ts'
import { link } from './schema/crawl.ts'
import { document, report, reportVersion } from './schema/report.ts'
import type { VersionRows } from './version-rows.ts'
import type { WideRows } from './wide-rows.ts'
import type { ReportState, VersionReason } from './vocabulary.ts'

type Version = typeof reportVersion.$inferSelect
type Link = typeof link.$inferSelect

export interface Reports {
  /**
   * Stores what was read: the link's state, its document, the report, its version and everything in it in one
   * transaction, all of it or nothing.
   *
   * Which content stands for an agency's year: the link that gave the current version supersedes it with whatever it
   * says next; another link does where its report was published later, or is the first with any cells; else its content
   * is kept as an alternative.
   * Where nothing but a visit counter differs there is no new version, and a newer extractor makes one only where
   * cells differ.
   * @throws DatabaseError `not_found` for an unknown link, `forms_changed`, `collision`
   */
  save(item: ReportToSave): Saved
}

/** What is decided about a content before anything is written. */
type Decision =
  | { readonly kind: 'version'; readonly reason: VersionReason }
  | { readonly kind: 'refresh'; readonly version: Version }
  | { readonly kind: 'attach'; readonly version: Version }
  | { readonly kind: 'alternative' }

export function reportsOf(
  connection: Connection,
  documents: Documents,
  rows: VersionRows,
  wide: WideRows,
): Reports {
  const { orm } = connection
  const agencies = agenciesOf(connection)
  const documentRows = documentRowsOf(connection)
  const id = sql.placeholder('id')
  const linkById = orm.select().from(link).where(eq(link.linkId, id)).prepare()
  const reportById = orm.select().from(report).where(eq(report.reportId, id)).prepare()
  const versionById = orm.select().from(reportVersion).where(eq(reportVersion.versionId, id)).prepare()
  const documentById = orm.select().from(document).where(eq(document.documentId, id)).prepare()

  function save(item: ReportToSave): Saved {
    const { record, linkId } = item
    const source = linkById.get({ id: linkId })
    if (!source)
      throw new DatabaseError(
        'not_found',
        `There is no link ${linkId}: list or import it before its report is saved.`,
      )
    const agencyId = record.agency && agencies.idOf(record.agency)
    const reportId =
      record.agency && record.year !== null
        ? naturalId(record.agency.key, record.year)
        : reportIdAt(source.url)
    ensureReport(reportId, agencyId, record.year)
    adoptLink(connection, { rows, wide }, source, reportId)

    const digest = digestOfRecord(record)
    const current = currentVersion(reportId)
    const decision = decide(item, source, current, digest)
    const state = item.state ?? stateOfRecord(record)
    const saved = apply(decision, item, { reportId, current, digest, state })
    settleLink(item, saved)
    if (saved.outcome !== 'unchanged' && agencyId !== null) agencies.rename(agencyId)
    return saved
  }

  function decide(
    item: ReportToSave,
    source: Link,
    current: Version | undefined,
    { digest, cellsDigest }: RecordDigest,
  ): Decision {
    if (item.reason) return { kind: 'version', reason: item.reason }
    if (!current) return { kind: 'version', reason: 'new' }
    const owns = current.linkId === source.linkId
    const sameBytes = sha256Of(current) === item.record.sha256
    if (sameBytes && owns) {
      return cellsDigest === current.cellsDigest
        ? { kind: 'refresh', version: current }
        : { kind: 'version', reason: 'extractor' }
    }
    if (sameBytes || digest === current.digest) return { kind: 'attach', version: current }
    // A scan in the place of a report that was read is no better knowledge of it.
    if (isUnread(item.state) && current.cells > 0) return { kind: 'alternative' }
    const isFirstRead = current.cells === 0 && item.record.cells.length > 0
    if (owns || isFirstRead || isLater(item.record.publishedOn ?? source.publishedOn, current.publishedOn)) {
      return { kind: 'version', reason: 'source' }
    }
    const earlier = orm
      .select()
      .from(reportVersion)
      .where(and(eq(reportVersion.reportId, current.reportId), eq(reportVersion.digest, digest)))
      .get()
    return earlier ? { kind: 'attach', version: earlier } : { kind: 'alternative' }
  }

  function apply(
    decision: Decision,
    item: ReportToSave,
    to: { reportId: number; current: Version | undefined; digest: RecordDigest; state: ReportState },
  ): Saved {
    const { reportId, current, digest, state } = to
    switch (decision.kind) {
      case 'version': {
        const { versionId, version } = writeVersion(item, reportId, digest, decision.reason)
        orm.update(report).set({ state, versionId }).where(eq(report.reportId, reportId)).run()
        wide.write(reportId, item.record)
        return { outcome: current ? 'changed' : 'new', reportId, versionId, version, alternative: false }
      }
      case 'refresh': {
        const { versionId, version } = decision.version
        if (isReadAnew(item, decision.version)) rewriteVersion(item, versionId, digest)
        orm.update(report).set({ state }).where(eq(report.reportId, reportId)).run()
        return { outcome: 'unchanged', reportId, versionId, version, alternative: false }
      }
      case 'attach': {
        const { versionId, version } = decision.version
        // A report that was gone is back.
        if (versionId === current?.versionId) {
          orm.update(report).set({ state }).where(eq(report.reportId, reportId)).run()
        }
        return { outcome: 'unchanged', reportId, versionId, version, alternative: false }
      }
      case 'alternative':
      default:
        return { outcome: 'unchanged', reportId, versionId: null, version: null, alternative: true }
    }
  }

  function writeVersion(item: ReportToSave, reportId: number, digest: RecordDigest, reason: VersionReason) {
    const { record, linkId, url, retrievedAt } = item
    const last = orm
      .select({ version: max(reportVersion.version) })
      .from(reportVersion)
      .where(eq(reportVersion.reportId, reportId))
      .get()
    const version = (last?.version ?? 0) + 1
    const documentId = documentRows.idOf(item.document, record.mediaType, retrievedAt)
    const { versionId } = orm
      .insert(reportVersion)
      .values({
        reportId,
        version,
        reason,
        documentId,
        linkId,
        url,
        retrievedAt,
        ...described(item),
        ...digest,
      })
      .returning({ versionId: reportVersion.versionId })
      .get()
    rows.write(versionId, record)
    return { versionId, version }
  }

  /** The same cells out of the same bytes, read by a newer extractor: what it sees better replaces what stood there. */
  function rewriteVersion(item: ReportToSave, versionId: number, digest: RecordDigest): void {
    rows.erase(versionId)
    orm
      .update(reportVersion)
      .set({ ...described(item), ...digest })
      .where(eq(reportVersion.versionId, versionId))
      .run()
    rows.write(versionId, item.record)
  }

  function settleLink(
    { linkId, record, document: stored, retrievedAt, validators, state }: ReportToSave,
    saved: Saved,
  ): void {
    // Bytes that changed nothing are not kept: the version has its own.
    const inUse =
      saved.versionId !== null && saved.outcome === 'unchanged' ? documentOf(saved.versionId) : null
    const documentId = inUse ?? documentRows.idOf(stored, record.mediaType, retrievedAt)
    orm
      .update(link)
      .set({
        state: 'stored',
        listChanged: 0,
        attempts: 0,
        errorCode: saved.alternative && isUnread(state) ? (state ?? null) : null,
        error: null,
        retryAt: null,
        checkedAt: retrievedAt,
        ...validators,
        documentId,
        reportId: saved.reportId,
        versionId: saved.versionId,
      })
      .where(eq(link.linkId, linkId))
      .run()
  }

  function ensureReport(reportId: number, agencyId: number | null, year: number | null): void {
    const known = reportById.get({ id: reportId })
    if (!known) {
      orm.insert(report).values({ reportId, agencyId, year, state: 'read' }).run()
    } else if (
      known.agencyId !== null &&
      known.year !== null &&
      (known.agencyId !== agencyId || known.year !== year)
    ) {
      throw new DatabaseError(
        'collision',
        `Two reports share the id ${reportId}; report this to nianbao's makers.`,
      )
    } else {
      orm.update(report).set({ agencyId, year }).where(eq(report.reportId, reportId)).run()
    }
  }

  function currentVersion(reportId: number): Version | undefined {
    const versionId = reportById.get({ id: reportId })?.versionId ?? null
    return versionId === null ? undefined : versionById.get({ id: versionId })
  }

  function sha256Of({ documentId }: Version): string | undefined {
    return documentById.get({ id: documentId })?.sha256
  }

  function documentOf(versionId: number): number | null {
    return versionById.get({ id: versionId })?.documentId ?? null
  }

  return {
    save(item) {
      const saved = transact(connection, () => save(item))
      // Bytes that brought nothing new are named by no row: they need not be kept.
      if (!documents.has(item.document.sha256)) documents.discard(item.document)
      return saved
    },
  }
}

/** The columns of a version that say what was read and by whom. */
function described({ record, extractor }: ReportToSave) {
  const { title, publishedOn, agency, agencyFrom, yearFrom, readBy, forms, cells, findings } = record
  return {
    extractor,
    engine: readBy.engine,
    engineVersion: readBy.version,
    title,
    publishedOn,
    agencyName: agency?.name ?? null,
    agencyFrom,
    yearFrom,
    forms: JSON.stringify(forms),
    cells: cells.length,
    doubtful: cells.filter(isDoubtful).length,
    findings: findings.length,
  }
}

function isUnread(state: ReportState | undefined): boolean {
  return state === 'needs_ocr' || state === 'unreadable'
}

/** A date that is not known is not later than any. */
function isLater(candidate: string | null, current: string | null): boolean {
  return candidate !== null && candidate > (current ?? '')
}

/** True where anything that hangs on the version could differ from what is stored. */
function isReadAnew({ record, extractor }: ReportToSave, version: Version): boolean {
  return (
    extractor !== version.extractor ||
    record.readBy.version !== version.engineVersion ||
    record.findings.length !== version.findings ||
    digestOfRecord(record).digest !== version.digest
  )
}
