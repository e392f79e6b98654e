import type { Document, Element } from 'domhandler'
import { elementsOf, parseHtml, squeezed, textOf } from './dom.ts'
import type { PageRequest } from './fetch/answer.ts'
import { linksOfJson } from './json-rows.ts'
import type { Link } from './link.ts'
import { openersIn } from './openers.ts'
import { linksIn, scriptLinks, writtenHtml } from './page-links.ts'
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
  readonly root: Document
  /** Every element, in the page's order. */
  readonly elements: readonly Element[]
}

export function parsePage(request: PageRequest, url: string, text: string): Page {
  const json = jsonOf(text)
  if (json !== null) return jsonPage(request, url, text, json)
  const root = parseHtml(text)
  // One pass over the tree for everything: selectors cost more than the parsing does.
  const elements = elementsOf(root)
  const named = (name: string): Element[] => elements.filter((element) => element.name === name)
  const base = baseOf(named('base')[0], url)
  const [inline, linked] = [
    named('script').filter(({ attribs }) => !('src' in attribs)),
    named('script').filter(({ attribs }) => 'src' in attribs),
  ]
  const scripts = inline
    .map(({ children }) => children.map((child) => ('data' in child ? child.data : '')).join(''))
    .join('\n')
  const title = named('title')[0]
  return {
    request,
    url,
    text,
    title: title === undefined ? '' : squeezed(textOf(title, 400)),
    links: [
      ...linksIn(elements, base, openersIn(scripts)),
      ...linksOfFragment(writtenHtml(scripts), base),
      ...scriptLinks(scripts, base),
    ],
    scripts,
    scriptSources: linked.map(({ attribs }) => attribs['src'] ?? ''),
    breadcrumb: /位置|首页\s*(>|&gt;|»|&raquo;|›)/.test(text) ? breadcrumbOf(elements) : [], // 当前位置：首页 > …
    root,
    elements,
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
    root: parseHtml(''),
    elements: [],
  }
}

/** Every value of a `<meta name=…>`, whose name may be in any case and have blanks around it (`"ContentSource "`). */
export function metaValues(page: Page, name: string): string[] {
  const wanted = name.toLowerCase()
  return page.elements
    .filter((element) => element.name === 'meta')
    .filter(({ attribs }) => attribs['name']?.trim().toLowerCase() === wanted)
    .map(({ attribs }) => squeezed(attribs['content'] ?? ''))
    .filter((value) => value !== '')
}

/** The page's first heading of the first level; "" where it has none. */
export function headingOf({ elements }: Page): string {
  const heading = elements.find(({ name }) => name === 'h1')
  return heading === undefined ? '' : squeezed(textOf(heading, 400))
}

/** The links of a piece of HTML that a call or a data island handed over. */
export function linksOfFragment(html: string, base: string): Link[] {
  if (html === '') return []
  return linksIn(elementsOf(parseHtml(html)), base)
}

function baseOf(element: Element | undefined, url: string): string {
  const declared = element?.attribs['href']
  return declared !== undefined && URL.canParse(declared, url) ? new URL(declared, url).href : url
}

/** Where a page says it stands: 当前位置：首页 > 政府信息公开 > …, in a box that is often named for it. */
const crumbBox = /crumb|position|location|weizhi|dqwz|local|path|wz/i
const crumbStart = /(当前|所在|您(现在)?的?)?位置\s*[:：]|^\s*(网站)?首页\s*[>»›]/ // 当前位置：首页 > …
const mostCrumbs = 200

function breadcrumbOf(elements: readonly Element[]): string[] {
  let second: string[] = []
  for (const { attribs, name, children } of elements) {
    const isNamed = crumbBox.test(`${attribs['class'] ?? ''} ${attribs['id'] ?? ''}`)
    if (!isNamed && !(second.length === 0 && boxes.has(name) && children.length <= 40)) continue
    const text = squeezed(children.map((child) => textOf(child, mostCrumbs)).join(''))
    if (text.length > mostCrumbs || !(isNamed || crumbStart.test(text))) continue
    const parts = crumbsOf(text)
    if (parts.length > 1 && isNamed) return parts
    if (parts.length > 1) second = parts
  }
  return second
}

const boxes: ReadonlySet<string> = new Set(['div', 'p', 'td', 'span', 'ul'])

function crumbsOf(text: string): string[] {
  if (text.length > 200 || !/[>»›]/.test(text)) return [] // 首页 > 政府信息公开
  return text
    .replace(/^.*?位置\s*[:：]?/, '') // 您现在的位置：
    .split(/\s*(?:>+|»|›|&gt;)\s*/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
