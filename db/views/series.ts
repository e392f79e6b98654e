import { crosswalk, measureSql } from '../dictionary/crosswalk.ts'
import { agencyAndYear, fromReports, reportIdColumn } from './agency-columns.ts'
import type { View } from './view.ts'

/** Every report with the wide rows that it has: nothing is read of a table that a query does not name. */
export const fromMeasures = `${fromReports}
left join requests_wide q on q.report_id = r.report_id
left join disputes_wide d on d.report_id = r.report_id
left join proactive_wide p on p.report_id = r.report_id
left join statistics_wide s on s.report_id = r.report_id`

export const seriesView: View = {
  name: 'v_series',
  description:
    'One row per report, one column per measure that compares across the forms of 2014, 2019 and 2021 (v_crosswalk): the series of an agency over the years. Sums of several cells are made here; every other figure is as printed.',
  nullMeans:
    'no figure: the report has no such cell, or its status is not `number`; of a sum: its table has doubtful cells or no printed total',
  key: ['report_id'],
  columns: [
    reportIdColumn,
    ...agencyAndYear,
    ...crosswalk.map((measure) => ({
      name: measure.measure,
      is: measureSql(measure),
      description: `${measure.labelZh}. ${measure.label}: ${recipe(measure)}.`,
      type: 'number' as const,
    })),
  ],
  from: fromMeasures,
}

/** `new_received.total (2021, 2019); near: received.count (2014)`. */
function recipe({ cells }: (typeof crosswalk)[number]): string {
  const parts = new Map<string, string[]>()
  for (const { form, row, column, comparable } of cells) {
    const key = `${comparable === 'near' ? 'near: ' : ''}${form}`
    parts.set(key, [...(parts.get(key) ?? []), `${row}.${column}`])
  }
  return [...parts].map(([form, members]) => `${form} = ${members.join(' + ')}`).join('; ')
}
