import { resized } from './raster.ts'
import type { Raster } from './raster.ts'

/** A patch of paper closed in by print; shares of the sign's height, from its top. */
export interface Hole {
  readonly middle: number
  readonly height: number
}

/** Signs are brought to this height in pixels before their holes are counted; smaller holes than this are grain. */
const signHeight = 36
const smallestHole = 7
/** Greys up to which a pixel counts as print: the hairlines of Song digits are pale, the loops of 3 nearly close. */
const thresholds = [120, 165, 205, 238] as const

/** What holes a sign has: one answer for each of several ways to tell print from paper. */
export type Holes = readonly (readonly Hole[])[]

/** The holes of a sign, from its picture cut to its own edges. */
export function holesOf(sign: Raster): Holes {
  return thresholds.map((print) => holesAt(sign, print))
}

function holesAt(sign: Raster, print: number): Hole[] {
  const inner = {
    width: Math.max(3, Math.round((sign.width * signHeight) / sign.height)),
    height: signHeight,
  }
  const picture = resized(sign, inner.width, inner.height)
  // A border of paper around it: what paper can be reached from there is no hole.
  const width = inner.width + 2
  const rows = inner.height + 2
  const paper = new Uint8Array(width * rows).fill(1)
  for (let y = 0; y < inner.height; y++) {
    for (let x = 0; x < inner.width; x++) {
      if ((picture.data[y * inner.width + x] ?? 255) < print) paper[(y + 1) * width + x + 1] = 0
    }
  }
  patch(paper, width, 0)
  const holes: Hole[] = []
  for (let at = 0; at < paper.length; at++) {
    if (paper[at] !== 1) continue
    const { size, top, bottom } = patch(paper, width, at)
    if (size >= smallestHole) {
      holes.push({ middle: ((top + bottom) / 2 - 0.5) / signHeight, height: (bottom - top + 1) / signHeight })
    }
  }
  return holes
}

/** Takes the patch of paper at a pixel out, and measures it. */
function patch(
  paper: Uint8Array,
  width: number,
  from: number,
): { size: number; top: number; bottom: number } {
  const open = [from]
  let [size, top, bottom] = [0, Infinity, 0]
  paper[from] = 0
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const row = Math.floor(at / width)
    size++
    top = Math.min(top, row)
    bottom = Math.max(bottom, row)
    const column = at % width
    const around = [at - width, at + width, column > 0 ? at - 1 : -1, column < width - 1 ? at + 1 : -1]
    for (const next of around) {
      if (paper[next] === 1) {
        paper[next] = 0
        open.push(next)
      }
    }
  }
  return { size, top, bottom }
}

type Fits = (holes: readonly Hole[]) => boolean

const none: Fits = (holes) => holes.length === 0
const one =
  (fits: (hole: Hole) => boolean): Fits =>
  ([hole, ...others]) =>
    hole !== undefined && others.length === 0 && fits(hole)

/** What holes each digit has in every print: what tesseract takes 0 for 6, this does not. */
const digits: Readonly<Record<string, Fits>> = {
  '0': one(({ height }) => height >= 0.5),
  '1': none,
  '2': none,
  '3': none,
  '4': (holes) => holes.length === 0 || one(({ height }) => height < 0.62)(holes),
  '5': none,
  '6': one(({ middle, height }) => middle > 0.52 && height < 0.6),
  '7': none,
  '8': (holes) => holes.length === 2,
  '9': one(({ middle, height }) => middle < 0.48 && height < 0.6),
}

/** Whether a sign with these holes can be that character; signs other than digits can. */
export function canBe(character: string, holes: Holes): boolean {
  const fits = digits[character]
  return fits === undefined || holes.some(fits)
}

/** The digit that the holes alone tell: 0 and 8; null for the others, and where they tell both. */
export function toldByHoles(holes: Holes): '0' | '8' | null {
  const [zero, eight] = [canBe('0', holes), canBe('8', holes)]
  if (zero === eight) return null
  return zero ? '0' : '8'
}
