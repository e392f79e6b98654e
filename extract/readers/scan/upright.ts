import type { Direction } from '../pdf/geometry.ts'
import { areaAround } from './blobs.ts'
import { widthOf } from './cut.ts'
import type { Cut } from './cut.ts'
import type { Engine } from './engine.ts'
import { flattened } from './flat.ts'
import { halvesOf } from './halves.ts'
import type { Imaging } from './imaging.ts'
import type { Leaf } from './leaves.ts'
import type { Raster } from './raster.ts'
import { sheetOf } from './sheet.ts'
import type { Sheet } from './sheet.ts'
import { straightened } from './straight.ts'
import { confidencesOf } from './writing.ts'

/** Quarter turns clockwise that bring a sheet upright, by which way its writing runs as scanned; the likely first. */
const turns: readonly { readonly direction: Direction; readonly quarters: 0 | 1 | 2 | 3 }[] = [
  { direction: 'right', quarters: 0 },
  { direction: 'up', quarters: 1 },
  { direction: 'down', quarters: 3 },
  { direction: 'left', quarters: 2 },
]

/** Writing that is read this confidently stands upright. */
const upright = 65
/** So many of the longest pieces of writing tell which way up a page is, and so much of each, in heights of its line. */
const sampled = 4
const sampledWidth = 14

/**
 * Cuts a page up the right way round: a sheet that lies on its side or upside down is known by that nobody can read it.
 * @returns the page, or the two that lie side by side on it; null where it has more rules than tables can have
 */
export async function uprightSheets(
  leaf: Leaf,
  engine: Engine,
  imaging: Imaging,
  maxSlots: number,
  remaining: () => number,
): Promise<Sheet[] | null> {
  let best: { sheets: Sheet[]; score: number } | null = null
  const flat = await flattened(leaf, imaging)
  for (const { direction, quarters } of turns) {
    const turned = {
      ...flat,
      raster: quarterTurned(flat.raster, quarters),
      ...(flat.colours ? { colours: quarterTurned(flat.colours, quarters) } : {}),
    }
    const straight = await straightened(turned, imaging)
    const sheets: Sheet[] = []
    for (const half of halvesOf(straight)) {
      const sheet = sheetOf(half, direction, maxSlots)
      if (!sheet) return null
      sheets.push(sheet)
    }
    const score = await legibility(sheets, engine, remaining)
    if (!best || score > best.score) best = { sheets, score }
    if (score >= upright || score < 0) break
  }
  return best?.sheets ?? null
}

/** How confidently the longest pieces of writing are read, 0 to 100; below 0 where there is nothing to read. */
async function legibility(
  sheets: readonly Sheet[],
  engine: Engine,
  remaining: () => number,
): Promise<number> {
  const pieces = [
    ...sheets.flatMap(({ lines }) => lines),
    ...sheets
      .flatMap(({ cells }) => cells)
      .flatMap(({ looks, cut }) =>
        looks === 'writing' ? cut.lines.map((line) => ({ ...cut, lines: [line] })) : [],
      ),
  ]
    .filter(({ lines: [line = []] }) => line.length > 2)
    .sort((a, b) => widthOfLine(b) - widthOfLine(a))
    .slice(0, sampled)
    .map(beginning)
  if (pieces.length === 0) return sheets.some(({ cells, lines }) => cells.length + lines.length > 0) ? 0 : -1
  const read = await confidencesOf(engine, pieces, remaining)
  return read.reduce((sum, confidence) => sum + confidence, 0) / read.length
}

function beginning(piece: Cut): Cut {
  const {
    lines: [line = []],
  } = piece
  const { left, top, bottom } = areaAround(line)
  return { ...piece, lines: [line.filter((blob) => blob.right - left < sampledWidth * (bottom - top))] }
}

function widthOfLine({ lines: [line = []] }: Cut): number {
  return widthOf(areaAround(line))
}

function quarterTurned(raster: Raster, quarters: 0 | 1 | 2 | 3): Raster {
  if (quarters === 0) return raster
  const { width, height, data } = raster
  const [w, h] = quarters === 2 ? [width, height] : [height, width]
  const turned = new Uint8Array(data.length)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [tx, ty] =
        quarters === 1 ? [w - 1 - y, x] : quarters === 2 ? [w - 1 - x, h - 1 - y] : [y, h - 1 - x]
      turned[ty * w + tx] = data[y * width + x] ?? 255
    }
  }
  return { width: w, height: h, data: turned }
}
