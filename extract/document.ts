import { remembered } from './recall.ts'

/**
 * What every reader makes of a file: paragraphs and grids in reading order, each with its place in the source.
 * Readers know formats; nothing here knows forms.
 */

/** Where a piece stands in its source, as `nianbao extract --json` prints it. */
export type Place =
  /** PDF and OFD: page from 1; box in points from the page's top left, [left, top, right, bottom]. */
  | { readonly page: number; readonly box: readonly [number, number, number, number] }
  /** HTML, DOCX, DOC, RTF, XLS(X): counted from 0 over the document's tables and their expanded grid. */
  | { readonly table: number; readonly row: number; readonly column: number }
  /** Plain text and Markdown: line and column from 1. */
  | { readonly line: number; readonly column: number }

export interface Paragraph {
  readonly kind: 'paragraph'
  readonly text: string
  /** Heading level from 1 where the format marks one; null for plain text. */
  readonly heading: number | null
  readonly place: Place | null
}

/** A cell as it stands in the source. A spanned value stands once, at its top left slot. */
export interface GridCell {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  /** Lines within the cell are kept, separated by \n; outer white space is trimmed. */
  readonly text: string
  readonly place: Place
  /** The cell holds an image and no text: what it says cannot be known here. */
  readonly image: boolean
}

export interface Grid {
  readonly kind: 'grid'
  /** From 0 over the document's tables, in reading order. */
  readonly index: number
  readonly rows: number
  readonly columns: number
  readonly cells: readonly GridCell[]
  /**
   * `exact`: a cell's row and column are the source's own (markup, ruling lines). `loose`: cells were cut out of
   * running text (tabs, pipes, gaps), so that a dropped or shifted cell cannot be seen from its neighbours.
   */
  readonly positions: 'exact' | 'loose'
}

export type Block = Paragraph | Grid

/** Metadata that a page or file states about itself, verbatim: `ArticleTitle`, `ContentSource`, `PubDate`, 发布机构 … */
export type Metadata = Readonly<Record<string, string>>

export interface Link {
  readonly url: string
  readonly text: string
}

export interface Document {
  readonly mediaType: string
  /** The reader that made this and its version: changes when its output could. */
  readonly readBy: { readonly engine: string; readonly version: string }
  readonly title: string | null
  readonly metadata: Metadata
  readonly blocks: readonly Block[]
  /** Links of the page's body, for attachments; empty where the format has none. */
  readonly links: readonly Link[]
  /** Pages or pictures that hold no text at all: candidates for OCR. 1-based page numbers, or image addresses. */
  readonly images: readonly string[]
  /** Places whose text was read off a picture and may be wrong; absent where a reader sees characters, not ink. */
  readonly doubts?: readonly Place[]
}

export function grids(document: Document): Grid[] {
  return document.blocks.filter((block) => block.kind === 'grid')
}

export function paragraphs(document: Document): Paragraph[] {
  return document.blocks.filter((block) => block.kind === 'paragraph')
}

/** The document's text, one line a paragraph or table row. */
export function textOf(document: Document): string {
  return document.blocks
    .map((block) => (block.kind === 'paragraph' ? block.text : gridText(block)))
    .join('\n')
}

function gridText(grid: Grid): string {
  return gridRows(grid)
    .map((cells) => cells.map(({ text }) => text.replaceAll('\n', '')).join('\t'))
    .join('\n')
}

/** Cells by the row they start in, left to right; the same list at every call. */
export const gridRows = remembered((grid: Grid): readonly (readonly GridCell[])[] => {
  const rows: GridCell[][] = Array.from({ length: grid.rows }, () => [])
  for (const cell of grid.cells) rows[cell.row]?.push(cell)
  for (const row of rows) row.sort((a, b) => a.column - b.column)
  return rows
})
