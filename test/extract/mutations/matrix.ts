import { label } from '../sheets/sheet.ts'
import type { Sheet, SheetCell } from '../sheets/sheet.ts'

/**
 * A sheet as slots: a cell that spans stands in each slot it covers. Rows may be of different length: a row that lost a
 * cell is one short.
 */
export type Matrix = readonly (readonly SheetCell[])[]

export function matrixOf(sheet: Sheet): SheetCell[][] {
  const slots: SheetCell[][] = sheet.rows.map(() => [])
  for (const [at, row] of sheet.rows.entries()) {
    let column = 0
    for (const cell of row) {
      while (slots[at]?.[column]) column += 1
      for (const line of slots.slice(at, at + cell.rowSpan)) {
        for (let right = 0; right < cell.columnSpan; right += 1) line[column + right] = cell
      }
      column += cell.columnSpan
    }
  }
  return slots.map((row) => Array.from(row, (cell) => cell ?? label('')))
}

/** Spans are made anew: neighbouring slots of one cell are one cell again. */
export function sheetOf(matrix: Matrix): Sheet {
  const rows = matrix.map((row, at) =>
    row.flatMap((cell, column) => {
      if (row[column - 1] === cell || matrix[at - 1]?.[column] === cell) return []
      let [columnSpan, rowSpan] = [1, 1]
      while (row[column + columnSpan] === cell) columnSpan += 1
      while (matrix[at + rowSpan]?.[column] === cell) rowSpan += 1
      return [{ ...cell, columnSpan, rowSpan }]
    }),
  )
  return { columns: Math.max(...matrix.map((row) => row.length)), rows }
}

/** The same without spans: each text at its top left slot, empty cells where it went on. */
export function unspanned(matrix: Matrix): Sheet {
  const rows = matrix.map((row, at) =>
    row.map((cell, column) =>
      row[column - 1] === cell || matrix[at - 1]?.[column] === cell
        ? label('')
        : { ...cell, columnSpan: 1, rowSpan: 1 },
    ),
  )
  return { columns: Math.max(...matrix.map((row) => row.length)), rows }
}
