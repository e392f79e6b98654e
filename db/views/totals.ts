import { crosswalk } from '../dictionary/crosswalk.ts'
import type { View, ViewColumn } from './view.ts'

/** What the sums are made by; SQLite counts these columns from 1. */
const groups: readonly ViewColumn[] = [
  { name: 'year', is: 's.year', description: 'The reporting year.', nullMeans: 'the report does not say' },
  {
    name: 'province_code',
    is: 'substr(s.division_code, 1, 2)',
    description: 'The first two digits of the division: the province.',
    source: 'GB/T 2260',
    nullMeans: 'the place is not certain',
  },
  {
    name: 'division_code',
    is: 's.division_code',
    description: "The agencies' place: six digits, nine for towns and streets.",
    source: 'GB/T 2260',
    nullMeans: 'the place is not certain',
  },
  {
    name: 'level',
    is: 's.level',
    description: 'national, province, prefecture, county, town.',
    nullMeans: 'not known',
  },
  { name: 'kind', is: 's.kind', description: 'What the agencies are: see v_series.' },
]

export const totalsView: View = {
  name: 'v_totals',
  description:
    "Sums of v_series by division, level, kind and year. A government's report may count its whole territory: add one kind at a time.",
  nullMeans: 'no report of the group has a figure',
  key: null,
  columns: [
    ...groups,
    { name: 'reports', is: 'count(*)', description: 'Reports in the group.', unit: 'reports' },
    {
      name: 'doubtful',
      is: 'sum(s.doubtful)',
      description: 'Cells that are uncertain, missing or unreadable: they are in no sum.',
      unit: 'cells',
    },
    ...crosswalk.map(({ measure, labelZh, label }) => ({
      name: measure,
      is: `sum(s.${measure})`,
      description: `Sum of ${measure} of v_series: ${labelZh}, ${label.toLowerCase()}.`,
      type: 'number' as const,
    })),
  ],
  from: `from v_series s group by ${groups.map((_, index) => index + 1).join(', ')}`,
}
