import type { ViewColumn } from './view.ts'

/** The columns that say whose report of which year a row is about; over `report r left join agency a`. */

export const reportIdColumn: ViewColumn = {
  name: 'report_id',
  is: 'r.report_id',
  description:
    'The report. Derived from its agency and year (or its address, where either is unknown): the same in every copy.',
}

export const agencyIdColumn: ViewColumn = {
  name: 'agency_id',
  is: 'r.agency_id',
  description: 'The agency. Derived from its division and name: the same in every copy.',
  nullMeans: 'the report does not say whose it is',
}

export const agencyColumn: ViewColumn = {
  name: 'agency',
  is: 'a.name',
  description: "The agency's name as its newest report prints it.",
  source: "the reports' own words",
  nullMeans: 'the report does not say whose it is',
}

export const divisionCodeColumn: ViewColumn = {
  name: 'division_code',
  is: 'a.division_code',
  description: "The agency's place: six digits, nine for towns and streets. The first two name the province.",
  source: 'GB/T 2260',
  nullMeans: 'the place is not certain',
}

export const yearColumn: ViewColumn = {
  name: 'year',
  is: 'r.year',
  description: 'The reporting year. Reports are published early in the year after it.',
  source: "the report's own words",
  nullMeans: 'the report does not say which year it is about',
}

export const agencyAndYear: readonly ViewColumn[] = [
  agencyIdColumn,
  agencyColumn,
  divisionCodeColumn,
  yearColumn,
]

export const fromReports = 'from report r left join agency a on a.agency_id = r.agency_id'
