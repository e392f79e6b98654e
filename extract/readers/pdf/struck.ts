import type { Glyph, Stroke } from './drawing.ts'

/** Where a line that strikes a character out crosses it, from the top of its box: an underline lies at 0.9 and below. */
const highest = 0.4
const lowest = 0.75
/** So much of a character's width is struck through. */
const struckShare = 0.8
/** Rules are looked up by stripes of this many points; no figure in a table is printed taller than `tallest`. */
const stripe = 0.5
const tallest = 100
/** Shorter pieces strike no digit out: dots and dashes of borders. */
const shortest = 1

interface Stretch {
  readonly from: number
  to: number
}

/** The glyphs, those marked that a rule crosses about mid-height. A figure struck out stands before its correction. */
export function struckOut(glyphs: readonly Glyph[], strokes: readonly Stroke[]): Glyph[] {
  const stripes = stripesOf(strokes)
  return glyphs.map((glyph) => (isStruck(glyph, stripes) ? { ...glyph, struck: true } : glyph))
}

function isStruck(glyph: Glyph, stripes: ReadonlyMap<number, readonly Stretch[]>): boolean {
  const { left, top, right, bottom, text, direction } = glyph
  const height = bottom - top
  if (!/\d/u.test(text) || direction !== 'right' || height > tallest) return false
  const last = Math.floor((top + lowest * height) / stripe)
  for (let at = Math.floor((top + highest * height) / stripe); at <= last; at += 1) {
    const over = stretchAt(stripes.get(at) ?? [], (left + right) / 2)
    if (!over) continue
    const share = (Math.min(right, over.to) - Math.max(left, over.from)) / (right - left)
    if (share >= struckShare) return true
  }
  return false
}

/** Rules across by the stripe they lie in; within one, pieces that touch are one stretch, from left to right. */
function stripesOf(strokes: readonly Stroke[]): Map<number, Stretch[]> {
  const stripes = new Map<number, Stretch[]>()
  const across = strokes.filter(({ axis, from, to }) => axis === 'across' && to - from >= shortest)
  for (const { at, from, to } of across.sort((a, b) => a.from - b.from)) {
    const key = Math.floor(at / stripe)
    const own = stripes.get(key) ?? []
    stripes.set(key, own)
    const before = own.at(-1)
    if (before && from <= before.to) before.to = Math.max(before.to, to)
    else own.push({ from, to })
  }
  return stripes
}

/** The stretch over a place; they do not overlap. */
function stretchAt(stretches: readonly Stretch[], x: number): Stretch | undefined {
  let [low, high] = [0, stretches.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((stretches[middle]?.to ?? x) < x) low = middle + 1
    else high = middle
  }
  const found = stretches[low]
  return found && found.from <= x ? found : undefined
}
