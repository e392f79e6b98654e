import { readFigure } from '../../figure.ts'
import { areaAround, signsOf } from './blobs.ts'
import type { Blob } from './blobs.ts'
import { heightOf, widthOf } from './cut.ts'
import type { Cut } from './cut.ts'
import { cropped } from './raster.ts'

/** A figure with Han characters behind it (251000元, 22（其中修订16件）), parted from them to be read as figures are. */
export interface Remarked {
  readonly figure: Cut
  readonly digits: string
  readonly tail: string
}

/** 251000元 · 43.788万元 · 22（其中修订16件） */
const remarked = /^(?<digits>\d[\d.,]*)(?<tail>[\p{Script=Han}（(《].*)$/u
const hanOnly = /^\p{Script=Han}+$/u // 万元

/** A Han character stands out over digits, or is wider than they are: where it begins, no digit is hidden. */
const taller = 1.08
const wider = 0.85
/** Height of Han print to its pitch, and how far a unit's width may be from that of its characters. */
const pitch = 1.07
const tolerance = 0.4

/**
 * @param text what the Chinese model read of the whole cell
 * @returns null where the print cannot be parted where the text says
 */
export function remarkedIn({ print, left, top, lines }: Cut, text: string): Remarked | null {
  const { digits, tail } = remarked.exec(text)?.groups ?? {}
  const [line, another] = lines
  if (digits === undefined || tail === undefined || !line || another) return null
  // 1.属于国家秘密 is none.
  if (readFigure(text).status !== 'number') return null
  const signs = signsOf(line)
  const [head, rest] = [signs.slice(0, digits.length), signs.slice(digits.length)]
  const [last, next] = [head.at(-1), rest[0]]
  if (!last || !next) return null
  const height = Math.max(...head.map(heightOf))
  if (heightOf(next) < taller * height && widthOf(next) < wider * height) return null
  if (hanOnly.test(tail) && !isAsWideAs(tail.length, rest)) return null
  const edge = Math.round((last.right + next.left) / 2)
  return {
    digits,
    tail,
    figure: {
      print: cropped(print, { left: 0, top: 0, right: edge, bottom: print.height }),
      left,
      top,
      lines: [line.filter((blob) => (blob.left + blob.right) / 2 < edge)],
    },
  }
}

/** Whether two readings say the same behind the figure; a remark in brackets need not be spelt alike, a unit must. */
export function sameTail(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => remarked.exec(text)?.groups?.['tail']?.normalize('NFKC'))
  if (a === undefined || b === undefined) return false
  return a === b || (bracketed.test(a) && bracketed.test(b))
}

const bracketed = /^[(《][^()]*\)$/u // (其中修订16件) · 《其中修订16件)

function isAsWideAs(characters: number, signs: readonly Blob[]): boolean {
  const area = areaAround(signs)
  return Math.abs(widthOf(area) / (heightOf(area) * pitch) - characters) < tolerance
}
