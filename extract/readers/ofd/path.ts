import { apply } from '../pdf/geometry.ts'
import type { Matrix } from '../pdf/geometry.ts'

type Point = readonly [number, number]

/** Operands of a path's operators: start, move, line, quadratic, cubic, arc, close (GB/T 33190, 9.1). */
const operands: Readonly<Record<string, number>> = { S: 2, M: 2, L: 2, Q: 4, B: 6, A: 7, C: 0 }

/** `M 0 0 L 40 0 L 40 8 C`: a path's outlines, transformed. A curve is no rule: a new outline begins where it ends. */
export function outlinesOf(data: string, matrix: Matrix): Point[][] {
  const words = data.trim().split(/\s+/u)
  const found: Point[][] = []
  let outline: Point[] = []
  const begin = () => {
    if (outline.length > 1) found.push(outline)
    outline = []
  }
  for (let at = 0; at < words.length;) {
    const operator = words[at] ?? ''
    const count = operands[operator]
    if (count === undefined) break
    if (operator === 'C') {
      const start = outline[0]
      if (start) outline.push(start)
    } else {
      if (operator !== 'L') begin()
      outline.push(apply(matrix, Number(words[at + count - 1]), Number(words[at + count])))
    }
    at += count + 1
  }
  begin()
  return found
}
