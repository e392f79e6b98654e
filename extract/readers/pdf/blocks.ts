import type { Block, Grid, GridCell, Place } from '../../document.ts'
import { continued } from './continuation.ts'
import type { Pages, WholeTable } from './continuation.ts'
import type { Drawing } from './drawing.ts'
import { paragraphsOf } from './flow.ts'
import type { TextLine } from './flow.ts'
import type { RuledPage } from './furniture.ts'
import { asDisplayed } from './geometry.ts'
import type { Box } from './geometry.ts'
import { linesOf } from './lines.ts'
import type { Line } from './lines.ts'
import { looseTables } from './loose.ts'
import { ruledTables } from './ruled.ts'
import type { PageTable } from './ruled.ts'

/** A table in the making, or a line that is in none. */
type Piece =
  | { readonly kind: 'table'; readonly table: WholeTable; readonly lastPage: number }
  | { readonly kind: 'line'; readonly text: TextLine }

/** Paragraphs and grids of all pages in reading order; tables and paragraphs go on over page breaks. */
export function blocksOf(pages: readonly RuledPage[], made: Pages = 'drawn'): Block[] {
  const pieces: Piece[] = []
  for (const page of pages) {
    let first = true
    for (const item of itemsOf(page)) {
      const before = pieces.at(-1)
      if ('glyphs' in item.piece) {
        const { piece: line, margin } = item
        pieces.push({ kind: 'line', text: { page: page.drawing.page, line, margin } })
      } else {
        const { piece: table } = item
        const joined =
          first && before?.kind === 'table' && before.lastPage === table.page - 1
            ? continued(before.table, table, made)
            : null
        if (joined) pieces[pieces.length - 1] = { kind: 'table', table: joined, lastPage: table.page }
        else pieces.push({ kind: 'table', table, lastPage: table.page })
      }
      first = false
    }
  }
  const drawings = new Map(pages.map(({ drawing }) => [drawing.page, drawing]))
  return assembled(pieces, drawings)
}

/** A body of text reaches at least to this share of the sheet's width: a short line alone fills no line. */
const narrowestBody = 0.7

interface Item {
  readonly piece: Line | PageTable
  readonly margin: number
}

/** Tables and lines of one page from top to bottom. */
function itemsOf({ drawing, lattices }: RuledPage): Item[] {
  const { tables, rest } = ruledTables(drawing, lattices)
  const lines = linesOf(rest)
  const margin = lines.reduce((most, { right }) => Math.max(most, right), narrowestBody * drawing.width)
  const pieces: (Line | PageTable)[] = [...tables]
  // A table without rules is never read across one with rules.
  let open: Line[] = []
  const close = (): void => {
    pieces.push(...looseTables(drawing.page, open))
    open = []
  }
  let above = -1
  for (const line of lines) {
    const tablesAbove = tables.filter(({ top }) => top < line.top).length
    if (tablesAbove !== above) close()
    above = tablesAbove
    open.push(line)
  }
  close()
  return pieces.sort((a, b) => a.top - b.top).map((piece) => ({ piece, margin }))
}

function assembled(pieces: readonly Piece[], drawings: ReadonlyMap<number, Drawing>): Block[] {
  const blocks: Block[] = []
  let lines: TextLine[] = []
  let index = 0
  const close = (): void => {
    for (const { page, box, text } of paragraphsOf(lines)) {
      blocks.push({ kind: 'paragraph', text, heading: null, place: placeOf(drawings, page, box) })
    }
    lines = []
  }
  for (const piece of pieces) {
    if (piece.kind === 'line') lines.push(piece.text)
    else {
      close()
      blocks.push(gridOf(piece.table, index++, drawings))
    }
  }
  close()
  return blocks
}

function gridOf(table: WholeTable, index: number, drawings: ReadonlyMap<number, Drawing>): Grid {
  const cells = table.cells.map((cell): GridCell => ({
    row: cell.row,
    column: cell.column,
    rowSpan: cell.rowSpan,
    columnSpan: cell.columnSpan,
    text: cell.text,
    image: cell.image,
    place: placeOf(drawings, cell.page, cell),
  }))
  const { rows, xs, positions } = table
  return { kind: 'grid', index, rows, columns: xs.length - 1, cells, positions }
}

function placeOf(drawings: ReadonlyMap<number, Drawing>, page: number, box: Box): Place {
  const drawing = drawings.get(page)
  const turned = drawing?.direction === 'up' || drawing?.direction === 'down'
  const { left, top, right, bottom } = drawing
    ? asDisplayed(
        box,
        drawing.direction,
        turned ? drawing.height : drawing.width,
        turned ? drawing.width : drawing.height,
      )
    : box
  return { page, box: [tenths(left), tenths(top), tenths(right), tenths(bottom)] }
}

/** A tenth of a point is finer than any rule. */
function tenths(points: number): number {
  return Math.round(points * 10) / 10
}
