import type { CellObject, WorkSheet } from '@e965/xlsx'
import { folded } from '../../characters.ts'
import type { Block, Grid, GridCell } from '../../document.ts'

/** A rectangle of shown cells, hidden rows and columns taken out: rows and columns count what is shown. */
export interface Sheet {
  readonly rows: number
  readonly columns: number
  /** Cells with text, merged ones with their spans, and blank ones that a merge makes larger than a slot. */
  readonly cells: readonly SheetCell[]
}

interface SheetCell {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  readonly text: string
}

/** What is shown of a worksheet, as far down and to the right as anything is printed; null where nothing is. */
export function shownSheet(sheet: WorkSheet): Sheet | null {
  const data = sheet['!data'] ?? []
  const rows = visible(data.length, sheet['!rows'])
  const columns = visible(
    data.reduce((most, row) => Math.max(most, row?.length ?? 0), 0),
    sheet['!cols'],
  )
  const merges = mergesOf(sheet)
  const cells = data.flatMap((line, r) =>
    (line ?? []).flatMap((cell, c): SheetCell[] => {
      const row = rows[r]
      const column = columns[c]
      const merge = merges.get(`${r},${c}`)
      const text = shownText(cell)
      if (row === undefined || column === undefined || (text === '' && !merge)) return []
      return [
        {
          row,
          column,
          rowSpan: merge ? shown(rows, merge.s.r, merge.e.r) : 1,
          columnSpan: merge ? shown(columns, merge.s.c, merge.e.c) : 1,
          text,
        },
      ]
    }),
  )
  const printed = cells.filter(({ text }) => text !== '')
  if (printed.length === 0) return null
  const height = printed.reduce((most, { row, rowSpan }) => Math.max(most, row + rowSpan), 0)
  const width = printed.reduce((most, { column, columnSpan }) => Math.max(most, column + columnSpan), 0)
  return {
    rows: height,
    columns: width,
    cells: cells.filter(({ row, column }) => row < height && column < width),
  }
}

/** The position of every shown line among the shown ones; undefined for a hidden one. */
function visible(
  count: number,
  properties: readonly ({ hidden?: boolean } | undefined)[] | undefined,
): (number | undefined)[] {
  let next = 0
  return Array.from({ length: count }, (_, index) => {
    if (properties?.[index]?.hidden === true) return undefined
    next += 1
    return next - 1
  })
}

function shown(lines: readonly (number | undefined)[], from: number, to: number): number {
  // A merge may reach beyond the last line that has cells at all.
  const beyond = Math.max(0, to - Math.max(from, lines.length) + 1)
  return Math.max(1, lines.slice(from, to + 1).filter((line) => line !== undefined).length + beyond)
}

type Merge = NonNullable<WorkSheet['!merges']>[number]

function mergesOf(sheet: WorkSheet): ReadonlyMap<string, Merge> {
  return new Map((sheet['!merges'] ?? []).map((merge) => [`${merge.s.r},${merge.s.c}`, merge]))
}

/**
 * What a cell shows: with a number format its formatted text, without one the number itself, so that a long one is not
 * shortened (1.2E+11). A formula shows the value it had when the file was saved.
 */
function shownText(cell: CellObject | undefined): string {
  if (!cell || cell.t === 'z' || cell.v === undefined) return ''
  const general = cell.z === undefined || cell.z === 'General'
  const text = cell.t === 'n' && general ? String(cell.v) : (cell.w ?? String(cell.v))
  return text
    .split(/\r?\n/u)
    .map((line) => folded(line))
    .filter((line) => line !== '')
    .join('\n')
}

/**
 * A sheet as blocks: rows above the first and below the last row of several cells are text around a table. Rows of one
 * cell in between stay in the grid: they head its parts.
 */
export function sheetBlocks(sheet: Sheet, index: number): Block[] {
  const byRow: SheetCell[][] = Array.from({ length: sheet.rows }, () => [])
  for (const cell of sheet.cells) byRow[cell.row]?.push(cell)
  const tabular = byRow.map((cells) => cells.some(({ rowSpan }) => rowSpan > 1) || cells.length > 1)
  const first = tabular.indexOf(true)
  const last = lastRow(sheet, tabular)
  if (first < 0) return byRow.flatMap((cells) => paragraphs(cells))
  return [
    ...byRow.slice(0, first).flatMap((cells) => paragraphs(cells)),
    gridOf(sheet, index, { first, last, widths: widthsOf(byRow, tabular) }),
    ...byRow.slice(last + 1).flatMap((cells) => paragraphs(cells)),
  ]
}

/** The last row with several cells, or that a cell spans down into. */
function lastRow(sheet: Sheet, tabular: readonly boolean[]): number {
  return sheet.cells.reduce(
    (last, { row, rowSpan }) => (rowSpan > 1 ? Math.max(last, row + rowSpan - 1) : last),
    tabular.lastIndexOf(true),
  )
}

function paragraphs(cells: readonly SheetCell[]): Block[] {
  return cells
    .flatMap(({ text }) => text.split('\n'))
    .filter((text) => text !== '')
    .map((text) => ({ kind: 'paragraph', text, heading: null, place: null }))
}

/**
 * How far to the right each row's table reaches: several tables of a sheet stand below each other, and beside the
 * narrower ones there is nothing, not even blanks. Rows of several cells that follow each other are one table; a row of
 * one cell (a label whose figures are blank) is as wide as the table it follows.
 */
function widthsOf(byRow: readonly (readonly SheetCell[])[], tabular: readonly boolean[]): number[] {
  const own = byRow.map((cells) =>
    cells.reduce((most, { column, columnSpan }) => Math.max(most, column + columnSpan), 0),
  )
  const widths = [...own]
  for (let from = 0; from < own.length; from += 1) {
    if (tabular[from] !== true) {
      widths[from] = Math.max(own[from] ?? 0, widths[from - 1] ?? 0)
      continue
    }
    const after = tabular.indexOf(false, from)
    const to = after < 0 ? own.length : after
    widths.fill(Math.max(...own.slice(from, to)), from, to)
    from = to - 1
  }
  return widths
}

interface Extent {
  readonly first: number
  readonly last: number
  readonly widths: readonly number[]
}

/** Rows `first` to `last`; every slot of a row's table that no cell covers is a blank cell of its own. */
function gridOf(sheet: Sheet, index: number, { first, last, widths }: Extent): Grid {
  const rows = last - first + 1
  const covered = new Uint8Array(rows * sheet.columns)
  const cells: GridCell[] = []
  const put = (cell: SheetCell) => {
    const row = cell.row - first
    const rowSpan = Math.min(cell.rowSpan, rows - row)
    const columnSpan = Math.min(cell.columnSpan, sheet.columns - cell.column)
    for (let r = row; r < row + rowSpan; r += 1)
      covered.fill(1, r * sheet.columns + cell.column, r * sheet.columns + cell.column + columnSpan)
    const place = { table: index, row, column: cell.column }
    cells.push({ row, column: cell.column, rowSpan, columnSpan, text: cell.text, place, image: false })
  }
  for (const cell of sheet.cells) {
    const at = (cell.row - first) * sheet.columns + cell.column
    if (cell.row >= first && cell.row <= last && covered[at] === 0) put(cell)
  }
  for (const [at, taken] of covered.entries()) {
    const [row, column] = [first + Math.floor(at / sheet.columns), at % sheet.columns]
    if (taken === 0 && column < (widths[row] ?? 0)) put({ row, column, rowSpan: 1, columnSpan: 1, text: '' })
  }
  return { kind: 'grid', index, rows, columns: sheet.columns, cells, positions: 'exact' }
}
