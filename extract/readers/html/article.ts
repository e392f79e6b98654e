import { isTag } from 'domhandler'
import type { Element } from 'domhandler'
import type { Page } from './page.ts'

/** Where publishing systems put the article, the most telling first (portals.md, section 7). */
const bodies: readonly ((container: Container) => boolean)[] = [
  id('ivs_content'),
  id('UCAP-CONTENT'),
  ({ element }) => element.name === 'ucapcontent',
  id('zoom'),
  id('Zoom'),
  id('zoomcon'),
  id('fontzoom'),
  named('TRS_Editor'),
  named('TRS_UEDITOR'),
  named('trs_editor_view'),
  named('Custom_UnionStyle'),
  named('v_news_content'),
  ({ element }) => element.attribs['id']?.startsWith('vsb_content') ?? false,
  named('j-fontContent'),
  named('wzcon'),
  named('m-txt-article'),
  named('article-content'),
  named('article_content'),
  id('article'),
  id('article_content'),
  named('xxgk_content'),
  named('zw-content'),
  named('main-content'),
  named('main-txt'),
  named('art-con'),
  named('pub-det'),
  id('webeditorview'),
  id('content'),
]

interface Container {
  readonly element: Element
  readonly classes: readonly string[]
}

function id(wanted: string): (container: Container) => boolean {
  return ({ element }) => element.attribs['id'] === wanted
}

function named(wanted: string): (container: Container) => boolean {
  return ({ classes }) => classes.includes(wanted)
}

/** What only a report's article has; the element that holds most of it is the article. */
const markers =
  /总体情况|主动公开政府信息|第二十条|本年新收|上年结转|结转下年度|申请人情况|行政复议|其他需要报告|统计指标|附件/gu

/** The smallest known container with nearly all the markers of the page, else the one that holds most of them. */
export function articleOf(page: Page): Element {
  const places = [...page.text.matchAll(markers)].map(({ index }) => index)
  const found = (element: Element) => page.countIn(element, places)
  const all = found(page.body)
  const containers = page.elements
    .filter(({ attribs, name }) => attribs['id'] ?? attribs['class'] ?? name === 'ucapcontent')
    .filter((element) => found(element) >= 3 && found(element) * 10 >= all * 7)
    .map((element) => ({ element, classes: element.attribs['class']?.split(/\s+/u) ?? [] }))
  for (const isBody of bodies) {
    const article = containers.find((container) => isBody(container))
    if (article) return article.element
  }
  return all >= 3 ? narrowed(page.body, all, found) : page.body
}

/** Walks down while one child holds nearly all the markers: the article of a page that no list of containers knows. */
function narrowed(body: Element, all: number, found: (element: Element) => number): Element {
  let element = body
  for (;;) {
    const child = element.children.find(
      (node): node is Element => isTag(node) && !tableParts.has(node.name) && found(node) * 10 >= all * 9,
    )
    if (!child) return element
    element = child
  }
}

const tableParts = new Set(['table', 'tbody', 'thead', 'tr', 'td', 'p', 'span'])
