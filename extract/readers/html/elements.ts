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
  'datalist',
  'dialog',
  'audio',
  'video',
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

const struck = new Set(['del', 's', 'strike'])

/** Raised, lowered, struck out, glossed or drawn: beside the text of a cell, not in it. A note's 1 makes no 31 of 3. */
const beside = new Set([
  'sup',
  'sub',
  ...struck,
  'small',
  'rt',
  'rp',
  'svg',
  'select',
  'option',
  'button',
  'details',
])
/** vertical-align: super · text-decoration: line-through · font-size:0 · color:#fff, on white · position:absolute; left:-999px */
export const besideStyle = new RegExp(
  [
    /vertical-align\s*:\s*(?:super|sub)\b|line-through|font-size\s*:\s*[01](?:\.\d+)?(?:px|pt|[%;}\s]|$)/u,
    /(?<![-\w])color\s*:\s*(?:white|transparent|#fff(?:fff)?\b|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\)|rgba\([^)]*,\s*0?\.?0*\s*\))/u,
    /(?<![-\w])(?:opacity\s*:\s*0(?:\.0+)?\s*(?:[;!}]|$)|position\s*:\s*(?:absolute|fixed)|text-indent\s*:\s*-\d{3})/u,
    /(?<![-\w])(?:transform\s*:\s*scale\(\s*0|(?:max-)?(?:width|height)\s*:\s*[01](?:px|pt)?\s*(?:[;!}]|$))/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'iu',
)
/** display: none · visibility: collapse · mso-hide: all, which is Word's */
export const hiddenStyle = /display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all/iu
/** Names that say so, of rules in a style sheet that is not here. */
const hiddenClass = /(?:^|\s)(?:hide|hidden|d-none|sr-only|visually-hidden)(?:\s|$)/u

/** <del> · style="text-decoration: line-through" */
export function isStruckOut({ name, attribs }: Element): boolean {
  const style = attribs['style']
  return struck.has(name) || (style !== undefined && styled(style).struck)
}

/** True for what stands beside the text around it: read together they would be a figure that is not printed. */
export function standsBeside({ name, attribs }: Element): boolean {
  const style = attribs['style']
  return (
    beside.has(name) ||
    (name === 'a' && (attribs['href']?.startsWith('#') ?? false)) || // <a href="#_ftn1">1</a>
    (name === 'font' && /^(?:white|#fff(?:fff)?)$/iu.test(attribs['color'] ?? '')) ||
    hiddenClass.test(attribs['class'] ?? '') ||
    (style !== undefined && styled(style).beside)
  )
}

/** Left out by its own style or attribute: never shown, never read. */
export function hidden(element: Element): boolean {
  const style = element.attribs['style']
  return 'hidden' in element.attribs || (style !== undefined && styled(style).hidden)
}

/** What a style says of these: Word gives its few styles, of hundreds of characters each, to every cell anew. */
const styled = recalled(
  (style) => ({
    hidden: hiddenStyle.test(style),
    beside: besideStyle.test(style),
    struck: /line-through/iu.test(style),
  }),
  2000,
  1000,
)
