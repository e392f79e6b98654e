import { renderedRaw } from '../cell-row.ts'
import { statusCodes } from '../vocabulary.ts'
import { reportIdColumn } from './agency-columns.ts'
import { cellAddress } from './cell-columns.ts'
import type { View } from './view.ts'

/** What a reader is shown of a cell: its figure, else what is printed; null where it was not found. */
const shown = (cell: string, text: string) =>
  `case when ${cell}.version_id is null or ${cell}.status = ${statusCodes.missing} then null ` +
  `when ${cell}.value is not null then ${cell}.value ` +
  `else coalesce(${text}.raw, ${renderedRaw(cell)}) end`

/** The same cell in another version: under another form it has another id, but the same address. */
const counterpart = (cell: string, form: string, version: string) => `left join cell ${cell}
  on ${cell}.version_id = ${version} and ${cell}.form_cell_id in (select form_cell_id from form_cell where address = ${form}.address)
left join cell_text ${cell}x on ${cell}x.version_id = ${cell}.version_id and ${cell}x.form_cell_id = ${cell}.form_cell_id`

/** Cells of the later version that differ from the earlier one's, or are new; then those that only the earlier one has. */
const pairs = `(
  select n.report_id, n.version, n.reason, f.form_table_id, f.form_row_id, f.form_column_id,
    ${shown('b', 'bx')} as before, ${shown('c', 'x')} as after
  from report_version n join report_version o on o.report_id = n.report_id and o.version = n.version - 1
  join cell c on c.version_id = n.version_id
  join form_cell f on f.form_cell_id = c.form_cell_id
  left join cell_text x on x.version_id = c.version_id and x.form_cell_id = c.form_cell_id
  ${counterpart('b', 'f', 'o.version_id')}
  where b.version_id is null or b.value is not c.value or b.status is not c.status
    or bx.raw is not x.raw or bx.unit is not x.unit
  union all
  select n.report_id, n.version, n.reason, f.form_table_id, f.form_row_id, f.form_column_id,
    ${shown('c', 'x')} as before, null as after
  from report_version n join report_version o on o.report_id = n.report_id and o.version = n.version - 1
  join cell c on c.version_id = o.version_id
  join form_cell f on f.form_cell_id = c.form_cell_id
  left join cell_text x on x.version_id = c.version_id and x.form_cell_id = c.form_cell_id
  where not exists (select 1 from cell b where b.version_id = n.version_id
    and b.form_cell_id in (select form_cell_id from form_cell where address = f.address))
)`

export const changesView: View = {
  name: 'v_changes',
  description: 'Cells that differ between a version of a report and the version before it.',
  nullMeans: null,
  key: ['report_id', 'version', 'form_table', 'row_code', 'column_code'],
  columns: [
    { ...reportIdColumn, is: 'e.report_id' },
    { name: 'version', is: 'e.version', description: 'The later of the two versions.' },
    { ...cellAddress.form_table, is: 't.code' },
    { ...cellAddress.row_code, is: 'w.code' },
    { ...cellAddress.column_code, is: 'k.code' },
    {
      name: 'before',
      is: 'e.before',
      description:
        'The earlier figure, or, where there was none, what was printed. Equal to after where only the doubt, the unit or the notation changed.',
      nullMeans: 'the earlier version has no such cell, or it was missing there',
    },
    {
      name: 'after',
      is: 'e.after',
      description: 'The later figure, or, where there is none, what is printed.',
      nullMeans: 'the later version has no such cell, or it is missing there',
    },
    { name: 'reason', is: 'e.reason', description: 'Why there is a later version: see v_versions.' },
  ],
  from: `from ${pairs} e
join form_table t on t.form_table_id = e.form_table_id
join form_row w on w.form_row_id = e.form_row_id
join form_column k on k.form_column_id = e.form_column_id`,
}
