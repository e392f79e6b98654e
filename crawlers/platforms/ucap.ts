import { metaValues } from '../page.ts'
import { shapeOf } from '../link.ts'
import type { Page } from '../page.ts'
import {
  callArguments,
  field,
  jsonOf,
  listField,
  mostListPages,
  numberField,
  staticPages,
  withQuery,
} from '../paging.ts'
import type { Platform } from '../platform.ts'
import { evidence, linked } from '../platform.ts'

/**
 * UCAP (开普云), static generation: prefix.shtml, prefix_2.shtml … counted from 1, the pager's id first in the call; or
 * rows from /common/search/{channel} as JSON.
 */
export const ucap: Platform = {
  id: 'ucap',
  name: 'UCAP (开普云), static pages',
  detect: (page) =>
    evidence(
      [3, linked(page, /\/20\d{4}\/(c\d{2}_\d+|[\da-f]{32})\.s?html$/)], // /202401/90da…51.shtml, /202301/c01_868731.shtml
      [3, /createPageHTML\(\s*["']/.test(page.scripts)], // createPageHTML('page_div', 4, 1, …)
      [2, metaValues(page, 'channelid').length > 0],
      [2, linked(page, /\/20\d{2}\/\d{1,2}\/\d{1,2}\/[\da-f]{32}\.shtml$/)], // Sichuan: /2024/1/5/{hex32}.shtml
      [1, /UCAPCONTENT|UCAPTITLE|UCAP-CONTENT/i.test(page.text)], // <UCAPCONTENT>
      [1, /\/common\/search\//.test(page.text)],
      [2, searchRows(page).length > 0],
    ),
  next(page) {
    const answer = jsonOf(page.text)
    if (answer !== null) return followingSearchPage(page, answer)
    const [, pages, at, prefix, extension = 'shtml'] = callArguments(page.scripts, 'createPageHTML') ?? []
    const called = firstSearchPage(page)
    // Where the page itself is empty its pager is drawn all the same: the rows come by the call.
    if (called.length > 0 && !page.links.some(({ url }) => shapeOf(url) === 'article')) return called
    if (prefix === undefined) return called
    if (Number(at) > 1) return []
    return staticPages(
      page,
      (number) => `${prefix}_${number}.${extension.replace(/^\./, '')}`,
      2,
      Number(pages),
    ) // '.shtml' or 'shtml'
  },
}

function searchRows(page: Page): unknown[] {
  const answer = jsonOf(page.text)
  const candidates = [
    listField(answer, 'data', 'results'),
    listField(answer, 'infolist'),
    listField(answer, 'data', 'list'),
    listField(answer, 'results', 'data', 'results'),
  ]
  return candidates.find((rows) => rows.length > 0) ?? []
}

/** The call that the page itself makes, or the standard one with the channel of its meta tag. */
function firstSearchPage(page: Page): { url: string; referer: string }[] {
  const written = /["']((?:https?:\/\/[^"'/]+)?\/common\/search\/[\da-f]{32}[^"']*)["']/i.exec(page.text)?.[1] // '/common/search/ab…32?page=1&_isJson=true'
  const channel =
    metaValues(page, 'channelid')[0] ?? /channelId\s*[:=]\s*["']([\da-f]{32})["']/i.exec(page.scripts)?.[1] // channelId = 'ab…32'
  if (written === undefined && (channel === undefined || !/common\/search/.test(page.text))) return []
  const path = written ?? `/common/search/${channel ?? ''}`
  const asked = withQuery(new URL(path.replaceAll('&amp;', '&'), page.url).href, { page: 1 })
  const standard = { _pageSize: 15, _isAgg: 'true', _isJson: 'true', _template: 'index' }
  return [{ url: /_isJson/.test(asked) ? asked : withQuery(asked, standard), referer: page.url }]
}

function followingSearchPage(page: Page, answer: unknown): { url: string; referer: string }[] {
  const data = field(answer, 'data')
  const at = numberField(data, 'page') ?? Number(new URL(page.request.url).searchParams.get('page') ?? 1)
  const rows = numberField(data, 'rows') ?? searchRows(page).length
  const total = numberField(data, 'total') ?? 0
  if (rows === 0 || at * rows >= total || at >= mostListPages) return []
  return [{ url: withQuery(page.request.url, { page: at + 1 }), referer: page.request.referer ?? page.url }]
}
