import type { Engine, Script, Word } from './engine.ts'
import { blankRaster, paste } from './raster.ts'
import type { Raster } from './raster.ts'

/** A picture of one line of print, to be read on its own. */
export type Strip = Raster

/** Paper around every strip, in pixels: tesseract cuts lines apart by the paper between them. */
const border = 22
/** A sheet of strips is no taller than this: memory, and tesseract's own limit of 32,767. */
const tallest = 6000

/**
 * Reads many strips at once: pasted one below the other onto tall sheets. A cell alone is read as exactly as in its
 * row, and starting tesseract a hundred times costs a minute.
 * @returns the words of each strip, from left to right, places counted from the strip's own top left
 */
export async function readStrips(
  engine: Engine,
  strips: readonly Strip[],
  script: Script,
  remaining: () => number,
): Promise<Word[][]> {
  const answers: Word[][] = strips.map(() => [])
  if (strips.length === 0) return answers
  for (const sheet of sheetsOf(strips)) {
    const picture = blankRaster(sheet.width, sheet.height)
    for (const { strip, top } of sheet.placed) paste(picture, strip, border, top)
    for (const word of await engine.read(picture, script, remaining())) {
      const middle = (word.top + word.bottom) / 2
      const home = sheet.placed.find(
        ({ strip, top }) => middle >= top - border / 2 && middle < top + strip.height + border / 2,
      )
      if (!home) continue
      answers[home.index]?.push({
        ...word,
        left: word.left - border,
        right: word.right - border,
        top: word.top - home.top,
        bottom: word.bottom - home.top,
      })
    }
  }
  return answers.map(inReadingOrder)
}

/** Boxes of Chinese words overlap: within a line tesseract's own order holds, lines go by where they begin. */
function inReadingOrder(words: readonly Word[]): Word[] {
  const lines = new Map<number, Word[]>()
  for (const word of words) lines.set(word.line, [...(lines.get(word.line) ?? []), word])
  return [...lines.values()].sort((a, b) => (a[0]?.left ?? 0) - (b[0]?.left ?? 0)).flat()
}

/** The text of a strip's words, without blanks. */
export function joined(words: readonly Word[]): string {
  return words.map(({ text }) => text).join('')
}

const copies = 3

/** A strip three times side by side: what tesseract takes for a speck when it stands alone, it reads in company. */
export function repeated(strip: Strip | undefined, gap: number): Strip {
  if (!strip) return blankRaster(1, 1)
  const step = strip.width + gap
  const whole = blankRaster(step * copies - gap, strip.height)
  for (let copy = 0; copy < copies; copy++) paste(whole, strip, copy * step, 0)
  return whole
}

/** What a repeated strip says once; "" where its copies were not read alike. */
export function unrepeated(text: string): string {
  const once = text.slice(0, text.length / copies)
  return text === once.repeat(copies) ? once : ''
}

interface Sheet {
  readonly width: number
  readonly height: number
  readonly placed: readonly { readonly strip: Strip; readonly index: number; readonly top: number }[]
}

function sheetsOf(strips: readonly Strip[]): Sheet[] {
  const sheets: { width: number; height: number; placed: { strip: Strip; index: number; top: number }[] }[] =
    []
  for (const [index, strip] of strips.entries()) {
    let sheet = sheets.at(-1)
    if (!sheet || sheet.height + strip.height + border > tallest) {
      sheet = { width: 0, height: border, placed: [] }
      sheets.push(sheet)
    }
    sheet.placed.push({ strip, index, top: sheet.height })
    sheet.height += strip.height + border
    sheet.width = Math.max(sheet.width, strip.width + 2 * border)
  }
  return sheets
}
