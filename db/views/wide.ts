import type { FormLine, FormTable } from '../../extract/forms/form.ts'
import { formTables } from '../../extract/forms/form.ts'
import { columnLabels, rowLabels } from '../dictionary/labels.ts'
import { wideColumns } from '../wide-columns.ts'
import type { WideColumn } from '../wide-columns.ts'
import { agencyAndYear, reportIdColumn } from './agency-columns.ts'
import type { View, ViewColumn } from './view.ts'

const titles: Readonly<Record<FormTable, string>> = {
  proactive: 'What was published without being asked (主动公开政府信息情况, section 二)',
  requests: 'Requests for information and their outcomes (收到和处理政府信息公开申请情况, section 三)',
  disputes: 'Administrative reconsideration and litigation (政府信息公开行政复议、行政诉讼情况, section 四)',
  statistics: 'The statistics return of 2014 (政府信息公开情况统计表)',
}

/** One row a report and table: v_requests, v_proactive, v_disputes, v_statistics. */
export const wideViews: readonly View[] = formTables.map((table) => ({
  name: `v_${table}`,
  description: `${titles[table]}: one row per report, one column per figure of any form of the table.`,
  nullMeans:
    "no figure: the report's form lacks the cell, or its status is not `number` (blank, dash, text, uncertain, missing, unreadable: see v_cells). Never a zero.",
  key: ['report_id'],
  columns: [
    reportIdColumn,
    ...agencyAndYear,
    { name: 'form', is: 't.form', description: 'The form that the table follows, named for its first year.' },
    {
      name: 'doubtful',
      is: 'q.doubtful',
      description: "The table's cells that are uncertain, missing or unreadable.",
      unit: 'cells',
    },
    ...wideColumns(table).map((wide) => wideColumn(table, wide)),
  ],
  from: `from ${table}_wide q join report r on r.report_id = q.report_id
join form_table t on t.form_table_id = q.form_table_id
left join agency a on a.agency_id = r.agency_id`,
}))

/** The words for a figure: its labels as the newest form that has it prints them, and which forms do. */
function wideColumn(table: FormTable, wide: WideColumn): ViewColumn {
  const newest = wide.in[0]
  if (!newest) throw new Error(`no form has the column ${wide.name}`)
  const { row, column, unit } = newest
  const forms = wide.in.map(({ form }) => form.form)
  const english = `${labelOf(rowLabels, table, row.code)} | ${labelOf(columnLabels, table, column.code)}`
  return {
    name: wide.name,
    is: `q.${wide.name}`,
    description: `${pathOf(row)} | ${pathOf(column)} (form ${forms.join(', ')}). ${english}`,
    type: 'number',
    unit,
    source: wide.in.map(({ form }) => form.issued).join(', '),
  }
}

/** @throws Error where a code has no English label: the dictionary's test finds it first */
function labelOf(labels: typeof rowLabels, table: FormTable, code: string): string {
  const known = labels[table][code]
  if (!known) throw new Error(`${table}: ${code} has no English label`)
  return known.label
}

function pathOf({ under, label }: FormLine): string {
  return [...under, label].join(' › ')
}
