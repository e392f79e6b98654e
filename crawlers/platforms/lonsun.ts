import type { PageRequest } from '../fetch/answer.ts'
import type { Page } from '../page.ts'
import { mostListPages, scriptNumber, withQuery } from '../paging.ts'
import type { ColumnHint, Platform } from '../platform.ts'
import { evidence, linked } from '../platform.ts'

/**
 * Lonsun (龙讯): /public/column/{organ}?type=3 is a unit's annual reports, either a list whose pages come as fragments from
 * /site/label/8888, or the report itself with links to its other years.
 */
export const lonsun: Platform = {
  id: 'lonsun',
  name: 'Lonsun (龙讯)',
  detect: (page) =>
    evidence(
      [3, linked(page, /\/public\/column\/\d+/)], // /public/column/13071?type=3
      [3, /labelName["']?\s*[=:]\s*["']?publicInfoList/.test(page.text)],
      [2, linked(page, /\/(public\/\d+|public\/content)\/\d+\.html/)], // /public/1681/565412321.html
      [2, /\/site\/(label\/8888|tpl\/\d+)/.test(page.text)], // /site/tpl/7931?nav=4
      [1, /j-fontContent|xxgk_nav_list|HtmlGenerateTime/.test(page.text)],
    ),
  next(page) {
    const asked = new URL(page.request.url)
    const at = Number(asked.searchParams.get('pageIndex') ?? 1)
    const pages =
      scriptNumber(page.text, ['pageCount']) ?? scriptNumber(page.text, ['totalPages', 'totalPage'])
    if (asked.pathname.endsWith('/label/8888')) return at === 1 ? numbered(page.request, pages) : []
    const label = labelCall(page)
    if (label === null) return []
    // Where the count is known the first page is this one; else the first fragment tells it.
    const first = {
      url: withQuery(label, { pageIndex: 1 }),
      referer: page.url,
      requestedWith: 'XMLHttpRequest',
    }
    return pages === null ? [first] : [...(hasRows(page) ? [] : [first]), ...numbered(first, pages)]
  },
  columns: (page) => annualTab(page),
}

function numbered(first: PageRequest, pages: number | null): PageRequest[] {
  const requests: PageRequest[] = []
  for (let number = 2; number <= Math.min(pages ?? 1, mostListPages); number += 1)
    requests.push({ ...first, url: withQuery(first.url, { pageIndex: number }) })
  return requests
}

/** The page's own call, written out as an address, or as an object of fields; the template it names differs per site. */
function labelCall(page: Page): string | null {
  const written = /["']([^"'\s]*\/label\/8888\?[^"']*)["']/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') // '/site/label/8888?IsAjax=1&…'
  if (written?.includes('labelName') === true) return new URL(written, page.url).href
  const literal = /\{([^{}]*labelName[^{}]*)\}/.exec(page.scripts)?.[1] // {labelName:'publicInfoList', organId:1681, type:3}
  if (literal === undefined) return null
  const url = new URL('/site/label/8888?IsAjax=1&dataType=html', page.url)
  for (const [, name, double, single, bare] of literal.matchAll(
    /["']?(\w+)["']?\s*:\s*(?:"([^"]*)"|'([^']*)'|([^,\s{}]+))/g,
  ))
    url.searchParams.set(name ?? '', double ?? single ?? bare ?? '')
  return url.href
}

function hasRows(page: Page): boolean {
  return linked(page, /\/public\/(\d+|content)\/\d+(\.html)?$/) // /public/1681/565412321.html
}

/** A unit's column page shows four tabs; the one of annual reports is type=3 (1 制度, 2 指南, 4 目录). */
function annualTab(page: Page): ColumnHint[] {
  const own = /^(.*\/public\/column\/\d+)/.exec(page.url)?.[1] // /public/column/1681?type=4&action=list
  if (own === undefined || page.links.some(({ url }) => url.startsWith(own) && /[?&]type=3\b/.test(url)))
    return []
  return [{ request: { url: `${own}?type=3` }, label: '政府信息公开年报', role: 'annual' }]
}
