import type { Raster } from './raster.ts'

/** Side of the squares, in points, over which the paper's brightness is taken: wider than any letter's stroke. */
const square = 24
/** Show-through and the paper's grain: whatever is this bright against the paper is paper. */
const paperFrom = 0.86
/** Print is at least this dark against the paper; what is darker is black. */
const inkFrom = 0.2

/** A page with its light evened out. */
export interface Levelled {
  /** 255 is paper: shadows, yellowed paper and what shines through from the back do not count as print. */
  readonly print: Raster
  /** How bright every pixel is against the paper around it, which is 255: faint print is still seen there. */
  readonly traces: Raster
}

/**
 * Evens out the light: every pixel against the paper around it.
 * @param scale pixels per point
 */
export function levelled(raster: Raster, scale: number): Levelled {
  const side = Math.max(8, Math.round(square * scale))
  const columns = Math.ceil(raster.width / side)
  const rows = Math.ceil(raster.height / side)
  const paper = new Float32Array(columns * rows)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      paper[row * columns + column] = paperAt(raster, column * side, row * side, side)
    }
  }
  const data = new Uint8Array(raster.data.length)
  const traces = new Uint8Array(raster.data.length)
  for (let y = 0; y < raster.height; y++) {
    const v = Math.min(Math.max((y + 0.5) / side - 0.5, 0), rows - 1)
    const [row, below] = [Math.floor(v), Math.min(Math.floor(v) + 1, rows - 1)]
    for (let x = 0; x < raster.width; x++) {
      const h = Math.min(Math.max((x + 0.5) / side - 0.5, 0), columns - 1)
      const left = Math.floor(h)
      const right = Math.min(left + 1, columns - 1)
      const upper = mix(paper[row * columns + left] ?? 255, paper[row * columns + right] ?? 255, h - left)
      const lower = mix(paper[below * columns + left] ?? 255, paper[below * columns + right] ?? 255, h - left)
      const share = (raster.data[y * raster.width + x] ?? 255) / mix(upper, lower, v - row)
      data[y * raster.width + x] = Math.min(
        255,
        Math.max(0, ((share - inkFrom) / (paperFrom - inkFrom)) * 255),
      )
      traces[y * raster.width + x] = Math.min(255, share * 255)
    }
  }
  return { print: { ...raster, data }, traces: { ...raster, data: traces } }
}

function mix(a: number, b: number, share: number): number {
  return a + (b - a) * share
}

/** A square's paper: a black block is no paper, and is measured as if it were dim paper. */
const darkestPaper = 90

/** The brightness that four fifths of a square's pixels stay below: paper, since print covers less than that. */
function paperAt(raster: Raster, left: number, top: number, side: number): number {
  const counts = new Uint32Array(256)
  let total = 0
  // Every second pixel of every second row tells as much as all.
  for (let y = top; y < Math.min(top + side, raster.height); y += 2) {
    for (let x = left; x < Math.min(left + side, raster.width); x += 2) {
      const value = raster.data[y * raster.width + x] ?? 255
      counts[value] = (counts[value] ?? 0) + 1
      total++
    }
  }
  let seen = 0
  for (let value = 0; value < 256; value++) {
    seen += counts[value] ?? 0
    if (seen >= total * 0.8) return Math.max(value, darkestPaper)
  }
  return 255
}

/** 1 where a levelled picture is darker than `threshold` (0 to 255). */
export function inked(raster: Raster, threshold: number): Uint8Array {
  const ink = new Uint8Array(raster.data.length)
  for (let at = 0; at < ink.length; at++) ink[at] = (raster.data[at] ?? 255) < threshold ? 1 : 0
  return ink
}
