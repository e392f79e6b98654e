import type { Element } from 'domhandler'
import { dateIn } from './dates.ts'
import { childrenOf, closest, isElement, squeezed, textOf } from './dom.ts'
import type { Link } from './link.ts'
import { linkTo } from './link.ts'
import type { Openers } from './openers.ts'
import { isEmptyText } from './vocabulary.ts'

const pointing: ReadonlySet<string> = new Set(['a', 'area', 'iframe', 'frame', 'option'])
const rows: ReadonlySet<string> = new Set(['li', 'tr', 'dd', 'dl'])
const cells: ReadonlySet<string> = new Set(['td', 'th'])
const tableRow: ReadonlySet<string> = new Set(['tr'])
const table: ReadonlySet<string> = new Set(['table'])

/** A link's text is a title at most this long; a box with more text than a row's says nothing about one link. */
const mostTitle = 400
const mostRow = 300

/** Everything a page points to: links, frames, choices, and what its elements open when clicked. */
export function linksIn(elements: readonly Element[], base: string, opened: Openers = () => null): Link[] {
  return elements.flatMap((element) => {
    const { attribs, name } = element
    const isPointing =
      pointing.has(name) || 'onclick' in attribs || 'data-url' in attribs || 'data-href' in attribs
    const target = isPointing ? targetOf(element, base, opened) : null
    if (target === null) return []
    const whole = squeezed(name === 'input' ? (attribs['value'] ?? '') : textOf(element, mostTitle))
    const text = withoutDate(whole === '' ? pictured(element) : (headingOf(element, whole) ?? whole))
    const full = squeezed(attribs['title'] ?? '')
    // A title attribute that says less than the text (附件, 点击查看) is no title; a text cut short is none either.
    const isCut = /(…|\.{3})$/.test(text) // 长沙市医疗保障局2023年政府…
    const told = full !== '' && (isCut || full.length > text.length) ? full : text
    // 查看 and [下载] say nothing: what the row says besides is what it is called.
    const title = isEmptyText(told) ? (rowTitle(element) ?? told) : told
    return [
      linkTo(target, {
        text,
        title,
        date: dateIn(whole) ?? dateNear(element),
        kind: kindOf(name),
        headers: headersOf(element),
      }),
    ]
  })
}

/** A picture says what it shows to those who do not see it: <a><img alt="政府信息公开年报"></a>, <area alt="…">. */
function pictured({ attribs, children }: Element): string {
  const own = attribs['alt']
  if (own !== undefined) return squeezed(own)
  for (const child of children) {
    const found = isElement(child) ? pictured(child) : ''
    if (found !== '') return found
  }
  return ''
}

/** A card is one link with its beginning and its date: what it is called stands in its heading, or comes first. */
function headingOf(element: Element, whole: string): string | null {
  if (whole.length <= mostLabel) return null
  const boxes = element.children.filter(isElement)
  const named = boxes.find(({ name, attribs }) => headings.has(name) || /tit/i.test(attribs['class'] ?? '')) // class="title"
  const text = squeezed(textOf(named ?? boxes[0] ?? element, mostTitle))
  // A long title with its date in a box of its own is no card: what comes first is its words.
  return text === whole || !whole.startsWith(text) || text.length < 4 ? null : text
}

const headings: ReadonlySet<string> = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'strong', 'b', 'dt'])
/** Longer than titles are. */
const mostLabel = 60

function kindOf(name: string): Link['kind'] {
  if (name === 'iframe' || name === 'frame') return 'frame'
  if (name === 'option') return 'option'
  return name === 'a' || name === 'area' ? 'anchor' : 'script'
}

const attributes = ['href', 'src', 'data-url', 'data-href', 'value', 'onclick'] as const
/** The address in a piece of script: window.open('/x.html'), location.href="zwinfo.jsp?id=7". */
const scriptedAddress =
  /(["'])((?:https?:\/\/|\.{0,2}\/|[\w-]+\/)[^"']*|[\w-]+\.(?:s?html?|jspx?|php|aspx?|do|thtml|pdf)\b[^"']*)\1/

function targetOf({ attribs, name: element }: Element, base: string, opened: Openers): URL | null {
  for (const name of attributes) {
    const value = attribs[name]
    if (value === undefined || (name === 'value' && (element !== 'option' || !/[/.]/.test(value)))) continue // <option value="/2023n/">
    const isScript = name === 'onclick' || /^\s*javascript:/i.test(value) // javascript:window.open('/x.html')
    const address = isScript ? (scriptedAddress.exec(value)?.[2] ?? opened(value)) : value
    const resolved = address === null ? null : absolute(address, base)
    if (resolved !== null) return resolved
  }
  return null
}

/** An address as a page writes it, made whole; null where it leads nowhere. */
export function absolute(address: string, base: string): URL | null {
  const plain = address.trim()
  if (plain === '' || plain === '#' || /^(javascript|mailto|tel|data|about):/i.test(plain)) return null // javascript:void(0)
  try {
    const url = new URL(plain, base)
    return url.protocol === 'http:' || url.protocol === 'https:' ? url : null
  } catch {
    return null
  }
}

/** A row's own text ends in its date where the whole row is the link: ·2023年度报告 2024-01-12 → 2023年度报告. */
function withoutDate(text: string): string {
  return text
    .replace(/^[·•●■◆▪\s]+/, '') // ·2023年度报告
    .replace(/\s*[[(（【]?(19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}( \d{1,2}:\d{2}(:\d{2})?)?[\])）】]?$/, '') // 2024-01-12 09:30
}

function dateNear(element: Element): string | null {
  const around = closest(element, rows) ?? element.parent
  if (around === null) return null
  const text = textOf(around, mostRow)
  return text.length > mostRow ? null : dateIn(text)
}

/** What the link's row and its column are headed with, in a table. */
function headersOf(element: Element): string[] {
  const cell = closest(element, cells)
  const row = cell === null ? null : closest(cell, tableRow)
  if (cell === null || row === null) return []
  const inRow = childrenOf(row, cells)
  const at = inRow.indexOf(cell)
  const first = at > 0 ? inRow[0] : undefined
  const whole = closest(row, table)
  const top = whole === null ? null : firstRow(whole)
  const above = top === null || top === row ? undefined : childrenOf(top, cells)[at]
  // A table without headings begins with a row like any other: its link is no heading of those below it.
  return [first, above === undefined || holdsLink(above) ? undefined : above]
    .map((each) => (each === undefined ? '' : squeezed(textOf(each, 80))))
    .filter((text) => text !== '' && text.length <= 40)
}

/** What a row says besides its one link: the longest of a table row's other cells, or all of it. Null: nothing, or several links. */
function rowTitle(element: Element): string | null {
  const row = closest(element, rows)
  if (row === null || row.name === 'dl' || linksWithin(row) !== 1) return null
  const parts = row.children.filter((child) => !isElement(child) || !(child === element || holdsLink(child)))
  const texts = parts.map((part) => withoutDate(squeezed(textOf(part, mostRow))))
  const longest = texts.toSorted((a, b) => b.length - a.length)[0] ?? ''
  return longest.length < 4 || longest.length > 120 ? null : longest
}

function linksWithin(element: Element): number {
  return element.children
    .filter(isElement)
    .reduce((count, child) => count + (child.name === 'a' ? 1 : linksWithin(child)), 0)
}

function holdsLink(element: Element): boolean {
  return element.children.some((child) => isElement(child) && (child.name === 'a' || holdsLink(child)))
}

function firstRow(element: Element): Element | null {
  for (const child of element.children) {
    if (!isElement(child)) continue
    if (child.name === 'tr') return child
    if (child.name === 'thead' || child.name === 'tbody') return firstRow(child)
  }
  return null
}

/**
 * Rows that a script writes as HTML: `document.write('<li><a href="/a.html">…</a></li>')`, the quotes within them freed. Only links
 * that stand in one string: what is put together from variables is no address yet.
 */
export function writtenHtml(scripts: string): string {
  if (!/<\/a>/i.test(scripts)) return ''
  const strings = scripts.matchAll(/'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"/g) // '<li><a href="…">…</a></li>'
  return [...strings]
    .map(([, single, double]) => (single ?? double ?? '').replaceAll(/\\(["'/])/g, '$1')) // \" → "
    .filter(holdsAnchor)
    .join('\n')
}

function holdsAnchor(text: string): boolean {
  const opened = text.search(/<a\s[^<>]{0,500}?href/i) // <a class="x" href=
  return opened >= 0 && text.toLowerCase().lastIndexOf('</a>') > opened
}

/** Rows that a page's own script writes: `url="./202401/t….html"; title="…年度报告"`. The title is the nearest Chinese string. */
export function scriptLinks(scripts: string, base: string): Link[] {
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
    links.push(
      linkTo(url, { text: nearest, title: nearest, date: dateIn(around), kind: 'script', headers: [] }),
    )
  }
  return links
}
