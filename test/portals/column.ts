import type { Neighbour, PracticeReport } from './portal.ts'

/** A column of a portal: a list of articles, columns below it, or both. */
export interface Column {
  readonly label: string
  /** Latin names from the annual-report column down to this one: stands in paths. */
  readonly path: readonly string[]
  readonly children: readonly Column[]
  /** Newest first, as lists show them. */
  readonly articles: readonly Article[]
  /** `report`: the column's own page is its one article. `table`: rows are agencies, columns are years. `groups`: years below each agency. */
  readonly shows: 'list' | 'report' | 'table' | 'groups'
}

/** A page of content that a column lists. */
export type Article = {
  /** Unique within the portal. */
  readonly key: string
  readonly title: string
  readonly linkText: string
  /** ISO date. */
  readonly publishedOn: string
  /** 发布机构 */
  readonly source: string
  readonly columnPath: readonly string[]
} & (
  | { readonly kind: 'report'; readonly report: PracticeReport }
  | { readonly kind: 'neighbour'; readonly neighbour: Neighbour }
)
