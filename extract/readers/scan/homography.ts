import type { Raster } from './raster.ts'

export interface Point {
  readonly x: number
  readonly y: number
}

/** x' = (a·x + b·y + c) / (g·x + h·y + 1), y' = (d·x + e·y + f) / (g·x + h·y + 1). */
export type Homography = readonly [number, number, number, number, number, number, number, number]

/**
 * The perspective that lays a rectangle at the origin onto four corners: top left, top right, bottom right, bottom left.
 * Heckbert, Fundamentals of Texture Mapping (1989), 2.2.3.
 */
export function perspectiveOf(
  width: number,
  height: number,
  [a, b, c, d]: readonly [Point, Point, Point, Point],
): Homography {
  const [dx1, dy1] = [b.x - c.x, b.y - c.y]
  const [dx2, dy2] = [d.x - c.x, d.y - c.y]
  const [sx, sy] = [a.x - b.x + c.x - d.x, a.y - b.y + c.y - d.y]
  const whole = dx1 * dy2 - dx2 * dy1
  const g = (sx * dy2 - dx2 * sy) / whole
  const h = (dx1 * sy - sx * dy1) / whole
  return [
    (b.x - a.x + g * b.x) / width,
    (d.x - a.x + h * d.x) / height,
    a.x,
    (b.y - a.y + g * b.y) / width,
    (d.y - a.y + h * d.y) / height,
    a.y,
    g / width,
    h / height,
  ]
}

export function mapped([a, b, c, d, e, f, g, h]: Homography, x: number, y: number): Point {
  const depth = g * x + h * y + 1
  return { x: (a * x + b * y + c) / depth, y: (d * x + e * y + f) / depth }
}

/** A picture of `width` by `height` pixels whose every pixel is taken from where the perspective puts it. */
export function warped(picture: Raster, homography: Homography, width: number, height: number): Raster {
  const data = new Uint8Array(width * height)
  const [a, b, c, d, e, f, g, h] = homography
  const { width: across, height: down, data: from } = picture
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [px, py] = [x + 0.5, y + 0.5]
      const depth = g * px + h * py + 1
      const sx = Math.min(Math.max((a * px + b * py + c) / depth - 0.5, 0), across - 1)
      const sy = Math.min(Math.max((d * px + e * py + f) / depth - 0.5, 0), down - 1)
      const [left, top] = [Math.floor(sx), Math.floor(sy)]
      const right = Math.min(left + 1, across - 1)
      const [upper, lower] = [top * across, Math.min(top + 1, down - 1) * across]
      const [u, v] = [sx - left, sy - top]
      const above = (from[upper + left] ?? 255) * (1 - u) + (from[upper + right] ?? 255) * u
      const below = (from[lower + left] ?? 255) * (1 - u) + (from[lower + right] ?? 255) * u
      data[y * width + x] = Math.round(above * (1 - v) + below * v)
    }
  }
  return { width, height, data }
}
