import { cellsOf, forms, unitOf } from '../extract/forms/forms.ts'
import type { Form, FormId, FormLine, FormRow, FormTable } from '../extract/forms/form.ts'
import type { Connection } from './connection.ts'
import { DatabaseError } from './database-error.ts'

/** A form's cell as the file knows it. */
export interface KnownCell {
  readonly formCellId: number
  readonly formTableId: number
  /** Its index in packed places, and those of its row and column. */
  readonly slot: number
  readonly rowSlot: number
  readonly columnSlot: number
  readonly unit: string | null
}

/** The ids that cells are stored under. */
export interface FormDictionary {
  tableId(table: FormTable, form: FormId): number | undefined
  cell(table: FormTable, form: FormId, row: string, column: string): KnownCell | undefined
}

export function addressOf(table: FormTable, row: string, column: string): string {
  return `${table}.${row}.${column}`
}

/**
 * Writes the forms of extract/ into the file. Ids and slots are given once and stay; labels and order follow the code.
 * The caller's transaction holds it.
 * @throws DatabaseError `forms_changed` where a unit differs: stored cells leave out the form's unit, and would change theirs in silence
 */
export function fillForms({ sqlite }: Connection): void {
  const table = sqlite.prepare<[string, string, string, string], { id: number }>(
    `insert into form_table (code, form, title, issued) values (?, ?, ?, ?)
     on conflict (code, form) do update set title = excluded.title, issued = excluded.issued returning form_table_id as id`,
  )
  const line = (kind: 'row' | 'column') =>
    sqlite.prepare<Record<string, unknown>, { id: number }>(
      `insert into form_${kind} (form_table_id, code, label, headings, ordinal, slot, extra)
       values (@tableId, @code, @label, @headings, @ordinal,
         (select coalesce(max(slot) + 1, 0) from form_${kind} where form_table_id = @tableId), @extra)
       on conflict (form_table_id, code) do update
         set label = excluded.label, headings = excluded.headings, ordinal = excluded.ordinal, extra = excluded.extra
       returning form_${kind}_id as id`,
    )
  const rowLine = line('row')
  const columnLine = line('column')
  const cell = sqlite.prepare<Record<string, unknown>, { unit: string | null }>(
    `insert into form_cell (form_table_id, form_row_id, form_column_id, address, slot, unit)
     values (@tableId, @rowId, @columnId, @address,
       (select coalesce(max(slot) + 1, 0) from form_cell where form_table_id = @tableId), @unit)
     on conflict (form_row_id, form_column_id) do update set address = excluded.address returning unit`,
  )
  for (const form of forms) {
    const tableId = table.get(form.table, form.form, form.title, form.issued)?.id
    const write = (statement: typeof rowLine, lines: readonly FormLine[], extras: readonly FormLine[]) =>
      new Map(
        [...lines, ...extras].map(({ code, label, under }, index) => {
          const extra = index < lines.length ? 0 : 1
          const values = { tableId, code, label, headings: JSON.stringify(under), ordinal: index + 1, extra }
          return [code, statement.get(values)?.id] as const
        }),
      )
    const rowIds = write(rowLine, form.rows, form.extraRows)
    const columnIds = write(columnLine, form.columns, form.extraColumns)
    for (const { row, column } of everyCell(form)) {
      const unit = unitOf(row, column)
      const address = addressOf(form.table, row.code, column.code)
      const known = cell.get({
        tableId,
        rowId: rowIds.get(row.code),
        columnId: columnIds.get(column.code),
        address,
        unit,
      })
      if (known && known.unit !== unit) throw unitChanged(form, address, known.unit, unit)
    }
  }
}

/** The file's own ids, as they were given when it was filled. */
export function readForms({ sqlite }: Connection): FormDictionary {
  const tables = new Map(
    sqlite
      .prepare<[], { id: number; code: string; form: string }>(
        'select form_table_id as id, code, form from form_table',
      )
      .all()
      .map(({ id, code, form }) => [`${code} ${form}`, id]),
  )
  const cells = new Map<string, Map<string, Map<string, Map<string, KnownCell>>>>()
  for (const { table, form, row, column, ...known } of sqlite
    .prepare<[], KnownCell & Record<'table' | 'form' | 'row' | 'column', string>>(
      `select t.code as "table", t.form, r.code as row, c.code as "column", f.form_cell_id as formCellId,
         f.form_table_id as formTableId, f.slot, r.slot as rowSlot, c.slot as columnSlot, f.unit
       from form_cell f join form_table t using (form_table_id)
       join form_row r using (form_row_id) join form_column c using (form_column_id)`,
    )
    .iterate()) {
    within(within(within(cells, table), form), row).set(column, known)
  }
  return {
    tableId: (table, form) => tables.get(`${table} ${form}`),
    cell: (table, form, row, column) => cells.get(table)?.get(form)?.get(row)?.get(column),
  }
}

/** The map under a key, made where there is none. Nested maps, since a joined key would be made anew for every cell. */
function within<Value>(map: Map<string, Map<string, Value>>, key: string): Map<string, Value> {
  const known = map.get(key)
  if (known) return known
  const made = new Map<string, Value>()
  map.set(key, made)
  return made
}

/** The form's own cells first, then those of rows and columns that only some agencies print. */
function* everyCell(form: Form): Generator<{ row: FormRow; column: FormLine }> {
  yield* cellsOf(form)
  for (const row of form.extraRows) {
    for (const column of form.columns) if (row.columns.includes(column.code)) yield { row, column }
  }
  for (const row of [...form.rows, ...form.extraRows])
    for (const column of form.extraColumns) yield { row, column }
}

function unitChanged(
  { table, form }: Form,
  address: string,
  before: string | null,
  after: string | null,
): DatabaseError {
  return new DatabaseError(
    'forms_changed',
    `The unit of ${address} in form ${form} of ${table} is ${before ?? 'none'} in this file and ${after ?? 'none'} in the program: ` +
      'its cells need a migration that says what their unit is.',
  )
}
