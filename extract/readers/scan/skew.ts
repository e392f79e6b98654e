/** Degrees by which a sheet may lie askew in the scanner; more is a photograph, or turned on purpose. */
const widest = 6
/** Pixels looked at; more would not make the angle finer. */
const samples = 60_000

/**
 * By how many degrees clockwise the print on a page is turned, to 0.05: at the right angle, rules and lines of writing
 * fall on as few rows as they can.
 * @param ink 1 where there is print, row by row
 */
export function skewOf(ink: Uint8Array, width: number, height: number): number {
  const points = edgesOf(ink, width, height)
  if (points.length < 400) return 0
  let best = 0
  for (const [step, reach] of [
    [0.5, widest],
    [0.1, 0.5],
    [0.05, 0.1],
  ] as const) {
    let most = -1
    const centre = best
    for (let angle = centre - reach; angle <= centre + reach + 1e-9; angle += step) {
      const score = concentration(points, angle, width, height)
      if (score > most) [most, best] = [score, angle]
    }
  }
  return Math.abs(best) < 0.04 ? 0 : best
}

/** Upper edges of print, thinned out: x and y by turns. */
function edgesOf(ink: Uint8Array, width: number, height: number): Int32Array {
  const edges: number[] = []
  for (let y = 1; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x
      if (ink[at] === 1 && ink[at - width] === 0) edges.push(x, y)
    }
  }
  const step = Math.max(1, Math.floor(edges.length / 2 / samples))
  const points = new Int32Array(Math.floor(edges.length / 2 / step) * 2)
  for (let index = 0; index < points.length / 2; index++) {
    points[index * 2] = edges[index * step * 2] ?? 0
    points[index * 2 + 1] = edges[index * step * 2 + 1] ?? 0
  }
  return points
}

/** Sum of squares of how many points fall on each row once the sheet is turned back. */
function concentration(points: Int32Array, angle: number, width: number, height: number): number {
  const slope = Math.tan((angle * Math.PI) / 180)
  const reach = Math.ceil(Math.abs(slope) * width) + 2
  const rows = new Uint32Array(height + 2 * reach)
  for (let index = 0; index < points.length; index += 2) {
    const row = Math.round((points[index + 1] ?? 0) - slope * (points[index] ?? 0)) + reach
    rows[row] = (rows[row] ?? 0) + 1
  }
  let sum = 0
  for (const count of rows) sum += count * count
  return sum
}
