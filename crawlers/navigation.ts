import type { Judge } from './discovery.ts'
import type { Link } from './link.ts'
import { shapeOf } from './link.ts'
import {
  isAgencyName,
  isAnnualColumn,
  isAnnualText,
  isColumnLabel,
  isDisclosurePath,
  isDisclosureText,
  isEmptyText,
  isGenericColumn,
  isLookAlike,
  isMoreText,
  isUnitIndex,
  isYearLabel,
  plainLabel,
} from './vocabulary.ts'

/** What a page is on the way from the home page to the reports. A `lead` is looked at only while no column has been found. */
export type Role = 'home' | 'disclosure' | 'units' | 'unit' | 'annual' | 'lead'

/** Whether a page without rows is itself a report: `likely` where its title says so, `perhaps` where it is a year's or a unit's. */
export type AsReport = 'never' | 'perhaps' | 'likely'

/** What to do with a link: note it as a report, walk it as a page of some role, or leave it. */
export type Step =
  | { readonly to: 'report'; readonly title: string; readonly certain: boolean }
  | {
      readonly to: 'page'
      readonly role: Role
      readonly title: string
      readonly unit: string | null
      readonly asReport: AsReport
    }
  | { readonly to: 'nowhere' }

const nowhere: Step = { to: 'nowhere' }

/**
 * Where a link leads, from what it is called, the shape of its address and the page it stands on.
 * @param role of the page that has the link
 * @param here the address of the page that has the link
 */
export function stepOf(link: Link, role: Role, judge: Judge, here = ''): Step {
  const label = plainLabel(link.text === '' ? link.title : link.text)
  const title = titleOf(link, label)
  if (isLookAlike(title)) return nowhere
  const shape = shapeOf(link.url)
  // A picture without words says nothing; a file's icon is a file all the same.
  if (title === '' && shape !== 'document') return nowhere
  // What is called as columns are, or has an address of this column's own kind, is no article: /channels/20.html.
  const isUnitPage = (role === 'units' || role === 'disclosure') && isAgencyName(label)
  const isColumn = shape === 'article' && (isColumnLabel(label) || isUnitPage || isKin(link.url, here))
  const isLeaf = shape === 'document' || (shape === 'article' && !isColumn)
  const verdict = judge(title, link.url)
  const unit = isAgencyName(label) ? label : (link.headers.find(isAgencyName) ?? null)
  if (verdict === 'report') {
    // A unit's name in a column's address of this kind is the unit's column; with the report's words it is the report.
    const isArticle = isLeaf || (shape === 'article' && /报告|年报/.test(label))
    if (isArticle || (shape === 'unknown' && (role === 'lead' || !isAnnualText(label))))
      return { to: 'report', title, certain: true }
    return { to: 'page', role: 'annual', title, unit, asReport: 'likely' }
  }
  const path = new URL(link.url).pathname
  const isOwned = isYearLabel(label) || isAgencyName(label) || isTableCell(link)
  if (role === 'annual') {
    const isMore = isMoreText(label)
    const belongs = !isMore && !isColumnLabel(label) && (isOwned || verdict === 'maybe')
    if (isLeaf) return belongs ? { to: 'report', title, certain: false } : nowhere
    if (belongs || isMore || isUnitIndex(label) || isAnnualColumn(label, path))
      return { to: 'page', role: 'annual', title, unit, asReport: belongs ? 'perhaps' : 'never' }
    return nowhere
  }
  // Among notices only a title that names the kind of report is worth a look: 2022年度政府信息公开工作年度报告.
  if (isLeaf && role === 'lead' && verdict === 'maybe' && isAnnualText(title))
    return { to: 'report', title, certain: false }
  if (isLeaf) return nowhere
  if (isAnnualColumn(label, lastFolders(path)) && !isOtherTab(label))
    return { to: 'page', role: 'annual', title, unit, asReport: 'never' }
  if (isUnitIndex(label) && role !== 'home' && !isDisclosureText(label))
    return { to: 'page', role: 'units', title, unit: null, asReport: 'never' }
  if (isAgencyName(label) && (role === 'units' || role === 'disclosure'))
    return { to: 'page', role: 'unit', title, unit: label, asReport: 'never' }
  if (role === 'units') return nowhere
  if (isOtherTab(label))
    return isDisclosureText(label)
      ? { to: 'page', role: 'lead', title, unit: null, asReport: 'never' }
      : nowhere
  if (isDisclosureText(label)) return { to: 'page', role: 'disclosure', title, unit: null, asReport: 'never' }
  if (isDisclosurePath(`/${lastFolders(path)}/`))
    return { to: 'page', role: 'lead', title, unit: null, asReport: 'never' }
  if (isGenericColumn(label) && role === 'disclosure')
    return { to: 'page', role: 'lead', title, unit: null, asReport: 'never' }
  return nowhere
}

/**
 * Whether two addresses are of one kind, two columns or two articles: alike but for numbers and for one folder.
 * /channels/20.html and /channels/87153.html; /list/zfxxgknb/auto/7.html and /list/zfxxgknb-2024/auto/9.html.
 */
function isKin(url: string, here: string): boolean {
  // 1.html is a list's first page beside its articles; 20.html and 8657.html are numbers of columns.
  if (shapeOf(here) !== 'article' && !/\d{3,}[^/]*$/.test(here)) return false
  const [one, other] = [segmentsOf(url), segmentsOf(here)]
  if (one.length !== other.length || one[0] !== other[0] || one.at(-1) !== other.at(-1)) return false
  const differing = one.filter((segment, at) => segment !== other[at])
  return differing.length <= 1 && !differing.some((segment) => opens.test(segment))
}

/** Folders and fields that say that one thing is shown, not a list: /gongkai/show/, /mobile/zwgk-view/. */
const opens = /show|view|detail|content|article|info|doc|read/i

/** The parts of a path and its query, numbers left out: ['channels', '#.html'] */
function segmentsOf(url: string): string[] {
  return url
    .replace(/^\w+:\/\/[^/]*\//, '')
    .replaceAll(/\d+([_-]\d+)*/g, '#') // 40342_2.html → #.html
    .split(/[/?&]/)
}

/** A table of units by years: the cell says 查看, its row and column say whose and when. */
function isTableCell(link: Link): boolean {
  const label = plainLabel(link.text)
  return link.headers.some(isYearLabel) && (isEmptyText(label) || isYearLabel(label))
}

/** The other tabs of the statutory column, whatever folder they live in. */
function isOtherTab(label: string): boolean {
  return /指南|制度|依申请|法定|政策|监督/.test(label)
}

/** The end of a path: the folder a link leads to, not the ones it lies in. */
function lastFolders(path: string): string {
  return path
    .replace(/\/[^/]*\.\w+$/, '/')
    .split('/')
    .filter(Boolean)
    .slice(-1)
    .join('/') // /zwgk/zfxxgknb/index.html → zfxxgknb
}

/** A link's own title, or where it says nothing, its row's and column's headings: 市教育局 + 2023年. */
function titleOf(link: Link, label: string): string {
  if (isEmptyText(label) && link.title !== link.text && !isEmptyText(link.title)) return link.title
  if (link.headers.length > 0 && (isEmptyText(label) || isYearLabel(label)))
    return [...new Set([...link.headers, label])]
      .filter((part) => !isEmptyText(part) || isYearLabel(part))
      .join('')
  return link.title === '' ? label : link.title
}
