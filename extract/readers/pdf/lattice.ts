import type { Stroke } from './drawing.ts'
import type { Box } from './geometry.ts'

/** Pieces of one rule lie within this of each other: producers round each cell's borders on their own. */
const sameLine = 1.2
/** Gaps that a rule may have: dashes, dots, corners that do not meet. */
const gap = 3
/** Rules closer than this are one grid line: double borders, borders of neighbouring cells. */
const sameGridLine = 4.5
/** Shorter rules carry no table: they are dots, ticks and bullets. */
const shortest = 6
/** A side is ruled where at least this share of it is drawn. */
const drawnShare = 0.6

/** A cell of ruled lines: slots of the lattice that no rule parts. */
export interface RuledCell extends Box {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
}

/** Ruling lines that touch, cut to cells. */
export interface Lattice extends Box {
  /** x of the column lines and y of the row lines, both ends included. */
  readonly xs: readonly number[]
  readonly ys: readonly number[]
  readonly cells: readonly RuledCell[]
  /** Beside a narrower table that touches a wider one: no cells, as long as nothing is printed there. */
  readonly outside: ReadonlySet<RuledCell>
  /** A cell is not a rectangle: a piece of a rule is missing or one too many. */
  readonly broken: boolean
}

/** More rules than this on one page are a drawing or an attack, not tables. */
const mostRules = 4000

/**
 * The tables that ruling lines draw; frames and rules that part nothing are none.
 * @returns null where the page has more rules than tables can have
 */
export function latticesOf(strokes: readonly Stroke[], maxSlots: number): Lattice[] | null {
  const across = joined(strokes.filter(({ axis }) => axis === 'across'))
  const down = joined(strokes.filter(({ axis }) => axis === 'down'))
  if (across.length + down.length > mostRules || across.length * down.length > maxSlots) return null
  return components(across, down)
    .map((part) => latticeOf(part.across, part.down))
    .filter((lattice) => lattice !== null)
    .sort((a, b) => a.top - b.top || a.left - b.left)
}

/** Collinear pieces joined to whole rules. */
function joined(strokes: readonly Stroke[]): Stroke[] {
  const lines: Stroke[][] = []
  let first = -Infinity
  for (const stroke of strokes.toSorted((a, b) => a.at - b.at)) {
    if (stroke.at - first > sameLine) {
      lines.push([])
      first = stroke.at
    }
    lines.at(-1)?.push(stroke)
  }
  return lines.flatMap(joinedAlong).filter(({ from, to }) => to - from >= shortest)
}

function joinedAlong(line: Stroke[]): Stroke[] {
  const rules: Stroke[] = []
  let [weight, length] = [0, 0]
  for (const piece of line.sort((a, b) => a.from - b.from)) {
    const last = rules.at(-1)
    const own = piece.to - piece.from + 0.01
    if (last && piece.from - last.to <= gap) {
      weight += piece.at * own
      length += own
      rules[rules.length - 1] = { ...last, at: weight / length, to: Math.max(last.to, piece.to) }
    } else {
      weight = piece.at * own
      length = own
      rules.push(piece)
    }
  }
  return rules
}

interface Component {
  readonly across: Stroke[]
  readonly down: Stroke[]
}

/** Rules that touch, directly or through others. */
function components(across: readonly Stroke[], down: readonly Stroke[]): Component[] {
  const sets = disjointSets(across.length + down.length)
  for (const [index, line] of across.entries()) {
    for (const [other, rule] of down.entries()) {
      const meet =
        rule.at >= line.from - gap &&
        rule.at <= line.to + gap &&
        line.at >= rule.from - gap &&
        line.at <= rule.to + gap
      if (meet) sets.join(index, across.length + other)
    }
  }
  const found = new Map<number, Component>()
  const componentOf = (index: number): Component => {
    const root = sets.root(index)
    const component = found.get(root) ?? { across: [], down: [] }
    found.set(root, component)
    return component
  }
  for (const [index, line] of across.entries()) componentOf(index).across.push(line)
  for (const [index, rule] of down.entries()) componentOf(across.length + index).down.push(rule)
  return [...found.values()]
}

function disjointSets(size: number): {
  root: (index: number) => number
  join: (a: number, b: number) => void
} {
  const parents = Array.from({ length: size }, (_, index) => index)
  const root = (index: number): number => {
    let at = index
    while (parents[at] !== at) {
      const parent = parents[at] ?? at
      parents[at] = parents[parent] ?? parent
      at = parent
    }
    return at
  }
  return { root, join: (a, b) => void (parents[root(a)] = root(b)) }
}

function latticeOf(across: readonly Stroke[], down: readonly Stroke[]): Lattice | null {
  if (across.length < 2 || down.length === 0) return null
  // The ends of rules close a table whose outer borders are not drawn, as Word's open tables are.
  const xs = gridLines([
    ...down.map(({ at }) => at),
    ...extremes(
      across.map(({ from }) => from),
      across.map(({ to }) => to),
    ),
  ])
  const ys = gridLines([
    ...across.map(({ at }) => at),
    ...extremes(
      down.map(({ from }) => from),
      down.map(({ to }) => to),
    ),
  ])
  const columns = xs.length - 1
  const rows = ys.length - 1
  if (columns * rows < 2) return null

  const under = coverage(across, ys, xs)
  const beside = coverage(down, xs, ys)
  const sets = disjointSets(columns * rows)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const slot = row * columns + column
      if (column + 1 < columns && !beside(column + 1, row)) sets.join(slot, slot + 1)
      if (row + 1 < rows && !under(row + 1, column)) sets.join(slot, slot + columns)
    }
  }
  const { cells, outside, broken } = cellsOf(sets.root, xs, ys, openAt(beside, columns, rows))
  if (cells.length < 2) return null
  return {
    left: xs[0] ?? 0,
    right: xs[columns] ?? 0,
    top: ys[0] ?? 0,
    bottom: ys[rows] ?? 0,
    xs,
    ys,
    cells,
    outside,
    broken,
  }
}

/**
 * Whether a slot lies at a side of the lattice that is drawn for other rows and not for its own: there a narrower table
 * ends. A table that draws its sides nowhere is closed by the ends of its rules.
 */
function openAt(
  beside: (line: number, row: number) => boolean,
  columns: number,
  rows: number,
): (slot: number) => boolean {
  const drawn = [0, columns].map((line) => Array.from({ length: rows }, (_, row) => beside(line, row)))
  return (slot) => {
    const [row, column] = [Math.floor(slot / columns), slot % columns]
    const side = column === 0 ? drawn[0] : column === columns - 1 ? drawn[1] : undefined
    return side?.[row] === false && side.includes(true)
  }
}

function extremes(starts: readonly number[], ends: readonly number[]): number[] {
  return [Math.min(...starts), Math.max(...ends)]
}

function gridLines(positions: readonly number[]): number[] {
  const clusters: number[][] = []
  for (const at of positions.toSorted((a, b) => a - b)) {
    const last = clusters.at(-1)
    if (last && at - (last[0] ?? at) <= sameGridLine) last.push(at)
    else clusters.push([at])
  }
  return clusters.map((cluster) => ((cluster[0] ?? 0) + (cluster.at(-1) ?? 0)) / 2)
}

/** Whether the grid line `line` is drawn between the crossing lines `step` and `step + 1`. */
function coverage(
  rules: readonly Stroke[],
  lines: readonly number[],
  crossing: readonly number[],
): (line: number, step: number) => boolean {
  const steps = crossing.length - 1
  const drawn = new Float64Array(lines.length * steps)
  for (const rule of rules) {
    const line = nearest(lines, rule.at)
    for (let step = 0; step < steps; step++) {
      const start = crossing[step] ?? 0
      const end = crossing[step + 1] ?? 0
      const share = (Math.min(end, rule.to) - Math.max(start, rule.from)) / (end - start)
      const at = line * steps + step
      if (share > 0) drawn[at] = Math.max(drawn[at] ?? 0, share)
    }
  }
  return (line, step) => (drawn[line * steps + step] ?? 0) >= drawnShare
}

function nearest(lines: readonly number[], at: number): number {
  let best = 0
  for (const [index, line] of lines.entries()) {
    if (Math.abs(line - at) < Math.abs((lines[best] ?? 0) - at)) best = index
  }
  return best
}

/** Slots of one set are one cell where they fill a rectangle; else each of its row runs is a cell. */
function cellsOf(
  root: (slot: number) => number,
  xs: readonly number[],
  ys: readonly number[],
  isOpen: (slot: number) => boolean,
): { cells: RuledCell[]; outside: Set<RuledCell>; broken: boolean } {
  const columns = xs.length - 1
  const slots = new Map<number, number[]>()
  for (let slot = 0; slot < columns * (ys.length - 1); slot++) {
    const set = slots.get(root(slot)) ?? []
    set.push(slot)
    slots.set(root(slot), set)
  }
  const cells: RuledCell[] = []
  const outside = new Set<RuledCell>()
  let broken = false
  for (const set of slots.values()) {
    const whole = spanOf(set, columns)
    const isWhole = whole.rowSpan * whole.columnSpan === set.length
    const own = (isWhole ? [whole] : rowRuns(set, columns).map((run) => spanOf(run, columns))).map((span) =>
      boxed(span, xs, ys),
    )
    cells.push(...own)
    if (set.some(isOpen)) for (const cell of own) outside.add(cell)
    else broken ||= !isWhole
  }
  cells.sort((a, b) => a.row - b.row || a.column - b.column)
  return { cells, outside, broken }
}

type Span = Pick<RuledCell, 'row' | 'column' | 'rowSpan' | 'columnSpan'>

function spanOf(slots: readonly number[], columns: number): Span {
  let [top, left, bottom, right] = [Infinity, Infinity, 0, 0]
  for (const slot of slots) {
    const [row, column] = [Math.floor(slot / columns), slot % columns]
    top = Math.min(top, row)
    left = Math.min(left, column)
    bottom = Math.max(bottom, row)
    right = Math.max(right, column)
  }
  return { row: top, column: left, rowSpan: bottom - top + 1, columnSpan: right - left + 1 }
}

function boxed(span: Span, xs: readonly number[], ys: readonly number[]): RuledCell {
  return {
    ...span,
    left: xs[span.column] ?? 0,
    right: xs[span.column + span.columnSpan] ?? 0,
    top: ys[span.row] ?? 0,
    bottom: ys[span.row + span.rowSpan] ?? 0,
  }
}

function rowRuns(slots: readonly number[], columns: number): number[][] {
  const runs: number[][] = []
  for (const slot of slots.toSorted((a, b) => a - b)) {
    const run = runs.at(-1)
    const last = run?.at(-1)
    if (run && last === slot - 1 && slot % columns !== 0) run.push(slot)
    else runs.push([slot])
  }
  return runs
}
