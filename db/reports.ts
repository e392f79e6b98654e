import type { Agency } from '../extract/agency.ts'
import { agenciesOf } from './agencies.ts'
import type { Atlas } from './atlas.ts'
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
import { reportRowsOf } from './report-rows.ts'
import type { Link, Report, Version } from './report-rows.ts'
import { isDoubtful, stateOfRecord } from './report-state.ts'
import { unjudgedKey } from './stored-reports.ts'
import type { VersionRows } from './version-rows.ts'
import type { WideRows } from './wide-rows.ts'
import type { ReportState, VersionReason } from './vocabulary.ts'

/** Whose report a document is, by a person who looked: what it says itself stands in `report_version.agency_name`. */
export interface ToldIdentity {
  readonly agency?: Agency
  readonly year?: number
}

export interface Reports {
  /**
   * Stores what was read: the link's state, its document, the report, its version and everything in it in one
   * transaction, all of it or nothing.
   *
   * Which content stands for an agency's year: the link that gave the current version supersedes it with whatever it
   * says next; another link does where its report was published later, or is the first with any cells; else its content
   * is kept as an alternative. Content with the same figures is the same content, whatever stands around them.
   * Where nothing but a visit counter differs there is no new version, and a newer extractor makes one only where
   * cells differ. A correction stays in use as long as what it corrects is read as before.
   * @throws DatabaseError `not_found` for an unknown link, `forms_changed`, `collision`
   */
  save(item: ReportToSave): Saved
  /** Says of a report how it is: a scan that waited and that no engine can read is `unreadable`. */
  mark(reportId: number, state: ReportState): void
  /** From now on, the documents with these SHA-256 are filed as a person says. */
  told(identities: ReadonlyMap<string, ToldIdentity>): void
  /**
   * Files the current content of a report under another agency or year, and what its link gave before with it.
   * @returns the right report's id
   */
  refile(reportId: number, identity: { readonly agency: Agency; readonly year: number }): number
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
  atlas: Atlas,
): Reports {
  const reports = reportRowsOf(connection)
  const agencies = agenciesOf(connection, atlas)
  const documentRows = documentRowsOf(connection)
  const unjudge = connection.sqlite.prepare("insert or replace into meta (key, value) values (?, '')")
  const removeVersion = connection.sqlite.prepare('delete from report_version where version_id = ?')
  let toldIdentities: ReadonlyMap<string, ToldIdentity> = new Map()

  function save(item: ReportToSave): Saved {
    const { record, linkId } = item
    const source = reports.link(linkId)
    if (!source)
      throw new DatabaseError(
        'not_found',
        `There is no link ${linkId}: list or import it before its report is saved.`,
      )
    const told = toldIdentities.get(record.sha256)
    const agency = told?.agency ?? record.agency
    const year = told?.year ?? record.year
    const agencyId = agency && agencies.idOf(agency)
    const reportId = agency && year !== null ? naturalId(agency.key, year) : reportIdAt(source.url)
    ensureReport(reportId, agencyId, year)
    adoptLink(connection, { rows, wide }, source, reportId)

    const digest = digestOfRecord(record)
    const shown = currentVersion(reportId)
    // A correction is ours: what the source says is compared with what it said.
    const current = shown?.reason === 'correction' ? (reports.newestRead(reportId) ?? shown) : shown
    const decision = decide(item, source, current, digest)
    const state = item.state ?? stateOfRecord(record)
    const { documentId, ...saved } = apply(decision, item, { reportId, current, shown, digest, state })
    reports.settleLink(linkId, {
      errorCode: saved.alternative && isUnread(item.state) ? (item.state ?? null) : null,
      checkedAt: item.retrievedAt,
      validators: item.validators,
      // Bytes that changed nothing are not kept: the version has its own.
      documentId: documentId ?? documentRows.idOf(item.document, record.mediaType, item.retrievedAt),
      reportId: saved.reportId,
      versionId: saved.versionId,
    })
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
    const sameBytes = reports.sha256(current.documentId) === item.record.sha256
    if (sameBytes && owns) {
      return cellsDigest === current.cellsDigest
        ? { kind: 'refresh', version: current }
        : { kind: 'version', reason: 'extractor' }
    }
    if (sameBytes || digest === current.digest) return { kind: 'attach', version: current }
    // The page and its attachment, two portals: other words around the same figures are the same report.
    const sameFigures = current.cells > 0 && cellsDigest === current.cellsDigest
    if (!owns && sameFigures) return { kind: 'attach', version: current }
    // A scan in the place of a report that was read is no better knowledge of it.
    if (isUnread(item.state) && current.cells > 0) return { kind: 'alternative' }
    const isFirstRead = current.cells === 0 && item.record.cells.length > 0
    if (owns || isFirstRead || isLater(item.record.publishedOn ?? source.publishedOn, current.publishedOn)) {
      return { kind: 'version', reason: 'source' }
    }
    const earlier = reports.withDigest(current.reportId, digest)
    return earlier ? { kind: 'attach', version: earlier } : { kind: 'alternative' }
  }

  /** The document of the version that the content is; null where it is kept as an alternative. */
  type Applied = Saved & { readonly documentId: number | null }

  function apply(
    decision: Decision,
    item: ReportToSave,
    to: {
      readonly reportId: number
      readonly current: Version | undefined
      readonly shown: Version | undefined
      readonly digest: RecordDigest
      readonly state: ReportState
    },
  ): Applied {
    const { reportId, current, shown, digest, state } = to
    switch (decision.kind) {
      case 'version': {
        const { versionId, version, documentId } = writeVersion(item, reportId, digest, decision.reason)
        reports.setCurrent(reportId, state, versionId)
        wide.write(reportId, item.record)
        const outcome = current ? 'changed' : 'new'
        return { outcome, reportId, versionId, version, documentId, alternative: false }
      }
      case 'refresh': {
        const { versionId, version, documentId } = decision.version
        reports.setState(reportId, state)
        if (isReadAnew(item, decision.version, digest)) {
          rewriteVersion(item, versionId, digest)
          if (shown && shown.versionId !== versionId) dropCorrection(shown, item, versionId, state)
        }
        return { outcome: 'unchanged', reportId, versionId, version, documentId, alternative: false }
      }
      case 'attach': {
        const { versionId, version, documentId } = decision.version
        // A report that was gone is back.
        if (versionId === current?.versionId) reports.setState(reportId, state)
        return { outcome: 'unchanged', reportId, versionId, version, documentId, alternative: false }
      }
      case 'alternative':
      default:
        return {
          outcome: 'unchanged',
          reportId,
          versionId: null,
          version: null,
          documentId: null,
          alternative: true,
        }
    }
  }

  function writeVersion(item: ReportToSave, reportId: number, digest: RecordDigest, reason: VersionReason) {
    const { record, linkId, url, retrievedAt } = item
    const version = reports.lastNumber(reportId) + 1
    const documentId = documentRows.idOf(item.document, record.mediaType, retrievedAt)
    const origin = { reportId, version, reason, documentId, linkId, url, retrievedAt }
    const versionId = reports.insertVersion({ ...origin, ...described(item), ...digest })
    rows.write(versionId, record)
    unjudge.run(unjudgedKey(reportId))
    return { versionId, version, documentId }
  }

  /** The same cells out of the same bytes, read by a newer extractor: what it sees better replaces what stood there. */
  function rewriteVersion(item: ReportToSave, versionId: number, digest: RecordDigest): void {
    rows.erase(versionId)
    reports.updateVersion(versionId, { ...described(item), ...digest })
    rows.write(versionId, item.record)
    const reportId = reports.version(versionId)?.reportId
    if (reportId !== undefined) unjudge.run(unjudgedKey(reportId))
  }

  /** A correction of what was read anew is made anew, over the new reading: pipeline applies the corrections of a run at its end. */
  function dropCorrection(
    { versionId, reportId }: Version,
    item: ReportToSave,
    readId: number,
    state: ReportState,
  ): void {
    reports.setCurrent(reportId, state, readId)
    rows.erase(versionId)
    removeVersion.run(versionId)
    wide.write(reportId, item.record)
  }

  function ensureReport(reportId: number, agencyId: number | null, year: number | null): void {
    const known = reports.report(reportId)
    if (!known) {
      reports.insertReport({ reportId, agencyId, year, state: 'read' })
    } else if (known.agencyId === agencyId && known.year === year) {
      return
    } else if (known.agencyId !== null && known.year !== null) {
      throw new DatabaseError(
        'collision',
        `Two reports share the id ${reportId}; report this to nianbao's makers.`,
      )
    } else {
      reports.identify(reportId, agencyId, year)
    }
  }

  function currentVersion(reportId: number): Version | undefined {
    const versionId = reports.report(reportId)?.versionId ?? null
    return versionId === null ? undefined : reports.version(versionId)
  }

  function refile(from: Report, source: Link, agency: Agency, year: number): number {
    const agencyId = agencies.idOf(agency)
    const reportId = naturalId(agency.key, year)
    if (reportId === from.reportId) return reportId
    ensureReport(reportId, agencyId, year)
    const { state, agencyId: before } = from
    adoptLink(connection, { rows, wide }, source, reportId)
    reports.setState(reportId, state)
    connection.sqlite.prepare('update link set report_id = ? where link_id = ?').run(reportId, source.linkId)
    agencies.rename(agencyId)
    if (before !== null) agencies.rename(before)
    return reportId
  }

  return {
    save(item) {
      const saved = transact(connection, () => save(item))
      // Bytes that brought nothing new are named by no row: they need not be kept.
      if (!documents.has(item.document.sha256)) documents.discard(item.document)
      return saved
    },
    mark: (reportId, state) => reports.setState(reportId, state),
    told(identities) {
      toldIdentities = identities
    },
    refile: (reportId, { agency, year }) =>
      transact(connection, () => {
        const from = reports.report(reportId)
        const linkId = currentVersion(reportId)?.linkId ?? null
        const source = linkId === null ? undefined : reports.link(linkId)
        return from && source ? refile(from, source, agency, year) : reportId
      }),
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
function isReadAnew(
  { record, extractor }: ReportToSave,
  version: Version,
  { digest }: RecordDigest,
): boolean {
  return (
    extractor !== version.extractor ||
    record.readBy.version !== version.engineVersion ||
    digest !== version.digest
  )
}
