import { areaAround, blobsOf, signsOf } from './blobs.ts'
import type { Blob } from './blobs.ts'
import { sampleSize } from './census.ts'
import { heightOf, widthOf } from './cut.ts'
import type { Cut } from './cut.ts'
import { canBe, holesOf, toldByHoles } from './holes.ts'
import type { Holes } from './holes.ts'
import { inked } from './light.ts'
import { blankRaster, cropped, paste, resized } from './raster.ts'
import type { Raster } from './raster.ts'
import { thickestIn } from './strokes.ts'

/** One sign of a figure: its picture at the line's height, and its holes. */
export interface Part {
  readonly sign: Blob
  readonly isPoint: boolean
  readonly pixels: Uint8Array
  readonly holes: Holes
  /** Side of the largest square of ink in it, in shares of its height. */
  readonly thickest: number
}

/** Smaller than this share of the tallest sign: a point, a comma, a minus. */
const smallest = 0.6
/** … and so is what begins below the middle: a comma with a long tail. */
const hanging = 0.5

/** A levelled grey up to which hairlines hang together that are broken at the threshold of print. */
const hairline = 215

/** The signs of a figure as blobs of print show them, or anew with its hairlines. */
export function signsCut({ print, lines: [line = []] }: Cut, grey: 'print' | 'hairlines'): Part[] {
  const signs = signsOf(grey === 'print' ? line : withHairlines(print, line))
  const tallest = Math.max(...signs.map(heightOf))
  const top = Math.min(...signs.map((sign) => sign.top))
  const isPoint = (sign: Blob): boolean =>
    heightOf(sign) < tallest * smallest || sign.top > top + tallest * hanging
  // The digits' own height, as every digit has the same; the width follows, so that 1 stays narrow.
  // Under a blot the tallest may hang so low that it counts for a point too.
  const upright = signs.filter((sign) => !isPoint(sign))
  const digits = areaAround(upright.length > 0 ? upright : signs)
  return signs.map((sign) => {
    // What its neighbours put into the margin is left out.
    const half = Math.max(heightOf(digits) * 0.4, widthOf(sign) / 2)
    const part = blankRaster(Math.ceil(2 * half), heightOf(digits))
    const own = cropped(print, { ...sign, top: digits.top, bottom: digits.bottom })
    paste(part, own, Math.round(half - widthOf(sign) / 2), 0)
    return {
      sign,
      isPoint: isPoint(sign),
      pixels: resized(part, sampleSize.width, sampleSize.height).data,
      holes: holesOf(cropped(print, sign)),
      thickest: thickestIn(cropped(print, sign)),
    }
  })
}

function withHairlines(print: Raster, line: readonly Blob[]): Blob[] {
  const area = areaAround(line)
  return blobsOf(inked(print, hairline), print.width, print.height).filter((blob) => {
    const [x, y] = [(blob.left + blob.right) / 2, (blob.top + blob.bottom) / 2]
    return blob.ink > 2 && x >= area.left && x <= area.right && y >= area.top && y <= area.bottom
  })
}

/** Width of a digit to its height: two that run together are wider. */
const widestDigit = 0.78

export function isNarrow({ sign }: Part): boolean {
  return widthOf(sign) <= widestDigit * Math.max(heightOf(sign), 1)
}

const separator = /[.,]/u // 11,398,889
const separators = /[.,]/gu

/** Gap between two digits, in heights, that one figure never has: a digit that was lost leaves a wider one. */
const widestGap = 0.62
/** … unless all stand as far apart, give or take so much of their height. */
const evenly = 0.12

/** As many signs of print as characters, none far from its neighbour: nothing was dropped, nothing run together. */
export function isEven(parts: readonly Part[], text: string): boolean {
  // The tail of a comma hangs under the digit before it, or has come off: what counts is the digits around it.
  const separated = separator.test(text)
  const counted = separated ? parts.filter(({ isPoint }) => !isPoint) : parts
  const written = separated ? text.replace(separators, '') : text
  if (counted.length !== written.length && parts.length !== text.length) return false
  if (separated && parts.length < text.length) return false
  const height = Math.max(...parts.map(({ sign }) => heightOf(sign)))
  const steps = parts.slice(1).map(({ sign }, index) => {
    const before = parts[index]?.sign ?? sign
    return { gap: sign.left - before.right, pitch: (sign.left + sign.right - before.left - before.right) / 2 }
  })
  if (steps.every(({ gap }) => gap < widestGap * height)) return true
  // Full-width digits (２０３) stand far apart, but evenly.
  const pitches = steps.map(({ pitch }) => pitch)
  return pitches.length > 1 && Math.max(...pitches) - Math.min(...pitches) < evenly * height
}

/** Whether signs with these holes can be that text, as far as they are as many. */
export function isPossible(text: string, parts: readonly Part[]): boolean {
  return text.length !== parts.length || parts.every(({ holes }, place) => canBe(text[place] ?? '', holes))
}

/** What the holes of its signs tell without a doubt; "" where one of them tells nothing. */
export function byHoles(parts: readonly Part[]): string {
  const told = parts.map(({ holes }) => toldByHoles(holes))
  return told.every((character) => character !== null) ? told.join('') : ''
}
