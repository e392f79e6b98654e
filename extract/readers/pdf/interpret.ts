import type { Glyph, Stroke } from './drawing.ts'
import { boxUnder, compose, directionOf, identity } from './geometry.ts'
import type { Box, Matrix } from './geometry.ts'
import { isBlank, isSpace, letter } from './letters.ts'
import { OPS } from './library.ts'
import { deepestNesting } from './whole.ts'
import { filledRules, outlines, strokedRules, thinBox } from './paths.ts'

/** What placing a glyph needs to know of its font. */
export interface Font {
  readonly vertical: boolean
  /** Text units a glyph unit: 0.001 but in Type 3 fonts. */
  readonly unit: number
  /** [advance, x of origin, y of origin] of vertical writing, in glyph units. */
  readonly verticalMetrics: readonly [number, number, number]
}

/** What the operators of one page draw, in points from its top left as displayed. */
export interface Drawn {
  readonly glyphs: Glyph[]
  /** Text that is set and not shown: what a scanner's program read in the picture over it. */
  readonly unseen: Glyph[]
  readonly strokes: Stroke[]
  readonly pictures: Picture[]
}

export interface Picture extends Box {
  /** Its name among the page's objects; null for one that stands among the operators. */
  readonly name: string | null
  /** So many glyphs were drawn before it: it lies over them. */
  readonly over: number
}

interface Graphics {
  matrix: Matrix
  font: Font | null
  size: number
  charSpacing: number
  wordSpacing: number
  /** 1 is as the font says. */
  stretch: number
  leading: number
  rise: number
  /** Text rendering mode, PDF 9.3.6. */
  mode: number
}

/** Neither filled nor stroked, alone or added to the clip. */
const invisible = new Set([3, 7])

interface State {
  graphics: Graphics
  readonly saved: Graphics[]
  readonly page: Matrix
  text: Matrix
  line: Matrix
  run: number
  readonly fonts: ReadonlyMap<string, Font>
  readonly drawn: Drawn
}

type Step = (state: State, operands: readonly unknown[]) => void

/** Ink of a Chinese font above and below the base line, in ems. */
const ascent = 0.88
const descent = 0.12

const steps: ReadonlyMap<number, Step> = new Map<number, Step>([
  [OPS.save, save],
  [OPS.restore, restore],
  [OPS.transform, (state, operands) => transform(state, matrixOf(operands))],
  [OPS.paintFormXObjectBegin, (state, [matrix]) => (save(state), transform(state, matrixOf(matrix)))],
  [OPS.paintFormXObjectEnd, restore],
  [
    OPS.beginAnnotation,
    (state, [, , onto, matrix]) => {
      save(state)
      state.graphics.matrix = state.page
      transform(state, matrixOf(onto))
      transform(state, matrixOf(matrix))
    },
  ],
  [OPS.endAnnotation, restore],
  [OPS.setGState, (state, [entries]) => setGraphicsState(state, entries)],
  [OPS.constructPath, constructPath],
  [OPS.beginText, (state) => moveLine(state, identity)],
  [OPS.setFont, (state, [name, size]) => setFont(state, name, size)],
  [OPS.setCharSpacing, (state, [value]) => void (state.graphics.charSpacing = number(value))],
  [OPS.setWordSpacing, (state, [value]) => void (state.graphics.wordSpacing = number(value))],
  [OPS.setHScale, (state, [value]) => void (state.graphics.stretch = number(value) / 100)],
  [OPS.setLeading, (state, [value]) => void (state.graphics.leading = number(value))],
  [OPS.setTextRise, (state, [value]) => void (state.graphics.rise = number(value))],
  [OPS.setTextRenderingMode, (state, [value]) => void (state.graphics.mode = number(value))],
  [OPS.setTextMatrix, (state, [matrix]) => moveLine(state, matrixOf(matrix))],
  [OPS.moveText, (state, [x, y]) => moveBy(state, number(x), number(y))],
  [
    OPS.setLeadingMoveText,
    (state, [x, y]) => {
      state.graphics.leading = -number(y)
      moveBy(state, number(x), number(y))
    },
  ],
  [OPS.nextLine, (state) => moveBy(state, 0, -state.graphics.leading)],
  [OPS.showText, (state, [glyphs]) => showText(state, glyphs)],
  ...[
    OPS.paintImageXObject,
    OPS.paintInlineImageXObject,
    OPS.paintImageMaskXObject,
    OPS.paintSolidColorImageMask,
    OPS.paintInlineImageXObjectGroup,
    OPS.paintImageXObjectRepeat,
    OPS.paintImageMaskXObjectGroup,
    OPS.paintImageMaskXObjectRepeat,
  ].map((code): [number, Step] => [code, paintPicture]),
])

/**
 * Follows the operators of a page under the current transform.
 * @param codes, operands as `getOperatorList` of pdf.js 5 gives them
 * @param page from the page's own units to points from its top left, as displayed
 */
export function interpret(
  codes: readonly number[],
  operands: readonly unknown[],
  fonts: ReadonlyMap<string, Font>,
  page: Matrix,
): Drawn {
  const state: State = {
    graphics: {
      matrix: page,
      font: null,
      size: 0,
      charSpacing: 0,
      wordSpacing: 0,
      stretch: 1,
      leading: 0,
      rise: 0,
      mode: 0,
    },
    saved: [],
    page,
    text: identity,
    line: identity,
    run: 0,
    fonts,
    drawn: { glyphs: [], unseen: [], strokes: [], pictures: [] },
  }
  for (const [index, code] of codes.entries()) {
    const given = operands[index]
    steps.get(code)?.(state, Array.isArray(given) ? given : [])
  }
  return state.drawn
}

function save(state: State): void {
  if (state.saved.length < deepestNesting) state.saved.push({ ...state.graphics })
}

function restore(state: State): void {
  const last = state.saved.pop()
  if (last) state.graphics = last
}

function transform(state: State, matrix: Matrix): void {
  state.graphics.matrix = compose(state.graphics.matrix, matrix)
}

function moveLine(state: State, matrix: Matrix): void {
  state.line = matrix
  state.text = matrix
}

function moveBy(state: State, x: number, y: number): void {
  moveLine(state, compose(state.line, [1, 0, 0, 1, x, y]))
}

function setFont(state: State, name: unknown, size: unknown): void {
  state.graphics.font = state.fonts.get(String(name)) ?? null
  state.graphics.size = number(size)
}

/** Entries of an extended graphics state: [["Font", [name, size]], …]. */
function setGraphicsState(state: State, entries: unknown): void {
  if (!Array.isArray(entries)) return
  for (const entry of entries) {
    if (!Array.isArray(entry) || entry[0] !== 'Font' || !Array.isArray(entry[1])) continue
    setFont(state, entry[1][0], entry[1][1])
  }
}

const stroking = new Set<number>([
  OPS.stroke,
  OPS.closeStroke,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
])
const filling = new Set<number>([OPS.fill, OPS.eoFill])

/** pdf.js 5 hands a whole path over with what is done to it: [operator, [packed path], its extent]. */
function constructPath(state: State, [operator, paths]: readonly unknown[]): void {
  const path: unknown = Array.isArray(paths) ? paths[0] : null
  if (!(path instanceof Float32Array) || typeof operator !== 'number') return
  const { strokes } = state.drawn
  if (stroking.has(operator)) {
    for (const rule of strokedRules(outlines(path, state.graphics.matrix))) strokes.push(rule)
  } else if (filling.has(operator)) {
    for (const rule of filledRules(outlines(path, state.graphics.matrix))) strokes.push(rule)
  }
}

/** A picture fills the unit square; one that is as thin as a rule is a rule. */
function paintPicture(state: State, [name]: readonly unknown[]): void {
  const box = boxUnder(state.graphics.matrix, 0, 0, 1, 1)
  const rules = thinBox(box.left, box.top, box.right, box.bottom)
  state.drawn.strokes.push(...rules)
  if (rules.length === 0) {
    const { glyphs, pictures } = state.drawn
    pictures.push({ ...box, name: typeof name === 'string' ? name : null, over: glyphs.length })
  }
}

/** A glyph of pdf.js as the operator list carries it; numbers between glyphs move the next one. */
interface Shown {
  readonly unicode: string
  readonly width: number
  readonly vmetric?: readonly [number, number, number] | null
  readonly isSpace: boolean
}

function showText(state: State, glyphs: unknown): void {
  const { font, size, stretch, charSpacing, wordSpacing } = state.graphics
  if (!font || !Array.isArray(glyphs)) return
  const run = state.run++
  const scale = font.unit * size
  for (const shown of glyphs as readonly (Shown | number | null)[]) {
    if (shown === null) continue
    if (typeof shown === 'number') {
      const back = (-shown / 1000) * size
      advance(state, font.vertical ? 0 : back * stretch, font.vertical ? back : 0)
      continue
    }
    const spacing = charSpacing + (shown.isSpace ? wordSpacing : 0)
    if (font.vertical) {
      const [step, originX, originY] = shown.vmetric ?? [
        font.verticalMetrics[0],
        shown.width / 2,
        font.verticalMetrics[2],
      ]
      place(state, font, run, shown, -originX * scale, -originY * scale)
      advance(state, 0, step * scale + spacing)
    } else {
      place(state, font, run, shown, 0, 0)
      advance(state, (shown.width * scale + spacing) * stretch, 0)
    }
  }
}

function advance(state: State, x: number, y: number): void {
  state.text = compose(state.text, [1, 0, 0, 1, x, y])
}

/** Characters of vertical fonts stand upright, each below the last: they run to the right as far as turning goes. */
function place(state: State, font: Font, run: number, shown: Shown, x: number, y: number): void {
  const text = letter(shown.unicode)
  if (isBlank(text) && !isSpace(text)) return
  const { size, stretch, rise, matrix } = state.graphics
  const onPage = compose(matrix, state.text)
  const base = y + rise
  const ahead = Math.sign(size || 1)
  const { left, top, right, bottom } = boxUnder(
    onPage,
    x * stretch,
    base - descent * size,
    (x + shown.width * font.unit * size) * stretch,
    base + ascent * size,
  )
  const shownTo = invisible.has(state.graphics.mode) ? state.drawn.unseen : state.drawn.glyphs
  shownTo.push({
    left,
    top,
    right,
    bottom,
    text,
    size: Math.abs(size) * Math.hypot(onPage[2], onPage[3]),
    direction: directionOf(ahead * onPage[0], ahead * onPage[1]),
    run,
  })
}

function number(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}

function matrixOf(value: unknown): Matrix {
  const given: unknown = value instanceof Float32Array || value instanceof Float64Array ? [...value] : value
  if (!Array.isArray(given) || given.length < 6) return identity
  const [a, b, c, d, e, f] = given.map(number)
  return [a ?? 1, b ?? 0, c ?? 0, d ?? 1, e ?? 0, f ?? 0]
}
