import { createHash } from 'node:crypto'
import { align } from './align.ts'
import { extractArchived } from './archived.ts'
import { attachmentsOf, picturesOf } from './attachments.ts'
import { failure, fileType } from './decode.ts'
import type { Document, Link } from './document.ts'
import { grids, textOf } from './document.ts'
import type { Extraction, ExtractError, Hints, Result } from './extraction.ts'
import { identified } from './identified.ts'
import { defaultLimits } from './limits.ts'
import type { Limits } from './limits.ts'
import { misread } from './misread.ts'
import { pictured } from './pictured.ts'
import { publishedOn } from './published.ts'
import { gunzipped, isArchive } from './readers/archive.ts'
import { readers } from './readers.ts'
import { sectionsOf, sourceTablesOf } from './sections.ts'
import { verify } from './verify.ts'

/** Changes whenever the same bytes could give other cells: stored with every version, so that `reextract` knows. */
export const extractorVersion = '4'

/**
 * Reads one document.
 * @param bytes the file as it was served; its type is found by content
 * @param hints what the crawler knows: url, link title, portal's division
 * @returns cells in the forms' order, sections, source tables, findings; or why not, and what to do
 */
export async function extract(
  bytes: Uint8Array,
  hints: Hints = {},
  limits: Limits = defaultLimits,
): Promise<Result<Extraction, ExtractError>> {
  if (bytes.byteLength === 0) return failure('corrupt', 'the file is empty; fetch it again')
  if (bytes.byteLength > limits.maxBytes) {
    return failure('too_large', `${bytes.byteLength} bytes, more than the ${limits.maxBytes} that are read`)
  }
  return unwrapped(bytes, hints, limits)
}

/** gzip sent unasked and archives are opened first; whatever is in them, the hash is that of the file as it came. */
async function unwrapped(
  bytes: Uint8Array,
  hints: Hints,
  limits: Limits,
): Promise<Result<Extraction, ExtractError>> {
  if (fileType(bytes) === 'gzip') {
    const inner = gunzipped(bytes, limits)
    if (!inner.ok) return inner
    // There are gzip files that unpack to themselves.
    if (fileType(inner.value) === 'gzip') return failure('unsupported', 'gzip within gzip; unpack it by hand')
    return named(bytes, await extract(inner.value, hints, limits))
  }
  if (isArchive(bytes, limits)) return named(bytes, await extractArchived(bytes, hints, limits, extract))
  const document = await read(bytes, limits)
  return document.ok ? understand(document.value, sha256(bytes), hints) : document
}

function named(bytes: Uint8Array, result: Result<Extraction, ExtractError>): typeof result {
  return result.ok ? { ok: true, value: { ...result.value, sha256: sha256(bytes) } } : result
}

async function read(bytes: Uint8Array, limits: Limits): Promise<Result<Document, ExtractError>> {
  const type = fileType(bytes)
  const reader = readers[type]
  if (!reader) return failure('unsupported', `a file of type ${type} cannot be read; look at it by hand`)
  try {
    return await reader(bytes, limits)
  } catch (error) {
    // A reader's own library throws on bytes that nobody foresaw: that file is broken, the batch goes on.
    const reason = error instanceof Error ? error.message : String(error)
    return failure('corrupt', `the ${type} reader gave up: ${reason}`)
  }
}

function understand(document: Document, hash: string, hints: Hints): Result<Extraction, ExtractError> {
  const identity = identified(document, hints)
  const aligned = align(document, identity.year)
  const unseen = pictured(document, aligned, identity.year)
  const sections = sectionsOf(document)
  const published = publishedOn(document)
  const tables = Object.values(aligned.forms).filter((form) => form !== null).length
  const attachments = [...attachmentsOf(document), ...(tables < 3 ? picturesOf(document) : [])]
  if (!identity.isReport && tables === 0) return notAReport(document, attachments)
  const findings = verify({
    ...aligned,
    // Both readings of a picture see the same ink: that they agree says nothing of what was printed.
    ...(document.doubts ? { second: () => 'cannot tell' as const } : {}),
    year: identity.year,
    agency: identity.agency,
    publishedOn: published,
    sections,
  })
  const cells = document.doubts ? misread(aligned.cells, findings, aligned.forms) : aligned.cells
  return {
    ok: true,
    value: {
      sha256: hash,
      mediaType: document.mediaType,
      title: document.title ?? hints.title ?? null,
      agency: identity.agency,
      agencyFrom: identity.agencyFrom,
      year: identity.year,
      yearFrom: identity.yearFrom,
      publishedOn: published,
      readBy: document.readBy,
      forms: aligned.forms,
      cells: [...cells, ...unseen],
      unplaced: aligned.unplaced,
      sections,
      tables: sourceTablesOf(document),
      findings,
      attachments,
    },
  }
}

function notAReport(document: Document, attachments: readonly Link[]): Result<Extraction, ExtractError> {
  const text = textOf(document)
  const empty = text.trim().length < 20 && grids(document).length === 0
  if (empty && document.images.length > 0) {
    return {
      ok: false,
      error: {
        code: 'needs_ocr',
        message: `no text, ${document.images.length} pictures: a scan`,
        attachments,
      },
    }
  }
  const message =
    text.trim() === ''
      ? 'no text and no table in it'
      : 'neither its title and text nor its tables are those of an annual report on open government information'
  return { ok: false, error: { code: 'not_a_report', message, attachments } }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
