import { renderedRaw, renderedStatus } from '../cell-row.ts'
import { unpackedPlace } from '../places.ts'
import { statusCodes } from '../vocabulary.ts'
import { agencyAndYear, fromReports, reportIdColumn } from './agency-columns.ts'
import { cellAddress } from './cell-columns.ts'
import type { View } from './view.ts'

const place = unpackedPlace('p.places', { cell: 'f.slot', row: 'w.slot', column: 'k.slot' })

export const cellsView: View = {
  name: 'v_cells',
  description:
    'Every cell of the forms, in the current version of every report, as printed; missing ones too. A value is never computed or guessed.',
  nullMeans: 'see the column',
  key: ['report_id', 'form_table', 'row_code', 'column_code'],
  columns: [
    reportIdColumn,
    ...agencyAndYear,
    { ...cellAddress.form_table, is: 't.code' },
    {
      name: 'form',
      is: 't.form',
      description: 'The form that the table follows, named for its first year: 2021, 2019, 2014.',
    },
    { ...cellAddress.row_code, is: 'w.code' },
    { ...cellAddress.column_code, is: 'k.code' },
    {
      name: 'value',
      is: 'c.value',
      description: 'The printed figure. Look at status: an uncertain one is in doubt.',
      source: "the report's own figure",
      nullMeans: 'no figure is printed there, or none could be read: status says which. Never a zero.',
    },
    {
      name: 'unit',
      is: `case when x.unit is null then f.unit when x.unit = 'null' then null else x.unit ->> '$' end`,
      description: "The printed unit, else the form's.",
      nullMeans: 'a plain count, or (采购总金额 of form 2019) neither the form nor the page gives one',
    },
    {
      name: 'raw',
      is: `coalesce(x.raw, ${renderedRaw('c')})`,
      description: 'What is printed in the cell; the empty text for a blank.',
      source: "the report's own words",
    },
    {
      name: 'status',
      is: renderedStatus('c'),
      description:
        'number · blank · dash (-, —, /, 无 …) · text: something else is printed · uncertain: a figure was read, but it or its place is in doubt · missing: the row or column was not found · unreadable: its table is an image.',
    },
    {
      name: 'place',
      is: `case when c.status = ${statusCodes.missing} then null else ${place} end`,
      description:
        'Where it stands in the file, JSON: page and box in points from the top left (PDF, OFD); table, row and column from 0 (HTML, Word, spreadsheets); line and column from 1 (text).',
      nullMeans: 'nothing was found',
    },
  ],
  from: `${fromReports}
join cell c on c.version_id = r.version_id
join form_cell f on f.form_cell_id = c.form_cell_id
join form_table t on t.form_table_id = f.form_table_id
join form_row w on w.form_row_id = f.form_row_id
join form_column k on k.form_column_id = f.form_column_id
left join cell_text x on x.version_id = c.version_id and x.form_cell_id = c.form_cell_id
left join cell_place p on p.version_id = c.version_id and p.form_table_id = f.form_table_id`,
}
