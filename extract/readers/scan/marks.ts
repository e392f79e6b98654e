import { areaAround } from './blobs.ts'
import { heightOf, widthOf } from './cut.ts'
import type { CellInk, Sheet } from './sheet.ts'

/** A cell that holds a dash or stroke (—, /) and nothing else. */
export interface Marked {
  readonly sheet: Pick<Sheet, 'scale'>
  readonly ink: Pick<CellInk, 'cell' | 'cut'>
}

/** So many others of the document look as a mark does that is printed; or so many stand in a row with it. */
const others = { alike: 4, inRow: 2 }
/** How far two of a kind are apart in length, as a share; and in length, thickness and height in their cells, in points. */
const longer = 0.12
const close = 0.4
const sameHeight = 1
/** So far from both sides of its cell, in points, what was printed in it stays: a staple or a fold crosses into the next. */
const clear = 1.5
/** … and how far signs of one line of print. */
const onOneLine = 0.5

interface Mark {
  readonly marked: Marked
  readonly length: number
  readonly thickness: number
  /** Of its middle over that of its cell. */
  readonly height: number
  /** Points between it and the nearer side of its cell. */
  readonly beside: number
}

/**
 * The cells whose dash or stroke stands in others of the document as well, or on one line with others. Ink has no surer
 * sign that it was printed: a lone dash in a table of blanks may be a stain.
 */
export function inCompany<Cell extends Marked>(marks: readonly Cell[]): Set<Cell> {
  const measured = marks
    .map((marked) => ({ ...measure(marked), marked }))
    .filter(({ beside }) => beside > clear)
  return new Set(
    measured.flatMap((mark) => {
      const company = measured.filter(({ marked }) => marked !== mark.marked)
      const isPrinted =
        company.filter((other) => isAlike(other, mark)).length >= others.alike ||
        company.filter((other) => isInRow(other, mark)).length >= others.inRow
      return isPrinted ? [mark.marked] : []
    }),
  )
}

function measure({ sheet: { scale }, ink: { cell, cut } }: Marked): Omit<Mark, 'marked'> {
  const area = areaAround(cut.lines.flat())
  return {
    length: widthOf(area) / scale,
    thickness: heightOf(area) / scale,
    beside: Math.min(
      (cut.left + area.left) / scale - cell.left,
      cell.right - (cut.left + area.right) / scale,
    ),
    height: (cell.top + cell.bottom) / 2 - (cut.top + (area.top + area.bottom) / 2) / scale,
  }
}

function isAlike(one: Mark, other: Mark): boolean {
  return (
    Math.abs(one.length - other.length) < close + longer * other.length &&
    Math.abs(one.thickness - other.thickness) < close &&
    Math.abs(one.height - other.height) < sameHeight
  )
}

function isInRow(one: Mark, other: Mark): boolean {
  const [a, b] = [one.marked, other.marked]
  return (
    a.sheet === b.sheet &&
    a.ink.cell.top === b.ink.cell.top &&
    a.ink.cell.bottom === b.ink.cell.bottom &&
    Math.abs(one.height - other.height) < onOneLine
  )
}
