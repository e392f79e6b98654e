import { crosswalk, measureSql } from '../dictionary/crosswalk.ts'
import { agencyAndYear, fromReports, reportIdColumn } from './agency-columns.ts'
import type { View } from './view.ts'

/** What kind of body an agency is; told by the end of its name where nothing has classified it: 长沙市人民政府, 清水街道办事处. */
export const kindSql = `coalesce(a.kind, case when a.name glob '*街道办事处' then 'street'
  when length(a.division_code) = 9 or a.name glob '*[乡镇]人民政府' then 'town'
  when a.name glob '*人民政府' then 'government' when a.name glob '*人民政府办公[厅室]' then 'office' else 'department' end)`

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
    {
      name: 'level',
      is: 'a.level',
      description: "The agency's level: national, province, prefecture, county, town.",
      nullMeans: 'not known',
    },
    {
      name: 'kind',
      is: kindSql,
      description:
        'What the agency is: government, office (its 办公厅, 办公室), department, town, street, institution, enterprise.',
    },
    {
      name: 'doubtful',
      is: 'v.doubtful',
      description: "The report's cells that are uncertain, missing or unreadable.",
      unit: 'cells',
    },
    ...crosswalk.map((measure) => ({
      name: measure.measure,
      is: measureSql(measure),
      description: `${measure.labelZh}. ${measure.label}: ${recipe(measure)}.`,
      type: 'number' as const,
    })),
  ],
  from: `${fromReports}
join report_version v on v.version_id = r.version_id
left join requests_wide q on q.report_id = r.report_id
left join disputes_wide d on d.report_id = r.report_id
left join proactive_wide p on p.report_id = r.report_id
left join statistics_wide s on s.report_id = r.report_id`,
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
