import type { Place } from './document.ts'
import type { CellAddress, Unit } from './forms/form.ts'

/** Why a figure that was read is in doubt. */
export const doubts = ['place', 'label', 'reading', 'duplicate', 'count'] as const
export type Doubt = (typeof doubts)[number]

export const cellStatuses = ['number', 'blank', 'dash', 'text', 'uncertain', 'missing', 'unreadable'] as const
/** What stands in a cell (contract): only `number` and `uncertain` carry a value. */
export type CellStatus = (typeof cellStatuses)[number]

/** A cell of a form, as printed. A value is never computed, guessed or defaulted. */
export type Cell = {
  readonly at: CellAddress
  /** The printed text; "" for a blank. */
  readonly raw: string
  /** Null only where nothing was found (`missing`, and `unreadable` without a place). */
  readonly where: Place | null
  /** The printed unit, else the form's, else null. */
  readonly unit: Unit | null
} & (
  | { readonly status: 'number'; readonly value: number }
  | { readonly status: 'uncertain'; readonly value: number | null; readonly doubt: Doubt }
  | { readonly status: 'blank' | 'dash' | 'text' | 'missing' | 'unreadable'; readonly value: null }
)

/** A figure printed in a table of the report that no form cell took up. `table` counts from 1. */
export interface Unplaced {
  readonly raw: string
  readonly table: number | null
  readonly where: Place
}
