import { neighbourTitle } from './report/neighbourText.ts'
import type { Neighbour, PracticePortal, PracticeReport } from './portal.ts'
import { random, hash } from './random.ts'
import type { Random } from './random.ts'

/** A portal at an address, with its columns and articles laid out: what renderers draw. */
export interface Site {
  readonly portal: PracticePortal
  /** `http://127.0.0.1:8101`, without a slash behind it. */
  readonly baseUrl: string
  /** The annual-report column. */
  readonly root: Column
  /** How often a report's page was changed since the start: moves its Last-Modified. */
  readonly revisions: ReadonlyMap<string, number>
}

export interface Column {
  readonly label: string
  /** Latin names from the annual-report column down to this one: stands in paths. */
  readonly path: readonly string[]
  readonly children: readonly Column[]
  /** Newest first, as lists show them. */
  readonly articles: readonly Article[]
  /** `report`: the column's own page is its one article. */
  readonly shows: 'list' | 'report'
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

export function siteOf(
  portal: PracticePortal,
  baseUrl: string,
  reports: readonly PracticeReport[],
  revisions: ReadonlyMap<string, number>,
): Site {
  return { portal, baseUrl, root: rootColumn(portal, reports), revisions }
}

/** The annual-report column as the description arranges it. */
function rootColumn(portal: PracticePortal, reports: readonly PracticeReport[]): Column {
  const path = ['zfxxgknb']
  const label = '政府信息公开年报'
  const neighbours = portal.neighbours.map((neighbour) => neighbourArticle(portal, neighbour, path))
  switch (portal.organisation) {
    case 'flat':
      return list(label, path, [...reports.map((report) => reportArticle(report, path)), ...neighbours])
    case 'units': {
      const own = portal.agencies[0]
      const ownReports = reports.filter(({ agency }) => agency === own)
      const others = portal.agencies.filter((agency) => agency !== own)
      return {
        ...list(label, path, [...ownReports.map((report) => reportArticle(report, path)), ...neighbours]),
        children: others.map((agency) => {
          const unitPath = [...path, agency.slug]
          const theirs = reports.filter((report) => report.agency === agency)
          return agency.shows === 'column_is_report'
            ? {
                ...list(agency.name, unitPath, []),
                children: theirs.map((report) => single(report, unitPath)),
              }
            : list(
                agency.name,
                unitPath,
                theirs.map((report) => reportArticle(report, unitPath)),
              )
        }),
      }
    }
  }
}

function list(label: string, path: readonly string[], articles: readonly Article[]): Column {
  return { label, path, children: [], articles: [...articles].sort(newestFirst), shows: 'list' }
}

/** A column for one year whose page is the report of that year. */
function single(report: PracticeReport, parent: readonly string[]): Column {
  const path = [...parent, String(report.year)]
  return {
    label: `${report.year}年`,
    path,
    children: [],
    articles: [reportArticle(report, path)],
    shows: 'report',
  }
}

function newestFirst(a: Article, b: Article): number {
  return b.publishedOn.localeCompare(a.publishedOn) || a.key.localeCompare(b.key)
}

function reportArticle(report: PracticeReport, columnPath: readonly string[]): Article {
  const { id, title, linkText, publishedOn, agency } = report
  return { key: id, title, linkText, publishedOn, source: agency.name, columnPath, kind: 'report', report }
}

function neighbourArticle(
  portal: PracticePortal,
  neighbour: Neighbour,
  columnPath: readonly string[],
): Article {
  const title = neighbourTitle(portal, neighbour)
  return {
    key: `${portal.id}/${neighbour.kind}/${neighbour.year}`,
    title,
    linkText: title,
    publishedOn: neighbour.publishedOn,
    source: `${portal.name}人民政府办公室`,
    columnPath,
    kind: 'neighbour',
    neighbour,
  }
}

/** Every column, the annual-report column first. */
export function columnsOf(site: Site): Column[] {
  const below = (column: Column): Column[] => [column, ...column.children.flatMap(below)]
  return below(site.root)
}

export function articlesOf(site: Site): Article[] {
  return columnsOf(site).flatMap(({ articles }) => articles)
}

/** A system's own number for something: seven digits, the same in every run. */
export function numberFor(key: string): number {
  return 1_000_000 + (hash(key) % 9_000_000)
}

/** A system's own id for something: 32 hexadecimal digits, the same in every run. */
export function hexFor(key: string): string {
  return random(key).hex(32)
}

/** Chance that belongs to one thing of a portal: the same class names on each of its pages. */
export function chanceFor(site: Site, what: string): Random {
  return random(`${site.portal.id}/${what}`)
}
