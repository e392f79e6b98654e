import type { Block, Grid, GridCell, Place } from '../../document.ts'

/** Boxes that differ by less than this, in points, are one: places are rounded. */
const sameBox = 0.11

/**
 * Tables that begin with figures, without heads of their own: they go on from the page before, and could not be joined to
 * it. Nobody can say which columns their figures belong to.
 */
function isHeadless({ cells }: Grid): boolean {
  // The corner of a table's heads may be blank; what stands last among them (总计) is not.
  const last = cells.filter(({ row }) => row === 0).reduce<GridCell | null>(rightmost, null)
  return last !== null && !han.test(last.text)
}

function rightmost(one: GridCell | null, other: GridCell): GridCell {
  return one && one.column > other.column ? one : other
}

const han = /\p{Script=Han}/u // 自然人

/**
 * Cells beside a rule that parts two cells and no others: a stroke of a pen or the edge of a stamp that runs from rule to
 * rule. One that stands makes a column too many, which may cost a row its count; one that lies cuts a figure in two.
 */
function oddlyCut(grid: Grid): Set<GridCell> {
  const at = slots(grid)
  const odd = new Set<GridCell>()
  for (const edge of [...edgesDown(grid, at), ...edgesAcross(grid, at)]) {
    if (new Set(edge.before).size > 1 || new Set(edge.after).size > 1 || edge.isWhole) continue
    const [first, last] = [edge.before[0], edge.after[0]]
    if (!first || !last) continue
    odd.add(first).add(last)
    if (edge.axis === 'across') continue
    const [from, to] = [Math.max(first.row, last.row), Math.min(endOf(first), endOf(last))]
    for (const cell of grid.cells) if (cell.row < to && endOf(cell) > from) odd.add(cell)
  }
  return odd
}

const endOf = ({ row, rowSpan }: GridCell): number => row + rowSpan

/** Figures beside a label that is taller than they are: a fold that runs through a row leaves a blank half of it. */
function shorterThanLabel({ cells }: Grid): Set<GridCell> {
  const labels = cells.filter(({ text }) => han.test(text))
  return new Set(
    cells.filter((cell) => {
      if (han.test(cell.text)) return false
      const beside = labels.filter(
        (label) => label.row <= cell.row && endOf(label) >= endOf(cell) && label.column < cell.column,
      )
      const nearest = beside.reduce<GridCell | null>(rightmost, null)
      return nearest !== null && nearest.rowSpan > cell.rowSpan
    }),
  )
}

/** Slots that lie along one rule, in order: those before it (left, above) and those after it. */
interface Edge {
  readonly axis: 'down' | 'across'
  readonly before: readonly GridCell[]
  readonly after: readonly GridCell[]
  /** From one side of the table to the other. */
  readonly isWhole: boolean
}

type CellAt = (row: number, column: number) => GridCell | undefined

function slots({ cells, columns }: Grid): CellAt {
  const taken = new Map<number, GridCell>()
  for (const cell of cells) {
    for (let row = cell.row; row < endOf(cell); row++) {
      for (let column = cell.column; column < cell.column + cell.columnSpan; column++) {
        taken.set(row * columns + column, cell)
      }
    }
  }
  return (row, column) => taken.get(row * columns + column)
}

function edgesDown({ rows, columns }: Grid, at: CellAt): Edge[] {
  return Array.from({ length: columns - 1 }, (_, column) =>
    runs(rows, 'down', (row) => [at(row, column), at(row, column + 1)]),
  ).flat()
}

function edgesAcross({ rows, columns }: Grid, at: CellAt): Edge[] {
  return Array.from({ length: rows - 1 }, (_, row) =>
    runs(columns, 'across', (column) => [at(row, column), at(row + 1, column)]),
  ).flat()
}

function runs(
  length: number,
  axis: Edge['axis'],
  sides: (step: number) => readonly [GridCell | undefined, GridCell | undefined],
): Edge[] {
  const edges: Edge[] = []
  let [before, after]: GridCell[][] = [[], []]
  for (let step = 0; step <= length; step++) {
    const [one, other] = step < length ? sides(step) : []
    if (one && other && one !== other) {
      before?.push(one)
      after?.push(other)
    } else if (before && after && before.length > 0) {
      edges.push({ axis, before, after, isWhole: before.length === length })
      ;[before, after] = [[], []]
    }
  }
  return edges
}

/**
 * The places whose reading is in doubt: every cell that was not read for certain, and all running text, which is read
 * once only.
 * @param sure the cells that were read for certain
 */
export function doubtsIn(blocks: readonly Block[], sure: readonly Place[]): Place[] {
  const byPage = new Map<number, (readonly number[])[]>()
  for (const place of sure) {
    if (!('box' in place)) continue
    const boxes = byPage.get(place.page) ?? []
    boxes.push(place.box)
    byPage.set(place.page, boxes)
  }
  const isSure = (place: Place): boolean =>
    'box' in place &&
    (byPage
      .get(place.page)
      ?.some((box) => place.box.every((edge, index) => Math.abs(edge - (box[index] ?? 0)) < sameBox)) ??
      false)
  let tables = 0
  return blocks.flatMap((block) => {
    if (block.kind === 'paragraph') return block.place ? [block.place] : []
    const isLost = tables++ > 0 && isHeadless(block)
    const odd = new Set([...oddlyCut(block), ...shorterThanLabel(block)])
    return block.cells.flatMap((cell) =>
      isSure(cell.place) && !isLost && !odd.has(cell) ? [] : [cell.place],
    )
  })
}
