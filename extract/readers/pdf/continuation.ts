import type { PageCell, PageTable } from './ruled.ts'

/** Column lines of two pages agree within this many points. */
const sameColumn = 3

/** A table that may run over several pages; cells keep their pages. */
export interface WholeTable {
  readonly rows: number
  readonly xs: readonly number[]
  readonly cells: readonly PageCell[]
  readonly positions: 'exact' | 'loose'
}

/** Whether pages were drawn by a program, or laid on a scanner one by one: shifted, rules lost or one too many. */
export type Pages = 'drawn' | 'scanned'

/**
 * The table that `next`, the first thing on its page, continues; null where the two are tables of their own: outer
 * borders differ, or each has column lines that the other lacks; on scans, most of them.
 */
export function continued(table: WholeTable, next: PageTable, pages: Pages): WholeTable | null {
  const laid = pages === 'scanned' ? scannedLines(table.xs, next.xs) : drawnLines(table.xs, next.xs)
  if (!laid) return null
  const { own, more } = laid
  const upper = onColumns(table.cells, table.xs, more)
  const lower = onColumns(next.cells, own, more)
  const halves = splitRow(upper, table.rows, lower)
  const cells = halves
    ? [
        ...upper.map((cell) => (cell === halves.upper ? halves.whole : cell)),
        ...shifted(
          lower.filter(({ row }) => row > 0),
          table.rows - 1,
        ),
      ]
    : groupsJoined(upper, table.rows, shifted(lower, table.rows))
  return {
    rows: table.rows + next.rows - (halves ? 1 : 0),
    xs: more,
    cells,
    positions: table.positions === 'exact' && next.positions === 'exact' ? 'exact' : 'loose',
  }
}

/** Column lines of the lower table in the upper one's place, and those of both together. */
interface Lines {
  readonly own: readonly number[]
  readonly more: readonly number[]
}

function drawnLines(upper: readonly number[], own: readonly number[]): Lines | null {
  const [fewer, more] = upper.length <= own.length ? [upper, own] : [own, upper]
  const agree = missingIn(more, fewer).length === 0 && near(upper[0], own[0])
  return agree && near(upper.at(-1), own.at(-1)) ? { own, more } : null
}

/** Share of the column lines that two pages of one table have in common at least. */
const inCommon = 0.7
/** How far a page may lie to the side of the one before, in points. */
const furthest = 40

/**
 * Scanned pages lie where they were laid, and a stroke or a stamp may make a line too many, or lengthen a rule: what
 * counts is where most lines stand, so that figures stay under the heads they stand under.
 */
function scannedLines(upper: readonly number[], lower: readonly number[]): Lines | null {
  let best: Lines | null = null
  let most = inCommon * Math.min(upper.length, lower.length)
  const shifts = upper.flatMap((x) => lower.map((other) => x - other))
  for (const shift of shifts.sort((a, b) => Math.abs(a) - Math.abs(b))) {
    if (Math.abs(shift) > furthest) break
    const own = lower.map((x) => x + shift)
    const added = missingIn(upper, own)
    if (own.length - added.length <= most) continue
    most = own.length - added.length
    best = { own, more: [...upper, ...added].sort((a, b) => a - b) }
  }
  return best
}

function missingIn(lines: readonly number[], wanted: readonly number[]): readonly number[] {
  return wanted.filter((x) => !lines.some((other) => Math.abs(other - x) <= sameColumn))
}

const han = /\p{Script=Han}/u // 三、本年度办理结果

/**
 * A heading beside several rows that the page's end cut: below it the same cell goes on, tall and blank. A figure is
 * never stretched over rows.
 */
function groupsJoined(upper: readonly PageCell[], rows: number, lower: readonly PageCell[]): PageCell[] {
  const goingOn = new Map<PageCell, PageCell>()
  for (const cell of lower) {
    if (cell.row !== rows || cell.text !== '' || cell.image) continue
    const above = upper.find(
      ({ row, rowSpan, column, columnSpan, text }) =>
        row + rowSpan === rows && column === cell.column && columnSpan === cell.columnSpan && han.test(text),
    )
    if (above && (above.rowSpan > 1 || cell.rowSpan > 1)) goingOn.set(above, cell)
  }
  const absorbed = new Set(goingOn.values())
  return [
    ...upper.map((cell) => ({ ...cell, rowSpan: cell.rowSpan + (goingOn.get(cell)?.rowSpan ?? 0) })),
    ...lower.filter((cell) => !absorbed.has(cell)),
  ]
}

function near(a: number | undefined, b: number | undefined): boolean {
  return a !== undefined && b !== undefined && Math.abs(a - b) <= sameColumn
}

function onColumns(
  cells: readonly PageCell[],
  own: readonly number[],
  common: readonly number[],
): PageCell[] {
  const place = own.map((x) => {
    const at = common.findIndex((other) => Math.abs(other - x) <= sameColumn)
    return Math.max(at, 0)
  })
  return cells.map((cell) => {
    const column = place[cell.column] ?? cell.column
    const end = place[cell.column + cell.columnSpan] ?? column + cell.columnSpan
    return { ...cell, column, columnSpan: end - column }
  })
}

function shifted(cells: readonly PageCell[], rows: number): PageCell[] {
  return cells.map((cell) => ({ ...cell, row: cell.row + rows }))
}

/** （六）其他处理 · 1.属于国家秘密 · 三、本年度办理结果: a label of its own, not the end of one. */
const numbered = /^(?:[（(]?[一二三四五六七八九十\d]+[)）、.．])/u

/**
 * A row that the page's end cut in two, where that is certain: the first row of the next page holds nothing but the
 * end of a label, whose bracket the last row opened and whose figures stand there.
 */
function splitRow(
  upper: readonly PageCell[],
  rows: number,
  lower: readonly PageCell[],
): { upper: PageCell; whole: PageCell } | null {
  const top = lower.filter(({ row }) => row === 0)
  const [end, ...others] = top.filter(({ text }) => text !== '')
  if (!end || others.length > 0 || top.some(({ rowSpan }) => rowSpan > 1)) return null
  if (numbered.test(end.text)) return null
  const start = upper.find(
    ({ row, rowSpan, column, text }) => row + rowSpan === rows && column === end.column && text !== '',
  )
  if (!start || start.columnSpan !== end.columnSpan) return null
  const beside = upper.filter(({ row, rowSpan, column }) => row + rowSpan === rows && column > start.column)
  if (beside.length === 0 || beside.some(({ text }) => text === '')) return null
  if (openBrackets(start.text) <= 0 || openBrackets(start.text + end.text) !== 0) return null
  return { upper: start, whole: { ...start, text: `${start.text}\n${end.text}` } }
}

function openBrackets(text: string): number {
  return (text.match(/[（(]/gu)?.length ?? 0) - (text.match(/[）)]/gu)?.length ?? 0) // （区分处理的，只计
}
