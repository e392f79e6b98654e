import { agencyAndYear, fromReports, reportIdColumn } from './agency-columns.ts'
import type { View } from './view.ts'

export const newsView: View = {
  name: 'v_news',
  description:
    'What changed since a date: every version of every report, with its agency. Ask for changed_at >= a date.',
  nullMeans: null,
  key: ['report_id', 'version'],
  columns: [
    {
      name: 'changed_at',
      is: 'v.retrieved_at',
      description: 'When the version was fetched, UTC, ISO 8601.',
    },
    reportIdColumn,
    ...agencyAndYear,
    { name: 'version', is: 'v.version', description: 'From 1, in the order in which they were seen.' },
    { name: 'reason', is: 'v.reason', description: 'new, source, extractor or correction: see v_versions.' },
    {
      name: 'title',
      is: 'v.title',
      description: 'The title in that version.',
      source: "the report's own words",
      nullMeans: 'it has none',
    },
    { name: 'url', is: 'v.url', description: 'Where it was fetched.' },
  ],
  from: `${fromReports}\njoin report_version v on v.report_id = r.report_id`,
}
