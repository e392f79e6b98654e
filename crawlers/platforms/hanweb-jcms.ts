import type { PageRequest } from '../fetch/answer.ts'
import type { Page } from '../page.ts'
import { linksOfFragment } from '../page.ts'
import { mostListPages, scriptNumber } from '../paging.ts'
import type { Platform } from '../platform.ts'
import { evidence, linked } from '../platform.ts'
import { annualReportPages } from './hanweb-annual-reports.ts'

/**
 * Hanweb JCMS (大汉): /col/col123/, /art/2024/1/15/art_123_99.html. Rows stand in a data island (`<datastore>`) that a script
 * draws; the rest come from dataproxy.jsp in groups of pages.
 */
export const hanwebJcms: Platform = {
  id: 'hanweb_jcms',
  name: 'Hanweb JCMS (大汉)',
  detect: (page) =>
    evidence(
      [3, /<datastore>/i.test(page.text)],
      [3, /dataproxy\.jsp|xxgkAnnualReport\.jsp/.test(page.text)],
      [2, linked(page, /\/art\/\d{4}\/\d{1,2}\/\d{1,2}\/art_\d+_\d+\.html/)], // /art/2024/1/15/art_55714_99.html
      [1, linked(page, /\/col\/col\d+\//)], // /col/col84241/index.html
      [1, page.scriptSources.some((source) => /jpage/i.test(source))],
    ),
  items(page) {
    const records = [
      ...page.text.matchAll(/<record>\s*(?:<!\[CDATA\[)?([^]*?)(?:\]\]>)?\s*<\/record>/gi),
    ].map(([, inside]) => inside ?? '') // <record><![CDATA[<li>…]]></record>
    if (records.length === 0) return null
    const rows = records.flatMap((record) => linksOfFragment(record, page.request.referer ?? page.url))
    return [...rows, ...page.links]
  },
  next(page) {
    if (page.request.url.includes('dataproxy.jsp')) return nextGroup(page)
    const listed = units(page)
    const called = listed.flatMap((unit) => groupCalls(page, unit))
    return called.length > 0 ? called : [...nextGroup(page), ...catalogueCall(page)]
  },
  columns: annualReportPages,
}

interface Unit {
  readonly total: number
  readonly perPage: number
  readonly proxy: string
  readonly fields: string
  /** Rows that the page holds already. */
  readonly held: number
}

/** Each jpage on the page: its counters, its proxy and the fields it sends. */
function units(page: Page): Unit[] {
  const found: Unit[] = []
  for (const { index } of page.scripts.matchAll(/totalRecord\s*["']?\s*[:=]/gi)) {
    // The settings of one jpage are a few hundred characters around its counter; the next one has a counter of its own.
    const settings = page.scripts.slice(Math.max(0, index - 300), index + 1500)
    const after = page.scripts.slice(index, index + 1500)
    const total = scriptNumber(after, ['totalRecord'])
    const proxy = /["']([^"']*dataproxy\.jsp[^"']*)["']/.exec(after)?.[1] // proxyUrl:'/module/web/jpage/dataproxy.jsp'
    if (total === null || proxy === undefined) continue
    found.push({
      total,
      perPage: scriptNumber(settings, ['perPage']) ?? 15,
      proxy,
      fields: fieldsOf(after),
      held: (page.text.match(/<record>/gi) ?? []).length,
    })
  }
  return found
}

/** ajaxParam:{col:1,columnid:61490,unitid:'247686'} or a query string → `col=1&columnid=61490&unitid=247686`. */
function fieldsOf(script: string): string {
  const literal = /(?:ajaxParam|params?|data)\s*["']?\s*[:=]\s*\{([^}]*)\}/i.exec(script)?.[1]
  if (literal !== undefined)
    return new URLSearchParams(
      [...literal.matchAll(/["']?(\w+)["']?\s*:\s*(?:"([^"]*)"|'([^']*)'|([^,\s]+))/g)].map(
        ([, name, a, b, c]): [string, string] => [name ?? '', a ?? b ?? c ?? ''],
      ),
    ).toString()
  return /["']((?:col|appid|webid|columnid|unitid)=[^"']*)["']/.exec(script)?.[1] ?? '' // 'col=1&appid=1&webid=39'
}

/** The client of the platform asks for three pages at a time; the rows the page holds are not asked for again. */
const pagesPerGroup = 3

function groupCalls(page: Page, unit: Unit): PageRequest[] {
  if (unit.fields === '' || unit.held >= unit.total) return []
  const size = unit.perPage * pagesPerGroup
  const calls: PageRequest[] = []
  for (let start = unit.held + 1; start <= unit.total && calls.length < mostListPages; start += size) {
    const url = new URL(unit.proxy.replaceAll('&amp;', '&'), page.url)
    url.searchParams.set('startrecord', String(start))
    url.searchParams.set('endrecord', String(Math.min(unit.total, start + size - 1)))
    url.searchParams.set('perpage', String(unit.perPage))
    calls.push({
      url: url.href,
      method: 'POST',
      body: unit.fields,
      referer: page.url,
      requestedWith: 'XMLHttpRequest',
    })
  }
  return calls
}

/** The group after this one as the answer itself links it: the only way where column and unit are encrypted. */
function nextGroup(page: Page): PageRequest[] {
  const group = /<nextgroup>\s*(?:<!\[CDATA\[)?([^]*?)(?:\]\]>)?\s*<\/nextgroup>/i.exec(page.text)?.[1] // <nextgroup><![CDATA[<a href="…">]]></nextgroup>
  const href = group === undefined ? null : (/href=["']?([^"'\s>]+)/i.exec(group)?.[1] ?? null) // href="/module/jpage/dataproxy.jsp?page=2"
  if (href === null) return []
  const referer = page.request.referer ?? page.url
  return [
    { url: new URL(href.replaceAll('&amp;', '&'), page.url).href, referer, requestedWith: 'XMLHttpRequest' },
  ]
}

/** 信息公开目录: the rows of one unit and kind of information, page by page, as its own script asks for them. */
function catalogueCall(page: Page): PageRequest[] {
  const asked = new URL(page.request.url)
  if (asked.pathname.endsWith('/module/xxgk/search.jsp')) {
    const pages = Number(/共\s*(\d+)\s*页/.exec(page.text)?.[1] ?? 1) // 共3页
    const at = Number(asked.searchParams.get('currpage') ?? 1)
    if (at >= Math.min(pages, mostListPages)) return []
    asked.searchParams.set('currpage', String(at + 1))
    return [{ ...page.request, url: asked.href }]
  }
  const area = asked.searchParams.get('vc_xxgkarea')
  const kind = asked.searchParams.get('number')
  if (area === null || !/module\/xxgk|xxgk_navli|jdid/.test(page.text)) return []
  const site = scriptNumber(page.scripts, ['jdid', 'webid', 'siteId']) ?? ''
  const column = /\/col\/col(\d+)/.exec(asked.pathname)?.[1] ?? '' // /col/col315154/index.html
  const url = new URL(
    '/module/xxgk/search.jsp?standardXxgk=1&isAllList=1&texttype=&fbtime=-1&vc_all=&vc_filenumber=&vc_title=&vc_number=&currpage=1&sortfield=',
    page.url,
  )
  const body = `infotypeId=${kind ?? ''}&jdid=${site}&area=${encodeURIComponent(area)}&divid=div${column}&hasNoPages=&infoCount=`
  return [{ url: url.href, method: 'POST', body, referer: page.url, requestedWith: 'XMLHttpRequest' }]
}
