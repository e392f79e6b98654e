import type { FileType } from './decode.ts'
import type { Document } from './document.ts'
import type { ExtractError, Result } from './extraction.ts'
import type { Limits } from './limits.ts'
import type { PictureType } from './readers/scan.ts'

/** Reads the bytes of one format. To add a format: its signature in `decode.ts`, its file in `readers/`, its line here. */
export type Reader = (bytes: Uint8Array, limits: Limits) => Promise<Result<Document, ExtractError>>

/** A reader's library is loaded when its first file comes: a run over pages alone never loads pdf.js. */
export const readers: Partial<Readonly<Record<FileType, Reader>>> = {
  html: async (bytes) => (await import('./readers/html.ts')).readHtml(bytes),
  text: async (bytes) => ({ ok: true, value: (await import('./readers/text.ts')).readText(bytes) }),
  zip: async (bytes, limits) => (await import('./readers/container.ts')).readZip(bytes, limits),
  ole: async (bytes, limits) => (await import('./readers/container.ts')).readOle(bytes, limits),
  rtf: async (bytes, limits) => (await import('./readers/rtf.ts')).readRtf(bytes, limits),
  pdf: async (bytes, limits) => {
    const printed = await (await import('./readers/pdf.ts')).readPdf(bytes, limits)
    if (printed.ok || printed.error.code !== 'needs_ocr') return printed
    return (await import('./readers/scan.ts')).readScan(bytes, 'pdf', limits)
  },
  png: picture('png'),
  jpeg: picture('jpeg'),
  gif: picture('gif'),
  webp: picture('webp'),
  tiff: picture('tiff'),
  bmp: picture('bmp'),
}

function picture(type: PictureType): Reader {
  return async (bytes, limits) => (await import('./readers/scan.ts')).readScan(bytes, type, limits)
}
