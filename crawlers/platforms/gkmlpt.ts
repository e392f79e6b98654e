import type { PageRequest } from '../fetch/answer.ts'
import type { Page } from '../page.ts'
import {
  field,
  jsonOf,
  listField,
  literalAfter,
  mostListPages,
  numberField,
  textField,
  withQuery,
} from '../paging.ts'
import type { ColumnHint, Platform } from '../platform.ts'
import { evidence, linked } from '../platform.ts'
import { isAnnualText } from '../vocabulary.ts'

/**
 * Guangdong's gkmlpt: the tree of columns lies in `window._CONFIG`, rows come from /gkmlpt/api/all/{column}, 100 a page, of
 * which pages 0 and 1 are the same.
 */
export const gkmlpt: Platform = {
  id: 'gkmlpt',
  name: 'Guangdong gkmlpt (政府信息公开目录平台)',
  detect: (page) =>
    evidence(
      [3, /window\._CONFIG\s*=/.test(page.scripts) && /\bSID\b/.test(page.scripts)],
      [3, linked(page, /\/gkmlpt\//)], // /gkmlpt/annualreport#2629
      [3, page.request.url.includes('/gkmlpt/api/')],
    ),
  columns: (page) => columnsOf(page),
  next: (page) => following(page),
}

function columnsOf(page: Page): ColumnHint[] {
  const config = jsonOf(literalAfter(page.scripts, /_CONFIG\s*=\s*/))
  const site = textField(config, 'SID')
  const prefix = /^(.*)\/gkmlpt\//.exec(new URL(page.url).pathname)?.[1] ?? '' // /whly/gkmlpt/index → /whly
  return listField(config, 'TREE')
    .flatMap((node) => annualNodes(node, false))
    .map((node): ColumnHint => {
      const elsewhere = textField(node, 'jump_url')
      const api = new URL(`${prefix}/gkmlpt/api/all/${textField(node, 'id')}?page=1&sid=${site}`, page.url)
        .href
      const request =
        elsewhere !== '' && URL.canParse(elsewhere, page.url)
          ? { url: new URL(elsewhere, page.url).href }
          : { url: api, referer: page.url }
      return { request, label: textField(node, 'name'), role: 'annual' }
    })
}

/** The column called 年报, and everything below it. */
function annualNodes(node: unknown, inside: boolean): unknown[] {
  const isInside = inside || isAnnualText(textField(node, 'name'))
  const children = listField(node, 'children').flatMap((child) => annualNodes(child, isInside))
  const isEmpty = numberField(node, 'post_count') === 0 && textField(node, 'jump_url') === ''
  return isInside && !isEmpty ? [node, ...children] : children
}

function following(page: Page): PageRequest[] {
  if (!page.request.url.includes('/gkmlpt/api/')) return []
  const answer = jsonOf(page.text)
  const rows = listField(answer, 'articles').length
  const total = numberField(answer, 'total') ?? numberField(field(answer, 'classify'), 'post_count') ?? 0
  const at = Number(new URL(page.request.url).searchParams.get('page') ?? 1)
  if (rows === 0 || at * rows >= total || at >= mostListPages) return []
  return [{ ...page.request, url: withQuery(page.request.url, { page: at + 1 }) }]
}
