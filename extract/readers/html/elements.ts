import type { Element } from 'domhandler'

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
export const htmlLimits = { slots: 400_000, depth: 512 }

/** Thrown within this reader where a page goes beyond `htmlLimits`; `readHtml` makes `too_large` of it. */
export class BeyondLimits extends Error {}

/** Left out by its own style or attribute: never shown, never read. */
export function hidden(element: Element): boolean {
  const style = element.attribs['style']
  return (
    'hidden' in element.attribs ||
    (style !== undefined && /display\s*:\s*none|visibility\s*:\s*hidden/iu.test(style)) // style="display: none"
  )
}
