import type { Random } from '../../portals/random.ts'
import { label } from '../sheets/sheet.ts'
import type { SheetCell } from '../sheets/sheet.ts'
import type { Matrix } from './matrix.ts'

/**
 * Ways to damage a table. A figure's cell knows which cell of the form it stands for (`at`), so that what is printed
 * where can be told from the damaged table alone; where two readings remain, the damage takes that knowledge away.
 */
export interface Damage {
  readonly name: string
  /** One table, or two where a page break parts them; null where the table has no place for this damage. */
  readonly inflict: (matrix: Matrix, chance: Random) => Damaged | null
}

export interface Damaged {
  readonly parts: readonly Matrix[]
  /** Cells of the form that the damage lies on. */
  readonly touched: readonly string[]
  /** Set where one digit of one figure was changed: the cell that a broken identity must name. */
  readonly changed?: string
}

export const isFigure = (cell: SheetCell | undefined): cell is SheetCell => cell?.kind === 'figure'
export const figuresIn = (row: readonly SheetCell[] | undefined) =>
  (row ?? []).filter((cell) => isFigure(cell))
export const dataRows = (matrix: Matrix) =>
  matrix.flatMap((row, at) => (figuresIn(row).length > 0 ? [at] : []))
export const addresses = (cells: readonly SheetCell[]) => cells.flatMap(({ at }) => at ?? [])
export const allAddresses = (matrix: Matrix) => addresses(matrix.flat())
/** A row of blanks is one, however many they are. */
export const anonymous = (row: readonly SheetCell[]) => {
  // A cell that spans several slots stays one.
  const unnamed = new Map(row.map((cell) => [cell, isFigure(cell) ? { ...cell, at: null } : cell]))
  return isBlank(row) ? [...row] : row.map((cell) => unnamed.get(cell) ?? cell)
}
export const one = (matrix: Matrix, touched: readonly string[], changed?: string): Damaged => ({
  parts: [matrix],
  touched,
  ...(changed === undefined ? {} : { changed }),
})

/** A row's own label, nearest to its figures: its slot. 条 and 万元 beside it are units; null where it has none. */
export function labelAt(matrix: Matrix, at: number): number | null {
  const row = matrix[at] ?? []
  const first = row.findIndex((cell) => isFigure(cell))
  for (let column = first - 1; column >= 0; column -= 1) {
    const cell = row[column]
    const isUnit = column > 0 && !/[\p{Script=Han}]{3}/u.test(cell?.text ?? '')
    if (cell && cell.text !== '' && !isUnit && matrix[at - 1]?.[column] !== cell) return column
  }
  return null
}

export function labelledRow(matrix: Matrix, chance: Random): { at: number; column: number } | null {
  const rows = dataRows(matrix).flatMap((at) => {
    const column = labelAt(matrix, at)
    return column === null ? [] : [{ at, column }]
  })
  return picked(rows, chance)
}

/** Columns that hold figures in every data row, with the row of their lowest head. */
export function figureColumns(matrix: Matrix): number[] {
  const rows = dataRows(matrix)
  const width = Math.max(...matrix.map((row) => row.length))
  return Array.from({ length: width }, (_, column) => column).filter((column) =>
    rows.every((at) => isFigure(matrix[at]?.[column])),
  )
}

export function headOf(matrix: Matrix, column: number): number | null {
  const first = dataRows(matrix)[0] ?? 0
  for (let at = first - 1; at >= 0; at -= 1) if (matrix[at]?.[column]?.text) return at
  return null
}

export function picked<Value>(values: readonly Value[], chance: Random): Value | null {
  const [first, ...others] = values
  return first === undefined ? null : chance.pick([first, ...others])
}

export function twoOf<Value>(values: readonly Value[], chance: Random): [Value, Value] | null {
  const [a, b] = chance.shuffled(values)
  return a === undefined || b === undefined ? null : [a, b]
}

export const withRow = (matrix: Matrix, at: number, row: readonly SheetCell[]) =>
  matrix.map((other, index) => (index === at ? row : other))

/** Another cell in every slot of one cell. */
export const replaced = (matrix: Matrix, cell: SheetCell, by: SheetCell) =>
  matrix.map((row) => row.map((other) => (other === cell ? by : other)))

/** A copy of a row that shares with it only what spans into it from above. */
export const copyOf = (matrix: Matrix, at: number) =>
  (matrix[at] ?? []).map((cell, column) => (matrix[at - 1]?.[column] === cell ? cell : { ...cell }))

function isBlank(row: readonly SheetCell[]): boolean {
  return figuresIn(row).every(({ text }) => text === '')
}

/** A row of which only blanks are left says nothing of what was lost. */
export function losesItsOnlyFigure(before: readonly SheetCell[], after: readonly SheetCell[]): boolean {
  return isBlank(after) && !isBlank(before)
}

export function onRow(
  change: (row: readonly SheetCell[], figures: readonly number[], chance: Random) => SheetCell[] | null,
) {
  return (matrix: Matrix, chance: Random): Damaged | null => {
    const at = picked(dataRows(matrix), chance)
    const row = at === null ? undefined : matrix[at]
    // A row of blanks is one, however many they are.
    if (at === null || !row || isBlank(row)) return null
    const figures = row.flatMap((cell, column) => (isFigure(cell) ? [column] : []))
    // A figure that spans several slots is one cell.
    const spanning = figures.some((column) => row[column] === row[column + 1])
    const made = spanning || figures.length < 2 ? null : change(row, figures, chance)
    if (made && losesItsOnlyFigure(row, made)) return null
    return made && one(withRow(matrix, at, made), addresses(row))
  }
}

export function onDigit(change: (text: string, chance: Random) => string) {
  return (matrix: Matrix, chance: Random): Damaged | null => {
    const cells = matrix.flat().filter((cell) => isFigure(cell) && /^\d+$/u.test(cell.text)) // 12
    const cell = picked(cells, chance)
    const text = cell ? change(cell.text, chance) : ''
    if (!cell?.at || text === cell.text || text === '') return null
    return one(replaced(matrix, cell, { ...cell, text }), [cell.at], cell.at)
  }
}

export function onLabel(change: (text: string, chance: Random) => string) {
  return (matrix: Matrix, chance: Random): Damaged | null => {
    const spot = labelledRow(matrix, chance)
    const cell = spot && matrix[spot.at]?.[spot.column]
    if (!spot || !cell) return null
    return one(
      replaced(matrix, cell, { ...cell, text: change(cell.text, chance) }),
      addresses(matrix[spot.at] ?? []),
    )
  }
}

export function onHead(change: (text: string, chance: Random) => string) {
  return (matrix: Matrix, chance: Random): Damaged | null => {
    const column = picked(figureColumns(matrix), chance)
    const at = column === null ? null : headOf(matrix, column)
    const cell = column === null || at === null ? undefined : matrix[at]?.[column]
    if (!cell || column === null) return null
    const touched = matrix.flatMap((row) => addresses([row[column] ?? label('')]))
    return one(replaced(matrix, cell, { ...cell, text: change(cell.text, chance) }), touched)
  }
}

export const letters =
  '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经'

export function garbled(text: string, chance: Random): string {
  const share = chance.int(15, 70)
  return Array.from(text, (letter) =>
    /\p{Script=Han}/u.test(letter) && chance.int(1, 100) <= share
      ? letters[chance.int(0, letters.length - 1)]
      : letter,
  ).join('')
}
