import type { Piece, WordCell, WordTable } from './piece.ts'

/** A cell whose borders are known by their distance from the margin, in twips (1/1440 inch): RTF and Word's own DOC. */
export interface EdgedCell {
  readonly left: number
  readonly right: number
  readonly down: WordCell['down']
  readonly pieces: readonly Piece[]
}

/** Borders closer than this are one: about a millimetre. Programs round them from row to row. */
const sameEdge = 60

/** Turns distances into grid columns: every distinct border of any row begins a column. */
export function edgedTable(rows: readonly (readonly EdgedCell[])[]): WordTable {
  const edges = distinct(rows.flatMap((row) => row.flatMap(({ left, right }) => [left, right])))
  return {
    kind: 'table',
    rows: rows.map((row) => {
      let from = 0
      return row.map(({ left, right, down, pieces }) => {
        // A cell is never narrower than a column, and never before its neighbour, whatever its borders claim.
        const start = Math.max(from, columnAt(edges, left))
        const end = Math.max(start + 1, columnAt(edges, right))
        from = end
        return { start, end, down, pieces }
      })
    }),
  }
}

function distinct(positions: readonly number[]): number[] {
  const edges: number[] = []
  for (const position of positions.toSorted((a, b) => a - b)) {
    const last = edges.at(-1)
    if (last === undefined || position - last > sameEdge) edges.push(position)
  }
  return edges
}

/** The last border at or before a position. */
function columnAt(edges: readonly number[], position: number): number {
  let low = 0
  let high = edges.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((edges[middle] ?? Infinity) <= position) low = middle
    else high = middle - 1
  }
  return low
}
