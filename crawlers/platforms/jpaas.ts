import type { PageRequest } from '../fetch/answer.ts'
import type { Page } from '../page.ts'
import { field, jsonOf, mostListPages, textField } from '../paging.ts'
import type { Platform } from '../platform.ts'
import { evidence, linked } from '../platform.ts'

const buildUnit = '/api-gateway/jpaas-publish-server/front/page/build/unit'

/**
 * Hanweb JPaaS (大汉): a script tag names the call (`queryData`), build/unit answers with the rows as HTML within JSON.
 * Only paramJson turns the page, and without the column's page as Referer the answer is 403.
 */
export const jpaas: Platform = {
  id: 'jpaas',
  name: 'Hanweb JPaaS (大汉)',
  detect: (page) =>
    evidence(
      [3, /queryData\s*=\s*["']\{/i.test(page.text)], // queryData="{'parseType':'bulidstatic',…}"
      [3, page.request.url.includes('/jpaas-')],
      [2, page.scriptSources.some((source) => /unitbuild\.js|AuthorizedRead|jpaas-/.test(source))],
      [2, linked(page, /\/art\/\d{4}\/art_[\da-f]{32}\.html/)], // /art/2023/art_bb2b…fe9.html
    ),
  next: (page) => (page.request.url.includes(buildUnit) ? following(page) : blocks(page)),
}

const pageSize = 20

/** One call for each list block of the page. */
function blocks(page: Page): PageRequest[] {
  return page.elements.flatMap(({ attribs }) => {
    const written = attribs['querydata'] ?? ''
    // Pseudo-JSON in single quotes: {'parseType':'bulidstatic','webId':'…'}
    const fields = [...written.matchAll(/'(\w+)'\s*:\s*'([^']*)'/g)].map(
      ([, name, value]): [string, string] => [name ?? '', value ?? ''],
    )
    if (fields.length === 0) return []
    const url = new URL(attribs['url'] ?? buildUnit, page.url)
    for (const [name, value] of fields) url.searchParams.set(name, value)
    url.searchParams.set('paramJson', JSON.stringify({ pageNo: 1, pageSize }))
    return [{ url: url.href, referer: page.url, requestedWith: 'XMLHttpRequest' }]
  })
}

/** `<div class="pagination" count="386" rows="15" pageNo="1">` */
function following(page: Page): PageRequest[] {
  const html = textField(field(jsonOf(page.text), 'data'), 'html')
  const count = Number(/\bcount="(\d+)"/.exec(html)?.[1] ?? 0)
  const rows = Number(/\brows="(\d+)"/.exec(html)?.[1] ?? pageSize)
  const url = new URL(page.request.url)
  const at = Number(textField(jsonOf(url.searchParams.get('paramJson') ?? ''), 'pageNo') || 1)
  if (html === '' || rows === 0 || at * rows >= count || at >= mostListPages) return []
  url.searchParams.set('paramJson', JSON.stringify({ pageNo: at + 1, pageSize }))
  return [{ ...page.request, url: url.href }]
}
