import type { PDFPageProxy } from 'pdfjs-dist'
import type { Drawing, Glyph, Stroke } from './drawing.ts'
import { contains, middleX, middleY, uprighted } from './geometry.ts'
import type { Box, Direction, Matrix } from './geometry.ts'
import { interpret } from './interpret.ts'
import type { Drawn, Font, Picture } from './interpret.ts'
import { isBlank } from './letters.ts'
import { ImageKind, OPS } from './library.ts'
import { struckOut } from './struck.ts'

/** A sheet full of the smallest legible print holds half as many. */
const mostGlyphs = 50_000

/**
 * One page as it is drawn. The operator list alone gives rules and characters, each with its exact place:
 * `getTextContent` would read the same stream again, and join characters of neighbouring cells into one item.
 * @returns null where the page has more characters than a page can show
 */
export async function readPage(page: PDFPageProxy): Promise<Drawing | null> {
  const list = await page.getOperatorList()
  const fonts = await fontsOf(page, list.fnArray, list.argsArray)
  const { width, height, transform } = page.getViewport({ scale: 1 })
  const drawn = interpret(list.fnArray, list.argsArray, fonts, transform as unknown as Matrix)
  const sheet = { left: 0, top: 0, right: width, bottom: height }
  const pictures = drawn.pictures.map((picture) => ({ ...picture, ...clipped(picture, sheet) }))
  const hidden = await coveredGlyphs(page, pictures, width * height)
  page.cleanup()
  if (drawn.glyphs.length + drawn.unseen.length > mostGlyphs) return null

  const shown = printedGlyphs(drawn, hidden, isFilled({ width, height, pictures }))
  const glyphs = undoubled(shown.filter((glyph) => contains(sheet, middleX(glyph), middleY(glyph))))
  const direction = mainDirection(glyphs)
  const turned = direction === 'up' || direction === 'down'
  const across = direction === 'left' || direction === 'right' ? 'across' : 'down'
  const upright =
    direction === 'right'
      ? glyphs
      : glyphs.map((glyph) => ({
          ...uprighted(glyph, direction, width, height),
          direction: relative(glyph.direction, direction),
        }))
  const strokes = drawn.strokes.map((stroke): Stroke => {
    const box =
      stroke.axis === 'across'
        ? { left: stroke.from, right: stroke.to, top: stroke.at, bottom: stroke.at }
        : { left: stroke.at, right: stroke.at, top: stroke.from, bottom: stroke.to }
    const { left, right, top, bottom } = uprighted(box, direction, width, height)
    return stroke.axis === across
      ? { axis: 'across', at: top, from: left, to: right }
      : { axis: 'down', at: left, from: top, to: bottom }
  })
  return {
    page: page.pageNumber,
    width: turned ? height : width,
    height: turned ? width : height,
    direction,
    glyphs: struckOut(upright, strokes),
    strokes,
    pictures: pictures.map((picture) => uprighted(picture, direction, width, height)),
  }
}

/** So much of a page is the picture of a scanned sheet; its margins may be left out. */
const filled = 0.6

/** True for a page that pictures fill, in one piece or in strips. */
export function isFilled({
  width,
  height,
  pictures,
}: Pick<Drawing, 'width' | 'height' | 'pictures'>): boolean {
  return pictures.reduce((sum, picture) => sum + areaOf(picture), 0) >= filled * width * height
}

function areaOf({ left, top, right, bottom }: Box): number {
  return Math.max(0, right - left) * Math.max(0, bottom - top)
}

/** How many glyphs, from the first, lie under a picture that fills the page and lets nothing through. */
async function coveredGlyphs(
  page: PDFPageProxy,
  pictures: readonly Picture[],
  sheet: number,
): Promise<number> {
  let covered = 0
  for (const picture of pictures) {
    const { name, over } = picture
    if (over === 0 || name === null || areaOf(picture) < filled * sheet) continue
    const image = await new Promise<unknown>((resolve) => {
      page.objs.get(name, resolve)
    })
    if (opaque.has((image as { readonly kind?: number } | null)?.kind)) covered = over
  }
  return covered
}

/** Kinds of pixels without an alpha channel; a watermark has one. */
const opaque = new Set<number | undefined>([ImageKind.GRAYSCALE_1BPP, ImageKind.RGB_24BPP])

/** Less than this share of the text is shown: then the rest is no stray leftover of the page's own. */
const leftover = 0.2

/**
 * What a reader of the page sees. Unseen text over a picture that fills the page is what some program read in it, right or
 * wrong: that page is a scan. Where no picture is, the letters are drawn as outlines, and the text says what they are.
 */
function printedGlyphs({ glyphs, unseen }: Drawn, covered: number, overPicture: boolean): Glyph[] {
  const seen = covered === 0 ? glyphs : glyphs.slice(covered)
  if (unseen.length === 0 || overPicture || seen.length > leftover * (seen.length + unseen.length))
    return seen
  return [...seen, ...unseen]
}

function clipped(box: Box, sheet: Box): Box {
  return {
    left: Math.max(box.left, sheet.left),
    top: Math.max(box.top, sheet.top),
    right: Math.min(box.right, sheet.right),
    bottom: Math.min(box.bottom, sheet.bottom),
  }
}

/** Fonts reach pdf.js's store in messages of their own: one that is named in the list but not there yet is waited for. */
async function fontsOf(
  page: PDFPageProxy,
  codes: readonly number[],
  operands: readonly unknown[],
): Promise<Map<string, Font>> {
  const names = new Set<string>()
  for (const [index, code] of codes.entries()) {
    const given = operands[index]
    if (!Array.isArray(given)) continue
    if (code === OPS.setFont) names.add(String(given[0]))
    else if (code === OPS.setGState) {
      for (const entry of given[0] as readonly unknown[]) {
        if (Array.isArray(entry) && entry[0] === 'Font') names.add(String((entry[1] as unknown[])[0]))
      }
    }
  }
  const fonts = new Map<string, Font>()
  for (const name of names) {
    const face = await new Promise<unknown>((resolve) => {
      page.commonObjs.get(name, resolve)
    })
    fonts.set(name, fontOf(face))
  }
  return fonts
}

interface Face {
  readonly vertical?: boolean
  readonly fontMatrix?: readonly number[]
  readonly defaultVMetrics?: readonly [number, number, number]
}

function fontOf(face: unknown): Font {
  const { vertical, fontMatrix, defaultVMetrics } = (face ?? {}) as Face
  return {
    vertical: vertical === true,
    unit: fontMatrix?.[0] ?? 0.001,
    verticalMetrics: defaultVMetrics ?? [-1000, 500, 880],
  }
}

/** Characters are looked up by squares of this many points. */
const square = 4

/** Word and WPS fake bold by printing twice, a hair apart. */
function undoubled(glyphs: readonly Glyph[]): Glyph[] {
  const seen = new Map<string, Glyph[]>()
  return glyphs.filter((glyph) => {
    if (isBlank(glyph.text)) return true
    const near = glyph.size * 0.1
    for (const row of squaresOf(glyph.top, near)) {
      for (const column of squaresOf(glyph.left, near)) {
        const doubled = seen
          .get(`${glyph.text} ${row} ${column}`)
          ?.some(({ left, top }) => Math.abs(left - glyph.left) < near && Math.abs(top - glyph.top) < near)
        if (doubled) return false
      }
    }
    const key = `${glyph.text} ${Math.floor(glyph.top / square)} ${Math.floor(glyph.left / square)}`
    const same = seen.get(key)
    if (same) same.push(glyph)
    else seen.set(key, [glyph])
    return true
  })
}

function squaresOf(at: number, near: number): number[] {
  const [first, last] = [Math.floor((at - near) / square), Math.floor((at + near) / square)]
  return first === last ? [first] : [first, last]
}

function mainDirection(glyphs: readonly Glyph[]): Direction {
  const counts: Record<Direction, number> = { right: 0, down: 0, left: 0, up: 0 }
  for (const { direction } of glyphs) counts[direction]++
  const directions: readonly Direction[] = ['right', 'down', 'left', 'up']
  return directions.reduce(
    (best, direction) => (counts[direction] > counts[best] ? direction : best),
    'right',
  )
}

const clockwise: readonly Direction[] = ['right', 'down', 'left', 'up']

function relative(direction: Direction, main: Direction): Direction {
  const steps = clockwise.indexOf(direction) - clockwise.indexOf(main) + clockwise.length
  return clockwise[steps % clockwise.length] ?? 'right'
}
