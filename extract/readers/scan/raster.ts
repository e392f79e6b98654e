/** A grey picture, row by row: 0 is black, 255 is paper. */
export interface Raster {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** A rectangle in pixels; right and bottom are excluded. */
export interface Area {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export function blankRaster(width: number, height: number): Raster {
  return { width, height, data: new Uint8Array(width * height).fill(255) }
}

/** A part of a picture; what lies beyond its edges is paper. */
export function cropped(raster: Raster, area: Area): Raster {
  const width = Math.max(1, Math.round(area.right) - Math.round(area.left))
  const height = Math.max(1, Math.round(area.bottom) - Math.round(area.top))
  const part = blankRaster(width, height)
  paste(part, raster, -Math.round(area.left), -Math.round(area.top))
  return part
}

/** Lays one picture on another, its top left at the given pixel. */
export function paste(onto: Raster, picture: Raster, left: number, top: number): void {
  const from = Math.max(0, -left)
  const to = Math.min(picture.width, onto.width - left)
  if (to <= from) return
  for (let y = Math.max(0, -top); y < Math.min(picture.height, onto.height - top); y++) {
    const start = y * picture.width
    onto.data.set(picture.data.subarray(start + from, start + to), (y + top) * onto.width + left + from)
  }
}

/**
 * A picture at another size, each pixel the mean of what it covers where it shrinks and mixed from its four
 * neighbours where it grows. For cells and lines; whole pages are scaled by sharp.
 */
export function resized(raster: Raster, width: number, height: number): Raster {
  const across = weights(raster.width, width)
  const down = weights(raster.height, height)
  const rows = new Float32Array(width * raster.height)
  for (let y = 0; y < raster.height; y++) {
    const start = y * raster.width
    for (let x = 0; x < width; x++) {
      let sum = 0
      for (const { at, share } of across[x] ?? []) sum += (raster.data[start + at] ?? 255) * share
      rows[y * width + x] = sum
    }
  }
  const data = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    const own = down[y] ?? []
    for (let x = 0; x < width; x++) {
      let sum = 0
      for (const { at, share } of own) sum += (rows[at * width + x] ?? 255) * share
      data[y * width + x] = Math.round(sum)
    }
  }
  return { width, height, data }
}

interface Weight {
  readonly at: number
  readonly share: number
}

/** For every target pixel the source pixels under a triangle as wide as the coarser of the two grids. */
function weights(from: number, to: number): Weight[][] {
  const step = from / to
  const reach = Math.max(1, step)
  return Array.from({ length: to }, (_, index) => {
    const centre = (index + 0.5) * step - 0.5
    const own: { at: number; share: number }[] = []
    let sum = 0
    for (let at = Math.ceil(centre - reach); at <= Math.floor(centre + reach); at++) {
      const share = 1 - Math.abs(at - centre) / reach
      if (share <= 0) continue
      own.push({ at: Math.min(Math.max(at, 0), from - 1), share })
      sum += share
    }
    return own.map(({ at, share }) => ({ at, share: share / sum }))
  })
}
