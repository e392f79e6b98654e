import type { Article, Column } from './column.ts'
import type {
  AgencyKind,
  Neighbour,
  NeighbourKind,
  Organisation,
  PracticeAgency,
  PracticePortal,
  PracticeReport,
} from './portal.ts'
import { neighbourTitle } from './report/neighbourText.ts'

/** The columns of a portal. */
export interface Organised {
  /** The annual-report column. */
  readonly root: Column
  /** 政府信息公开 pages of single agencies, where they have their own; each with its annual column below it. */
  readonly units: readonly Column[]
  /** Columns beside the annual one whose names and articles look like it and are not it. */
  readonly decoys: readonly Column[]
}

/** The columns as the description arranges them. */
export function organise(portal: PracticePortal, reports: readonly PracticeReport[]): Organised {
  return {
    root: organisations[portal.organisation](portal, reports),
    units:
      portal.organisation === 'unit_sites'
        ? portal.agencies.slice(1).map((agency) => unitSite(agency, reports))
        : [],
    decoys: decoysOf(portal),
  }
}

type Organise = (portal: PracticePortal, reports: readonly PracticeReport[]) => Column

const rootPath = ['zfxxgknb']
const rootLabel = '政府信息公开年报'

/** Shapes that real portals have (portals.md, section 5), one function each. */
const organisations: Readonly<Record<Organisation, Organise>> = {
  flat: (portal, reports) => root([...inColumn(reports, rootPath), ...neighboursOf(portal)], []),
  units: (portal, reports) => {
    const [own, ...others] = portal.agencies
    const ownReports = reports.filter(({ agency }) => agency === own)
    return root(
      [...inColumn(ownReports, rootPath), ...neighboursOf(portal)],
      others.map((agency) => unit(agency, reports)),
    )
  },
  year_folders: (portal, reports) =>
    root(
      neighboursOf(portal),
      yearsOf(reports).map((year) => {
        const path = [...rootPath, `${year}n`]
        return list(`${year}年`, path, inColumn(ofYear(reports, year), path))
      }),
    ),
  years_by_type: (portal, reports) =>
    root(
      neighboursOf(portal),
      yearsOf(reports).map((year) => ({
        ...list(`${year}年度`, [...rootPath, `${year}nb`], []),
        children: kinds.map(([kind, label, slug]) => {
          const path = [...rootPath, `${year}nb`, slug]
          const theirs = ofYear(reports, year).filter(({ agency }) => agency.kind === kind)
          return list(label, path, inColumn(theirs, path))
        }),
      })),
    ),
  column_is_report: (portal, reports) =>
    root(
      neighboursOf(portal),
      portal.agencies.map((agency) => unit({ ...agency, shows: 'column_is_report' }, reports)),
    ),
  table_by_year: (portal, reports) => ({
    ...root([...inColumn(reports, rootPath), ...neighboursOf(portal)], []),
    shows: 'table',
  }),
  aggregated: (portal, reports) => ({
    ...root([...inColumn(reports, rootPath), ...neighboursOf(portal)], []),
    shows: 'groups',
  }),
  unit_sites: (portal, reports) => {
    const ownReports = reports.filter(({ agency }) => agency === portal.agencies[0])
    return root([...inColumn(ownReports, rootPath), ...neighboursOf(portal)], [])
  },
  in_notices: (portal, reports) => {
    const path = ['tzgg']
    const neighbours = portal.neighbours.map((neighbour) => neighbourArticle(portal, neighbour, path))
    return list(noticesLabel, path, [...inColumn(reports, path), ...neighbours])
  },
}

/** The column that holds everything that has no other place. */
export const noticesLabel = '通知公告'

/** 政府网站年度工作报表 is due on 31 January too, 法治政府建设年度报告 is an annual report of another law. */
function decoysOf(portal: PracticePortal): Column[] {
  return (portal.decoys ?? ['website_return', 'law_based_government']).flatMap((kind) => {
    const named = decoyColumns[kind]
    if (named === undefined) return []
    const [label, slug] = named
    const articles = [2020, 2021, 2022, 2023].map((year) =>
      neighbourArticle(portal, { kind, year, publishedOn: `${year + 1}-01-22` }, [slug]),
    )
    return [list(label, [slug], articles)]
  })
}

/** Columns of what is no report, by what they hold: label and slug. */
const decoyColumns: Readonly<Partial<Record<NeighbourKind, readonly [string, string]>>> = {
  website_return: ['政府网站年度工作报表', 'wzndbb'],
  law_based_government: ['法治政府建设年度报告', 'fzzfjsndbg'],
  budget: ['财政预决算', 'czyjs'],
  enterprise: ['企业年报', 'qynb'],
  yearbook: ['统计年鉴', 'tjnj'],
  legal_person: ['事业单位法人年报', 'sydwnb'],
}

/** Labels of the types below a year: 2022nb/bmnb. */
const kinds: readonly (readonly [AgencyKind, string, string])[] = [
  ['government', '市政府', 'szf'],
  ['department', '部门', 'bmnb'],
  ['township', '乡镇（街道）', 'xznb'],
]

function root(articles: readonly Article[], children: readonly Column[]): Column {
  return { ...list(rootLabel, rootPath, articles), children }
}

function list(label: string, path: readonly string[], articles: readonly Article[]): Column {
  return { label, path, children: [], articles: [...articles].sort(newestFirst), shows: 'list' }
}

/** An agency's own column. */
function unit(agency: PracticeAgency, reports: readonly PracticeReport[]): Column {
  const path = [...rootPath, agency.slug]
  const theirs = reports.filter((report) => report.agency.slug === agency.slug)
  return agency.shows === 'column_is_report'
    ? { ...list(agency.name, path, []), children: theirs.map((report) => single(report, path)) }
    : list(agency.name, path, inColumn(theirs, path))
}

/** An agency's own 政府信息公开 page, and below it its annual column. */
function unitSite(agency: PracticeAgency, reports: readonly PracticeReport[]): Column {
  const path = ['bmxxgk', agency.slug]
  const annualPath = [...path, 'zfxxgknb']
  const theirs = reports.filter((report) => report.agency.slug === agency.slug)
  return {
    ...list(agency.name, path, []),
    children: [list(rootLabel, annualPath, inColumn(theirs, annualPath))],
  }
}

/** A column for one year whose page is the report of that year. */
function single(report: PracticeReport, parent: readonly string[]): Column {
  const path = [...parent, String(report.year)]
  return { ...list(`${report.year}年`, path, inColumn([report], path)), shows: 'report' }
}

function yearsOf(reports: readonly PracticeReport[]): number[] {
  return [...new Set(reports.map(({ year }) => year))].sort((a, b) => b - a)
}

function ofYear(reports: readonly PracticeReport[], year: number): PracticeReport[] {
  return reports.filter((report) => report.year === year)
}

function newestFirst(a: Article, b: Article): number {
  return b.publishedOn.localeCompare(a.publishedOn) || a.key.localeCompare(b.key)
}

function inColumn(reports: readonly PracticeReport[], columnPath: readonly string[]): Article[] {
  return reports.map((report) => {
    const { id, title, linkText, publishedOn, agency } = report
    return { key: id, title, linkText, publishedOn, source: agency.name, columnPath, kind: 'report', report }
  })
}

/** Neighbours stand in the annual-report column itself. */
function neighboursOf(portal: PracticePortal): Article[] {
  return portal.neighbours.map((neighbour) => neighbourArticle(portal, neighbour, rootPath))
}

function neighbourArticle(
  portal: PracticePortal,
  neighbour: Neighbour,
  columnPath: readonly string[],
): Article {
  const title = neighbourTitle(portal, neighbour)
  return {
    key: `${portal.id}/${columnPath.join('/')}/${neighbour.kind}/${neighbour.year}`,
    title,
    linkText: title,
    publishedOn: neighbour.publishedOn,
    source: `${portal.name}人民政府办公室`,
    columnPath,
    kind: 'neighbour',
    neighbour,
  }
}
