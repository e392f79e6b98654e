import type { CellBorder, RowDefinition } from '../word/levels.ts'
import { codes } from './modifiers.ts'
import type { Modifier } from './modifiers.ts'

/** Bytes of a cell's descriptor in a row's definition (TC80, MS-DOC 2.9.308). */
const descriptor = 20

/** A row's borders and merges, from the properties of the mark that ends it. */
export function rowDefinition(list: readonly Modifier[]): RowDefinition {
  let row: RowDefinition = { left: 0, cells: [] }
  for (const { code, operand } of list) {
    if (code === codes.rowDefinition) row = definition(operand)
    else if (code === codes.mergeDown && operand.length >= 2)
      row = changed(row, operand.readUInt8(0), operand.readUInt8(0) + 1, { down: down(operand.readUInt8(1)) })
    else if (code === codes.mergeAcross && operand.length >= 2)
      row = changed(row, operand.readUInt8(0) + 1, operand.readUInt8(1), { across: true })
  }
  return row
}

function definition(operand: Buffer): RowDefinition {
  const count = operand.length > 0 ? operand.readUInt8(0) : 0
  const described = 1 + (count + 1) * 2
  if (operand.length < described) return { left: 0, cells: [] }
  const cells = Array.from({ length: count }, (_, index): CellBorder => {
    const at = described + index * descriptor
    // Descriptors may be left out from the end on; such cells are ordinary ones.
    const flags = at + 2 <= operand.length ? operand.readUInt16LE(at) : 0
    return {
      right: operand.readInt16LE(1 + (index + 1) * 2),
      down: down((flags >> 5) & 3),
      across: (flags & 2) !== 0,
    }
  })
  return { left: operand.readInt16LE(1), cells }
}

function down(flags: number): CellBorder['down'] {
  if (flags === 3) return 'starts'
  return flags === 1 ? 'continues' : 'alone'
}

function changed(row: RowDefinition, from: number, to: number, change: Partial<CellBorder>): RowDefinition {
  return {
    ...row,
    cells: row.cells.map((cell, index) => (index >= from && index < to ? { ...cell, ...change } : cell)),
  }
}
