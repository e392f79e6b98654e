import { load } from 'cheerio'
import type { CheerioAPI } from 'cheerio'
import { isTag, isText } from 'domhandler'
import type { AnyNode, Element } from 'domhandler'
import { folded } from '../characters.ts'
import { decodeText } from '../decode.ts'
import type { Block, Document, Grid, GridCell, Link, Metadata } from '../document.ts'

const readBy = { engine: 'html', version: '1' }

/** Where publishing systems put the article, the most telling first (portals.md, section 7). */
const bodies = [
  '#ivs_content',
  '#UCAP-CONTENT',
  'ucapcontent',
  '#zoom',
  '#Zoom',
  '#zoomcon',
  '#fontzoom',
  '.TRS_Editor',
  '.TRS_UEDITOR',
  '.trs_editor_view',
  '.Custom_UnionStyle',
  '.v_news_content',
  '[id^=vsb_content]',
  '.j-fontContent',
  '.wzcon',
  '.m-txt-article',
  '.article-content',
  '.article_content',
  '#article',
  '#article_content',
  '.xxgk_content',
  '.zw-content',
  '.main-content',
  '.main-txt',
  '.art-con',
  '.pub-det',
  '#webeditorview',
  '#content',
]

/** What only a report's article has; the element that holds most of it is the article. */
const markers =
  /总体情况|主动公开政府信息|第二十条|本年新收|上年结转|结转下年度|申请人情况|行政复议|其他需要报告|统计指标|附件/gu

/** Never part of what a reader of the page is shown. */
const unseen = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'head',
  'iframe',
  'object',
  'select',
  'option',
  'button',
])
/** Around the article, never in it. */
const furniture = new Set(['nav', 'header', 'footer', 'aside'])
const breaking = new Set([
  'p',
  'div',
  'br',
  'li',
  'ul',
  'ol',
  'tr',
  'table',
  'section',
  'article',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'dl',
  'dt',
  'dd',
  'center',
  'blockquote',
  'pre',
  'hr',
  'form',
  'fieldset',
  'main',
  'ucapcontent',
  'body',
  'caption',
])

/** A span larger than this is a typing error or an attack; the standard caps colspan at 1,000. */
const widestSpan = 1000
const longestSpan = 65_534

/** What bounds a page: a table with more slots than this is not a report's. */
export const htmlLimits = { slots: 400_000, depth: 512 }

/** Reads a page as it was served: the article's paragraphs and tables, the page's own metadata, the article's links. */
export function readHtml(bytes: Uint8Array): Document {
  const $ = load(decodeText(bytes))
  const article = articleOf($)
  const metadata = metadataOf($)
  const walk = new Walk()
  walk.children(article.children, 0)
  walk.flush()
  return {
    mediaType: 'text/html',
    readBy,
    title: titleOf($, metadata),
    metadata,
    blocks: walk.blocks,
    links: linksOf($, article),
    images: walk.images,
  }
}

/** The smallest known container with all the markers of the page, else the body. */
function articleOf($: CheerioAPI): Element {
  const body = $('body').get(0)
  if (!body || !isTag(body)) throw new Error('a parsed page always has a body')
  const all = markersIn(body)
  for (const selector of bodies) {
    for (const element of $(selector)) {
      if (!isTag(element)) continue
      const found = markersIn(element)
      if (found >= 3 && found * 10 >= all * 7) return element
    }
  }
  return all >= 3 ? narrowed(body, all) : body
}

/** Walks down while one child holds nearly all the markers: the article of a page that no list of selectors knows. */
function narrowed(body: Element, all: number): Element {
  let element = body
  for (;;) {
    const child = element.children.find(
      (node): node is Element => isTag(node) && !tableParts.has(node.name) && markersIn(node) * 10 >= all * 9,
    )
    if (!child) return element
    element = child
  }
}

const tableParts = new Set(['table', 'tbody', 'thead', 'tr', 'td', 'p', 'span'])

function markersIn(element: Element): number {
  return rawText(element).match(markers)?.length ?? 0
}

function rawText(node: AnyNode): string {
  let text = ''
  const stack: AnyNode[] = [node]
  for (let next = stack.pop(); next; next = stack.pop()) {
    if (isText(next)) text += next.data
    else if (isTag(next) && !unseen.has(next.name)) {
      for (let index = next.children.length - 1; index >= 0; index -= 1) {
        const child = next.children[index]
        if (child) stack.push(child)
      }
    }
  }
  return text
}

function hidden(element: Element): boolean {
  const style = element.attribs['style']
  return (
    'hidden' in element.attribs ||
    (style !== undefined && /display\s*:\s*none|visibility\s*:\s*hidden/iu.test(style)) // style="display: none"
  )
}

/** Turns an element's children into blocks, in the order a reader sees them. */
class Walk {
  readonly blocks: Block[] = []
  readonly images: string[] = []
  #line = ''
  #heading: number | null = null
  #grids = 0

  children(nodes: readonly AnyNode[], depth: number): void {
    if (depth > htmlLimits.depth) return
    for (const node of nodes) this.#node(node, depth)
  }

  #node(node: AnyNode, depth: number): void {
    if (isText(node)) {
      this.#line += node.data
      return
    }
    if (!isTag(node) || unseen.has(node.name) || furniture.has(node.name) || hidden(node)) return
    if (node.name === 'img') {
      const source = node.attribs['src']
      if (source) this.images.push(source)
      return
    }
    if (node.name === 'table' && !isLayout(node)) {
      this.flush()
      this.#grid(node)
      return
    }
    if (!breaking.has(node.name)) {
      this.children(node.children, depth + 1)
      return
    }
    this.flush()
    const level = /^h([1-6])$/u.exec(node.name)?.[1] // h2
    const outer = this.#heading
    if (level) this.#heading = Number(level)
    this.children(node.children, depth + 1)
    this.flush()
    this.#heading = outer
  }

  flush(): void {
    const text = folded(this.#line)
    this.#line = ''
    if (text !== '') this.blocks.push({ kind: 'paragraph', text, heading: this.#heading, place: null })
  }

  #grid(table: Element): void {
    const grid = gridOf(table, this.#grids)
    if (grid.cells.every((cell) => cell.text === '' && !cell.image)) return
    this.#grids += 1
    this.blocks.push(grid)
    for (const cell of grid.cells) if (cell.image) this.images.push(`table ${grid.index}`)
  }
}

/**
 * A table is layout where it holds other tables that hold figures of their own, or where it is one cell, or one row or
 * column of running text: its parts are then read as if the table were not there.
 */
function isLayout(table: Element): boolean {
  const rows = rowsOf(table)
  if (rows.some((row) => cellsOf(row).some((cell) => holdsTable(cell)))) return true
  const cells = rows.flatMap((row) => cellsOf(row))
  return cells.length <= 1 || (cells.length <= 4 && cells.some((cell) => rawText(cell).length > 600))
}

function holdsTable(element: Element): boolean {
  return element.children.some((node) => isTag(node) && (node.name === 'table' || holdsTable(node)))
}

function rowsOf(table: Element): Element[] {
  const rows: Element[] = []
  for (const node of table.children) {
    if (!isTag(node)) continue
    if (node.name === 'tr') rows.push(node)
    else if (node.name === 'tbody' || node.name === 'thead' || node.name === 'tfoot')
      rows.push(...rowsOf(node))
  }
  return rows
}

function cellsOf(row: Element): Element[] {
  return row.children.filter(
    (node): node is Element => isTag(node) && (node.name === 'td' || node.name === 'th'),
  )
}

/** Lays the rows out as the HTML standard does (forming a table, 4.9.12), spans expanded. */
function gridOf(table: Element, index: number): Grid {
  const rows = rowsOf(table).filter((row) => !hidden(row))
  const taken = new Set<string>()
  const cells: GridCell[] = []
  let columns = 0
  for (const [row, element] of rows.entries()) {
    let column = 0
    for (const cell of cellsOf(element)) {
      if (hidden(cell)) continue
      while (taken.has(`${row},${column}`)) column += 1
      const columnSpan = span(cell.attribs['colspan'], widestSpan)
      const asked = span(cell.attribs['rowspan'], longestSpan)
      const rowSpan = Math.min(asked === 0 ? rows.length : asked, rows.length - row)
      if (taken.size + rowSpan * columnSpan > htmlLimits.slots) break
      for (let r = row; r < row + rowSpan; r += 1) {
        for (let c = column; c < column + Math.max(1, columnSpan); c += 1) taken.add(`${r},${c}`)
      }
      const text = cellText(cell)
      cells.push({
        row,
        column,
        rowSpan,
        columnSpan: Math.max(1, columnSpan),
        text,
        place: { table: index, row, column },
        image: text === '' && holdsImage(cell),
      })
      column += Math.max(1, columnSpan)
      columns = Math.max(columns, column)
    }
  }
  return { kind: 'grid', index, rows: rows.length, columns, cells, positions: 'exact' }
}

/** colspan="3", colspan="3px", colspan="": at least 0, 1 where it says nothing usable. */
function span(attribute: string | undefined, most: number): number {
  const value = Number.parseInt(attribute ?? '', 10)
  return Number.isNaN(value) || value < 0 ? 1 : Math.min(value, most)
}

/** The cell's text as shown: blocks and <br> break lines, white space within a line is folded. */
function cellText(cell: Element): string {
  let text = ''
  const visit = (nodes: readonly AnyNode[], depth: number) => {
    if (depth > htmlLimits.depth) return
    for (const node of nodes) {
      if (isText(node)) text += node.data.replace(/[\r\n]+/gu, ' ')
      else if (isTag(node) && !unseen.has(node.name) && !hidden(node)) {
        const breaks = breaking.has(node.name)
        if (breaks) text += '\n'
        visit(node.children, depth + 1)
        if (breaks) text += '\n'
      }
    }
  }
  visit(cell.children, 0)
  return text
    .split('\n')
    .map((line) => folded(line))
    .filter((line) => line !== '')
    .join('\n')
}

function holdsImage(element: Element): boolean {
  return element.children.some((node) => isTag(node) && (node.name === 'img' || holdsImage(node)))
}

function titleOf($: CheerioAPI, metadata: Metadata): string | null {
  const stated = metadata['ArticleTitle']
  const headline = $('ucaptitle, h1').first().text()
  for (const candidate of [stated, headline, $('title').first().text()]) {
    const text = folded(candidate ?? '')
    if (text !== '') return text
  }
  return null
}

/** The page labels of 国办发〔2017〕47号 in their official spelling, by the spellings seen. */
const labels = new Map(
  [
    'ArticleTitle',
    'PubDate',
    'ContentSource',
    'ColumnName',
    'ColumnType',
    'SiteName',
    'SiteIDCode',
    'Url',
  ].map((name) => [name.toLowerCase(), name]),
)

/** 发布机构：长沙市医疗保障局, in a table above the article: the issuer as the portal files it. */
const filed =
  /^(?<label>发布机构|发文机构|发布单位|信息来源|公开主体|发布日期|公开日期|生成日期|成文日期)[:：]?$/u
const filedInline =
  /(?<label>发布机构|发文机构|发布单位|信息来源|公开主体|来源)\s*[:：]\s*(?<value>[^\s|｜【\]]{2,40})/u

function metadataOf($: CheerioAPI): Record<string, string> {
  const metadata: Record<string, string> = {}
  for (const element of $('meta[name][content]')) {
    const name = (element.attribs['name'] ?? '').trim()
    const official = labels.get(name.toLowerCase())
    const content = folded(element.attribs['content'] ?? '')
    if (official && content !== '' && metadata[official] === undefined) metadata[official] = content
  }
  for (const cell of $('td, th')) {
    const label = filed.exec(rawTextUpTo(cell, 20).replace(/\s+/gu, ''))?.groups?.['label']
    const next = label === undefined ? undefined : nextCell(cell)
    const value = next ? folded(rawText(next)) : ''
    if (label !== undefined && value !== '' && value.length < 60) metadata[label] ??= value
  }
  if (metadata['发布机构'] === undefined && metadata['ContentSource'] === undefined) {
    const inline = filedInline.exec(pageText($))?.groups
    if (inline?.['value'] !== undefined) metadata['来源'] = inline['value']
  }
  return metadata
}

function pageText($: CheerioAPI): string {
  const body = $('body').get(0)
  return body ? rawText(body) : ''
}

function rawTextUpTo(cell: Element, most: number): string {
  const text = rawText(cell)
  return text.length > most * 4 ? '' : text
}

function nextCell(cell: Element): Element | undefined {
  let next = cell.next
  while (next && !isTag(next)) next = next.next
  return next ?? undefined
}

function linksOf($: CheerioAPI, article: Element): Link[] {
  const links: Link[] = []
  for (const anchor of $('a[href]', article)) {
    const url = (anchor.attribs['href'] ?? '').trim()
    if (url !== '') links.push({ url, text: folded(rawText(anchor)) })
  }
  return links
}
