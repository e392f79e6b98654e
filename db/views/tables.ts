import { reportIdColumn } from './agency-columns.ts'
import type { View } from './view.ts'

const tableOrdinal = {
  name: 'table_ordinal',
  description: "The document's table, from 1 in reading order.",
}
const rowIndex = { name: 'row_index', description: 'The row of its grid, from 0.' }
const columnIndex = { name: 'column_index', description: 'The column of its grid, from 0.' }
const inRunningText = 'the format has no grid there: the place in the file is a box or a line'

export const unplacedView: View = {
  name: 'v_unplaced',
  description:
    'Figures printed in the tables of a report (current version) that no form cell took up: what was not read is listed, not dropped.',
  nullMeans: null,
  key: null,
  columns: [
    reportIdColumn,
    { ...tableOrdinal, is: 'u.table_ordinal', nullMeans: 'it stands in no table' },
    { ...rowIndex, is: 'u.row_index', nullMeans: inRunningText },
    { ...columnIndex, is: 'u.column_index', nullMeans: inRunningText },
    { name: 'raw', is: 'u.raw', description: 'What is printed.', source: "the report's own words" },
  ],
  from: 'from report r join unplaced u on u.version_id = r.version_id',
}

export const tableCellsView: View = {
  name: 'v_table_cells',
  description: 'Every cell of every table in a report (current version), mapped to a form or not.',
  nullMeans: null,
  key: ['report_id', 'table_ordinal', 'row_index', 'column_index'],
  columns: [
    reportIdColumn,
    { ...tableOrdinal, is: 's.ordinal' },
    {
      name: 'heading',
      is: 's.heading',
      description: 'The nearest heading above the table.',
      source: "the report's own words",
      nullMeans: 'there is none',
    },
    { ...rowIndex, is: 'g.key' },
    { ...columnIndex, is: 'h.key' },
    {
      name: 'text',
      is: 'h.value',
      description:
        'What is printed; a spanned value stands once, at its top left, and the other slots are empty.',
      source: "the report's own words",
    },
  ],
  from: `from report r join source_table s on s.version_id = r.version_id, json_each(s.grid) g, json_each(g.value) h`,
}
