import type { PageRequest } from '../fetch/answer.ts'
import { linksOfJson } from '../json-rows.ts'
import type { Page } from '../page.ts'
import { jsonOf, literalAfter, mostListPages } from '../paging.ts'
import type { Platform } from '../platform.ts'
import { evidence, linked } from '../platform.ts'

/**
 * UCAP's "pc" generation: /{site}/{channel}/pc/list.html. The first rows lie in the page as `var articleList`, more come
 * from POST /queryList; its total is not told, so an empty page ends the list.
 */
export const ucapPc: Platform = {
  id: 'ucap_pc',
  name: 'UCAP (开普云), pc pages',
  detect: (page) =>
    evidence(
      [3, /\bvar\s+articleList\s*=/.test(page.scripts)], // var articleList = [{…}]
      [3, linked(page, /\/pc\/content\/content_\d+\.html/)], // /pc/content/content_2069349989317390336.html
      [2, linked(page, /\/pc\/list\.html/)], // /jxsrmzf/xxgkn142/pc/list.html
      [2, new URL(page.request.url).pathname === '/queryList'],
    ),
  items(page) {
    const rows = jsonOf(literalAfter(page.scripts, /\barticleList\s*=\s*/))
    return rows === null ? null : [...linksOfJson(rows, page.url, () => []), ...page.links]
  },
  next: (page) => queryList(page),
}

/** 100 rows a page are taken. */
const pageSize = 100

function queryList(page: Page): PageRequest[] {
  if (new URL(page.request.url).pathname === '/queryList') {
    const fields = new URLSearchParams(page.request.body)
    const at = Number(fields.get('current') ?? 1)
    // A page that is not full is the last.
    if (page.links.length < pageSize || at >= mostListPages) return []
    fields.set('current', String(at + 1))
    return [{ ...page.request, body: fields.toString() }]
  }
  const [, site, channel] = /\/([^/]+)\/([^/]+)\/pc\/list\.html$/.exec(new URL(page.url).pathname) ?? [] // /kfsrmzfwz/xqdt/pc/list.html
  if (site === undefined || channel === undefined || !/articleList|queryList/.test(page.scripts)) return []
  const body = new URLSearchParams({
    current: '1',
    pageSize: String(pageSize),
    webSiteCode: site,
    channelCode: channel,
  })
  return [
    { url: new URL('/queryList', page.url).href, method: 'POST', body: body.toString(), referer: page.url },
  ]
}
