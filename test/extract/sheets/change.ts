import type { FormTable } from '../../../extract/forms/form.ts'
import type { Draft } from './document.ts'
import type { Sheet, SheetCell } from './sheet.ts'

/** The same draft with the sheets of one table changed. */
export function changed(draft: Draft, table: FormTable, change: (sheet: Sheet) => Sheet | Sheet[]): Draft {
  return {
    ...draft,
    parts: draft.parts.flatMap((part) => {
      if (part.kind !== 'sheet' || part.table !== table) return [part]
      return [change(part.sheet)].flat().map((sheet) => ({ ...part, sheet }))
    }),
  }
}

/** The same sheet with the row changed in which a label stands. */
export function withRow(
  sheet: Sheet,
  wanted: string,
  change: (row: readonly SheetCell[]) => SheetCell[],
): Sheet {
  return { ...sheet, rows: sheet.rows.map((row) => (holds(row, wanted) ? change(row) : row)) }
}

/** The same sheet with other words where a label stood. */
export function relabelled(sheet: Sheet, labels: Readonly<Record<string, string>>): Sheet {
  return {
    ...sheet,
    rows: sheet.rows.map((row) => row.map((cell) => ({ ...cell, text: labels[cell.text] ?? cell.text }))),
  }
}

function holds(row: readonly SheetCell[], wanted: string): boolean {
  return row.some(({ kind, text }) => kind === 'label' && text === wanted)
}
