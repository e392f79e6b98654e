import {
  agencyColumn,
  agencyIdColumn,
  divisionCodeColumn,
  reportIdColumn,
  yearColumn,
} from './agency-columns.ts'
import type { View } from './view.ts'

export const reportsView: View = {
  name: 'v_reports',
  description:
    "Every report, in its current version: one agency's for one year. Reports that could not be read, and those that were withdrawn, are rows too.",
  nullMeans: 'not stated by the report',
  key: ['report_id'],
  columns: [
    reportIdColumn,
    agencyIdColumn,
    agencyColumn,
    {
      name: 'agency_as_printed',
      is: 'v.agency_name',
      description: "The agency's name as this report prints it.",
      source: "the report's own words",
      nullMeans: 'the report does not say whose it is',
    },
    divisionCodeColumn,
    {
      name: 'division',
      is: 'd.name',
      description: "The name of the agency's place.",
      source: 'GB/T 2260',
      nullMeans: 'the place is not certain, or the list of divisions does not have its code',
    },
    yearColumn,
    {
      name: 'title',
      is: 'v.title',
      description: "The report's title.",
      source: "the report's own words",
      nullMeans: 'it has none',
    },
    {
      name: 'url',
      is: 'v.url',
      description: 'The absolute address from which the current content came: the page, or its attachment.',
    },
    {
      name: 'published_on',
      is: 'v.published_on',
      description: 'The date of publication, ISO 8601.',
      source: "the page's metadata or the report's signature",
      nullMeans: 'neither states one',
    },
    {
      name: 'media_type',
      is: 'o.media_type',
      description: 'What kind of file it is, found by its bytes: text/html, application/pdf …',
      nullMeans: 'not recognised',
    },
    {
      name: 'forms',
      is: 'v.forms',
      description:
        'The form that each table follows, a JSON object: {"requests":"2021", …}; null in it where a table was not found.',
    },
    {
      name: 'state',
      is: 'r.state',
      description:
        'read: all of it · partly: a required table, or some of its cells, were not found · needs_ocr: no text, only images · unreadable: a damaged, locked or unknown file · gone: withdrawn by its source, kept here.',
    },
    { name: 'cells', is: 'v.cells', description: 'Cells of its forms, missing ones too.', unit: 'cells' },
    {
      name: 'doubtful',
      is: 'v.doubtful',
      description: 'Cells that are uncertain, missing or unreadable.',
      unit: 'cells',
    },
    {
      name: 'findings',
      is: 'v.findings',
      description: 'Rules that the report does not satisfy: see v_findings.',
      unit: 'findings',
    },
    {
      name: 'retrieved_at',
      is: 'v.retrieved_at',
      description: 'When the current content was fetched, UTC, ISO 8601.',
    },
    {
      name: 'sha256',
      is: 'o.sha256',
      description: 'SHA-256 of the file that the current content was read from, in hexadecimal.',
    },
  ],
  from: `from report r join report_version v on v.version_id = r.version_id
join document o on o.document_id = v.document_id
left join agency a on a.agency_id = r.agency_id
left join division d on d.code = a.division_code`,
}

export const versionsView: View = {
  name: 'v_versions',
  description:
    'Every version of every report: one per distinct content. The newest is in use everywhere else.',
  nullMeans: null,
  key: ['report_id', 'version'],
  columns: [
    { ...reportIdColumn, is: 'v.report_id' },
    { name: 'version', is: 'v.version', description: 'From 1, in the order in which they were seen.' },
    { name: 'retrieved_at', is: 'v.retrieved_at', description: 'When it was fetched, UTC, ISO 8601.' },
    {
      name: 'sha256',
      is: 'o.sha256',
      description: 'SHA-256 of the file that it was read from, in hexadecimal.',
    },
    { name: 'extractor', is: 'v.extractor', description: 'The version of the extractor that read it.' },
    {
      name: 'reason',
      is: 'v.reason',
      description:
        'new: the first · source: the source changed it · extractor: the same file, read otherwise by a newer extractor · correction: corrected by a person.',
    },
  ],
  from: 'from report_version v join document o on o.document_id = v.document_id',
}
