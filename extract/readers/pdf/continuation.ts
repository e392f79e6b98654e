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

/**
 * The table that `next`, the first thing on its page, continues; null where the two are tables of their own: outer
 * borders differ, or each has column lines that the other lacks.
 */
export function continued(table: WholeTable, next: PageTable): WholeTable | null {
  const [fewer, more] = table.xs.length <= next.xs.length ? [table.xs, next.xs] : [next.xs, table.xs]
  if (!fewer.every((x) => more.some((other) => Math.abs(other - x) <= sameColumn))) return null
  if (!near(table.xs[0], next.xs[0]) || !near(table.xs.at(-1), next.xs.at(-1))) return null
  const upper = onColumns(table.cells, table.xs, more)
  const lower = onColumns(next.cells, next.xs, more)
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
