import type { Box, Direction } from './geometry.ts'

/** One character as it stands on the page. */
export interface Glyph extends Box {
  readonly text: string
  /** Em size in points, as displayed. */
  readonly size: number
  readonly direction: Direction
  /** Glyphs that one text operator showed share a number. */
  readonly run: number
  /** A rule strikes it out. */
  readonly struck?: true
}

/** A ruling line: drawn as a stroke, as a thin filled box, or as a thin picture. */
export interface Stroke {
  readonly axis: 'across' | 'down'
  /** y of a line across, x of a line down. */
  readonly at: number
  readonly from: number
  readonly to: number
}

/** What one page shows, turned so that most of its writing runs to the right. */
export interface Drawing {
  /** From 1. */
  readonly page: number
  /** Of the turned sheet. */
  readonly width: number
  readonly height: number
  /** How the writing ran before the sheet was turned: `asDisplayed` takes boxes back. */
  readonly direction: Direction
  readonly glyphs: readonly Glyph[]
  readonly strokes: readonly Stroke[]
  readonly pictures: readonly Box[]
}
