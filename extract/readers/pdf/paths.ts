import type { Stroke } from './drawing.ts'
import { apply } from './geometry.ts'
import type { Matrix } from './geometry.ts'

/** A filled box no thicker than this is a ruling line: Word and Chromium fill what LibreOffice strokes. */
const thickestRule = 3
/** How far a line may lean and still be a rule: scanned-in skew, rounding of producers. */
const lean = 0.6

type Point = readonly [number, number]

/** Codes and operand counts of pdf.js's packed paths: move, line, cubic, quadratic, close. */
const moveTo = 0
const lineTo = 1
const operands = [2, 2, 6, 4, 0]

/** The outlines of a packed path of pdf.js (`constructPath`), transformed; curves are taken as their end points. */
export function outlines(path: Float32Array | readonly number[], matrix: Matrix): Point[][] {
  const found: Point[][] = []
  let outline: Point[] = []
  for (let index = 0; index < path.length;) {
    const code = path[index] ?? 0
    const count = operands[code]
    if (count === undefined) break
    if (count === 0) {
      const start = outline[0]
      if (start) outline.push(start)
    } else {
      const point = apply(matrix, path[index + count - 1] ?? 0, path[index + count] ?? 0)
      if (code === moveTo) {
        if (outline.length > 1) found.push(outline)
        outline = []
      } else if (code !== lineTo) {
        // A curve is never a rule: it starts a new outline where it ends.
        if (outline.length > 1) found.push(outline)
        outline = []
      }
      outline.push(point)
    }
    index += count + 1
  }
  if (outline.length > 1) found.push(outline)
  return found
}

/** The straight sides of stroked outlines. */
export function strokedRules(lines: readonly Point[][]): Stroke[] {
  const rules: Stroke[] = []
  for (const outline of lines) {
    for (let index = 1; index < outline.length; index++) {
      const [x0, y0] = outline[index - 1] ?? [0, 0]
      const [x1, y1] = outline[index] ?? [0, 0]
      if (Math.abs(y1 - y0) <= lean && x0 !== x1) rules.push(across((y0 + y1) / 2, x0, x1))
      else if (Math.abs(x1 - x0) <= lean && y0 !== y1) rules.push(down((x0 + x1) / 2, y0, y1))
    }
  }
  return rules
}

/** The middle lines of thin filled outlines; a dot counts both ways, for dotted rules. */
export function filledRules(lines: readonly Point[][]): Stroke[] {
  const rules: Stroke[] = []
  for (const outline of lines) {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
    for (const [x, y] of outline) {
      left = Math.min(left, x)
      top = Math.min(top, y)
      right = Math.max(right, x)
      bottom = Math.max(bottom, y)
    }
    rules.push(...thinBox(left, top, right, bottom))
  }
  return rules
}

/** The middle line of a box that is thin enough to be a rule. */
export function thinBox(left: number, top: number, right: number, bottom: number): Stroke[] {
  const rules: Stroke[] = []
  if (bottom - top <= thickestRule) rules.push(across((top + bottom) / 2, left, right))
  if (right - left <= thickestRule) rules.push(down((left + right) / 2, top, bottom))
  return rules
}

function across(at: number, x0: number, x1: number): Stroke {
  return { axis: 'across', at, from: Math.min(x0, x1), to: Math.max(x0, x1) }
}

function down(at: number, y0: number, y1: number): Stroke {
  return { axis: 'down', at, from: Math.min(y0, y1), to: Math.max(y0, y1) }
}
