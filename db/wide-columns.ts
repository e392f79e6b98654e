import type { Form, FormLine, FormRow, FormTable } from '../extract/forms/form.ts'
import { cellsOf, forms, unitOf } from '../extract/forms/forms.ts'

/** A figure of a table, in any of the forms that have it. */
export interface WideColumn {
  /** `granted__total`. */
  readonly name: string
  readonly row: string
  readonly column: string
  /** Where it stands in each form that has it, the newest form first. */
  readonly in: readonly {
    readonly form: Form
    readonly row: FormRow
    readonly column: FormLine
    readonly unit: string | null
  }[]
}

/**
 * The columns of a table's wide form: every figure of every form of it, the newest form's first, in the form's order.
 * Rows and columns that only some agencies print (小计, 法人合计) are left out: they are in the cells.
 */
export function wideColumns(table: FormTable): WideColumn[] {
  const columns = new Map<string, { row: string; column: string; in: WideColumn['in'][number][] }>()
  for (const form of forms.filter((candidate) => candidate.table === table).sort(newestFirst)) {
    for (const { at, row, column } of cellsOf(form)) {
      const name = wideName(at.row, at.column)
      const known = columns.get(name) ?? { row: at.row, column: at.column, in: [] }
      known.in.push({ form, row, column, unit: unitOf(row, column) })
      columns.set(name, known)
    }
  }
  return [...columns].map(([name, known]) => ({ name, ...known }))
}

export function wideName(row: string, column: string): string {
  return `${row}__${column}`
}

function newestFirst(a: Form, b: Form): number {
  return b.form.localeCompare(a.form)
}
