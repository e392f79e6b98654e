import { textOf } from '../dom.ts'
import type { PageRequest } from '../fetch/answer.ts'
import type { Page } from '../page.ts'
import { linksOfJson } from '../json-rows.ts'
import type { Link } from '../link.ts'
import { shapeOf } from '../link.ts'
import {
  jsonOf,
  literalAfter,
  pageFields,
  printedPageCount,
  scriptNumber,
  staticPages,
  withQuery,
} from '../paging.ts'
import type { Platform } from '../platform.ts'
import { scriptCalls } from '../script-calls.ts'
import { assembledPage, formPage, turnsByAddress } from '../scripted-pages.ts'
import { nextPageText, plainLabel } from '../vocabulary.ts'

/** Whatever has no description of its own: rows are the page's links, pages are found by what pagers have in common. */
export const generic: Platform = {
  id: 'generic',
  name: 'any other system',
  detect: () => 0,
  items(page) {
    const rows = rowsInScripts(page)
    return rows.length === 0 ? null : [...rows, ...page.links]
  },
  next(page) {
    const linked = nextLink(page)
    if (linked !== null) return [linked]
    const numbered = numberedLinks(page)
    if (numbered.length > 0) return numbered
    const calls = turningCalls(page)
    // A pager that a script draws over an empty page turns by the call that fills it.
    if (calls.length > 0 && !page.links.some(({ url }) => shapeOf(url) === 'article')) return calls
    const turned = formPage(page) ?? (pagerText.test(page.text) ? assembledPage(page) : null)
    if (turned !== null) return [turned]
    const counted = calledPages(page) ?? (calls.length > 0 ? calls : countedPages(page))
    return counted.length > 0 ? counted : [...frames(page), ...scriptCalls(page)]
  },
}

/** What pagers say: without any of it a script that puts addresses together opens articles. */
const pagerText = /[下后尾末]一?页|共\s*\d+\s*页|转到|跳转|跳到/

/** Rows as data in a script: `var articleList = [{"title":…,"url":…}]`. */
function rowsInScripts(page: Page): Link[] {
  const names = page.scripts.matchAll(/\b(?:var|let|const)\s+(\w+)\s*=\s*(?=\[\s*\{)/g) // var articleList = [{
  return [...names]
    .slice(0, 5)
    .flatMap(({ index }) =>
      linksOfJson(jsonOf(literalAfter(page.scripts.slice(index), /=\s*/)), page.url, () => []),
    )
}

/** A pager's call with count, position, file name and extension, whatever it is called: from 0 or from 1. */
const pagerCall =
  /\w\(\s*(?:["'][\w-]*["']\s*,\s*)?(\d{1,4})\s*,\s*([01])\s*,\s*["']([\w./-]+)["']\s*,\s*["']\.?(s?html?|jsp)["']/ // createPageHTML(7, 0, "index", "html")

function calledPages(page: Page): PageRequest[] | null {
  const [, count, at, stem, extension] = pagerCall.exec(page.scripts) ?? []
  if (count === undefined) return null
  const isFromZero = at === '0'
  const last = Number(count) - (isFromZero ? 1 : 0)
  return staticPages(page, (number) => `${stem}_${number}.${extension}`, isFromZero ? 1 : 2, last)
}

/** `"/list?page=" + page + "&size=10"`: a call put together around the page's number; the first page is asked for. */
const turning =
  /["']([^"'\s]+[?&](?:page|pageNo|pageNum|pageIndex|currpage|current|p)=)["']\s*\+\s*\w+(?:\s*\+\s*["']([^"'\s]*)["'])?/gi // "/list?page=" + n + "&size=10"

function turningCalls(page: Page): PageRequest[] {
  if (turnsByAddress(page)) return []
  const here = new URL(page.url)
  const calls = [...page.scripts.matchAll(turning)].map(
    ([, before, after]) => `${before ?? ''}1${after ?? ''}`,
  )
  const written = [...page.scripts.matchAll(/["']([^"'\s]+[?&]page(?:Index|No)=1(?:&[^"'\s]*)?)["']/g)].map(
    ([, whole]) => whole ?? '',
  ) // "/site/label?pageIndex=1&type=3"
  return [...calls, ...written]
    .filter((address) => URL.canParse(address, page.url) && new URL(address, page.url).host === here.host)
    .slice(0, 2)
    .map((address) => ({
      url: new URL(address, page.url).href,
      referer: page.url,
      requestedWith: 'XMLHttpRequest',
    }))
}

/** A list in a frame is the list. */
function frames(page: Page): PageRequest[] {
  const here = new URL(page.url).host
  const framed = page.links.filter(({ kind, url }) => kind === 'frame' && new URL(url).host === here)
  return framed.slice(0, 3).map(({ url }) => ({ url, referer: page.url }))
}

/** 下一页 as a link, an onclick, or `rel=next`. */
function nextLink(page: Page): PageRequest | null {
  const rel = page.elements.find(
    ({ name, attribs }) => (name === 'a' || name === 'link') && attribs['rel']?.toLowerCase() === 'next',
  )?.attribs['href']
  if (rel !== undefined && URL.canParse(rel, page.url)) return elsewhere(new URL(rel, page.url).href, page)
  const found = page.links.find(
    (link) =>
      nextPageText.test(plainLabel(link.text)) ||
      nextPageText.test(link.text) ||
      nextPageText.test(link.title),
  )
  return found === undefined ? null : elsewhere(found.url, page)
}

/** A pager of numbers alone, as links or as choices: 1 2 3, in the list's own folder. */
function numberedLinks(page: Page): PageRequest[] {
  const here = new URL(page.url)
  const stem = here.pathname.replace(/(\.\w+)?$/, '') // /channels/29.html → /channels/29
  const folder = here.pathname.replace(/[^/]*$/, '')
  return page.links.flatMap(({ url, text }) => {
    if (!/^\[?第?\d{1,3}页?\]?$/.test(text)) return [] // 2, [2], 第2页
    const target = new URL(url)
    const isNear = target.pathname.startsWith(stem) || target.pathname.replace(/[^/]*$/, '') === folder
    return target.host === here.host && isNear && target.href !== here.href ? [{ url: target.href }] : []
  })
}

function elsewhere(url: string, page: Page): PageRequest | null {
  return url.split('#')[0] === page.url.split('#')[0] ? null : { url }
}

/** Where only a counter is known: a page number in the query, numbers in the file's name, or index_1 beside index. */
function countedPages(page: Page): PageRequest[] {
  const rows = scriptNumber(page.scripts, ['totalRecord', 'totalCount', 'recordCount', 'totalRecords'])
  const perPage = scriptNumber(page.scripts, ['perPage', 'pageSize', 'rows'])
  const byRows = rows !== null && perPage !== null && perPage > 0 ? Math.ceil(rows / perPage) : null
  const total =
    scriptNumber(page.scripts, ['totalPage', 'totalPages', 'pageCount', 'countPage', 'totalpage', 'pages']) ??
    printedPageCount(textOf(page.root, Infinity)) ??
    byRows
  const url = new URL(page.request.url)
  const isCall = page.request.requestedWith !== undefined && page.links.length > 0
  if (total === null && isCall) return nextByQuery(url, page, Infinity)
  if (total === null && /parseInt/.test(page.scripts))
    return numberedFile(url, page, Number(/parseInt\(\s*["'](\d{1,3})["']/.exec(page.scripts)?.[1] ?? 0)) // parseInt('7')
  if (total === null || total < 2) return []
  const byQuery = nextByQuery(url, page, total)
  if (pageFields.some((name) => url.searchParams.has(name))) return byQuery
  // A script's list is told apart by its query: its file has no numbered neighbours.
  return url.search === '' ? numberedFile(url, page, total) : [{ url: withQuery(url.href, { page: 2 }) }]
}

function nextByQuery(url: URL, page: Page, total: number): PageRequest[] {
  const name = pageFields.find((candidate) => url.searchParams.has(candidate))
  if (name === undefined) return []
  const at = Number(url.searchParams.get(name))
  return at >= total ? [] : [{ ...page.request, url: withQuery(url.href, { [name]: at + 1 }) }]
}

function numberedFile(url: URL, page: Page, total: number): PageRequest[] {
  const [, folder = '/', file = ''] = /^(.*\/)([^/]*)$/.exec(url.pathname) ?? [] // /a/b/list_2.shtml
  const numberAlone = /^((?:list|page)?[-_]?)(\d{1,3})(\.\w+)$/.exec(file) // 1.html, page_1.html, list-1.html
  if (numberAlone !== null) {
    const at = Number(numberAlone[2])
    return at >= total
      ? []
      : [{ url: new URL(`${folder}${numberAlone[1] ?? ''}${at + 1}${numberAlone[3] ?? ''}`, page.url).href }]
  }
  const [, stem = 'index', extension = '.html'] = /^([\w-]+?)(?:_\d+)?(\.\w+)$/.exec(file) ?? [] // index_2.html → index, .html
  const at = Number(/_(\d{1,3})\.\w+$/.exec(file)?.[1] ?? 0) // index_2.html → 2
  // Counted from 0 (index_1 is the second) or from 1 (index_2 is): what exists answers, the rest is a 404 that ends the list.
  const numbers = at > 0 ? [at + 1] : [1, 2]
  return numbers
    .filter((number) => number <= total)
    .map((number) => ({ url: new URL(`${folder}${stem}_${number}${extension}`, page.url).href }))
}
