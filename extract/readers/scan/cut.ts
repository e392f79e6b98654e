import { areaAround } from './blobs.ts'
import type { Blob } from './blobs.ts'
import { cropped } from './raster.ts'
import type { Area, Raster } from './raster.ts'

/** A piece of print cut out of its page, so that the page need not be kept: a cell's content, a line of writing. */
export interface Cut {
  readonly print: Raster
  /** Where the piece lay on its page, in pixels. */
  readonly left: number
  readonly top: number
  /** Lines of print from top to bottom, placed within the piece. */
  readonly lines: readonly (readonly Blob[])[]
}

/** Paper kept around the print, in heights of its tallest line: readers leave a margin of their own. */
const margin = 0.4

export function cutOut(page: Raster, lines: readonly (readonly Blob[])[]): Cut {
  if (lines.length === 0)
    return { print: { width: 1, height: 1, data: Uint8Array.of(255) }, left: 0, top: 0, lines }
  const tallest = Math.max(...lines.map((line) => heightOf(areaAround(line))))
  const whole = lineArea(lines.flat(), Math.ceil(margin * tallest))
  const moved = (blob: Blob): Blob => ({
    ink: blob.ink,
    left: blob.left - whole.left,
    right: blob.right - whole.left,
    top: blob.top - whole.top,
    bottom: blob.bottom - whole.top,
  })
  return {
    print: cropped(page, whole),
    left: whole.left,
    top: whole.top,
    lines: lines.map((line) => line.map(moved)),
  }
}

export const widthOf = (area: Area): number => area.right - area.left
export const heightOf = (area: Area): number => area.bottom - area.top

/** The area of a line with a little paper around it. */
export function lineArea(line: readonly Blob[], around: number): Area {
  const { left, top, right, bottom } = areaAround(line)
  return { left: left - around, top: top - around, right: right + around, bottom: bottom + around }
}
