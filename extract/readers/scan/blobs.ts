import type { Area } from './raster.ts'

/** Ink that hangs together: a letter, a stroke of one, a speck. `ink` counts its pixels. */
export interface Blob extends Area {
  readonly ink: number
}

/** Finds what ink hangs together, diagonals included. */
export function blobsOf(ink: Uint8Array, width: number, height: number): Blob[] {
  const parents: number[] = []
  const boxes: { left: number; top: number; right: number; bottom: number; ink: number }[] = []
  const root = (index: number): number => {
    let at = index
    while (parents[at] !== at) {
      const parent = parents[at] ?? at
      parents[at] = parents[parent] ?? parent
      at = parent
    }
    return at
  }
  let before: { from: number; to: number; set: number }[] = []
  for (let y = 0; y < height; y++) {
    const runs: typeof before = []
    let first = 0
    for (let x = 0; x < width; x++) {
      if (ink[y * width + x] !== 1) continue
      const from = x
      while (x < width && ink[y * width + x] === 1) x++
      let set = -1
      while (first < before.length && (before[first]?.to ?? 0) < from) first++
      for (let index = first; index < before.length; index++) {
        const above = before[index]
        if (!above || above.from > x) break
        const other = root(above.set)
        if (set < 0) set = other
        else if (set !== other) parents[other] = set
      }
      if (set < 0) {
        set = parents.length
        parents.push(set)
        boxes.push({ left: from, top: y, right: x, bottom: y + 1, ink: 0 })
      }
      const box = boxes[set]
      if (box) {
        box.left = Math.min(box.left, from)
        box.right = Math.max(box.right, x)
        box.bottom = y + 1
        box.ink += x - from
      }
      runs.push({ from, to: x, set })
    }
    before = runs
  }
  const merged = new Map<number, (typeof boxes)[number]>()
  for (const [index, box] of boxes.entries()) {
    const own = root(index)
    const known = merged.get(own)
    if (!known) merged.set(own, { ...box })
    else {
      known.left = Math.min(known.left, box.left)
      known.top = Math.min(known.top, box.top)
      known.right = Math.max(known.right, box.right)
      known.bottom = Math.max(known.bottom, box.bottom)
      known.ink += box.ink
    }
  }
  return [...merged.values()]
}

/** The smallest area around all of them. */
export function areaAround(areas: readonly Area[]): Area {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const area of areas) {
    left = Math.min(left, area.left)
    top = Math.min(top, area.top)
    right = Math.max(right, area.right)
    bottom = Math.max(bottom, area.bottom)
  }
  return { left, top, right, bottom }
}

/** Blobs that stand over each other within a column of print, joined: i, 三, a digit broken across. Left to right. */
export function signsOf(blobs: readonly Blob[]): Blob[] {
  const signs: Blob[] = []
  for (const blob of blobs.toSorted((a, b) => a.left - b.left)) {
    const last = signs.at(-1)
    const shared = last ? last.right - blob.left : 0
    if (last && shared > 0.3 * Math.min(blob.right - blob.left, last.right - last.left)) {
      signs[signs.length - 1] = { ...areaAround([last, blob]), ink: last.ink + blob.ink }
    } else signs.push(blob)
  }
  return signs
}

/**
 * Lines of print from top to bottom: rows of blobs with paper between them.
 * @param gap least height of paper, in pixels, that parts two lines
 */
export function rowsOfBlobs(blobs: readonly Blob[], gap: number): Blob[][] {
  const rows: { blobs: Blob[]; bottom: number }[] = []
  for (const blob of blobs.toSorted((a, b) => a.top - b.top)) {
    const last = rows.at(-1)
    if (last && blob.top < last.bottom + gap) {
      last.blobs.push(blob)
      last.bottom = Math.max(last.bottom, blob.bottom)
    } else rows.push({ blobs: [blob], bottom: blob.bottom })
  }
  return rows.map((row) => row.blobs)
}
