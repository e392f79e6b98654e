import type { Agency } from '../agency.ts'
import type { Alignment } from '../align.ts'
import type { Cell } from '../cell.ts'
import type { Section } from '../extraction.ts'
import type { Cause } from '../finding.ts'
import { address } from '../forms/form.ts'
import type { CellAddress, FormTable } from '../forms/form.ts'

/** What the rules are told of one report. */
export interface Facts {
  readonly forms: Alignment['forms']
  /** How a second, independent reading of the source sees a cell. */
  readonly second: Alignment['second']
  readonly foreignHeads: Alignment['foreignHeads']
  readonly cells: readonly Cell[]
  readonly year: number | null
  readonly agency: Agency | null
  /** ISO date; null where the document states none. */
  readonly publishedOn: string | null
  readonly sections: readonly Section[]
}

/** A report's cells by their address. */
export type CellAt = (at: CellAddress) => Cell | undefined

export function cellAt(cells: readonly Cell[]): CellAt {
  const tables = new Map<FormTable, Map<string, Cell>>()
  for (const cell of cells) {
    const { table, row, column } = cell.at
    const known = tables.get(table) ?? new Map<string, Cell>()
    tables.set(table, known.set(address(row, column), cell))
  }
  return ({ table, row, column }) => tables.get(table)?.get(address(row, column))
}

/** Amounts have up to six decimals (万元 down to the cent); binary noise behind them is no difference. */
export function exact(value: number): number {
  return Math.round(value * 1e6) / 1e6
}

/**
 * Who is to blame where figures break a rule: the publisher where two readings agree on every one of them, the
 * extraction where they differ on one, nobody knows else.
 */
export function causeOf(operands: readonly CellAddress[], second: Facts['second']): Cause {
  const opinions = operands.map((at) => second(at))
  if (opinions.includes('differs')) return 'extraction'
  return opinions.every((opinion) => opinion === 'agrees') ? 'publisher' : 'unknown'
}
