import { crosswalk, measureSql } from '../dictionary/crosswalk.ts'
import { divisionCodeColumn, yearColumn } from './agency-columns.ts'
import { fromMeasures } from './series.ts'
import type { View } from './view.ts'

/** What kind of body an agency is, told by the end of its name where nothing has classified it: 长沙市人民政府, 清水街道办事处. */
export const kindSql = `coalesce(a.kind, case
  when length(a.division_code) = 9 or a.name glob '*街道办事处' or a.name glob '*[乡镇]人民政府' then 'town'
  when a.name glob '*人民政府' or a.name glob '*人民政府办公[厅室]' then 'government'
  else 'department' end)`

export const totalsView: View = {
  name: 'v_totals',
  description:
    "Sums of v_series by division, level, kind and year. A government's report may count its whole territory: add one kind at a time.",
  nullMeans: 'no report of the group has a figure',
  key: null,
  columns: [
    { ...yearColumn },
    {
      name: 'province_code',
      is: 'substr(a.division_code, 1, 2)',
      description: 'The first two digits of the division: the province.',
      source: 'GB/T 2260',
      nullMeans: 'the place is not certain',
    },
    divisionCodeColumn,
    {
      name: 'level',
      is: 'a.level',
      description: 'national, province, prefecture, county, town.',
      nullMeans: 'not known',
    },
    {
      name: 'kind',
      is: kindSql,
      description:
        'government, town (乡镇, 街道), department (every other body): by the name, where nothing better is known.',
    },
    { name: 'reports', is: 'count(*)', description: 'Reports in the group.', unit: 'reports' },
    {
      name: 'doubtful',
      is: 'sum(v.doubtful)',
      description: 'Cells that are uncertain, missing or unreadable: they are in no sum.',
      unit: 'cells',
    },
    ...crosswalk.map((measure) => ({
      name: measure.measure,
      is: `sum(${measureSql(measure)})`,
      description: `Sum of ${measure.measure} of v_series: ${measure.labelZh}, ${measure.label.toLowerCase()}.`,
      type: 'number' as const,
    })),
  ],
  from: `${fromMeasures}
join report_version v on v.version_id = r.version_id
group by 1, 2, 3, 4, 5`,
}
