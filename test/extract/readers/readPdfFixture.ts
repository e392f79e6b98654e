import { readFileSync } from 'node:fs'
import { gridRows, grids, paragraphs } from '../../../extract/document.ts'
import type { Document, Grid } from '../../../extract/document.ts'
import { readPdf } from '../../../extract/readers/pdf.ts'

export function pdfFixture(name: string): Uint8Array {
  return readFileSync(new URL(`../../fixtures/pdf/${name}.pdf`, import.meta.url))
}

/** The document, or a failure that shows the reader's error. */
export async function documentOf(bytes: Uint8Array): Promise<Document> {
  const result = await readPdf(bytes)
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`)
  return result.value
}

export async function errorOf(...read: Parameters<typeof readPdf>): Promise<string> {
  const result = await readPdf(...read)
  return result.ok ? 'read' : result.error.code
}

/** Texts by the row that each cell starts in; line ends within cells are left out. */
export function texts(grid: Grid | undefined): string[][] {
  if (!grid) throw new Error('the document has no such table')
  return gridRows(grid).map((row) => row.map(({ text }) => text.replaceAll('\n', '')))
}

export async function tableOf(bytes: Uint8Array): Promise<string[][]> {
  return texts(grids(await documentOf(bytes))[0])
}

export async function linesOf(bytes: Uint8Array): Promise<string[]> {
  return paragraphs(await documentOf(bytes)).map(({ text }) => text)
}
