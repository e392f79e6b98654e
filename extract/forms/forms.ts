import { disputes2019, disputes2021 } from './disputes.ts'
import { address } from './form.ts'
import type { CellAddress, Form, FormId, FormLine, FormRow, FormTable } from './form.ts'
import { proactive2019, proactive2021 } from './proactive.ts'
import { requests2019, requests2021 } from './requests.ts'
import { statistics2014 } from './statistics.ts'
import { remembered } from '../recall.ts'

/** Every form that nianbao reads. To add one: write its file, list it here. */
export const forms: readonly Form[] = [
  proactive2021,
  requests2021,
  disputes2021,
  proactive2019,
  requests2019,
  disputes2019,
  statistics2014,
]

export function formOf(table: FormTable, form: FormId): Form | undefined {
  return forms.find((candidate) => candidate.table === table && candidate.form === form)
}

/** The form in force for a reporting year (`forms.md`); none before 2014. */
export function formInForce(year: number): FormId | null {
  if (year >= 2021) return '2021'
  if (year >= 2019) return '2019'
  return year >= 2014 ? '2014' : null
}

/** Tables that the form in force obliges an agency to print. The statistics return of 2014 was sent upward, not owed to readers. */
export function tablesRequired(year: number | null): readonly FormTable[] {
  return year !== null && year >= 2019 ? ['proactive', 'requests', 'disputes'] : []
}

/** A cell that a form asks for. */
export interface FormCell {
  readonly at: CellAddress
  /** Its row and column as one word, unlike any other of its form: `granted.total`. */
  readonly key: string
  readonly row: FormRow
  readonly column: FormLine
}

/** The cells of a form in its own order: row by row, each row's columns from left to right; the same list at every call. */
export const cellsOf: (form: Form) => readonly FormCell[] = remembered((form: Form) => {
  const columns = new Map(form.columns.map((line) => [line.code, line]))
  return form.rows.flatMap((row) =>
    row.columns.map((code) => {
      const column = columns.get(code)
      if (!column) throw new Error(`form ${form.table} ${form.form}: row ${row.code} names no column ${code}`)
      return {
        at: { table: form.table, row: row.code, column: code },
        key: address(row.code, code),
        row,
        column,
      }
    }),
  )
})

/** The unit that the form prints for a cell; null for a plain count. */
export function unitOf(row: FormRow, column: FormLine): string | null {
  return column.unit ?? row.unit
}

/** A form's rows and those that only some agencies print; the same list at every call. */
export const allRows: (form: Form) => readonly FormRow[] = remembered((form: Form) => [
  ...form.rows,
  ...form.extraRows,
])

/** A form's columns and those that only some agencies print; the same list at every call. */
export const allColumns: (form: Form) => readonly FormLine[] = remembered((form: Form) => [
  ...form.columns,
  ...form.extraColumns,
])
