import type { Cell } from '../extract/cell.ts'
import { statusCodes } from './vocabulary.ts'

/** What a cell's main row holds. */
export interface CellRow {
  readonly value: number | null
  /** `statusCodes`; null where the value tells it. */
  readonly status: number | null
}

/** What a cell has beyond it; null where it has nothing. */
export interface CellTextRow {
  /** Null where the plain rendering is what is printed. */
  readonly raw: string | null
  /** JSON of the unit; null where it is the form's. */
  readonly unit: string | null
  readonly doubt: string | null
}

export function cellRow(cell: Cell): CellRow {
  const { value, status } = cell
  return { value, status: status === 'number' || status === 'blank' ? null : statusCodes[status] }
}

/** @param formUnit the unit that the cell's form prints */
export function cellTextRow(cell: Cell, formUnit: string | null): CellTextRow | null {
  const raw = cell.raw === plainRendering(cell) ? null : cell.raw
  const unit = cell.unit === formUnit ? null : JSON.stringify(cell.unit)
  const doubt = cell.status === 'uncertain' ? cell.doubt : null
  return raw === null && unit === null && doubt === null ? null : { raw, unit, doubt }
}

/** A decimal that SQLite renders as JavaScript does: 4068.208, but not 1e-7 and not 0.30000000000000004. */
const plainDecimal = /^-?\d{1,9}\.\d{1,6}$/

/**
 * What need not be stored, since `renderedRaw` gives it back: the number as a computer writes it, "-" for a dash, "" for
 * a blank. Null where there is no such rendering.
 */
function plainRendering({ status, value }: Cell): string | null {
  if (value === null) return status === 'dash' ? '-' : ''
  if (Number.isSafeInteger(value)) return String(value)
  const text = String(value)
  return plainDecimal.test(text) && Math.abs(value) >= 0.001 ? text : null
}

/** The same in SQL, over a row of `cell`: what is printed where `cell_text` says nothing else. */
export function renderedRaw(cell: string): string {
  return `case when ${cell}.value is not null then cast(${cell}.value as text) when ${cell}.status = ${statusCodes.dash} then '-' else '' end`
}

/** The status's word, over a row of `cell`. */
export function renderedStatus(cell: string): string {
  const words = Object.entries(statusCodes).map(([word, code]) => `when ${code} then '${word}'`)
  return `case ${cell}.status ${words.join(' ')} else iif(${cell}.value is null, 'blank', 'number') end`
}
