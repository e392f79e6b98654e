import type { Answer, DocumentRequest, Failure } from '../crawlers/fetch/answer.ts'
import type { Link } from '../extract/document.ts'
import type { Extraction, ExtractError, Hints, Result } from '../extract/extraction.ts'

/** A report as found at an address: read from the page itself, or from the attachment that carries it. */
export interface ReadReport {
  readonly bytes: Uint8Array
  /** The absolute address that the content came from. */
  readonly url: string
  readonly retrievedAt: string
  readonly result: Result<Extraction, ExtractError>
  /** What the page says by itself, where the figures are in a file that is a scan and that nothing here can read. */
  readonly page?: Extraction
}

export interface ReadTools {
  readonly extract: (bytes: Uint8Array, hints: Hints) => Promise<Result<Extraction, ExtractError>>
  readonly fetch: (request: DocumentRequest) => Promise<Answer | Failure>
}

/** A page with many files is a list of them, not a report with its attachment. */
const mostAttachments = 4

/**
 * Reads the page that a link led to; where its own tables are not all there, its attachments too, and takes whichever
 * carries most of the report. What the page says of agency and year serves the attachment as hints. Where no figure can be
 * read and a file is a scan, that file is the report: it waits for somebody to install what reads scans.
 */
export async function readReport(page: Answer, hints: Hints, tools: ReadTools): Promise<ReadReport> {
  const own = await tools.extract(page.body, hintsOf(page, hints))
  let best: ReadReport = { bytes: page.body, url: page.finalUrl, retrievedAt: page.retrievedAt, result: own }
  if (own.ok && tablesIn(own.value) >= 3) return best
  let scan: ReadReport | null = null
  for (const link of attachmentsOf(own).slice(0, mostAttachments)) {
    const file = await fetchAttachment(link, page, tools)
    if (!file) continue
    const result = await tools.extract(file.body, attachmentHints(file, page, hints, own))
    const found = { bytes: file.body, url: file.finalUrl, retrievedAt: file.retrievedAt, result }
    if (worth(found.result) > worth(best.result)) best = found
    if (!result.ok && result.error.code === 'needs_ocr')
      scan ??= own.ok ? { ...found, page: own.value } : found
  }
  return scan !== null && !hasFigures(best.result) ? scan : best
}

function attachmentsOf(own: Result<Extraction, ExtractError>): readonly Link[] {
  return own.ok ? own.value.attachments : (own.error.attachments ?? [])
}

async function fetchAttachment(link: Link, page: Answer, tools: ReadTools): Promise<Answer | null> {
  if (!URL.canParse(link.url, page.finalUrl)) return null
  const answer = await tools.fetch({ url: new URL(link.url, page.finalUrl).href, referer: page.finalUrl })
  return answer.ok ? answer : null
}

function hintsOf(answer: Answer, hints: Hints): Hints {
  return {
    ...hints,
    url: answer.finalUrl,
    ...(answer.contentType === null ? {} : { contentType: answer.contentType }),
  }
}

/** The page knows the title where the file's own is cut or missing. */
function attachmentHints(
  file: Answer,
  page: Answer,
  hints: Hints,
  own: Result<Extraction, ExtractError>,
): Hints {
  const title = own.ok ? own.value.title : null
  return { ...hintsOf(file, hints), url: page.finalUrl, ...(title === null ? {} : { title }) }
}

/** More figures are better; a report without tables is better than an error, a scan better than no report at all. */
function worth(result: Result<Extraction, ExtractError>): number {
  if (result.ok) return 2 + figuresIn(result.value)
  return result.error.code === 'not_a_report' ? 0 : 1
}

function hasFigures(result: Result<Extraction, ExtractError>): boolean {
  return result.ok && figuresIn(result.value) > 0
}

function figuresIn({ cells }: Extraction): number {
  return cells.filter(({ status }) => status !== 'missing' && status !== 'unreadable').length
}

function tablesIn(extraction: Extraction): number {
  return Object.values(extraction.forms).filter((form) => form !== null).length
}
