import type { Answer, DocumentRequest, Failure } from '../crawlers/fetch/answer.ts'
import type { Link } from '../extract/document.ts'
import type { Extraction, ExtractError, Hints, Result } from '../extract/extraction.ts'
import { together } from '../extract/together.ts'

/** A report as found at an address: read from the page itself, or from the attachment that carries it. */
export interface ReadReport {
  readonly bytes: Uint8Array
  /** The absolute address that the content came from. */
  readonly url: string
  readonly retrievedAt: string
  readonly result: Result<Extraction, ExtractError>
  /** What the page says by itself, where the figures are in a file that is a scan and that nothing here can read. */
  readonly page?: Extraction
  /** The page itself has all tables: an attachment that another day may give is no part of it. */
  readonly whole: boolean
}

export interface ReadTools {
  readonly extract: (bytes: Uint8Array, hints: Hints) => Promise<Result<Extraction, ExtractError>>
  readonly fetch: (request: DocumentRequest) => Promise<Answer | Failure>
}

/** A page with many files is a list of them, not a report with its attachment. */
const mostAttachments = 4

/** Beside a page that has all its tables: a second copy of them is worth one request, a list of files is not. */
const mostCopies = 1

/** 2023年度报告.pdf · 附件.docx, and not 主动公开目录.xls */
const reportLike = /报告|年报|年度|报表|统计|附件|附表/u

/**
 * Reads the page that a link led to and its attachments, and takes whichever carries most of the report. Where page and
 * attachment both carry a table, they are read together: what they print differently is in doubt. What the page says of
 * agency and year serves the attachment as hints. Where no figure can be read and a file is a scan, that file is the
 * report: it waits for somebody to install what reads scans.
 */
export async function readReport(page: Answer, hints: Hints, tools: ReadTools): Promise<ReadReport> {
  const own = await tools.extract(page.body, hintsOf(page, hints))
  const whole = own.ok && tablesIn(own.value) >= 3
  const found: ReadReport[] = [
    { bytes: page.body, url: page.finalUrl, retrievedAt: page.retrievedAt, result: own, whole },
  ]
  let scan: ReadReport | null = null
  for (const link of whole ? copiesAmong(own) : attachmentsOf(own).slice(0, mostAttachments)) {
    const file = await fetchAttachment(link, page, tools)
    if (!file) continue
    const result = await tools.extract(file.body, attachmentHints(file, page, hints, own))
    const read = { bytes: file.body, url: file.finalUrl, retrievedAt: file.retrievedAt, result, whole }
    found.push(read)
    if (!result.ok && result.error.code === 'needs_ocr') scan ??= own.ok ? { ...read, page: own.value } : read
  }
  const best = found.reduce((most, each) => (worth(each.result) > worth(most.result) ? each : most))
  return scan !== null && !hasFigures(best.result) ? scan : readTogether(best, found)
}

function readTogether(best: ReadReport, found: readonly ReadReport[]): ReadReport {
  const value = found.reduce<Extraction | null>(
    (own, { result }) => (own && result.ok && result !== best.result ? together(own, result.value) : own),
    best.result.ok ? best.result.value : null,
  )
  return value === null ? best : { ...best, result: { ok: true, value } }
}

function copiesAmong(own: Result<Extraction, ExtractError>): readonly Link[] {
  const links = attachmentsOf(own)
  const [only, ...others] = links
  if (only && others.length === 0) return [only]
  return links.filter(({ text, url }) => reportLike.test(`${text} ${readable(url)}`)).slice(0, mostCopies)
}

/** An address as a person reads it; as it is where its escapes are broken. */
function readable(url: string): string {
  try {
    return decodeURIComponent(url)
  } catch {
    return url
  }
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
