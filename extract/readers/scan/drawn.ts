import type { Drawing, Glyph } from '../pdf/drawing.ts'
import type { Box } from '../pdf/geometry.ts'
import { isWide } from '../pdf/letters.ts'
import type { Sheet } from './sheet.ts'
import type { Writing } from './writing.ts'

/** A cell that was read: its text and whether nothing speaks against it. */
export interface CellReading {
  readonly box: Box
  readonly text: string
  readonly sure: boolean
}

/**
 * A scanned page in the terms of a printed one, so that tables are joined over pages and lines to paragraphs as in any
 * PDF. Letters of a cell are laid out within it; those of running text stand where they were read.
 */
export function drawn(
  sheet: Sheet,
  page: number,
  cells: readonly CellReading[],
  lines: readonly Writing[],
): Drawing {
  let run = 0
  return {
    page,
    width: sheet.width / sheet.scale,
    height: sheet.height / sheet.scale,
    direction: 'right',
    strokes: [],
    pictures: [],
    glyphs: [
      ...cells.flatMap(({ box, text }) => spread(text, inset(box), sizeIn(text, box), run++)),
      ...lines.flatMap((line) => ofLine(line, sheet.scale, run++)),
    ],
  }
}

function inset({ left, top, right, bottom }: Box): Box {
  const [x, y] = [(right - left) * 0.1, (bottom - top) * 0.25]
  return { left: left + x, top: top + y, right: right - x, bottom: bottom - y }
}

function sizeIn(text: string, { left, right }: Box): number {
  return (right - left) / Math.max(1, text.length)
}

/** Characters side by side in a box; wide ones take twice the room of narrow ones. */
function spread(text: string, box: Box, size: number, run: number): Glyph[] {
  const letters = Array.from(text)
  const shares = letters.map((letter) => (isWide(letter) ? 2 : 1))
  const unit = (box.right - box.left) / shares.reduce((sum, share) => sum + share, 0)
  let left = box.left
  return letters.map((letter, index) => {
    const right = left + unit * (shares[index] ?? 1)
    const glyph: Glyph = {
      text: letter,
      size,
      direction: 'right',
      run,
      left,
      right,
      top: box.top,
      bottom: box.bottom,
    }
    left = right
    return glyph
  })
}

function ofLine({ words }: Writing, scale: number, run: number): Glyph[] {
  if (words.length === 0) return []
  // The tallest word tells the size of the line's letters; 一 and full stops are flat.
  const top = Math.min(...words.map((word) => word.top)) / scale
  const bottom = Math.max(...words.map((word) => word.bottom)) / scale
  const size = bottom - top
  return words.flatMap(({ text, left, right }) =>
    spread(text, { left: left / scale, right: right / scale, top, bottom }, size, run),
  )
}
