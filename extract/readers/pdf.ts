import type { PDFDocumentProxy } from 'pdfjs-dist'
import type { Document, Metadata } from '../document.ts'
import type { ExtractError, ExtractErrorCode, Result } from '../extraction.ts'
import { defaultLimits } from '../limits.ts'
import type { Limits } from '../limits.ts'
import { blocksOf } from './pdf/blocks.ts'
import type { Drawing } from './pdf/drawing.ts'
import { withoutFurniture } from './pdf/furniture.ts'
import type { RuledPage } from './pdf/furniture.ts'
import { latticesOf } from './pdf/lattice.ts'
import { isBlank, isUnmapped } from './pdf/letters.ts'
import { openPdf } from './pdf/open.ts'
import { isFilled, readPage } from './pdf/page.ts'
import { isCutOff, lacksObjects, streamsOf } from './pdf/whole.ts'

const readBy = { engine: 'pdf', version: '1' }
const mediaType = 'application/pdf'

/** Where more than this share of the characters have no meaning in Unicode, the text cannot be read. */
const mostUnmapped = 0.3

/**
 * Reads a born-digital PDF: tables from its ruling lines (`exact`) or from clear gaps (`loose`), the rest as
 * paragraphs. Page numbers and running heads are left out.
 * @returns `needs_ocr` where no page holds text; `encrypted`, `corrupt`, `too_large` where it cannot be read in full
 */
export async function readPdf(
  bytes: Uint8Array,
  limits: Limits = defaultLimits,
): Promise<Result<Document, ExtractError>> {
  if (bytes.length > limits.maxBytes) {
    return failed(
      'too_large',
      `the PDF has ${bytes.length} bytes, the limit is ${limits.maxBytes}: raise maxBytes`,
    )
  }
  if (isCutOff(bytes)) {
    return failed('corrupt', 'the PDF ends before its cross-reference table: fetch the file again')
  }
  if (lacksObjects(bytes)) {
    return failed('corrupt', 'objects that the PDF lists are not in it: fetch the file again')
  }
  const streams = streamsOf(bytes, limits.maxUnpackedBytes)
  if (streams === 'damaged') {
    return failed('corrupt', 'a stream of the PDF does not unpack: fetch the file again')
  }
  if (streams === 'too_large') {
    return failed(
      'too_large',
      `the PDF unpacks to more than ${limits.maxUnpackedBytes} bytes: raise maxUnpackedBytes`,
    )
  }
  if (streams === 'too_deep') {
    return failed('too_large', 'the PDF saves its state deeper than a page does: check the file by eye')
  }
  const task = openPdf(bytes)
  const budget = deadline(limits.maxMilliseconds)
  try {
    return await Promise.race([readAll(task.promise, limits), budget.expired])
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') {
      return failed('encrypted', 'the PDF opens only with a password: ask the agency for an open copy')
    }
    const reason = error instanceof Error ? error.message : String(error)
    return failed('corrupt', `the PDF cannot be read in full (${reason}): fetch the file again`)
  } finally {
    budget.cancel()
    await task.destroy()
  }
}

async function readAll(
  opening: Promise<PDFDocumentProxy>,
  limits: Limits,
): Promise<Result<Document, ExtractError>> {
  const pdf = await opening
  if (pdf.numPages > limits.maxPages) {
    return failed(
      'too_large',
      `the PDF has ${pdf.numPages} pages, the limit is ${limits.maxPages}: raise maxPages`,
    )
  }
  const metadata = await metadataOf(pdf)
  const pages: RuledPage[] = []
  for (let number = 1; number <= pdf.numPages; number++) {
    const drawing = await readPage(await pdf.getPage(number))
    const lattices = drawing && latticesOf(drawing.strokes, limits.maxSlots)
    if (!lattices) {
      return failed(
        'too_large',
        `page ${number} draws more than a page of a report holds: check the file by eye`,
      )
    }
    pages.push({ drawing, lattices })
  }
  const unread = unreadable(pages.map(({ drawing }) => drawing))
  if (unread) return failed('needs_ocr', unread)

  const content = withoutFurniture(pages)
  return {
    ok: true,
    value: {
      mediaType,
      readBy,
      title: titleOf(metadata),
      metadata,
      blocks: blocksOf(content),
      links: [],
      images: content.filter(({ drawing }) => isPicture(drawing)).map(({ drawing }) => String(drawing.page)),
    },
  }
}

/** Why the document as a whole holds nothing to read; null where it does. */
function unreadable(drawings: readonly Drawing[]): string | null {
  const pages = drawings.length === 1 ? '1 page' : `${drawings.length} pages`
  const printed = drawings.flatMap(({ glyphs }) => glyphs.filter(({ text }) => !isBlank(text)))
  if (printed.length === 0) return `the PDF has ${pages} and no text: run OCR over it`
  if (drawings.every((drawing) => isPicture(drawing)))
    return `the PDF has ${pages} and each is a picture: run OCR over it`
  const unmapped = printed.filter(({ text }) => isUnmapped(text)).length
  if (unmapped > printed.length * mostUnmapped) {
    return `the PDF has ${pages} in fonts that name no characters: run OCR over it`
  }
  return null
}

/** A scanner's program may stamp its name or a page number over the picture of a sheet. */
const stamped = 40

function isPicture(drawing: Drawing): boolean {
  if (drawing.pictures.length === 0) return false
  const printed = drawing.glyphs.filter(({ text }) => !isBlank(text)).length
  return printed === 0 || (printed <= stamped && isFilled(drawing))
}

async function metadataOf(pdf: PDFDocumentProxy): Promise<Metadata> {
  const { info } = await pdf.getMetadata()
  const stated = Object.entries(info).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return Object.fromEntries(stated)
}

/** Chinese, and no file name: Microsoft Word - 2023年报.doc · 附件1.docx */
const fileName = /^(?:Microsoft|WPS)\b|\.(?:docx?|wps|wpt|xlsx?|pdf|html?|odt|rtf)$/iu
const han = /\p{Script=Han}/u // 杭

function titleOf(metadata: Metadata): string | null {
  const title = metadata['Title']?.trim() ?? ''
  return han.test(title) && !fileName.test(title) ? title : null
}

function failed(
  code: ExtractErrorCode,
  message: string,
): { readonly ok: false; readonly error: ExtractError } {
  return { ok: false, error: { code, message } }
}

function deadline(milliseconds: number): {
  expired: Promise<Result<Document, ExtractError>>
  cancel: () => void
} {
  let timer: NodeJS.Timeout | undefined
  const expired = new Promise<Result<Document, ExtractError>>((resolve) => {
    timer = setTimeout(() => {
      resolve(failed('too_large', `reading the PDF took more than ${milliseconds} ms: raise maxMilliseconds`))
    }, milliseconds)
  })
  return { expired, cancel: () => clearTimeout(timer) }
}
