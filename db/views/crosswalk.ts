import { crosswalk } from '../dictionary/crosswalk.ts'
import { cellAddress } from './cell-columns.ts'
import type { View } from './view.ts'
import { constantRows } from './view.ts'

export const crosswalkView: View = {
  name: 'v_crosswalk',
  description:
    'What compares across the forms of 2014, 2019 and 2021, and only that: the cells whose sum is a measure of v_series, form by form.',
  nullMeans: null,
  key: ['measure', 'form', 'row_code', 'column_code'],
  columns: [
    { name: 'measure', is: 'column1', description: 'The measure: a column of v_series.' },
    { name: 'label_zh', is: 'column2', description: 'Its name in Chinese.' },
    { name: 'label', is: 'column3', description: 'Its name in English.' },
    {
      name: 'form',
      is: 'column4',
      description: 'The form, named for the first year for which it is in force.',
    },
    { ...cellAddress.form_table, is: 'column5' },
    { ...cellAddress.row_code, is: 'column6' },
    { ...cellAddress.column_code, is: 'column7' },
    {
      name: 'comparable',
      is: 'column8',
      description:
        'same: the same thing counted the same way as in form 2021 · near: the same subject, but wording or scope differ; look for a step in the series.',
    },
  ],
  from: constantRows(
    crosswalk.flatMap(({ measure, labelZh, label, cells }) =>
      cells.map(({ form, table, row, column, comparable }) => [
        measure,
        labelZh,
        label,
        form,
        table,
        row,
        column,
        comparable,
      ]),
    ),
  ),
}
