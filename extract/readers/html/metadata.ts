import { isTag } from 'domhandler'
import type { Element } from 'domhandler'
import { folded } from '../../characters.ts'
import type { Metadata } from '../../document.ts'
import type { Page } from './page.ts'

/** The page labels of 国办发〔2017〕47号 in their official spelling, by the spellings seen. */
const labels = new Map(
  [
    'ArticleTitle',
    'PubDate',
    'ContentSource',
    'ColumnName',
    'ColumnType',
    'SiteName',
    'SiteIDCode',
    'Url',
  ].map((name) => [name.toLowerCase(), name]),
)

/** 发布机构：长沙市医疗保障局, in a table above the article: the issuer as the portal files it. */
const filed =
  /^(?<label>发布机构|发文机构|发布单位|信息来源|公开主体|发布日期|公开日期|生成日期|成文日期)[:：]?$/u
const filedInline =
  /(?<label>发布机构|发文机构|发布单位|信息来源|公开主体|来源)\s*[:：]\s*(?<value>[^\s|｜【\]]{2,40})/u

/** What the page states of itself: official page labels, the filing table above the article, a 来源 line. */
export function metadataOf(page: Page): Metadata {
  const metadata: Record<string, string> = {}
  for (const { attribs } of page.metas) {
    const official = labels.get((attribs['name'] ?? '').trim().toLowerCase())
    const content = folded(attribs['content'] ?? '')
    if (official && content !== '') metadata[official] ??= content
  }
  for (const cell of page.elements) {
    if (cell.name !== 'td' && cell.name !== 'th') continue
    const text = page.textOf(cell)
    const label =
      text.length > longestLabel ? undefined : filed.exec(text.replace(/\s+/gu, ''))?.groups?.['label']
    const next = label === undefined ? undefined : nextCell(cell)
    const value = next ? folded(page.textOf(next)) : ''
    if (label !== undefined && value !== '' && value.length < 60) metadata[label] ??= value
  }
  if (metadata['发布机构'] === undefined && metadata['ContentSource'] === undefined) {
    const value = filedInline.exec(page.text)?.groups?.['value']
    if (value !== undefined) metadata['来源'] = value
  }
  return metadata
}

/** 发布机构, with the white space that pages put around it. */
const longestLabel = 80

function nextCell(cell: Element): Element | undefined {
  let next = cell.next
  while (next && !isTag(next)) next = next.next
  return next ?? undefined
}

/** The article's title: its page label, else its headline, else the window's title; null where all are empty. */
export function titleOf(page: Page, metadata: Metadata): string | null {
  const headline = page.elements.find(({ name }) => name === 'ucaptitle' || name === 'h1')
  for (const candidate of [metadata['ArticleTitle'], headline && page.textOf(headline), page.title]) {
    const text = folded(candidate ?? '')
    if (text !== '') return text
  }
  return null
}
