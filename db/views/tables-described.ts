import type { Description } from './view.ts'

/** A public table that is no view, in words. */
export interface DescribedTable {
  readonly name: string
  readonly description: string
  readonly nullMeans: string | null
  readonly key: readonly string[] | null
  readonly columns: readonly Description[]
}

const issued = '国办公开办函〔2021〕30号, 国办公开办函〔2019〕60号, 国办发〔2014〕32号'
const formTableId: Description = {
  name: 'form_table_id',
  description: 'The table of a form: see form_table.',
}

const line = (kind: 'row' | 'column'): DescribedTable => ({
  name: `form_${kind}`,
  description: `The ${kind}s of the published forms, with their Chinese labels.`,
  nullMeans: null,
  key: [`form_${kind}_id`],
  columns: [
    { name: `form_${kind}_id`, description: `The ${kind}, in this file.` },
    formTableId,
    { name: 'code', description: `The public code of the ${kind}, as in ${kind}_code.` },
    { name: 'label', description: 'Its label as issued.', source: issued },
    { name: 'headings', description: 'The headings above it, outermost first, a JSON list.', source: issued },
    { name: 'ordinal', description: 'Its place in the printed order, from 1.' },
    { name: 'slot', description: 'Its index in packed places: internal.' },
    {
      name: 'extra',
      description: '1 where only some agencies print it (a figure on a heading row, 法人合计), else 0.',
    },
  ],
})

/** The public tables: the dictionary itself, and the forms. */
export const describedTables: readonly DescribedTable[] = [
  {
    name: '_tables',
    description: 'What every public view and table is: start here.',
    nullMeans: null,
    key: ['table_name'],
    columns: [
      { name: 'table_name', description: 'The view or table.' },
      { name: 'description', description: 'What a row of it is.' },
      {
        name: 'null_means',
        description: 'What a null in it means, where its column does not say otherwise.',
        nullMeans: 'its columns say',
      },
    ],
  },
  {
    name: '_columns',
    description: 'What every column of every public view and table is.',
    nullMeans: null,
    key: ['table_name', 'column_name'],
    columns: [
      { name: 'table_name', description: 'The view or table.' },
      { name: 'column_name', description: 'The column.' },
      { name: 'description', description: 'What it holds. Figures carry their Chinese labels.' },
      { name: 'unit', description: 'The unit of its figures.', nullMeans: 'a plain count, or no figure' },
      { name: 'source', description: 'Where its content comes from.', nullMeans: 'nianbao itself' },
      {
        name: 'null_means',
        description: 'What a null in it means.',
        nullMeans: 'what _tables says for the whole table; where that says nothing, it is never null',
      },
    ],
  },
  {
    name: 'form_table',
    description: 'The tables of the published forms.',
    nullMeans: null,
    key: ['form_table_id'],
    columns: [
      formTableId,
      { name: 'code', description: 'The public code of the table, as in form_table of v_cells.' },
      { name: 'form', description: 'The form, named for the first year for which it is in force.' },
      { name: 'title', description: "The table's title as issued.", source: issued },
      { name: 'issued', description: 'The document that issued the form.', source: issued },
    ],
  },
  line('row'),
  line('column'),
  {
    name: 'form_cell',
    description: 'The cells of the published forms.',
    nullMeans: null,
    key: ['form_cell_id'],
    columns: [
      { name: 'form_cell_id', description: 'The cell, in this file.' },
      formTableId,
      { name: 'form_row_id', description: 'Its row: see form_row.' },
      { name: 'form_column_id', description: 'Its column: see form_column.' },
      { name: 'address', description: 'table.row.column: the same in every form that has the cell.' },
      { name: 'slot', description: 'Its index in packed places: internal.' },
      {
        name: 'unit',
        description: 'The unit that the form prints for it.',
        source: issued,
        nullMeans: 'a plain count',
      },
    ],
  },
]
