import { areaAround, signsOf } from './blobs.ts'
import { byShape } from './census.ts'
import type { Sample } from './census.ts'
import type { Engine } from './engine.ts'
import { canBe, holesOf, toldByHoles } from './holes.ts'
import type { Holes } from './holes.ts'
import { cropped, resized } from './raster.ts'
import type { Raster } from './raster.ts'
import { heightOf, lineArea, widthOf } from './cut.ts'
import type { Cut } from './cut.ts'
import { joined, readStrips, repeated, unrepeated } from './strips.ts'

export interface FigureReading {
  readonly text: string
  /** Two independent readings of it agree, none contradicts, and it has as many signs as characters. */
  readonly sure: boolean
}

/** How a figure is set before tesseract reads it: the two readings see other pixels, and other neighbours. */
const settings = [
  { height: 30, margin: 0.15, gap: 0.6 },
  { height: 26, margin: 0.3, gap: 0.4 },
] as const
type Setting = (typeof settings)[number]

/**
 * Reads figure cells by tesseract in two settings, and by the shapes of their digits: compared with the other digits
 * of the document, and by their holes. Two readings must agree, and the shapes must not say otherwise.
 */
export async function readFigures(
  engine: Engine,
  figures: readonly Cut[],
  remaining: () => number,
): Promise<FigureReading[]> {
  if (figures.length === 0) return []
  const parts = figures.map(signsCut)
  const read = [
    await readIn(engine, figures, settings[0], remaining),
    await readIn(engine, figures, settings[1], remaining),
  ]
  const readings = read.map((texts) =>
    texts.map((text, index) => (isPossible(text, parts[index] ?? []) ? text : '')),
  )
  const [first = [], second = []] = readings
  const shapes = shapesOf(parts, first, second)
  return figures.map((figure, index) => {
    const shape = shapes.get(index) ?? ''
    const all = [first[index] ?? '', second[index] ?? '', shape, byHoles(parts[index] ?? [])]
    const votes = all.map((text) => all.filter((other) => text !== '' && other === text).length)
    const most = Math.max(...votes)
    const text = all[votes.indexOf(most)] ?? ''
    const contradicted = shape !== '' && shape !== text
    // A hairline that broke opens a hole; where all else agrees, that is all it is.
    const unanimous = shape !== '' && read.every((texts) => texts[index] === shape)
    if (unanimous) return { text: shape, sure: isEven(figure, shape) }
    return { text, sure: most >= 2 && !contradicted && isEven(figure, text) }
  })
}

async function readIn(
  engine: Engine,
  figures: readonly Cut[],
  { height, margin, gap }: Setting,
  remaining: () => number,
): Promise<string[]> {
  // A lone 0 is now and then read as 6, or taken for a speck; three of them side by side are not.
  const strips = figures.map((figure) => {
    const own = strip(figure, height, margin)
    return {
      own,
      thrice:
        signsOf(figure.lines[0] ?? []).length <= mostRepeated
          ? repeated(own, Math.round(height * gap))
          : null,
    }
  })
  const words = await readStrips(
    engine,
    strips.map(({ own, thrice }) => thrice ?? own),
    'figures',
    remaining,
  )
  const texts = words.map((own, index) => (strips[index]?.thrice ? unrepeated(joined(own)) : joined(own)))
  const missed = texts.flatMap((text, index) => (text === '' ? [index] : []))
  const again = await readStrips(
    engine,
    missed.flatMap((index) => strips[index]?.own ?? []),
    'figures',
    remaining,
  )
  for (const [at, index] of missed.entries()) texts[index] = joined(again[at] ?? [])
  return texts
}

/** Longer figures give tesseract enough to go by. */
const mostRepeated = 4

function strip({ print, lines: [line = []] }: Cut, height: number, margin: number): Raster {
  const tallest = Math.max(...signsOf(line).map(heightOf))
  const part = cropped(print, lineArea(line, Math.ceil(tallest * margin)))
  const factor = height / tallest
  return resized(
    part,
    Math.max(1, Math.round(part.width * factor)),
    Math.max(1, Math.round(part.height * factor)),
  )
}

/** Gap between two digits, in heights, that one figure never has. */
const widestGap = 0.9

/** As many signs of print as characters, none far from its neighbour: nothing was dropped, nothing run together. */
function isEven({ lines: [line = []] }: Cut, text: string): boolean {
  const signs = signsOf(line)
  // The tail of a comma hangs under the digit before it: the two may be one sign.
  if (signs.length !== text.length && signs.length !== text.replaceAll(',', '').length) return false
  const height = Math.max(...signs.map(heightOf))
  return signs.every((sign, index) => {
    const before = signs[index - 1]
    return !before || sign.left - before.right < widestGap * height
  })
}

/** One sign of a figure: its picture at the line's height, and its holes. */
interface Part {
  readonly isPoint: boolean
  readonly pixels: Uint8Array
  readonly holes: Holes
}

/** Smaller than this share of the line: a point, a comma, a minus. */
const smallest = 0.6
const [sampleWidth, sampleHeight] = [12, 16]

function signsCut({ print, lines: [line = []] }: Cut): Part[] {
  const { top, bottom } = areaAround(line)
  return signsOf(line).map((sign) => {
    // Its line's height, as every digit has the same; the width follows, so that 1 stays narrow.
    const middle = (sign.left + sign.right) / 2
    const half = Math.max((bottom - top) * 0.4, widthOf(sign) / 2)
    const part = cropped(print, { left: middle - half, right: middle + half, top, bottom })
    return {
      isPoint: heightOf(sign) < (bottom - top) * smallest,
      pixels: resized(part, sampleWidth, sampleHeight).data,
      holes: holesOf(cropped(print, sign)),
    }
  })
}

/** Whether signs with these holes can be that text, as far as they are as many. */
function isPossible(text: string, parts: readonly Part[]): boolean {
  return text.length !== parts.length || parts.every(({ holes }, place) => canBe(text[place] ?? '', holes))
}

function byHoles(parts: readonly Part[]): string {
  const told = parts.map(({ holes }) => toldByHoles(holes))
  return told.every((character) => character !== null) ? told.join('') : ''
}

const digit = /^\d$/u // 7

/** What the digits' shapes say, by figure; figures whose shapes resemble no other are left out. */
function shapesOf(
  figures: readonly (readonly Part[])[],
  first: readonly string[],
  second: readonly string[],
): Map<number, string> {
  const samples = figures.map((parts, owner) => parts.map((part): Sample => ({ ...part, owner })))
  const agreed = new Map<Sample, string>()
  for (const [index, own] of samples.entries()) {
    const text = first[index] ?? ''
    if (text !== second[index] || text.length !== own.length) continue
    for (const [place, sample] of own.entries()) {
      const character = text[place] ?? ''
      if (digit.test(character)) agreed.set(sample, character)
    }
  }
  const read = byShape(samples.flat(), agreed)
  const texts = new Map<number, string>()
  for (const [index, own] of samples.entries()) {
    // Points and signs have no shape to compare: they stay what tesseract read.
    const characters = own.map((sample, place) =>
      sample.isPoint ? (first[index]?.[place] ?? '') : (read.get(sample) ?? ''),
    )
    if (characters.length > 0 && characters.every((character) => character !== ''))
      texts.set(index, characters.join(''))
  }
  return texts
}
