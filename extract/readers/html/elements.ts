import type { Element } from 'domhandler'
import { recalled } from '../../recall.ts'

/** Never part of what a reader of the page is shown. */
export const unseen = new Set([
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
export const furniture = new Set(['nav', 'header', 'footer', 'aside'])
export const breaking = new Set([
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

/** What bounds a page: one nested deeper, or with more table slots, is no report's and is refused as a whole. */
export const htmlLimits = { slots: 400_000, depth: 512, unclosed: 10_000 }

/** Thrown within this reader where a page goes beyond `htmlLimits`; `readHtml` makes `too_large` of it. */
export class BeyondLimits extends Error {}

/** Raised, lowered, struck out, glossed or drawn: beside the text of a cell, not in it. A note's 1 makes no 31 of 3. */
const beside = new Set(['sup', 'sub', 'del', 's', 'strike', 'rt', 'rp', 'svg', 'select', 'option', 'button'])
/** vertical-align: super · text-decoration: line-through · font-size:0 · color:#fff, on white */
const besideWords =
  /vertical-align\s*:\s*(?:super|sub)\b|line-through|font-size\s*:\s*0(?:[a-z%;\s]|$)|(?<![-\w])color\s*:\s*(?:white|#fff(?:fff)?)\b/iu

/** True for what stands beside the text around it: read together they would be a figure that is not printed. */
export function standsBeside({ name, attribs }: Element): boolean {
  const style = attribs['style']
  return (
    beside.has(name) ||
    (name === 'a' && (attribs['href']?.startsWith('#') ?? false)) || // <a href="#_ftn1">1</a>
    (name === 'font' && /^(?:white|#fff(?:fff)?)$/iu.test(attribs['color'] ?? '')) ||
    (style !== undefined && styled(style).beside)
  )
}

/** Left out by its own style or attribute: never shown, never read. */
export function hidden(element: Element): boolean {
  const style = element.attribs['style']
  return 'hidden' in element.attribs || (style !== undefined && styled(style).hidden)
}

/** style="display: none" */
const hiddenWords = /display\s*:\s*none|visibility\s*:\s*hidden/iu

/** What a style says of these two: Word gives its few styles, of hundreds of characters each, to every cell anew. */
const styled = recalled(
  (style) => ({ hidden: hiddenWords.test(style), beside: besideWords.test(style) }),
  2000,
  1000,
)
