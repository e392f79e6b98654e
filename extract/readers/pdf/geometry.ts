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
  const [a, b, c, d, e, f] = outer
  const [g, h, i, j, k, l] = inner
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f]
}

export function apply(matrix: Matrix, x: number, y: number): readonly [number, number] {
  const [a, b, c, d, e, f] = matrix
  return [a * x + c * y + e, b * x + d * y + f]
}

/** The upright box around a rectangle after a transform. */
export function boxUnder(matrix: Matrix, x0: number, y0: number, x1: number, y1: number): Box {
  const corners = [apply(matrix, x0, y0), apply(matrix, x1, y0), apply(matrix, x0, y1), apply(matrix, x1, y1)]
  const xs = corners.map(([x]) => x)
  const ys = corners.map(([, y]) => y)
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) }
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
