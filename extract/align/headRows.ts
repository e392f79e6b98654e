import type { GridCell } from '../document.ts'
import type { Form, FormLine, FormRow } from '../forms/form.ts'
import { allColumns } from '../forms/forms.ts'
import { bestLine, meaning } from '../labels.ts'
import { remembered } from '../recall.ts'
import type { Head, Slot } from './place.ts'

/** What the rows over a table's figures name: columns of a form, its rows (disputes), or headings over either. */

/** Words that stand over rows or columns, as `meaning`. */
export function isHeading(words: string, form: Form): boolean {
  return headingsOf(form).has(words)
}

/** Tries the lowest head text first, then with those above it: 商业 over 企业 is one head cut in two. */
function columnOf(stack: readonly string[], form: Form): FormLine | null {
  for (let from = stack.length - 1; from >= 0; from -= 1) {
    const column = columnNamed(meaning(stack.slice(from).join('')), form)
    if (column) return column
  }
  return null
}

/** The column that words name, as `meaning`. 其他 and 总计 are short: only the very word counts. */
export function columnNamed(words: string, form: Form): FormLine | null {
  const match = bestLine(words, allColumns(form))
  return match && (words.length > 2 || match.fit === 1) ? match.line : null
}

/** The heads that rows above one another make, from left to right. */
export function headsOver(rows: readonly (readonly Slot[])[], form: Form): Head[] {
  const cuts = new Set<number>()
  for (const slot of rows.flat()) {
    cuts.add(slot.start)
    cuts.add(slot.end)
  }
  const heads: Head[] = []
  const edges = [...cuts].sort((a, b) => a - b)
  for (const [index, start] of edges.slice(0, -1).entries()) {
    const end = edges[index + 1] ?? start
    const stack: GridCell[] = []
    for (const row of rows) {
      const slot = row.find((candidate) => candidate.start <= start && candidate.end >= end)
      if (slot && slot.cell.text !== '' && !stack.includes(slot.cell)) stack.push(slot.cell)
    }
    const cell = stack.at(-1)
    if (!cell) continue
    const code =
      columnOf(
        stack.map(({ text }) => text),
        form,
      )?.code ?? null
    heads.push({ code, rowCode: rowOver(rows, start, form), cell, start, end })
  }
  return merged(heads)
}

/**
 * The form's row printed over a column (行政复议 over 结果维持). Without spans (a spreadsheet's paste) it stands over
 * the first of its columns only and holds until the next one.
 */
function rowOver(rows: readonly (readonly Slot[])[], start: number, form: Form): string | null {
  if (form.table !== 'disputes') return null
  let over: { code: string; depth: number } | null = null
  for (const [depth, row] of rows.entries()) {
    let nearest: { code: string; start: number } | null = null
    for (const slot of row) {
      if (slot.start > start) break
      const match = rowNamed(slot.words, form)
      if (match) nearest = { code: match.code, start: slot.start }
      // Other words end what an earlier head stands over: 复议后起诉 | 结果维持, under 行政诉讼 | 行政复议.
      else if (slot.cell.text !== '') nearest = null
    }
    if (nearest) over = { code: nearest.code, depth }
  }
  return over?.code ?? null
}

/** The form's row that words are nearest to, as `meaning`. */
export function rowNamed(words: string, { rows }: Form): FormRow | null {
  return bestLine(words, rows)?.line ?? null
}

/** Words in all cells of a table's first row, and none of them a column's: a table with heads of its own does not go on with others'. */
export function hasOtherHeads(slots: readonly Slot[], form: Form): boolean {
  return (
    slots.length > 2 &&
    slots.every(
      ({ cell, words, isFigure: figure }) =>
        cell.rowSpan === 1 &&
        /\p{L}/u.test(cell.text) &&
        !figure &&
        columnNamed(words, form) === null &&
        !isHeading(words, form),
    )
  )
}

/** Rows of the form over columns: a table on its side, whose 总计 over a column is no 总计 of the form's columns. */
export function isTurned(slots: readonly Slot[], form: Form): boolean {
  if (form.table !== 'requests') return false
  const lines = new Set(slots.map(({ words }) => rowNamed(words, form)?.code))
  return lines.size > allColumns(form).length
}

/** What stands over rows and columns, as `meaning`. */
const headingsOf = remembered((form: Form) => {
  const over = [...form.columns, ...form.rows].flatMap((line) => line.under)
  return new Set([...over, ...form.headings, '申请人情况'].map((heading) => meaning(heading)))
})

/** Neighbouring slots under one head cell are one head. */
function merged(heads: readonly Head[]): Head[] {
  const result: Head[] = []
  for (const head of heads) {
    const last = result.at(-1)
    if (last && last.end === head.start && last.cell === head.cell)
      result[result.length - 1] = { ...last, end: head.end }
    else result.push(head)
  }
  return result
}
