import type { Doubt } from '../cell.ts'
import type { Grid, GridCell } from '../document.ts'
import { gridRows } from '../document.ts'
import { readFigure } from '../figure.ts'
import { meaning } from '../labels.ts'
import { remembered } from '../recall.ts'

/** A table cut out of text keeps its positions where its first row and nearly all others are equally wide. */
export const regular = remembered((grid: Grid): boolean => {
  if (grid.positions === 'exact') return true
  const widths = gridRows(grid).map(({ length }) => length)
  const full = widths.filter((width) => width === grid.columns).length
  return widths[0] === grid.columns && full >= widths.length * mostRows && grid.columns > 1
})

const mostRows = 0.8

/** The column codes over a stretch of the grid, from its head rows: code and the slots that the head covers. */
export interface Head {
  /** Null for a head that names no column of the form. */
  readonly code: string | null
  /** Row of the form that stands over the column (disputes print their rows as heads); null elsewhere. */
  readonly rowCode: string | null
  /** The lowest cell of the head. */
  readonly cell: GridCell
  readonly start: number
  readonly end: number
}

/** A cell in one of the rows that it stands in or spans down into, and what its text is, whatever the form. */
export interface Slot {
  readonly cell: GridCell
  readonly start: number
  readonly end: number
  /** The text as `meaning`. */
  readonly words: string
  /** It has words, and they are no figure; 2 1, two figures in one cell, has none. */
  readonly isLabel: boolean
  readonly isNumber: boolean
  /** A number or a dash. */
  readonly isFigure: boolean
}

export interface Placed {
  readonly head: Head
  readonly slot: Slot | null
  readonly doubt: Doubt | null
}

/**
 * Which slot of a data row stands under which head. Position and order must not contradict each other: a row that
 * lost a cell lies one column off, and nobody can tell from where on.
 */
export function place(slots: readonly Slot[], heads: readonly Head[], grid: Grid, headEnd: number): Placed[] {
  if (!regular(grid)) return placeLoose(slots, heads)
  const beyond = slots.some(
    (slot) => slot.end > headEnd || (slot.isFigure && !heads.some((head) => overlaps(slot, head))),
  )
  const under = heads.map((head) => slots.filter((slot) => overlaps(slot, head)))
  const exact = under.every((found, index) => found.length === 1 && found[0]?.start === heads[index]?.start)
  const complete = (slots.at(-1)?.end ?? 0) >= (heads.at(-1)?.end ?? 0)
  if (exact && complete && !beyond)
    return heads.map((head, index) => ({ head, slot: under[index]?.[0] ?? null, doubt: null }))
  // Heads and figures of one block span differently (上海 2019: 1+2+1 over 2+1+1): in order, each spanned value once, and each
  // partly under its head. A column too few and one too many leave as many figures as heads.
  const inOrder =
    slots.length === heads.length && slots.every((slot, index) => overlapsAt(slot, heads[index]))
  if (complete && inOrder && !beyondHeads(slots, headEnd)) {
    return heads.map((head, index) => ({ head, slot: slots[index] ?? null, doubt: null }))
  }
  return doubted(heads)
}

function beyondHeads(slots: readonly Slot[], headEnd: number): boolean {
  return slots.some((slot) => slot.end > headEnd)
}

function overlapsAt(slot: Slot, head: Head | undefined): boolean {
  return head !== undefined && overlaps(slot, head)
}

function overlaps(slot: Slot, head: Head): boolean {
  return slot.start < head.end && slot.end > head.start
}

/** Cells cut out of text: only an exact count places them; outer empty cells are what a lost span leaves. */
function placeLoose(slots: readonly Slot[], heads: readonly Head[]): Placed[] {
  const texts = slots.map(({ cell }) => cell.text !== '')
  const trimmed = slots.slice(Math.max(0, texts.indexOf(true)), texts.lastIndexOf(true) + 1)
  // A leading blank may be the label's own: 258 could be the first figure or the second.
  for (const candidate of slots[0]?.cell.text === '' ? [trimmed] : [trimmed, slots]) {
    if (candidate.length === heads.length) {
      return heads.map((head, index) => ({ head, slot: candidate[index] ?? null, doubt: null }))
    }
  }
  return doubted(heads)
}

function doubted(heads: readonly Head[]): Placed[] {
  return heads.map((head) => ({ head, slot: null, doubt: 'count' }))
}

/** The cells of each row from left to right, those that span down into it included; for all forms that try the grid. */
export const slotsByRow = remembered((grid: Grid): readonly (readonly Slot[])[] => {
  const rows: Slot[][] = Array.from({ length: grid.rows }, () => [])
  for (const cell of grid.cells) {
    const { status } = readFigure(cell.text)
    const isFigure = status === 'number' || status === 'dash'
    const slot = {
      cell,
      start: cell.column,
      end: cell.column + cell.columnSpan,
      words: meaning(cell.text),
      isLabel: !isFigure && wordy.test(cell.text),
      isNumber: status === 'number',
      isFigure,
    }
    for (let row = cell.row; row < Math.min(grid.rows, cell.row + cell.rowSpan); row += 1)
      rows[row]?.push(slot)
  }
  for (const row of rows) row.sort((a, b) => a.start - b.start)
  return rows
})

const wordy = /\p{Script=Han}/u
