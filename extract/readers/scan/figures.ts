import { isFigure } from '../../figure.ts'
import { signsOf } from './blobs.ts'
import { canLookLike, censusOf, likest, mayBeAnother } from './census.ts'
import type { Census, Sample } from './census.ts'
import { heightOf, lineArea } from './cut.ts'
import type { Cut } from './cut.ts'
import type { Engine } from './engine.ts'
import { byHoles, isEven, isNarrow, isPossible, signsCut } from './figureSigns.ts'
import type { Part } from './figureSigns.ts'
import { median } from './median.ts'
import { cropped, resized } from './raster.ts'
import type { Raster } from './raster.ts'
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
  { height: 38, margin: 0.4, gap: 0.8 },
] as const
type Setting = (typeof settings)[number]

/**
 * Reads figure cells by tesseract in two settings, and by the shapes of their digits: compared with the other digits
 * of the document, and by their holes. Two readings must agree, and the shapes must not say otherwise. The second
 * setting is asked for enough figures to know the document's digits by, and for those that are not sure without it.
 */
export function figureReader(engine: Engine, remaining: () => number): FigureReader {
  const known: Known = { samples: new Map(), thickest: [], heights: [] }
  return (figures) => readFigures(engine, figures, known, remaining)
}

/** What is known of a document's digits. */
interface Known {
  readonly samples: Map<Sample, string>
  /** The thickest spot of each, in shares of its height. */
  readonly thickest: number[]
  /** The height of each, in pixels, and whose digit it is. */
  readonly heights: Height[]
}

interface Height {
  readonly owner: object
  readonly height: number
}

/** Reads figures of one document; each call knows the digits of those before. */
export type FigureReader = (figures: readonly Cut[]) => Promise<FigureReading[]>

async function readFigures(
  engine: Engine,
  figures: readonly Cut[],
  known: Known,
  remaining: () => number,
): Promise<FigureReading[]> {
  const [asPrinted, hairlined] = [segmented(figures, 'print'), segmented(figures, 'hairlines')]
  const read: Read[] = figures.map(() => nothing)
  // A line or two on a sheet of their own are taken for noise: some that were read before keep them company.
  const company = [...figures.keys()].slice(0, fewest)
  const ask = async (
    which: keyof Read,
    indexes: readonly number[],
    setting: Setting,
    reader: typeof readTogether,
  ): Promise<void> => {
    if (indexes.length === 0) return
    const cuts = [...indexes, ...company].flatMap((index) => figures[index] ?? [])
    const texts = await reader(engine, cuts, setting, remaining)
    for (const [at, index] of indexes.entries()) {
      const own = read[index]
      if (own) read[index] = { ...own, [which]: texts[at] ?? '' }
    }
  }
  const judge = (): FigureReading[] => judged(read, asPrinted, hairlined, known)
  const open = (which: keyof Read): number[] =>
    judge().flatMap(({ sure }, index) => (!sure && read[index]?.[which] === '' ? [index] : []))
  const [one, two, three] = settings
  await ask('first', [...figures.keys()], one, readAlone)
  await ask('second', sampled(read.map(({ first }) => first)), two, readTogether)
  await ask('second', open('second'), two, readTogether)
  // What is taken for a speck alone is read in company, and what is not read alike in each copy is read alone.
  await ask('first', open('first'), one, readTogether)
  await ask('second', open('second'), two, readAlone)
  await ask('first', open('first'), three, readTogether)
  await ask('second', open('second'), three, readAlone)
  const samples = figures.map((_, index) => asPrinted(index))
  for (const [sample, character] of agreedSamples(samples, read)) {
    known.samples.set(sample, character)
    known.thickest.push(sample.thickest)
    known.heights.push(heightIn(sample))
  }
  return judge()
}

/** What tesseract read of a figure in each setting; "" where it was not asked or saw nothing. */
interface Read {
  readonly first: string
  readonly second: string
}

const nothing: Read = { first: '', second: '' }

/** So many lines tesseract takes for writing. */
const fewest = 12

/** So many figures with each digit are read in both settings before the others are compared with them. */
const sampleOf = 10

function sampled(texts: readonly string[]): number[] {
  const counts = new Map<string, number>()
  return texts.flatMap((text, index) => {
    const own = [...new Set(text)]
    if (text !== '' && own.every((character) => (counts.get(character) ?? 0) >= sampleOf)) return []
    for (const character of own) counts.set(character, (counts.get(character) ?? 0) + 1)
    return [index]
  })
}

type Segmented = (index: number) => readonly Owned[]

/** The signs of each figure, cut when they are first asked for. */
function segmented(figures: readonly Cut[], grey: 'print' | 'hairlines'): Segmented {
  const known = new Map<number, readonly Owned[]>()
  return (index) => {
    const cut = figures[index]
    const own = known.get(index) ?? (cut ? signsCut(cut, grey).map((part) => ({ ...part, owner: cut })) : [])
    known.set(index, own)
    return own
  }
}

function judged(
  read: readonly Read[],
  asPrinted: Segmented,
  hairlined: Segmented,
  known: Known,
): FigureReading[] {
  const samples = read.map((_, index) => asPrinted(index))
  const own = agreedSamples(samples, read)
  const agreed: ReadonlyMap<Sample, string> = new Map([...known.samples, ...own])
  const usual = median([...known.thickest, ...[...own.keys()].map(({ thickest }) => thickest)])
  const heights = [...known.heights, ...[...own.keys()].map(heightIn)]
  const census = censusOf(samples.flat(), agreed)
  return read.map((texts, index) => {
    const parts = samples[index] ?? []
    const printed = byShapes(parts, census, texts)
    const plain = verdict(parts, texts, printed)
    const isPlain =
      plain.sure &&
      isFigure(plain.text) &&
      looksLike(parts, plain.text, census) &&
      !isBlotted(parts, usual) &&
      isAsTall(parts, plain.text, heights)
    if (isPlain || (texts.first === '' && texts.second === '')) return { ...plain, sure: isPlain }
    // Where hairlines join signs, a digit could hide in another: each must be known by its shape, or be as narrow as one.
    const joinedParts = hairlined(index)
    const shapes = censusOf(joinedParts, agreed)
    const shape = byShapes(joinedParts, shapes, texts)
    const again = verdict(joinedParts, texts, shape)
    // The two halves of a 0 whose hairlines broke look like 11: where all else says 0, that is all it is.
    const unanimous = again.text === shape && texts.first === shape && texts.second === shape
    const contradicted =
      printed !== '' && printed !== again.text && !(unanimous && printed.length > shape.length)
    const isKnown = again.text === shape
    const alike = shape === '' && texts.first === texts.second && joinedParts.every(isNarrow)
    const isSure =
      again.sure &&
      isFigure(again.text) &&
      (isKnown || alike) &&
      !contradicted &&
      looksLike(joinedParts, again.text, shapes) &&
      !mayHideAnother(parts, again.text, census) &&
      !isBlotted(joinedParts, usual) &&
      isAsTall(joinedParts, again.text, heights)
    return isSure ? again : { ...plain, sure: false }
  })
}

/** A spot this much thicker than a digit's strokes are in this document, and by at least so much of its height, is a blot. */
const blot = { times: 1.45, more: 0.05 }

function isBlotted(parts: readonly Part[], usual: number): boolean {
  // Nothing is known of a document in which no figure was read alike twice.
  if (usual === 0) return false
  return parts.some(
    ({ isPoint, thickest }) => !isPoint && thickest > Math.max(usual * blot.times, usual + blot.more),
  )
}

/** Digits of one font are as tall as each other, give or take so much; so many others are of a size that is printed. */
const asTall = 0.1
const sameSize = 3

const heightIn = ({ owner, sign }: Owned): Height => ({ owner, height: heightOf(sign) })

/** Whether digits are as tall as digits are elsewhere in the document: a stroke through one stands out of it. */
function isAsTall(parts: readonly Owned[], text: string, known: readonly Height[]): boolean {
  return digitsIn(parts, text).every(({ sample: { sign, owner } }) => {
    const height = heightOf(sign)
    const alike = known.filter(
      (other) => other.owner !== owner && Math.abs(other.height - height) <= asTall * other.height + 0.5,
    )
    return alike.length >= sameSize
  })
}

/** Whether every digit of a reading looks as that digit does elsewhere in the document. */
function looksLike(parts: readonly Owned[], text: string, census: ReadonlyMap<Sample, Census>): boolean {
  const written = digitsIn(parts, text)
  return (
    written.length === (text.match(digits) ?? []).length &&
    written.every(({ sample, character }) => {
      const own = census.get(sample)
      return own !== undefined && canLookLike(own, character)
    })
  )
}

/** Whether a digit of a reading, as it is printed, may be another with a stroke through it, or what is left of one. */
function mayHideAnother(parts: readonly Owned[], text: string, census: ReadonlyMap<Sample, Census>): boolean {
  return digitsIn(parts, text).some(({ sample, character }) => {
    const shape = census.get(sample)
    return shape !== undefined && mayBeAnother(shape, character)
  })
}

/** The signs that a reading says are digits; none where it cannot be told which they are. */
function digitsIn(
  parts: readonly Owned[],
  text: string,
): readonly { readonly sample: Owned; readonly character: string }[] {
  const tall = parts.filter(({ isPoint }) => !isPoint)
  const written = text.match(digits) ?? []
  // +1036: a sign may be as tall as digits are.
  const signs = parts.length === text.length ? parts : tall
  const characters = parts.length === text.length ? Array.from(text) : written
  if (signs.length !== characters.length) return []
  return signs.flatMap((sample, place) => {
    const character = characters[place] ?? ''
    return digit.test(character) ? [{ sample, character }] : []
  })
}

function verdict(parts: readonly Part[], { first, second }: Read, shape: string): FigureReading {
  const read = [first, second].map((text) => (isPossible(text, parts) ? text : ''))
  const all = [...read, shape, byHoles(parts)]
  const votes = all.map((text) => all.filter((other) => text !== '' && other === text).length)
  const most = Math.max(...votes)
  const text = all[votes.indexOf(most)] ?? ''
  const contradicted = shape !== '' && shape !== text
  // A hairline that broke opens a hole; where all else agrees, that is all it is.
  if (shape !== '' && first === shape && second === shape) return { text: shape, sure: isEven(parts, shape) }
  return { text, sure: most >= 2 && !contradicted && isEven(parts, text) }
}

/** Three copies side by side: a lone 0 is now and then read as 6, or taken for a speck; three of them are not. */
async function readTogether(
  engine: Engine,
  figures: readonly Cut[],
  setting: Setting,
  remaining: () => number,
): Promise<string[]> {
  const strips = figures.map((figure) => strip(figure, setting))
  const isRepeated = figures.map(({ lines: [line = []] }) => signsOf(line).length <= mostRepeated)
  const words = await readStrips(
    engine,
    strips.map((own, index) =>
      isRepeated[index] ? repeated(own, Math.round(setting.height * setting.gap)) : own,
    ),
    'figures',
    remaining,
  )
  return words.map((own, index) => (isRepeated[index] ? unrepeated(joined(own)) : joined(own)))
}

async function readAlone(
  engine: Engine,
  figures: readonly Cut[],
  setting: Setting,
  remaining: () => number,
): Promise<string[]> {
  const strips = figures.map((figure) => strip(figure, setting))
  return (await readStrips(engine, strips, 'figures', remaining)).map(joined)
}

/** Longer figures give tesseract enough to go by. */
const mostRepeated = 4

function strip({ print, lines: [line = []] }: Cut, { height, margin }: Setting): Raster {
  const tallest = Math.max(...signsOf(line).map(heightOf))
  const part = cropped(print, lineArea(line, Math.ceil(tallest * margin)))
  const factor = height / tallest
  return resized(
    part,
    Math.max(1, Math.round(part.width * factor)),
    Math.max(1, Math.round(part.height * factor)),
  )
}

const digit = /^\d$/u // 7
const digits = /\d/gu // 11,398

type Owned = Part & Sample

/** The signs of figures that both settings of tesseract read alike, and what they are. */
function agreedSamples(figures: readonly (readonly Owned[])[], read: readonly Read[]): Map<Owned, string> {
  const agreed = new Map<Owned, string>()
  for (const [index, own] of figures.entries()) {
    const { first, second } = read[index] ?? nothing
    if (first !== second || first.length !== own.length || !isPossible(first, own)) continue
    for (const [place, sample] of own.entries()) {
      const character = first[place] ?? ''
      if (digit.test(character)) agreed.set(sample, character)
    }
  }
  return agreed
}

/** What the shapes of its digits say a figure is; points and signs have no shape to compare, and stay as read. */
function byShapes(own: readonly Owned[], census: ReadonlyMap<Sample, Census>, read: Read): string {
  const tall = own.flatMap((sample) => {
    const shape = census.get(sample)
    return sample.isPoint || !shape ? [] : [likest(shape)]
  })
  if (tall.length === 0 || tall.includes('')) return ''
  if (tall.length === own.length) return tall.join('')
  const frame = read.first === '' ? read.second : read.first
  if ((frame.match(digits) ?? []).length !== tall.length) return ''
  return frame.replace(digits, () => tall.shift() ?? '')
}
