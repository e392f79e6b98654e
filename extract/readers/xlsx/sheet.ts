import type { CellObject, WorkSheet } from '@e965/xlsx'
import { folded, stroke, struckThrough } from '../../characters.ts'
import type { Block, Grid, GridCell } from '../../document.ts'
import { goesOn, unknownCharacter } from '../word/piece.ts'
import { descend, elements, parseXml, xmlText } from '../xml.ts'
import type { XmlElement } from '../xml.ts'
import { longestFigure } from './partedStrings.ts'
import { strikes } from './struckCells.ts'

/** A rectangle of shown cells, hidden rows and columns taken out: rows and columns count what is shown. */
export interface Sheet {
  readonly rows: number
  readonly columns: number
  /** Cells with text, merged ones with their spans, and blank ones that a merge makes larger than a slot. */
  readonly cells: readonly SheetCell[]
  /** For each row whether blank cells with a format of their own (borders, mostly) stand in it: a table's row has them. */
  readonly ruled: readonly boolean[]
}

interface SheetCell {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  readonly text: string
}

/**
 * What is shown of a worksheet, as far down and to the right as anything is printed; null where nothing is.
 * @param parted `partedStrings` of an XLS workbook
 * @param struck its cells that their format strikes out
 */
export function shownSheet(
  sheet: WorkSheet,
  parted: ReadonlyMap<string, string>,
  struck: ReadonlySet<string> = new Set(),
): Sheet | null {
  const data = sheet['!data'] ?? []
  const rows = visible(data.length, sheet['!rows'])
  const columns = visible(
    data.reduce((most, row) => Math.max(most, row?.length ?? 0), 0),
    sheet['!cols'],
  )
  const merges = mergesOf(sheet)
  const richText = richTexts(parted)
  const cells = data.flatMap((line, r) =>
    (line ?? []).flatMap((cell, c): SheetCell[] => {
      const row = rows[r]
      const column = columns[c]
      const merge = merges.get(`${r},${c}`)
      const text = shownText(cell, struck.has(`${r},${c}`), richText)
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
    ruled: ruledRows(data, rows, merges).slice(0, height),
  }
}

/** Merges that cover more slots than this together overlap each other, which no spreadsheet program allows. */
const mostMerged = 2_000_000

function ruledRows(
  data: readonly (readonly (CellObject | undefined)[] | undefined)[],
  rows: readonly (number | undefined)[],
  merges: ReadonlyMap<string, Merge>,
): boolean[] {
  const covered = new Set<string>()
  let slots = 0
  for (const { s: from, e: to } of merges.values()) {
    for (let r = from.r; r <= Math.min(to.r, data.length) && slots < mostMerged; r += 1) {
      const last = Math.min(to.c, data[r]?.length ?? 0)
      slots += Math.max(0, last - from.c + 1)
      for (let c = from.c; c <= last; c += 1) covered.add(`${r},${c}`)
    }
  }
  const ruled = Array.from({ length: data.length }, () => false)
  for (const [r, line] of data.entries()) {
    const row = rows[r]
    if (row !== undefined)
      ruled[row] = (line ?? []).some((cell, c) => cell?.t === 'z' && !covered.has(`${r},${c}`))
  }
  return ruled
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
function shownText(cell: CellObject | undefined, isStruck: boolean, richText: RichText): string {
  // A formula whose value was not saved is no blank: whoever opens the workbook is shown what it comes to.
  if (cell?.f !== undefined && cell.t === 'z') return unknownCharacter
  if (!cell || cell.t === 'z' || cell.v === undefined) return ''
  const general = cell.z === undefined || cell.z === 'General'
  const own = cell.t === 'n' && general ? exact(cell.v) : (cell.w ?? String(cell.v))
  const text = richText(cell, isStruck) ?? (isStruck ? struckThrough(own) : own)
  return text
    .split(/\r?\n/u)
    .map((line) => folded(line))
    .filter((line) => line !== '')
    .join('\n')
}

/** Fifteen digits are all that a spreadsheet keeps of a number: 12.000000000000002 is 12. */
function exact(value: CellObject['v']): string {
  return typeof value === 'number' ? String(Number(value.toPrecision(15))) : String(value)
}

/**
 * Adds to `parted` the texts of several fonts that stand in a sheet's own XML rather than among the workbook's strings, by
 * their plain text: the library that reads the cells leaves their fonts out.
 */
export function inlineStrings(sheet: Uint8Array, parted: Map<string, string>): void {
  const xml = Buffer.from(sheet.buffer, sheet.byteOffset, sheet.byteLength)
  if (!xml.includes('<is>') || !xml.includes('rPr')) return
  for (const [, runs = ''] of xml.toString('utf8').matchAll(/<is>(.*?)<\/is>/gsu)) {
    const text = setApart.test(runs) ? textOf(runs, 'baseline') : null
    const plain = text === null ? '' : text.replaceAll(' ', '').replaceAll(stroke, '')
    if (text !== null && text !== plain && plain.length <= longestFigure) parted.set(plain, text)
  }
}

/** A font that raises, lowers or strikes out what it sets. */
const setApart = /<(?:\w+:)?(?:vertAlign|strike)\b/u

type RichText = (cell: CellObject, isStruck: boolean) => string | null

/**
 * The text of a cell of several fonts: a figure struck out, or a raised mark, stays apart from what it stands beside. Null
 * for others. Many cells may share one text, however long: each is parsed once.
 */
function richTexts(parted: ReadonlyMap<string, string>): RichText {
  const known = new Map<string, string | null>()
  return ({ t, r, v, w }, isStruck) => {
    const runs: unknown = r
    if (t !== 's' || (w !== undefined && w !== v) || String(v).length > longestFigure) return null
    if (typeof runs !== 'string') return parted.get(String(v)) ?? null
    if (isStruck) return runs.includes('</r>') ? textOf(runs, 'baseline struck') : null
    const before = known.get(runs)
    if (before !== undefined) return before
    const text = setApart.test(runs) ? textOf(runs, 'baseline') : null
    known.set(runs, text)
    return text
  }
}

/** @param bare the look of runs without a font of their own: the cell's */
function textOf(runs: string, bare: string): string | null {
  const parsed = parseXml(new TextEncoder().encode(`<si>${runs}</si>`), 'sharedStrings.xml')
  if (!parsed.ok) return null
  let [text, before] = ['', bare]
  for (const run of elements(parsed.value, 'r')) {
    const look = elements(run, 'rPr').length > 0 ? lookOf(run) : bare
    const words = elements(run, 't').map((part) => xmlText(part))
    text = goesOn(text, words.join(''), look, before)
    before = look
  }
  return text
}

function lookOf(run: XmlElement): string {
  const [font] = elements(run, 'rPr')
  const height = font && descend(font, 'vertAlign')?.attributes['val']
  return `${height ?? 'baseline'}${font && strikes(font) ? ' struck' : ''}`
}

/** 三、收到和处理政府信息公开申请情况: the heading of a section. */
const sectionHeading = /^[一二三四五六七八九十]{1,2}、/u
/** A text as long as this, or that ends as a sentence does, is no label. */
const longestLabel = 45

/**
 * A sheet as blocks. Rows above the first and below the last row of several cells are text around the tables; so are
 * section headings and sentences in between that have a row for themselves. Any other row of one cell stays in its
 * table: it may be a label whose figures are blank.
 * @param index the number of the sheet's first table among the document's
 */
export function sheetBlocks(sheet: Sheet, index: number): Block[] {
  const byRow: SheetCell[][] = Array.from({ length: sheet.rows }, () => [])
  for (const cell of sheet.cells) byRow[cell.row]?.push(cell)
  const tabular = byRow.map(
    (cells, row) =>
      cells.some(({ rowSpan }) => rowSpan > 1) ||
      cells.length > 1 ||
      (cells.length > 0 && sheet.ruled[row] === true),
  )
  const first = tabular.indexOf(true)
  const last = lastRow(sheet, tabular)
  const widths = widthsOf(byRow, tabular)
  const blocks: Block[] = []
  let from: number | null = null
  let grids = index
  const close = (to: number) => {
    if (from !== null) blocks.push(gridOf(sheet, grids, { first: from, last: to, widths }))
    if (from !== null) grids += 1
    from = null
  }
  const spanned = rowsBelowSpans(sheet)
  for (const [row, cells] of byRow.entries()) {
    const outside = first < 0 || row < first || row > last
    if (outside || (tabular[row] === false && !spanned.has(row) && standsAlone(sheet, cells))) {
      close(row - 1)
      blocks.push(...paragraphs(cells))
    } else if (cells.length > 0) from ??= row
  }
  close(last)
  return blocks
}

function standsAlone(sheet: Sheet, cells: readonly SheetCell[]): boolean {
  const [cell] = cells
  if (!cell) return false
  const apart = cell.columnSpan * 2 > sheet.columns || sheet.ruled.includes(true)
  const text = cell.text.replaceAll('\n', '')
  return apart && (sectionHeading.test(text) || text.length > longestLabel || text.endsWith('。'))
}

/** Rows that a cell above spans down into. */
function rowsBelowSpans(sheet: Sheet): ReadonlySet<number> {
  const rows = new Set<number>()
  for (const { row, rowSpan } of sheet.cells) {
    for (let below = row + 1; below < Math.min(row + rowSpan, sheet.rows); below += 1) rows.add(below)
  }
  return rows
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
