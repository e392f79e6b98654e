import type { Sketch, SketchCell } from '../../portals/report/sketch.ts'

/** A table before it is a file: each figure knows the cell of the form that it stands for. */
export interface Sheet extends Sketch {
  readonly rows: readonly (readonly SheetCell[])[]
}

export interface SheetCell extends SketchCell {
  /** `requests.granted.total`; null for labels and for figures beyond the form. */
  readonly at: string | null
  /** The figures of a merged cell, which were those of several. */
  readonly holds?: readonly SheetCell[]
}

/** The printed text of each cell of a report's forms: `requests.granted.total` → `6`. */
export type Printed = ReadonlyMap<string, string>

export function label(text: string, columnSpan = 1, rowSpan = 1): SheetCell {
  return { text, rowSpan, columnSpan, kind: 'label', at: null }
}

export function figure(text: string, at: string | null = null): SheetCell {
  return { text, rowSpan: 1, columnSpan: 1, kind: 'figure', at }
}
