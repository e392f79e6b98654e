import type { Alignment } from './align.ts'
import type { Cell } from './cell.ts'
import type { Document } from './document.ts'
import { cellsOf, formInForce, formOf, tablesRequired, unitOf } from './forms/forms.ts'

/**
 * Cells of the tables that the year's form requires and that are not there as text, where the document shows pictures
 * instead: `unreadable`, so that nobody takes the gap for a report without figures.
 */
export function pictured(document: Document, { forms }: Alignment, year: number | null): Cell[] {
  if (document.images.length === 0 || year === null) return []
  const inForce = formInForce(year)
  return tablesRequired(year).flatMap((table) => {
    const form = forms[table] === null && inForce ? formOf(table, inForce) : undefined
    if (!form) return []
    return [...cellsOf(form)].map(({ at, row, column }): Cell => ({
      at,
      raw: '',
      where: null,
      unit: unitOf(row, column),
      status: 'unreadable',
      value: null,
    }))
  })
}
