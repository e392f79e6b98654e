import { mapped, perspectiveOf, warped } from './homography.ts'
import type { Point } from './homography.ts'
import type { Imaging } from './imaging.ts'
import type { Leaf } from './leaves.ts'
import type { Raster } from './raster.ts'
import { pipe } from './straight.ts'

/** Width in pixels of the small picture in which the paper's edges are looked for. */
const small = 480
/** Share of a picture's own edge that is dark around a photographed page; a scan's edge is paper. */
const darkEdge = 0.5
/** Share of the picture that the page takes at least, and how exactly its edges must be those of a quadrilateral. */
const smallest = 0.3
const exactly = 0.04
/** Shares of a side, from its corners, at which paper may curl. */
const curl = 0.08
/** The page without its outermost rim, where the desk shows. */
const rim = 0.996
/** A4: height to width, and how far a photograph may tell it from that. */
const paper = Math.SQRT2
const likeA4 = 0.2
/** Width of an A4 sheet in points, upright and across. */
const [upright, across] = [595, 842]
/** Pixels across beyond which a page gains nothing: A4 at 300 dpi. */
const widest = 2500

/** A page photographed on a darker desk, brought back to a rectangle by the paper's edges; anything else as it is. */
export async function flattened(leaf: Leaf, imaging: Imaging): Promise<Leaf> {
  const { raster, page } = leaf
  const reduced = await pipe(raster, imaging, (picture) =>
    picture.resize({ width: Math.min(small, raster.width) }),
  )
  const edges = paperIn(reduced)
  const corners = edges && cornersOf(edges)
  if (!corners) return leaf
  const factor = raster.width / reduced.width
  const quad = inset(corners.map(({ x, y }) => ({ x: x * factor, y: y * factor })))
  const [a, b, c, d] = quad
  const [breadth, depth] = [Math.max(apart(a, b), apart(d, c)), Math.max(apart(a, d), apart(b, c))]
  const lies = breadth > depth
  const ratio = lies ? 1 / paper : paper
  const isA4 = Math.abs(depth / breadth / ratio - 1) < likeA4
  const width = Math.round(Math.min(breadth, widest))
  const height = Math.round(isA4 ? width * ratio : (depth * width) / breadth)
  const homography = perspectiveOf(width, height, quad)
  const flat = width / (lies ? across : upright)
  return {
    page,
    raster: warped(raster, homography, width, height),
    scale: flat,
    warp: { homography, flat, taken: leaf.scale },
  }
}

/** A box of the flattened page as it lies on the picture that was taken; in points. */
export function boxAsTaken(
  box: readonly [number, number, number, number],
  { homography, flat, taken }: NonNullable<Leaf['warp']>,
): [number, number, number, number] {
  const [left, top, right, bottom] = box
  const corners = [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ].map(([x = 0, y = 0]) => mapped(homography, x * flat, y * flat))
  const [xs, ys] = [corners.map(({ x }) => x / taken), corners.map(({ y }) => y / taken)]
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}

/** 1 where there is paper: what is not reached from the picture's edge through darkness; null for a scan. */
function paperIn({
  width,
  height,
  data,
}: Raster): { width: number; height: number; paper: Uint8Array } | null {
  const dark = darkness(data)
  const edge: number[] = []
  for (let x = 0; x < width; x++) edge.push(x, (height - 1) * width + x)
  for (let y = 1; y < height - 1; y++) edge.push(y * width, y * width + width - 1)
  const open = edge.filter((at) => (data[at] ?? 255) < dark)
  if (open.length < darkEdge * edge.length) return null
  const mask = new Uint8Array(data.length).fill(1)
  for (const at of open) mask[at] = 0
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const column = at % width
    for (const next of [at - width, at + width, column > 0 ? at - 1 : -1, column < width - 1 ? at + 1 : -1]) {
      if (mask[next] !== 1 || (data[next] ?? 255) >= dark) continue
      mask[next] = 0
      open.push(next)
    }
  }
  return { width, height, paper: mask }
}

/** The grey that parts a picture's darks from its lights best (Otsu 1979). */
function darkness(data: Uint8Array): number {
  const counts = new Float64Array(256)
  for (const value of data) counts[value] = (counts[value] ?? 0) + 1
  let whole = 0
  for (let value = 0; value < 256; value++) whole += value * (counts[value] ?? 0)
  let [below, sum, best, at] = [0, 0, -1, 0]
  for (let value = 0; value < 256; value++) {
    below += counts[value] ?? 0
    sum += value * (counts[value] ?? 0)
    const above = data.length - below
    if (below === 0 || above === 0) continue
    const spread = below * above * (sum / below - (whole - sum) / above) ** 2
    if (spread > best) [best, at] = [spread, value + 1]
  }
  return at
}

type Quad = readonly [Point, Point, Point, Point]

/** The paper's corners, from its top left clockwise; null where its outline is no quadrilateral. */
function cornersOf({
  width,
  height,
  paper: mask,
}: {
  width: number
  height: number
  paper: Uint8Array
}): Quad | null {
  let size = 0
  const outline: Point[] = []
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x
      if (mask[at] !== 1) continue
      size++
      const inner = x > 0 && y > 0 && x < width - 1 && y < height - 1
      if (!inner || !mask[at - 1] || !mask[at + 1] || !mask[at - width] || !mask[at + width]) {
        outline.push({ x: x + 0.5, y: y + 0.5 })
      }
    }
  }
  if (size < smallest * width * height) return null
  const least = (measure: (point: Point) => number): Point =>
    outline.reduce((best, point) => (measure(point) < measure(best) ? point : best))
  const rough: Quad = [
    least(({ x, y }) => x + y),
    least(({ x, y }) => y - x),
    least(({ x, y }) => -x - y),
    least(({ x, y }) => x - y),
  ]
  const sides = rough.map((from, index) => sideBetween(from, rough[(index + 1) % 4] ?? from, outline))
  const [top, right, bottom, left] = sides
  if (!top || !right || !bottom || !left) return null
  const fine = [crossing(left, top), crossing(top, right), crossing(right, bottom), crossing(bottom, left)]
  const [a, b, c, d] = fine
  if (!a || !b || !c || !d) return null
  const quad: Quad = [a, b, c, d]
  return Math.abs(areaOf(quad) / size - 1) < exactly ? quad : null
}

/** A line as a point on it and its direction. */
interface Line {
  readonly at: Point
  readonly dx: number
  readonly dy: number
}

/** The line through the outline's points along one side, corners left out; outliers (a thumb, a curl) dropped once. */
function sideBetween(from: Point, to: Point, outline: readonly Point[]): Line | null {
  const length = apart(from, to)
  const [ux, uy] = [(to.x - from.x) / length, (to.y - from.y) / length]
  const near = outline.filter(({ x, y }) => {
    const along = ((x - from.x) * ux + (y - from.y) * uy) / length
    const off = Math.abs((x - from.x) * uy - (y - from.y) * ux)
    return along > curl && along < 1 - curl && off < length * 0.03
  })
  const first = fitted(near)
  return first && fitted(near.filter((point) => distanceTo(first, point) < 1.2))
}

function fitted(points: readonly Point[]): Line | null {
  if (points.length < 10) return null
  const at = {
    x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
    y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
  }
  let [xx, xy, yy] = [0, 0, 0]
  for (const { x, y } of points) {
    xx += (x - at.x) ** 2
    xy += (x - at.x) * (y - at.y)
    yy += (y - at.y) ** 2
  }
  const angle = Math.atan2(2 * xy, xx - yy) / 2
  return { at, dx: Math.cos(angle), dy: Math.sin(angle) }
}

function distanceTo({ at, dx, dy }: Line, { x, y }: Point): number {
  return Math.abs((x - at.x) * dy - (y - at.y) * dx)
}

function crossing(one: Line, other: Line): Point | null {
  const whole = one.dx * other.dy - one.dy * other.dx
  if (Math.abs(whole) < 0.1) return null
  const along = ((other.at.x - one.at.x) * other.dy - (other.at.y - one.at.y) * other.dx) / whole
  return { x: one.at.x + along * one.dx, y: one.at.y + along * one.dy }
}

function areaOf([a, b, c, d]: Quad): number {
  return Math.abs((c.x - a.x) * (d.y - b.y) - (d.x - b.x) * (c.y - a.y)) / 2
}

function inset(corners: readonly Point[]): Quad {
  const middle = {
    x: corners.reduce((sum, { x }) => sum + x, 0) / 4,
    y: corners.reduce((sum, { y }) => sum + y, 0) / 4,
  }
  const [a, b, c, d] = corners.map(({ x, y }) => ({
    x: middle.x + (x - middle.x) * rim,
    y: middle.y + (y - middle.y) * rim,
  }))
  return [a ?? middle, b ?? middle, c ?? middle, d ?? middle]
}

function apart(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y)
}
