import type { CheerioAPI } from 'cheerio'
import { load } from 'cheerio'
import type { Element } from 'domhandler'
import { dateIn } from './dates.ts'
import type { PageRequest } from './fetch/answer.ts'
import { linksOfJson } from './json-rows.ts'
import type { Link } from './link.ts'
import { jsonOf } from './paging.ts'

/** A page as platforms and discovery look at it. Fragments, JSON and XML answers are pages too: their `text` is what came. */
export interface Page {
  readonly request: PageRequest
  /** The address that answered: links are resolved against it. */
  readonly url: string
  readonly text: string
  readonly title: string
  readonly links: readonly Link[]
  /** All inline scripts, one after the other. */
  readonly scripts: string
  readonly scriptSources: readonly string[]
  /** 首页 > 政府信息公开 > 某局, its parts. */
  readonly breadcrumb: readonly string[]
  readonly dom: CheerioAPI
}

export function parsePage(request: PageRequest, url: string, text: string): Page {
  const json = jsonOf(text)
  if (json !== null) return jsonPage(request, url, text, json)
  const dom = load(text)
  const base = baseOf(dom, url)
  const scripts = dom('script:not([src])')
    .toArray()
    .map((script) => dom(script).text())
    .join('\n')
  return {
    request,
    url,
    text,
    title: squeezed(dom('title').first().text()),
    links: [...linksIn(dom, base), ...scriptLinks(scripts, base)],
    scripts,
    scriptSources: dom('script[src]')
      .toArray()
      .map((script) => dom(script).attr('src') ?? ''),
    breadcrumb: /位置|首页\s*(>|&gt;|»|&raquo;|›)/.test(text) ? breadcrumbOf(dom) : [], // 当前位置：首页 > …
    dom,
  }
}

/** An answer in JSON: its links are the rows in it, wherever they stand. */
function jsonPage(request: PageRequest, url: string, text: string, json: unknown): Page {
  const links = linksOfJson(json, url, (html) => linksOfFragment(html, request.referer ?? url))
  return {
    request,
    url,
    text,
    title: '',
    links,
    scripts: '',
    scriptSources: [],
    breadcrumb: [],
    dom: load(''),
  }
}

/** Every value of a `<meta name=…>`, whose name may be in any case and have blanks around it (`"ContentSource "`). */
export function metaValues(page: Page, name: string): string[] {
  const wanted = name.toLowerCase()
  return page
    .dom('meta[name]')
    .toArray()
    .filter((meta) => (page.dom(meta).attr('name') ?? '').trim().toLowerCase() === wanted)
    .map((meta) => squeezed(page.dom(meta).attr('content') ?? ''))
    .filter((value) => value !== '')
}

/** The links of a piece of HTML that a call or a data island handed over. */
export function linksOfFragment(html: string, base: string): Link[] {
  return linksIn(load(html, null, false), base)
}

const pointing = 'a, area, iframe, frame, option, [onclick], [data-url], [data-href]'

function linksIn(dom: CheerioAPI, base: string): Link[] {
  const links: Link[] = []
  for (const element of dom(pointing).toArray()) {
    const target = targetOf(dom, element, base)
    if (target === null) continue
    const text = withoutDate(squeezed(dom(element).text()))
    const full = squeezed(dom(element).attr('title') ?? '')
    links.push({
      url: target,
      text,
      // A title attribute that says less than the text (附件, 点击查看) is no title.
      title: full.length > text.length || /(…|\.{3})$/.test(text) ? full || text : text, // 长沙市医疗保障局2023年政府…
      date: dateNear(dom, element),
      kind: kindOf(element),
      headers: headersOf(dom, element),
    })
  }
  return links
}

function kindOf(element: Element): Link['kind'] {
  if (element.name === 'iframe' || element.name === 'frame') return 'frame'
  if (element.name === 'option') return 'option'
  return element.name === 'a' || element.name === 'area' ? 'anchor' : 'script'
}

function targetOf(dom: CheerioAPI, element: Element, base: string): string | null {
  const node = dom(element)
  const scripted = /^\s*javascript:/i // javascript:window.open('/x.html')
  for (const name of ['href', 'src', 'data-url', 'data-href', 'value', 'onclick'] as const) {
    const value = node.attr(name)
    if (value === undefined) continue
    const isScript = name === 'onclick' || scripted.test(value)
    if (name === 'value' && (element.name !== 'option' || !/[/.]/.test(value))) continue // <option value="/2023n/">
    const address = isScript
      ? (/(["'])((?:https?:\/\/|\.{0,2}\/|[\w-]+\/)[^"']*|[\w-]+\.(?:s?html?|jspx?|php|aspx?|do|thtml|pdf)\b[^"']*)\1/.exec(
          value,
        )?.[2] ?? null)
      : value
    const resolved = address === null ? null : absolute(address, base)
    if (resolved !== null) return resolved
  }
  return null
}

function absolute(address: string, base: string): string | null {
  const plain = address.trim()
  if (plain === '' || plain === '#' || /^(javascript|mailto|tel|data|about):/i.test(plain)) return null // javascript:void(0)
  if (!URL.canParse(plain, base)) return null
  const url = new URL(plain, base)
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null
}

/** A row's own text ends in its date where the whole row is the link: ·2023年度报告 2024-01-12 → 2023年度报告. */
function withoutDate(text: string): string {
  return text
    .replace(/^[·•●■◆▪\s]+/, '') // ·2023年度报告
    .replace(/\s*[[(（【]?(19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}( \d{1,2}:\d{2}(:\d{2})?)?[\])）】]?$/, '') // 2024-01-12 09:30
}

function dateNear(dom: CheerioAPI, element: Element): string | null {
  const inside = dateIn(dom(element).text())
  if (inside !== null) return inside
  const row = dom(element).closest('li, tr, dd, dl')
  const around = row.length > 0 ? row : dom(element).parent()
  const text = around.text()
  // A box with many rows says nothing about this one.
  return text.length > 300 ? null : dateIn(text)
}

function headersOf(dom: CheerioAPI, element: Element): string[] {
  const cell = dom(element).closest('td, th')
  if (cell.length === 0) return []
  const row = cell.closest('tr')
  const cells = row.children('td, th')
  const at = cells.index(cell)
  const first = at > 0 ? squeezed(cells.first().text()) : ''
  const top = row.parents('table').first().find('tr').first()
  const above = top.is(row) ? '' : squeezed(top.children('td, th').eq(at).text())
  return [first, above].filter((text) => text !== '' && text.length <= 40)
}

/** Rows that a page's own script writes: `url="./202401/t….html"; title="…年度报告"`. The title is the nearest Chinese string. */
function scriptLinks(scripts: string, base: string): Link[] {
  const links: Link[] = []
  const address =
    /(["'])((?:https?:\/\/[^"'\s]+|\.{0,2}\/)[^"'\s<>+]*?(?:\.s?html?|\.pdf|\/)(?:\?[^"'\s<>]*)?)\1/g // "./202401/t20240115_1.html"
  for (const match of scripts.matchAll(address)) {
    const url = absolute(match[2] ?? '', base)
    if (url === null || links.length >= 2000) continue
    const around = scripts.slice(Math.max(0, match.index - 200), match.index + match[0].length + 200)
    const before = Math.min(200, match.index)
    const words = [...around.matchAll(/(["'])([^"'<>\n]*[\u4e00-\u9fff][^"'<>\n]*)\1/g)] // "长沙市2023年度报告"
    const nearest =
      words.sort((a, b) => Math.abs(a.index - before) - Math.abs(b.index - before))[0]?.[2] ?? ''
    links.push({ url, text: nearest, title: nearest, date: dateIn(around), kind: 'script', headers: [] })
  }
  return links
}

function baseOf(dom: CheerioAPI, url: string): string {
  const declared = dom('base[href]').attr('href')
  return declared !== undefined && URL.canParse(declared, url) ? new URL(declared, url).href : url
}

/** Where a page says it stands. */
const crumbBox =
  '[class*=crumb], [id*=crumb], [class*=position], [class*=location], [class*=weizhi], [class*=dqwz], [class*=local], [class*=path], [class*=wz]'
const crumbStart = /(当前|所在|您(现在)?的?)?位置\s*[:：]|^\s*(网站)?首页\s*[>»›]/ // 当前位置：首页 > …

function breadcrumbOf(dom: CheerioAPI): string[] {
  for (const element of dom(crumbBox).toArray()) {
    const parts = crumbsOf(squeezed(dom(element).text()))
    if (parts.length > 1) return parts
  }
  for (const element of dom('div, p, td, span, ul').toArray()) {
    if (element.children.length > 40) continue
    const text = squeezed(dom(element).text())
    if (text.length <= 160 && crumbStart.test(text)) {
      const parts = crumbsOf(text)
      if (parts.length > 1) return parts
    }
  }
  return []
}

function crumbsOf(text: string): string[] {
  if (text.length > 200 || !/[>»›]/.test(text)) return [] // 首页 > 政府信息公开
  return text
    .replace(/^.*?位置\s*[:：]?/, '') // 您现在的位置：
    .split(/\s*(?:>+|»|›|&gt;)\s*/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

export function squeezed(text: string): string {
  return text.replaceAll(/[\s\u00a0\u3000\u200b\ufeff]+/g, ' ').trim() // layout's white space
}
