declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs' {
  /** The half of pdf.js that parses: answers on a port to the half that is asked. */
  export const WorkerMessageHandler: { initializeFromPort(port: unknown): void }
}
