import type { Glyph, Stroke } from '../pdf/drawing.ts'
import { boxUnder, compose, directionOf } from '../pdf/geometry.ts'
import type { Box, Matrix } from '../pdf/geometry.ts'
import { isWide } from '../pdf/letters.ts'
import { filledRules, strokedRules } from '../pdf/paths.ts'
import { elements, xmlText } from '../xml.ts'
import type { XmlElement } from '../xml.ts'
import { outlinesOf } from './path.ts'

/** What a page's content draws, in points from its top left. */
export interface Drawn {
  readonly glyphs: Glyph[]
  readonly strokes: Stroke[]
  readonly pictures: Box[]
}

/** OFD measures in millimetres (GB/T 33190, 7.1). */
export const pointsPerMillimetre = 72 / 25.4

/** Above and below the base line, in ems: no font is asked, as few are embedded whole. */
const [ascent, descent] = [0.88, 0.12]

/** Draws a page's or template's content: its layers' objects, and those of blocks within. */
export function draw(content: XmlElement, onto: Drawn): void {
  for (const object of elements(content)) {
    if (object.attributes['Visible'] === 'false') continue
    if (object.name === 'TextObject') text(object, onto)
    else if (object.name === 'PathObject') path(object, onto)
    else if (object.name === 'ImageObject') picture(object, onto)
    else if (containers.has(object.name)) draw(object, onto)
  }
}

const containers = new Set(['Content', 'Layer', 'PageBlock'])

/** From an object's own space to the page in points: its matrix, then its boundary's corner (GB/T 33190, 8.5). */
function placed(object: XmlElement): Matrix {
  const [x = 0, y = 0] = numbers(object.attributes['Boundary'])
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbers(object.attributes['CTM'])
  const scale: Matrix = [pointsPerMillimetre, 0, 0, pointsPerMillimetre, 0, 0]
  return compose(scale, compose([1, 0, 0, 1, x, y], [a, b, c, d, e, f]))
}

function text(object: XmlElement, onto: Drawn): void {
  const matrix = placed(object)
  const size = numbers(object.attributes['Size'])[0] ?? 0
  const stretch = numbers(object.attributes['HScale'])[0] ?? 1
  const [across, down] = [matrix[0], matrix[1]]
  // ReadDirection and CharDirection turn in steps of 90 degrees; the matrix may turn the whole on top.
  const upright = (numbers(object.attributes['CharDirection'])[0] ?? 0) % 360 === 0
  const run = onto.glyphs.length
  for (const code of elements(object, 'TextCode')) {
    const characters = Array.from(xmlText(code).replace(/[\r\n]/gu, ''))
    let [x, y] = [numbers(code.attributes['X'])[0] ?? 0, numbers(code.attributes['Y'])[0] ?? 0]
    const dx = deltas(code.attributes['DeltaX'], characters.length)
    const dy = deltas(code.attributes['DeltaY'], characters.length)
    for (const [index, character] of characters.entries()) {
      const width = (isWide(character) ? size : size / 2) * stretch
      onto.glyphs.push({
        ...boxUnder(matrix, x, y - ascent * size, x + width, y + descent * size),
        text: character,
        size: size * Math.hypot(matrix[2], matrix[3]),
        direction: upright ? directionOf(across, down) : directionOf(-down, across),
        run,
      })
      y += dy[index] ?? 0
      // Where neither offset is given, characters follow each other by their widths.
      x += dx[index] ?? (dy[index] === undefined ? width : 0)
    }
  }
}

/** `3.2 g 4 2.1 3.2`: offsets from character to character; `g 4 2.1` stands for four times 2.1 (GB/T 33190, 11.3). */
export function deltas(list: string | undefined, most: number): number[] {
  const words = list?.trim().split(/\s+/u) ?? []
  const values: number[] = []
  for (let at = 0; at < words.length && values.length < most; at += 1) {
    if (words[at] !== 'g') {
      values.push(Number(words[at]) || 0)
      continue
    }
    const times = Math.min(Number(words[at + 1]) || 0, most - values.length)
    values.push(...Array.from({ length: times }, () => Number(words[at + 2]) || 0))
    at += 2
  }
  return values
}

function path(object: XmlElement, onto: Drawn): void {
  const data = elements(object, 'AbbreviatedData').map((element) => xmlText(element))
  const outlines = outlinesOf(data.join(' '), placed(object))
  // Stroked unless it says no, filled only where it says so (GB/T 33190, table 34).
  const rules = object.attributes['Stroke'] === 'false' ? [] : strokedRules(outlines)
  if (object.attributes['Fill'] === 'true') rules.push(...filledRules(outlines))
  for (const rule of rules) onto.strokes.push(rule)
}

function picture(object: XmlElement, onto: Drawn): void {
  const [x = 0, y = 0, width = 0, height = 0] = numbers(object.attributes['Boundary'])
  const scale = pointsPerMillimetre
  onto.pictures.push({
    left: x * scale,
    top: y * scale,
    right: (x + width) * scale,
    bottom: (y + height) * scale,
  })
}

/** `0 0 210 297`: numbers parted by blanks. */
export function numbers(list: string | undefined): number[] {
  const words = list?.trim().split(/\s+/u) ?? []
  return words.map(Number).filter((value) => Number.isFinite(value))
}
