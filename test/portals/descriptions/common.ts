import type { Neighbour, PracticeAgency, TableLayout } from '../portal.ts'

/** The form as it is issued, without any oddity. */
export const issuedLayout: TableLayout = {
  cells: 'spans',
  proactive: 'one',
  disputes: 'row',
  markup: 'plain',
  labels: 'issued',
  blank: '',
}

/** What surrounds a typical report; descriptions say what differs. */
export const usual: Pick<PracticeAgency, 'years' | 'title' | 'layout'> = {
  years: [2019, 2024],
  title: 'full',
  layout: issuedLayout,
}

/** Neighbours that every annual-report column collects over the years. */
export const usualNeighbours: readonly Neighbour[] = [
  { kind: 'website_return', year: 2022, publishedOn: '2023-01-19' },
  { kind: 'website_return', year: 2023, publishedOn: '2024-01-17' },
  { kind: 'law_based_government', year: 2023, publishedOn: '2024-03-26' },
  { kind: 'notice', year: 2023, publishedOn: '2023-12-20' },
  { kind: 'explanation', year: 2023, publishedOn: '2024-03-29' },
  { kind: 'picture', year: 2022, publishedOn: '2023-03-30' },
  { kind: 'budget', year: 2024, publishedOn: '2024-02-06' },
]

/** Allows the columns and keeps robots out of what is of no use to them. */
export const usualRobots = 'User-agent: *\nDisallow: /admin/\nDisallow: /search/\n'
