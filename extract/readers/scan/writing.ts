import { areaAround } from './blobs.ts'
import { heightOf, lineArea } from './cut.ts'
import type { Cut } from './cut.ts'
import type { Engine, Word } from './engine.ts'
import { median } from './median.ts'
import { blankRaster, cropped, paste, resized } from './raster.ts'
import type { Area, Raster } from './raster.ts'
import { joined, readStrips, repeated, unrepeated } from './strips.ts'

/** What a writing says; words know their places on the page, in pixels, where the writing is one line. */
export interface Writing {
  readonly text: string
  readonly words: readonly (Area & { readonly text: string })[]
}

/** Heights in pixels to which a line of Han characters is brought: what is unclear at one is read again at the next. */
export const lineHeights = {
  label: [40, 30, 52],
  /** Running text is in doubt in any case. */
  text: [40, 30],
  /** All of them must read alike. */
  again: [30, 52],
} as const
/** Below this, tesseract is in doubt of a word. */
const unclear = 75
/** A line this much taller than its neighbours is two that could not be told apart. */
const joinedLines = 1.7
/** Paper between two pieces of a label that is laid out on one line, in pixels. */
const between = 12

/**
 * Reads writing with the Chinese model; the lines of one label are laid side by side and read as one line.
 * @param isClear texts that need no second look, however unsure tesseract is: labels that every report prints
 */
export async function readWritings(
  engine: Engine,
  writings: readonly Cut[],
  heights: readonly number[],
  isClear: (text: string) => boolean,
  remaining: () => number,
): Promise<Writing[]> {
  const best: Reading[] = writings.map(() => ({ text: '', words: [], confidence: -1 }))
  for (const height of heights) {
    const open = best.flatMap(({ confidence, text }, index) =>
      confidence < unclear && !isClear(text) ? [index] : [],
    )
    const read = (
      await readAt(
        engine,
        open.flatMap((index) => writings[index] ?? []),
        height,
        remaining,
      )
    ).map((reading) => {
      const text = reading.text.replace(titleMark, (mark) => lookAlikes[mark] ?? mark)
      return isClear(text) ? { ...reading, text } : reading
    })
    for (const [at, index] of open.entries()) {
      const [before, now] = [best[index], read[at]]
      if (before && now && (now.confidence > before.confidence || isClear(now.text))) best[index] = now
    }
  }
  return best
}

/** What each writing says at each height of `lineHeights.again`. */
export async function readAgain(
  engine: Engine,
  writings: readonly Cut[],
  remaining: () => number,
): Promise<string[][]> {
  const readings: (readonly Reading[])[] = []
  for (const height of lineHeights.again) readings.push(await readAt(engine, writings, height, remaining))
  return writings.map((_, index) => readings.map((each) => each[index]?.text ?? ''))
}

/** How confidently each writing is read, 0 to 100. */
export async function confidencesOf(
  engine: Engine,
  writings: readonly Cut[],
  remaining: () => number,
): Promise<number[]> {
  const strips = writings.map((writing) => stripOf(writing, lineHeights.label[0]).raster)
  const read = await readStrips(engine, strips, 'chinese', remaining)
  return read.map((words) => words.reduce((sum, { confidence }) => sum + confidence / words.length, 0))
}

interface Reading extends Writing {
  /** That of the least certain word; 0 where nothing was read. */
  readonly confidence: number
}

async function readAt(
  engine: Engine,
  writings: readonly Cut[],
  height: number,
  remaining: () => number,
): Promise<Reading[]> {
  const strips = writings.map((writing) => stripOf(writing, height))
  const read = await readStrips(
    engine,
    strips.map(({ raster }) => raster),
    'chinese',
    remaining,
  )
  // Short labels (总计, 其他) are sometimes taken for specks.
  const missed = read.flatMap((words, index) => (words.length === 0 ? [index] : []))
  const again = await readStrips(
    engine,
    missed.map((index) => repeated(strips[index]?.raster, height)),
    'chinese',
    remaining,
  )
  return read.map((words, index) => {
    const strip = strips[index]
    const text = words.length > 0 ? joined(words) : unrepeated(joined(again[missed.indexOf(index)] ?? []))
    return {
      text: spelt(text),
      words: strip ? words.map((word) => onPage({ ...word, text: spelt(word.text) }, strip)) : [],
      confidence: words.reduce((least, word) => Math.min(least, word.confidence), words.length > 0 ? 100 : 0),
    }
  })
}

/** Signs that the Chinese model takes for others of the same shape; none of them stands in a report. */
const lookAlikes: Readonly<Record<string, string>> = {
  '《': '（',
  '》': '）',
  '〈': '（',
  '〉': '）',
  '＜': '（',
  '＞': '）',
}
const lookAlike = /[〈〉＜＞]/gu // 第二十条第〈一)项
/** … except in running text, where laws are named: what a label has must be a bracket. */
const titleMark = /[《》]/gu // (二)部分公开《区分处理的，只计这一情形，不计其他情形)

function spelt(text: string): string {
  return text.replace(lookAlike, (sign) => lookAlikes[sign] ?? sign)
}

interface Strip {
  readonly raster: Raster
  /** Where its first line stands on the page, and how much it was enlarged. */
  readonly left: number
  readonly top: number
  readonly factor: number
}

function stripOf({ print, left: x, top: y, lines }: Cut, lineHeight: number): Strip {
  const heights = lines.map((line) => heightOf(areaAround(line)))
  const usual = median(heights)
  // A line of one flat sign (一) is as tall as its neighbours are.
  const height = Math.max(usual, ...heights.filter((own) => own < usual * joinedLines))
  const factor = lineHeight / height
  const pieces = lines.map((line) => {
    const area = withHeight(lineArea(line, Math.ceil(height * 0.12)), height)
    const part = cropped(print, area)
    return {
      area,
      raster: resized(
        part,
        Math.max(1, Math.round(part.width * factor)),
        Math.max(1, Math.round(part.height * factor)),
      ),
    }
  })
  const width = pieces.reduce((sum, { raster }) => sum + raster.width + between, -between)
  const raster = blankRaster(Math.max(1, width), Math.max(1, ...pieces.map((piece) => piece.raster.height)))
  let left = 0
  for (const piece of pieces) {
    paste(raster, piece.raster, left, Math.round((raster.height - piece.raster.height) / 2))
    left += piece.raster.width + between
  }
  return { raster, left: x + (pieces[0]?.area.left ?? 0), top: y + (pieces[0]?.area.top ?? 0), factor }
}

/** An area made at least as tall as a line is: 一 alone is a flat stroke in the middle of its line. */
function withHeight(area: Area, height: number): Area {
  const short = Math.max(0, height - heightOf(area))
  return { ...area, top: area.top - short / 2, bottom: area.bottom + short / 2 }
}

function onPage(word: Word, { left, top, factor }: Strip): Area & { text: string } {
  return {
    text: word.text,
    left: left + word.left / factor,
    right: left + word.right / factor,
    top: top + word.top / factor,
    bottom: top + word.bottom / factor,
  }
}
