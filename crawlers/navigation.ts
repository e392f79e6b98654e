import type { Judge } from './discovery.ts'
import type { Link } from './link.ts'
import { shapeOf } from './link.ts'
import {
  isAgencyName,
  isAnnualColumn,
  isAnnualText,
  isDisclosurePath,
  isDisclosureText,
  isGenericColumn,
  isLookAlike,
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

/** Link texts that say nothing of what is behind them: in a table, its headings do. */
const emptyText =
  /^(附件|下载|查看|详情|点击(查看|下载)|浏览|pdf|word|doc|原文|更多|链接|√|●|▲|图标)?[\d.]*$/i

/**
 * Where a link leads, from what it is called, the shape of its address and the page it stands on.
 * @param role of the page that has the link
 */
export function stepOf(link: Link, role: Role, judge: Judge): Step {
  const label = plainLabel(link.text === '' ? link.title : link.text)
  const title = titleOf(link, label)
  if (isLookAlike(title)) return nowhere
  const shape = shapeOf(link.url)
  const isLeaf = shape === 'article' || shape === 'document'
  const verdict = judge(title, link.url)
  const unit = isAgencyName(label) ? label : (link.headers.find(isAgencyName) ?? null)
  if (verdict === 'report') {
    if (isLeaf || (shape === 'unknown' && !isAnnualText(label))) return { to: 'report', title, certain: true }
    return { to: 'page', role: 'annual', title, unit, asReport: 'likely' }
  }
  const path = new URL(link.url).pathname
  const isOwned = isYearLabel(label) || isAgencyName(label) || isTableCell(link)
  if (role === 'annual') {
    const belongs = isOwned || verdict === 'maybe'
    if (isLeaf) return belongs ? { to: 'report', title, certain: false } : nowhere
    if (belongs || isUnitIndex(label) || isAnnualColumn(label, path))
      return { to: 'page', role: 'annual', title, unit, asReport: belongs ? 'perhaps' : 'never' }
    return nowhere
  }
  // Among notices only a title that names the kind of report is worth a look: 2022年度政府信息公开工作年度报告.
  if (isLeaf && role === 'lead' && verdict === 'maybe' && isAnnualText(title))
    return { to: 'report', title, certain: false }
  if (isLeaf) return nowhere
  if (isAnnualColumn(label, lastFolders(path)) && !isOtherTab(label))
    return { to: 'page', role: 'annual', title, unit, asReport: 'never' }
  if (isUnitIndex(label) && role !== 'home')
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

/** A table of units by years: the cell says 查看, its row and column say whose and when. */
function isTableCell(link: Link): boolean {
  return link.headers.some(isYearLabel) && isEmptyText(link)
}

function isEmptyText(link: Link): boolean {
  return emptyText.test(plainLabel(link.text)) || isYearLabel(plainLabel(link.text))
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
  if (link.headers.length > 0 && (emptyText.test(label) || isYearLabel(label)))
    return [...new Set([...link.headers, label])]
      .filter((part) => !emptyText.test(part) || isYearLabel(part))
      .join('')
  return link.title === '' ? label : link.title
}
