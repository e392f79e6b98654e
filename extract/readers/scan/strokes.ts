import { inkThreshold } from './straight.ts'
import { resized } from './raster.ts'
import type { Raster } from './raster.ts'

/** Signs are brought to this height in pixels before their strokes are measured. */
const signHeight = 48

/** Side of the largest square of ink in a sign's picture, in shares of its height: its thickest stroke, or a blot. */
export function thickestIn(sign: Raster): number {
  const width = Math.max(3, Math.round((sign.width * signHeight) / sign.height))
  const { data } = resized(sign, width, signHeight)
  let before = new Uint8Array(width + 1)
  let most = 0
  for (let y = 0; y < signHeight; y++) {
    const row = new Uint8Array(width + 1)
    for (let x = 0; x < width; x++) {
      if ((data[y * width + x] ?? 255) >= inkThreshold) continue
      row[x + 1] = 1 + Math.min(before[x] ?? 0, before[x + 1] ?? 0, row[x] ?? 0)
      most = Math.max(most, row[x + 1] ?? 0)
    }
    before = row
  }
  return most / signHeight
}
