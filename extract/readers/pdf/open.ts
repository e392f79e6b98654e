import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import type { PDFDocumentLoadingTask } from 'pdfjs-dist'
import { getDocument, PDFWorker, WorkerMessageHandler } from './library.ts'
import { ports } from './ports.ts'

const library = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
const folder = (name: string): string => join(library, name) + sep

/**
 * Opens a file with pdf.js, in this process and without the network. The character maps and standard fonts of the
 * package itself are named: without them, text in Chinese fonts that are not embedded vanishes.
 */
export function openPdf(bytes: Uint8Array): PDFDocumentLoadingTask {
  const [asking, answering] = ports()
  WorkerMessageHandler.initializeFromPort(answering)
  return getDocument({
    worker: PDFWorker.create({ port: asking }),
    // pdf.js takes the buffer away from its owner.
    data: Uint8Array.from(bytes),
    cMapUrl: folder('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: folder('standard_fonts'),
    useSystemFonts: false,
    disableFontFace: true,
    isEvalSupported: false,
    useWasm: false,
    enableXfa: false,
    disableAutoFetch: true,
    disableRange: true,
    disableStream: true,
    // A page that cannot be drawn in full is an error, not half a page.
    stopAtErrors: true,
    verbosity: 0,
  })
}
