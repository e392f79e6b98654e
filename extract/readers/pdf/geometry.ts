/** Points, boxes and directions on a page, in points (1/72 inch) from its top left, y downwards. */

export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** A PDF transform: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Matrix = readonly [number, number, number, number, number, number]

export const identity: Matrix = [1, 0, 0, 1, 0, 0]

/** `inner` first, then `outer`. */
export function compose(outer: Matrix, inner: Matrix): Matrix {
  return [
    outer[0] * inner[0] + outer[2] * inner[1],
    outer[1] * inner[0] + outer[3] * inner[1],
    outer[0] * inner[2] + outer[2] * inner[3],
    outer[1] * inner[2] + outer[3] * inner[3],
    outer[0] * inner[4] + outer[2] * inner[5] + outer[4],
    outer[1] * inner[4] + outer[3] * inner[5] + outer[5],
  ]
}

export function apply(matrix: Matrix, x: number, y: number): readonly [number, number] {
  return [matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]]
}

/** The upright box around a rectangle after a transform. Asked for every character: no arrays are made. */
export function boxUnder(matrix: Matrix, x0: number, y0: number, x1: number, y1: number): Box {
  const a = matrix[0] * x0
  const b = matrix[0] * x1
  const c = matrix[2] * y0
  const d = matrix[2] * y1
  const f = matrix[1] * x0
  const g = matrix[1] * x1
  const h = matrix[3] * y0
  const i = matrix[3] * y1
  return {
    left: Math.min(a, b) + Math.min(c, d) + matrix[4],
    top: Math.min(f, g) + Math.min(h, i) + matrix[5],
    right: Math.max(a, b) + Math.max(c, d) + matrix[4],
    bottom: Math.max(f, g) + Math.max(h, i) + matrix[5],
  }
}

export function around(boxes: readonly Box[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const box of boxes) {
    left = Math.min(left, box.left)
    top = Math.min(top, box.top)
    right = Math.max(right, box.right)
    bottom = Math.max(bottom, box.bottom)
  }
  return { left, top, right, bottom }
}

export const middleX = (box: Box): number => (box.left + box.right) / 2
export const middleY = (box: Box): number => (box.top + box.bottom) / 2

export function contains(box: Box, x: number, y: number): boolean {
  return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom
}

/** Which way a line of writing runs over the page as displayed. */
export type Direction = 'right' | 'down' | 'left' | 'up'

export function directionOf(dx: number, dy: number): Direction {
  if (Math.abs(dx) >= Math.abs(dy)) return dx >= 0 ? 'right' : 'left'
  return dy >= 0 ? 'down' : 'up'
}

/** Turns a box so that writing in `direction` runs to the right; `width` and `height` are those of the sheet before. */
export function uprighted<Piece extends Box>(
  piece: Piece,
  direction: Direction,
  width: number,
  height: number,
): Piece {
  const { left, top, right, bottom } = piece
  switch (direction) {
    case 'up':
      return { ...piece, left: height - bottom, top: left, right: height - top, bottom: right }
    case 'down':
      return { ...piece, left: top, top: width - right, right: bottom, bottom: width - left }
    case 'left':
      return {
        ...piece,
        left: width - right,
        top: height - bottom,
        right: width - left,
        bottom: height - top,
      }
    case 'right':
      break
  }
  return piece
}

/** Undoes `uprighted`; `width` and `height` are those of the sheet as displayed. */
export function asDisplayed(box: Box, direction: Direction, width: number, height: number): Box {
  const { left, top, right, bottom } = box
  switch (direction) {
    case 'up':
      return { left: top, top: height - right, right: bottom, bottom: height - left }
    case 'down':
      return { left: width - bottom, top: left, right: width - top, bottom: right }
    case 'left':
      return { left: width - right, top: height - bottom, right: width - left, bottom: height - top }
    case 'right':
      break
  }
  return box
}
