import type { Agency, AgencyOrigin, YearOrigin } from './agency.ts'
import type { Cell, Unplaced } from './cell.ts'
import type { Link } from './document.ts'
import type { Finding } from './finding.ts'
import type { FormId, FormTable } from './forms/form.ts'

/** What the caller knows of a file beside its bytes. */
export interface Hints {
  /** The address that it was served from. */
  readonly url?: string
  /** The text of the link that led to it. */
  readonly title?: string
  /** GB/T 2260 code of the portal's own division. */
  readonly portalDivision?: string
  /** Content type as served: a hint at best, the bytes decide. */
  readonly contentType?: string
  /** File name as given or as served. */
  readonly fileName?: string
}

export interface Section {
  /** From 1, in reading order. */
  readonly ordinal: number
  /** 一、总体情况; null for what stands before the first heading. */
  readonly heading: string | null
  readonly text: string
}

/** A table as found, mapped to a form or not. */
export interface SourceTable {
  /** From 1, in reading order. */
  readonly ordinal: number
  /** The nearest heading above it; null where there is none. */
  readonly heading: string | null
  /** Expanded grid: a spanned value stands once, at its top left slot; the other slots are "". */
  readonly grid: readonly (readonly string[])[]
}

/** Everything that nianbao reads out of one document. */
export interface Extraction {
  readonly sha256: string
  readonly mediaType: string
  readonly title: string | null
  readonly agency: Agency | null
  readonly agencyFrom: AgencyOrigin
  readonly year: number | null
  readonly yearFrom: YearOrigin
  /** ISO date, from the page's metadata or its signature; null where neither states one. */
  readonly publishedOn: string | null
  readonly readBy: { readonly engine: string; readonly version: string }
  /** The form that each table follows; null where the table was not found. */
  readonly forms: Readonly<Record<FormTable, FormId | null>>
  readonly cells: readonly Cell[]
  readonly unplaced: readonly Unplaced[]
  readonly sections: readonly Section[]
  readonly tables: readonly SourceTable[]
  readonly findings: readonly Finding[]
  /** Links in the article's body that may be attachments carrying the report. */
  readonly attachments: readonly Link[]
}

export const extractErrorCodes = [
  'not_a_report',
  'needs_ocr',
  'encrypted',
  'corrupt',
  'unsupported',
  'too_large',
  'not_found',
] as const
export type ExtractErrorCode = (typeof extractErrorCodes)[number]

/** Why a file gave no extraction. The message says what was found and what to do. */
export interface ExtractError {
  readonly code: ExtractErrorCode
  readonly message: string
  /** Attachments of a page that is itself no report but may carry one. */
  readonly attachments?: readonly Link[]
}

export type Result<Value, Failure> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: Failure }
