import { folded } from '../../characters.ts'
import { failure } from '../../decode.ts'
import type { Block, Grid, GridCell } from '../../document.ts'
import type { ExtractError, Result } from '../../extraction.ts'
import type { Limits } from '../../limits.ts'
import type { Piece, WordCell, WordTable } from './piece.ts'

export interface Laid {
  readonly blocks: readonly Block[]
  readonly images: readonly string[]
}

/** Lays pieces out as paragraphs and grids; `too_large` where the tables have more slots than the limits allow. */
export function blocksOf(pieces: readonly Piece[], limits: Limits): Result<Laid, ExtractError> {
  const flat = [...unfolded(pieces)]
  const slots = flat.reduce((sum, piece) => sum + (piece.kind === 'table' ? slotsOf(piece) : 0), 0)
  if (slots > limits.maxSlots)
    return failure(
      'too_large',
      `its tables have ${slots} cells, more than ${limits.maxSlots}; look at it by hand`,
    )
  const blocks: Block[] = []
  const images: string[] = []
  let tables = 0
  for (const piece of flat) {
    if (piece.kind === 'picture') images.push(piece.name)
    else if (piece.kind === 'line') {
      const text = folded(piece.text)
      if (text !== '') blocks.push({ kind: 'paragraph', text, heading: piece.heading, place: null })
    } else {
      const grid = gridOf(piece, tables)
      images.push(...picturesIn(piece))
      if (grid.cells.every((cell) => cell.text === '' && !cell.image)) continue
      blocks.push(grid)
      tables += 1
    }
  }
  return { ok: true, value: { blocks, images } }
}

/** The pieces with layout tables dissolved: their cells' pieces stand where the table stood. */
function* unfolded(pieces: readonly Piece[]): Generator<Piece> {
  for (const piece of pieces) {
    if (piece.kind !== 'table' || !isLayout(piece)) yield piece
    else for (const cell of shown(piece)) yield* unfolded(cell.pieces)
  }
}

/** A cell with more text than this is an article's column, not a table's cell. */
const longestCell = 600

/**
 * A table is layout where the tables within it hold more cells than it has of its own, and where it is one cell, or a
 * few with running text (the same notion as for pages).
 */
function isLayout(table: WordTable): boolean {
  const cells = shown(table)
  const nested = cells.reduce((sum, cell) => sum + cellsWithin(cell.pieces), 0)
  if (nested > cells.length || cells.length <= 1) return true
  return cells.length <= 4 && cells.some((cell) => linesOf(cell.pieces).join('').length > longestCell)
}

/** The cells that are shown: those that go on with the one above are part of it; where there is none, they stand alone. */
function shown(table: WordTable): WordCell[] {
  let open = new Set<number>()
  return table.rows.flatMap((row) => {
    const own = row.filter(({ down, start }) => down !== 'continues' || !open.has(start))
    open = new Set(row.flatMap(({ down, start }) => (down === 'alone' ? [] : [start])))
    return own
  })
}

function cellsWithin(pieces: readonly Piece[]): number {
  return pieces.reduce(
    (sum, piece) =>
      piece.kind === 'table'
        ? sum + shown(piece).reduce((inner, cell) => inner + 1 + cellsWithin(cell.pieces), 0)
        : sum,
    0,
  )
}

function slotsOf(table: WordTable): number {
  return table.rows.length * columnsOf(table)
}

function columnsOf(table: WordTable): number {
  return table.rows.flat().reduce((most, { end }) => Math.max(most, end), 0)
}

interface Standing {
  readonly cell: GridCell
  rowSpan: number
}

function gridOf(table: WordTable, index: number): Grid {
  const cells: Standing[] = []
  /** Cells that a vertical merge may still go on with, by their first column. */
  let open = new Map<number, Standing>()
  for (const [row, own] of table.rows.entries()) {
    const still = new Map<number, Standing>()
    for (const cell of own) {
      const above = cell.down === 'continues' ? open.get(cell.start) : undefined
      // What a continued cell holds is not shown by any word processor.
      if (above) above.rowSpan += 1
      const standing = above ?? { cell: gridCell(cell, row, index), rowSpan: 1 }
      if (!above) cells.push(standing)
      if (cell.down !== 'alone') still.set(cell.start, standing)
    }
    open = still
  }
  return {
    kind: 'grid',
    index,
    rows: table.rows.length,
    columns: columnsOf(table),
    cells: cells.map(({ cell, rowSpan }) => ({ ...cell, rowSpan })),
    positions: 'exact',
  }
}

function gridCell(cell: WordCell, row: number, index: number): GridCell {
  const text = linesOf(cell.pieces)
    .map((line) => folded(line))
    .filter((line) => line !== '')
    .join('\n')
  return {
    row,
    column: cell.start,
    rowSpan: 1,
    columnSpan: cell.end - cell.start,
    text,
    place: { table: index, row, column: cell.start },
    image: text === '' && cell.pieces.some((piece) => piece.kind === 'picture'),
  }
}

/** A small table within a cell of a real one is read as that cell's text, row by row. */
function linesOf(pieces: readonly Piece[]): string[] {
  return pieces.flatMap((piece) => {
    if (piece.kind === 'line') return [piece.text]
    return piece.kind === 'table'
      ? piece.rows.map((row) => row.map((cell) => linesOf(cell.pieces).join(' ')).join(' '))
      : []
  })
}

function picturesIn(table: WordTable): string[] {
  return shown(table).flatMap(({ pieces }) =>
    pieces.flatMap((piece) => {
      if (piece.kind === 'picture') return [piece.name]
      return piece.kind === 'table' ? picturesIn(piece) : []
    }),
  )
}
