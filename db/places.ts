import type { Place } from '../extract/document.ts'

/** A cell of one form table, and where it stands. Slots are those of `form_cell`, `form_row` and `form_column`. */
export interface PlacedCell {
  readonly slot: number
  readonly rowSlot: number
  readonly columnSlot: number
  readonly where: Place | null
}

/**
 * The places of one form table's cells, packed so that plain SQL can unpack one cell (`unpackedPlace`).
 *
 * A place has axes: table, row and column of a grid; page, x0, y0, x1 and y1 of a box; line and column of a text. An
 * axis is a single number where all cells share it, else one of the lists below; grid lines are thereby stored once a
 * table, not once a cell. What fits nowhere is in `odd`, whole.
 */
export interface PackedPlaces {
  readonly kind: Kind
  readonly axes: Readonly<Record<string, Axis>>
  /** Slot → the cell's own place, null for a cell that has none. */
  readonly odd?: Readonly<Record<string, Place | null>>
}

/**
 * `r`: by the form row's slot. `c`: by the form column's. `rFrom`, `cFrom`: the same counted on, from what slot 0 has.
 * `k`: by the cell's slot. `but`: cells' slots that differ from it.
 */
export type Axis = number | Counted | ByLine | { readonly k: Numbers }

type Counted = { readonly rFrom: number } | { readonly cFrom: number }

type ByLine = { readonly but?: Readonly<Record<string, number>> } & (
  { readonly r: Numbers } | { readonly c: Numbers }
)
type Numbers = readonly (number | null)[]

type Kind = 'grid' | 'box' | 'line'

/** The axes of each kind, in the order in which a place's JSON has them. */
export const axesOf = {
  grid: ['table', 'row', 'column'],
  box: ['page', 'x0', 'y0', 'x1', 'y1'],
  line: ['line', 'column'],
} as const satisfies Record<Kind, readonly string[]>

/** Packs the places of one form table's cells; null where no cell has one. */
export function packPlaces(cells: readonly PlacedCell[]): PackedPlaces | null {
  const kinds = new Set(cells.flatMap(({ where }) => (where ? [kindOf(where)] : [])))
  const [only] = kinds
  const kind =
    kinds.size === 1 ? only : mostCommon(cells.flatMap(({ where }) => (where ? [kindOf(where)] : [])))
  if (kind === undefined) return null
  const regular: { readonly cell: PlacedCell; readonly where: Place }[] = []
  const odd: Record<string, Place | null> = {}
  for (const cell of cells) {
    if (cell.where && kindOf(cell.where) === kind) regular.push({ cell, where: cell.where })
    else odd[cell.slot] = cell.where
  }
  const axes = Object.fromEntries(
    axesOf[kind].map((name) => [
      name,
      packAxis(regular.map(({ cell, where }) => ({ cell, at: coordinate(where, name) }))),
    ]),
  )
  return Object.keys(odd).length > 0 ? { kind, axes, odd } : { kind, axes }
}

/** The JSON of a cell's place, byte for byte that of `where`; null where it has none. */
export function unpackedPlace(places: string, slots: { cell: string; row: string; column: string }): string {
  const axis = (name: string) => {
    const at = `$.axes.${name}`
    return (
      `case json_type(${places}, '${at}') when 'object' then coalesce(` +
      `${places} -> ('${at}.but.' || ${slots.cell}), ${places} -> ('${at}.r[' || ${slots.row} || ']'), ` +
      `${places} -> ('${at}.c[' || ${slots.column} || ']'), ${places} -> ('${at}.k[' || ${slots.cell} || ']'), ` +
      `(${places} ->> '${at}.rFrom') + ${slots.row}, (${places} ->> '${at}.cFrom') + ${slots.column}) ` +
      `else ${places} -> '${at}' end`
    )
  }
  const grid = `'{"table":' || ${axis('table')} || ',"row":' || ${axis('row')} || ',"column":' || ${axis('column')} || '}'`
  const edges = corners.map(axis).join(` || ',' || `)
  const box = `'{"page":' || ${axis('page')} || ',"box":[' || ${edges} || ']}'`
  const line = `'{"line":' || ${axis('line')} || ',"column":' || ${axis('column')} || '}'`
  const odd = `'$.odd.' || ${slots.cell}`
  return (
    `case when json_type(${places}, ${odd}) is not null then nullif(${places} -> (${odd}), 'null') ` +
    `else case ${places} ->> '$.kind' when 'grid' then ${grid} when 'box' then ${box} when 'line' then ${line} end end`
  )
}

interface Point {
  readonly cell: PlacedCell
  readonly at: number
}

/** The shortest way to say where the cells stand on one axis. */
function packAxis(points: readonly Point[]): Axis {
  const first = points[0]?.at ?? 0
  if (points.every(({ at }) => at === first)) return first
  // Nearly every axis follows the table's lines without exception: that is seen without counting.
  const rows = exactLine(points, (cell) => cell.rowSlot)
  if (rows) {
    const from = countedFrom(rows)
    return from === null ? { r: rows } : { rFrom: from }
  }
  const columns = exactLine(points, (cell) => cell.columnSlot)
  if (columns) {
    const from = countedFrom(columns)
    return from === null ? { c: columns } : { cFrom: from }
  }
  const lines = [byLine(points, 'r', (cell) => cell.rowSlot), byLine(points, 'c', (cell) => cell.columnSlot)]
  const candidates = [...lines, { k: listOf(new Map(points.map(({ cell, at }) => [cell.slot, at]))) }]
  return candidates.reduce((best, candidate) => (lengthOf(candidate) < lengthOf(best) ? candidate : best))
}

/** Most tables have a row for each of the form's, one below the other: what slot 0 has, or would have; null where not. */
function countedFrom(numbers: Numbers): number | null {
  const at = numbers.findIndex((number) => number !== null)
  const from = (numbers[at] ?? 0) - at
  return Number.isInteger(from) && numbers.every((number, slot) => number === null || number === from + slot)
    ? from
    : null
}

/** One number a line, where all its cells share it; null where some line's do not. */
function exactLine(points: readonly Point[], slotOf: (cell: PlacedCell) => number): Numbers | null {
  const numbers: (number | null)[] = []
  for (const { cell, at } of points) {
    const slot = slotOf(cell)
    const known = numbers[slot] ?? null
    if (known !== null && known !== at) return null
    while (numbers.length < slot) numbers.push(null)
    numbers[slot] = at
  }
  return numbers
}

/** One number a line, the most common one, and the cells that differ from it. */
function byLine(points: readonly Point[], list: 'r' | 'c', slotOf: (cell: PlacedCell) => number): ByLine {
  const lines = new Map<number, number[]>()
  for (const { cell, at } of points) {
    const members = lines.get(slotOf(cell))
    if (members) members.push(at)
    else lines.set(slotOf(cell), [at])
  }
  const usual = new Map([...lines].map(([slot, members]) => [slot, mostCommon(members) ?? 0]))
  const numbers = listOf(usual)
  const others = points.filter(({ cell, at }) => usual.get(slotOf(cell)) !== at)
  const but = Object.fromEntries(others.map(({ cell, at }) => [cell.slot, at]))
  const base: ByLine = list === 'r' ? { r: numbers } : { c: numbers }
  return others.length > 0 ? { ...base, but } : base
}

/** By slot, null where no cell has one. */
function listOf(numbers: ReadonlyMap<number, number>): (number | null)[] {
  const length = Math.max(...numbers.keys()) + 1
  return Array.from({ length }, (_, slot) => numbers.get(slot) ?? null)
}

function lengthOf(axis: Axis): number {
  return JSON.stringify(axis).length
}

function kindOf(where: Place): Kind {
  if ('box' in where) return 'box'
  return 'line' in where ? 'line' : 'grid'
}

const corners: readonly string[] = ['x0', 'y0', 'x1', 'y1']

/** A place's number on one axis. */
function coordinate(where: Place, axis: string): number {
  const number: unknown =
    'box' in where && axis !== 'page' ? where.box[corners.indexOf(axis)] : Reflect.get(where, axis)
  return typeof number === 'number' ? number : 0
}

function mostCommon<Item>(items: readonly Item[]): Item | undefined {
  const counts = new Map<Item, number>()
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1)
  let best: Item | undefined
  for (const [item, count] of counts) if (best === undefined || count > (counts.get(best) ?? 0)) best = item
  return best
}
