import type { Doubt } from '../cell.ts'
import type { Place } from '../document.ts'
import type { Form } from '../forms/form.ts'

/** What one way of reading found for a cell of a form. */
export interface Found {
  readonly row: string
  readonly column: string
  /** The printed text; "" for a blank, and for a cell whose figure cannot be told from its neighbours'. */
  readonly raw: string
  readonly where: Place | null
  /** Null where nothing speaks against it. */
  readonly doubt: Doubt | null
  /** The table is a picture here. */
  readonly image: boolean
}

/** One way of reading one form's table out of a document. */
export interface Reading {
  readonly form: Form
  /** By `address(row, column)`. */
  readonly found: ReadonlyMap<string, Found>
  /** Places taken up, as `placeKey`: what is printed elsewhere in the tables stays unplaced. */
  readonly taken: ReadonlySet<string>
  readonly foreignHeads: readonly ForeignHead[]
  /** Figures in running text that stand among the table's rows and that no cell took up. */
  readonly left: readonly Figureless[]
  /** How many of the form's own column labels stand over the table: what tells a form from its neighbours. */
  readonly heads: number
}

/** A printed figure without a cell. */
export interface Figureless {
  readonly raw: string
  readonly where: Place
}

/** A column head over figures that names no column of the form, where one of the row's columns is missing. */
export interface ForeignHead {
  readonly row: string
  readonly column: string
  readonly label: string
}

export function placeKey(place: Place): string {
  if ('table' in place) return `t${place.table},${place.row},${place.column}`
  if ('line' in place) return `l${place.line},${place.column}`
  return `p${place.page},${place.box.join()}`
}
