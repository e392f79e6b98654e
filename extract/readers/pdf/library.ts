/**
 * The one door to pdf.js. Its build for Node.js brings stand-ins for what an engine lacks or does not do to the letter, and
 * puts them in for the whole thread: `push` of every array in JavaScript, for the sake of arrays longer than 2 ** 53. That
 * alone takes a tenth of a batch on Node 20, whatever is read. The engine's own are put back.
 */
const { push } = Array.prototype
const { parse, stringify } = JSON
const asking = await import('pdfjs-dist/legacy/build/pdf.mjs')
const answering = await import('pdfjs-dist/legacy/build/pdf.worker.mjs')
Object.assign(Array.prototype, { push })
Object.assign(JSON, { parse, stringify })

export const { getDocument, ImageKind, OPS, PDFWorker } = asking
export const { WorkerMessageHandler } = answering
