import { inked } from './light.ts'
import { cropped } from './raster.ts'
import { inkThreshold } from './straight.ts'
import type { Straight } from './straight.ts'

/** A sheet this much wider than tall may hold two pages. */
const wide = 1.2
/** Shares of the width between which the gutter lies. */
const [gutterFrom, gutterTo] = [0.42, 0.58]
/** Least width of the gutter, in points. */
const narrowest = 14
/** Share of a gutter's column that may be ink: dust; or that must be: the shadow of a fold. */
const dust = 0.0015
const fold = 0.85
/** Share of each half that is print at least. */
const printed = 0.001

/** One page, or the two that lie side by side on a sheet: between them nothing is printed, and no rule leads across. */
export function halvesOf(straight: Straight): Straight[] {
  const { raster, scale } = straight
  const { width, height } = raster
  if (width < wide * height) return [straight]
  const columns = columnsOf(inked(raster, inkThreshold), width, height)
  const at = gutterIn(columns, height, narrowest * scale)
  if (at === null) return [straight]
  const isPrinted = (from: number, to: number): boolean => {
    let ink = 0
    for (let x = from; x < to; x++) ink += columns[x] ?? 0
    return ink > printed * (to - from) * height
  }
  if (!isPrinted(0, at) || !isPrinted(at, width)) return [straight]
  return [
    [0, at],
    [at, width],
  ].map(([left = 0, right = 0]) => ({
    ...straight,
    raster: cropped(raster, { left, right, top: 0, bottom: height }),
    traces: cropped(straight.traces, { left, right, top: 0, bottom: height }),
    sheet: { ...straight.sheet, left },
  }))
}

function columnsOf(ink: Uint8Array, width: number, height: number): Uint32Array {
  const columns = new Uint32Array(width)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) columns[x] = (columns[x] ?? 0) + (ink[y * width + x] ?? 0)
  }
  return columns
}

/** The middle of the widest band of paper about the middle of a sheet. */
function gutterIn(columns: Uint32Array, height: number, least: number): number | null {
  let [from, widest, at] = [-1, least, -1]
  const end = Math.round(columns.length * gutterTo)
  for (let x = Math.round(columns.length * gutterFrom); x <= end; x++) {
    const ink = columns[x] ?? 0
    const isPaper = x < end && (ink <= dust * height || ink >= fold * height)
    if (isPaper && from < 0) from = x
    if (isPaper || from < 0) continue
    if (x - from >= widest) [widest, at] = [x - from, Math.round((x + from) / 2)]
    from = -1
  }
  return at < 0 ? null : at
}
