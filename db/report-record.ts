import type { Agency, AgencyOrigin, YearOrigin } from '../extract/agency.ts'
import type { Cell, Unplaced } from '../extract/cell.ts'
import type { Finding } from '../extract/finding.ts'
import type { FormId, FormTable } from '../extract/forms/form.ts'
import type { StoredDocument } from './documents.ts'
import type { ReportState, VersionReason } from './vocabulary.ts'

/** What was read out of one document. An `Extraction` of extract/ is one. */
export interface ReportRecord {
  readonly sha256: string
  readonly mediaType: string
  readonly title: string | null
  readonly agency: Agency | null
  readonly agencyFrom: AgencyOrigin
  readonly year: number | null
  readonly yearFrom: YearOrigin
  /** ISO date. */
  readonly publishedOn: string | null
  readonly readBy: { readonly engine: string; readonly version: string }
  readonly forms: Readonly<Record<FormTable, FormId | null>>
  readonly cells: readonly Cell[]
  readonly unplaced: readonly Unplaced[]
  readonly sections: readonly {
    readonly ordinal: number
    readonly heading: string | null
    readonly text: string
  }[]
  readonly tables: readonly {
    readonly ordinal: number
    readonly heading: string | null
    readonly grid: readonly (readonly string[])[]
  }[]
  readonly findings: readonly Finding[]
}

/** One report on its way into the database. */
export interface ReportToSave {
  readonly linkId: number
  readonly record: ReportRecord
  /** From `store.documents.put`: the bytes are on disk before the transaction that names them. */
  readonly document: StoredDocument
  /** The absolute address that the content came from: the link's page, or its attachment. */
  readonly url: string
  /** ISO 8601, UTC. */
  readonly retrievedAt: string
  /** The extractor's version: a newer one may read the same bytes otherwise. */
  readonly extractor: string
  readonly validators?: { readonly etag: string | null; readonly lastModified: string | null }
  /** `correction` where a person corrected the record; else the store finds the reason itself. */
  readonly reason?: Extract<VersionReason, 'correction'>
  /** Where the caller knows better than the record: a scan is `needs_ocr`. */
  readonly state?: ReportState
}

export type SaveOutcome =
  /** The agency's first report for the year. */
  | 'new'
  /** A new version of a report that was known. */
  | 'changed'
  /** Nothing that was read differs, or the content is kept as an alternative of the version in use. */
  | 'unchanged'

export interface Saved {
  readonly outcome: SaveOutcome
  readonly reportId: number
  /** Null where the content was kept as an alternative. */
  readonly versionId: number | null
  readonly version: number | null
  /** True where another link's content stays in use for this agency and year. */
  readonly alternative: boolean
}
