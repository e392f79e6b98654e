import { forms } from '../../extract/forms/forms.ts'
import { columnLabels, rowLabels } from '../dictionary/labels.ts'
import { queries } from '../dictionary/queries.ts'
import { rules } from '../dictionary/rules.ts'
import { usageWarnings } from '../dictionary/warnings.ts'
import { cellAddress } from './cell-columns.ts'
import type { View } from './view.ts'
import { constantRows } from './view.ts'

/** Every row and column of every form, in both languages. */
const lines = forms.flatMap(({ table, form, issued, rows, extraRows, columns, extraColumns }) => {
  const line = (kind: 'row' | 'column', labels: typeof rowLabels) =>
    (kind === 'row' ? [...rows, ...extraRows] : [...columns, ...extraColumns]).map(
      ({ code, label, unit }) => {
        const english = labels[table][code]
        return [
          table,
          form,
          kind,
          code,
          label,
          english?.label ?? null,
          english?.article ?? null,
          unit,
          issued,
        ]
      },
    )
  return [...line('row', rowLabels), ...line('column', columnLabels)]
})

const labelsView: View = {
  name: '_labels',
  description: 'Rows and columns of the published forms: what each code means, in Chinese and in English.',
  nullMeans: null,
  key: ['form_table', 'form', 'kind', 'code'],
  columns: [
    { ...cellAddress.form_table, is: 'column1' },
    {
      name: 'form',
      is: 'column2',
      description: 'The form, named for the first year for which it is in force.',
    },
    { name: 'kind', is: 'column3', description: 'row or column.' },
    { name: 'code', is: 'column4', description: 'The code, as in row_code and column_code.' },
    { name: 'label_zh', is: 'column5', description: 'Its label as issued.', source: 'the form' },
    { name: 'label', is: 'column6', description: 'What it means, in English.' },
    {
      name: 'article',
      is: 'column7',
      description: 'The article it stands on, of 政府信息公开条例 (2019) where no other document is named.',
      nullMeans: 'the form alone asks for it',
    },
    {
      name: 'unit',
      is: 'column8',
      description: 'The unit that the form prints.',
      nullMeans: 'a plain count',
    },
    { name: 'issued', is: 'column9', description: 'The document that issued the form.' },
  ],
  from: constantRows(lines),
}

const rulesView: View = {
  name: '_rules',
  description: 'The rules that figures are checked against; v_findings has a row where one does not hold.',
  nullMeans: null,
  key: ['rule'],
  columns: [
    { name: 'rule', is: 'column1', description: 'The rule, as in v_findings.' },
    { name: 'class', is: 'column2', description: 'Its class, as in v_findings.' },
    { name: 'label_zh', is: 'column3', description: 'Its name in Chinese.' },
    { name: 'label', is: 'column4', description: 'Its name in English.' },
    { name: 'formula', is: 'column5', description: 'What it asks for, in codes.' },
    { name: 'basis', is: 'column6', description: 'What demands it.', nullMeans: 'plausibility alone' },
    { name: 'note', is: 'column7', description: 'When it breaks lawfully.', nullMeans: 'nothing to add' },
  ],
  from: constantRows(
    rules.map(({ rule, class: kind, labelZh, label, formula, basis, note }) => [
      rule,
      kind,
      labelZh,
      label,
      formula,
      basis,
      note,
    ]),
  ),
}

const warningsView: View = {
  name: '_warnings',
  description: 'What to know before comparing figures: read it once.',
  nullMeans: null,
  key: ['warning'],
  columns: [
    { name: 'warning', is: 'column1', description: 'Its code.' },
    { name: 'about', is: 'column2', description: 'The view that it is about.' },
    { name: 'title', is: 'column3', description: 'In one line.' },
    { name: 'text', is: 'column4', description: 'What to do about it.' },
  ],
  from: constantRows(usageWarnings.map(({ warning, about, title, text }) => [warning, about, title, text])),
}

const queriesView: View = {
  name: '_queries',
  description: 'Queries to begin with: copy the SQL and run it.',
  nullMeans: null,
  key: ['query'],
  columns: [
    { name: 'query', is: 'column1', description: 'Its code.' },
    { name: 'asks', is: 'column2', description: 'The question.' },
    { name: 'sql', is: 'column3', description: 'The answer, in SQL.' },
  ],
  from: constantRows(queries.map(({ query, asks, sql }) => [query, asks, sql])),
}

/** The dictionary beyond tables and columns: what follows from the code, as views of constants. */
export const dictionaryViews: readonly View[] = [labelsView, rulesView, warningsView, queriesView]
