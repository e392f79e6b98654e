import { agencyColumn, fromReports, reportIdColumn, yearColumn } from './agency-columns.ts'
import type { View } from './view.ts'

export const sectionsView: View = {
  name: 'v_sections',
  description: 'The prose of every report (current version), section by section.',
  nullMeans: null,
  key: ['section_id'],
  columns: [
    {
      name: 'section_id',
      is: 's.section_id',
      description: 'The section, in this file: the rowid of the search index of a published copy.',
    },
    reportIdColumn,
    agencyColumn,
    yearColumn,
    { name: 'ordinal', is: 's.ordinal', description: 'Its place in the report, from 1.' },
    {
      name: 'heading',
      is: 's.heading',
      description: 'Its heading as printed: 一、总体情况.',
      source: "the report's own words",
      nullMeans: 'text before the first heading',
    },
    { name: 'text', is: 's.text', description: 'Its text.', source: "the report's own words" },
  ],
  from: `${fromReports}\njoin section s on s.version_id = r.version_id`,
}
