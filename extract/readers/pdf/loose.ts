import type { Glyph } from './drawing.ts'
import { around, middleY } from './geometry.ts'
import type { Box } from './geometry.ts'
import { isBlank } from './letters.ts'
import { lineText } from './lines.ts'
import type { Line } from './lines.ts'
import type { PageCell, PageTable } from './ruled.ts'

/** A gap this wide, in ems, parts the columns of a table without rules. */
const columnGap = 1
/** Lines of one chunk that may stand between two rows: a heading row, a label's second line. */
const mostBetween = 2
/** A table's lines stand no farther apart than this, in line heights. */
const widestLeading = 3.5

/** Pieces of a line that clear gaps part. */
export function chunksOf(line: Line): Glyph[][] {
  const chunks: Glyph[][] = []
  let before: Glyph | null = null
  for (const glyph of line.glyphs) {
    if (isBlank(glyph.text)) continue
    const chunk = chunks.at(-1)
    if (chunk && before && glyph.left - before.right <= columnGap * Math.max(glyph.size, before.size)) {
      chunk.push(glyph)
    } else chunks.push([glyph])
    before = glyph
  }
  return chunks
}

interface Chunk extends Box {
  readonly text: string
}

interface Row {
  readonly line: Line
  readonly chunks: readonly Chunk[]
}

/** Cuts a page's lines into tables without rules and what is left, in order. */
export function looseTables(page: number, lines: readonly Line[]): (Line | PageTable)[] {
  const rows = lines.map((line): Row => ({
    line,
    chunks: chunksOf(line).map((glyphs) => ({ ...around(glyphs), text: lineText(withBlanks(line, glyphs)) })),
  }))
  const found: (Line | PageTable)[] = []
  for (let start = 0; start < rows.length;) {
    const end = tableEnd(rows, start)
    const table = end > start + 1 ? tableOf(page, rows.slice(start, end)) : null
    if (table) {
      found.push(table)
      start = end
    } else {
      const row = rows[start]
      if (row) found.push(row.line)
      start++
    }
  }
  return found
}

/** The chunk's glyphs with the blanks printed between them. */
function withBlanks(line: Line, glyphs: readonly Glyph[]): Glyph[] {
  const { left, right } = around(glyphs)
  return line.glyphs.filter((glyph) => glyph.left >= left - 0.01 && glyph.right <= right + 0.01)
}

/** The index after the last row of the table that may begin at `start`; `start` where none does. */
function tableEnd(rows: readonly Row[], start: number): number {
  const first = rows[start]
  if (!first || first.chunks.length < 2) return start
  let end = start + 1
  let between = 0
  for (let index = start + 1; index < rows.length; index++) {
    const row = rows[index]
    const above = rows[index - 1]
    if (!row || !above) break
    if (middleY(row.line) - middleY(above.line) > widestLeading * Math.max(row.line.size, above.line.size))
      break
    if (row.chunks.length >= 2 && aligned(rows, start, index)) {
      end = index + 1
      between = 0
    } else if (++between > mostBetween) break
  }
  return end
}

/** Whether at least two of a row's chunks stand under (or over) chunks of some row above it. */
function aligned(rows: readonly Row[], start: number, index: number): boolean {
  const own = rows[index]?.chunks ?? []
  for (let other = index - 1; other >= start; other--) {
    const above = rows[other]?.chunks ?? []
    if (above.length < 2) continue
    const shared = own.filter((chunk) => above.some((upper) => overlap(chunk, upper) > 0))
    if (shared.length >= 2) return true
  }
  return false
}

function overlap(a: Span, b: Span): number {
  return Math.min(a.right, b.right) - Math.max(a.left, b.left)
}

interface Span {
  left: number
  right: number
}

function tableOf(page: number, rows: readonly Row[]): PageTable | null {
  const columns = columnsOf(rows)
  if (columns.length < 2) return null
  const cells: PageCell[] = []
  for (const [row, { chunks }] of rows.entries()) {
    let free = 0
    for (const chunk of chunks) {
      const [first, last] = columnsUnder(columns, chunk, free)
      const before = cells.at(-1)
      if (before && before.row === row && first < free) {
        // Two chunks of one column: one cell, its words kept apart.
        cells[cells.length - 1] = {
          ...before,
          ...around([before, chunk]),
          text: `${before.text} ${chunk.text}`,
        }
        continue
      }
      const place = { row, column: first, rowSpan: 1, columnSpan: last - first + 1 }
      const { left, top, right, bottom, text } = chunk
      cells.push({ ...place, left, top, right, bottom, page, text, image: false })
      free = last + 1
    }
  }
  return {
    ...around(rows.map(({ line }) => line)),
    page,
    rows: rows.length,
    xs: [...columns.map(({ left }) => left), columns.at(-1)?.right ?? 0],
    cells,
    positions: 'loose',
  }
}

/** Columns as the fullest rows show them; what stands in no such column adds one. */
function columnsOf(rows: readonly Row[]): Span[] {
  const columns: Span[] = []
  for (const { chunks } of rows.toSorted((a, b) => b.chunks.length - a.chunks.length)) {
    for (const chunk of chunks) {
      const under = columns.filter((column) => overlap(column, chunk) > 0)
      const [only] = under
      if (!only) columns.push({ left: chunk.left, right: chunk.right })
      else if (under.length === 1) {
        const [left, right] = [Math.min(only.left, chunk.left), Math.max(only.right, chunk.right)]
        const meets = columns.some((column) => column !== only && overlap(column, { left, right }) > 0)
        if (!meets) Object.assign(only, { left, right })
      }
    }
    columns.sort((a, b) => a.left - b.left)
  }
  return columns
}

function columnsUnder(columns: readonly Span[], chunk: Span, free: number): readonly [number, number] {
  const under = [...columns.keys()].filter((index) => overlap(columns[index] ?? chunk, chunk) > 0)
  const [first, last] = [under[0] ?? 0, under.at(-1) ?? 0]
  return first < free && last >= free ? [free, last] : [first, last]
}
