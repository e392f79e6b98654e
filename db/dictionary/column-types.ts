/** What a column holds, in the words of Frictionless Table Schema. `any`: a figure or a text, whichever is printed. */
export type ColumnType = 'integer' | 'number' | 'text' | 'date' | 'datetime' | 'json' | 'any'

const integers =
  'report_id agency_id year version cells doubtful findings reports agencies new changed owed requests bytes ordinal slot extra table_ordinal row_index column_index section_id published late blocked unreadable withdrawn awaited form_table_id form_row_id form_column_id form_cell_id changed_cells'
const numbers = 'value expected actual difference'
const times = 'retrieved_at since last_run_at next_due_at changed_at published_at'
const dates = 'published_on due_on'
const jsons = 'forms place headings'
const either = 'before after'

/** A name means the same in every view, so its type is said once; what is not here is text. */
const types: ReadonlyMap<string, ColumnType> = new Map([
  ...typed(integers, 'integer'),
  ...typed(numbers, 'number'),
  ...typed(times, 'datetime'),
  ...typed(dates, 'date'),
  ...typed(jsons, 'json'),
  ...typed(either, 'any'),
])

/** @param column its own `type`, where it has one, goes before what its name says */
export function columnType({
  name,
  type,
}: {
  readonly name: string
  readonly type?: ColumnType
}): ColumnType {
  return type ?? types.get(name) ?? 'text'
}

function typed(names: string, type: ColumnType): [string, ColumnType][] {
  return names.split(' ').map((name) => [name, type])
}
