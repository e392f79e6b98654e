import type { Element } from 'domhandler'
import { parse } from 'parse5'
import { adapter } from 'parse5-htmlparser2-tree-adapter'
import { folded } from '../characters.ts'
import { decodeText, failure } from '../decode.ts'
import type { Document, Link } from '../document.ts'
import type { ExtractError, Result } from '../extraction.ts'
import { articleOf } from './html/article.ts'
import { blocksOf } from './html/blocks.ts'
import { BeyondLimits, htmlLimits } from './html/elements.ts'
import { metadataOf, titleOf } from './html/metadata.ts'
import { Page } from './html/page.ts'
import { inlineStyles } from './html/styles.ts'

const readBy = { engine: 'html', version: '1' }

/** Reads a page as it was served: the article's paragraphs and tables, the page's own metadata, the article's links. */
export function readHtml(bytes: Uint8Array): Result<Document, ExtractError> {
  const text = decodeText(bytes)
  if (isCutOff(text))
    return failure('corrupt', 'the page ends within a table: it was cut off; fetch it again')
  // Counted before anything is parsed: a tree of a million cells would not fit a worker's memory.
  if (cellsIn(text) > htmlLimits.slots)
    return failure('too_large', 'its tables have too many slots; look at it in a browser')
  if (text.length > deepestCheap && deepest(text) > htmlLimits.unclosed)
    return failure('too_large', 'it is nested too deeply; look at it in a browser')
  try {
    return { ok: true, value: documentOf(text) }
  } catch (error) {
    if (error instanceof BeyondLimits)
      return failure('too_large', `${error.message}; look at it in a browser`)
    throw error
  }
}

/**
 * The same, for pages that are known to be within bounds.
 * @throws BeyondLimits for one that is not
 */
export function htmlDocument(bytes: Uint8Array): Document {
  return documentOf(decodeText(bytes))
}

/** A page's end is missing, and with it the end of a table: a figure may be cut in two. */
function isCutOff(text: string): boolean {
  const open = lastOf(text, /<table\b/giu)
  return open > lastOf(text, /<\/(?:table|body|html)\b/giu)
}

function lastOf(text: string, wanted: RegExp): number {
  let last = -1
  for (const { index } of text.matchAll(wanted)) last = index
  return last
}

function cellsIn(text: string): number {
  let count = 0
  for (let at = text.indexOf('<t'); at >= 0; at = text.indexOf('<t', at + 2)) {
    const letter = text[at + 2]
    if (letter === 'd' || letter === 'h') count += 1
  }
  return count
}

/** Characters of a page that no nesting makes slow: the parser's time grows with the square of its depth. */
const deepestCheap = 200_000

/** How deep the page's elements nest that end only where a tag says so. */
function deepest(text: string): number {
  let [depth, most] = [0, 0]
  for (const { groups } of text.matchAll(closedByTag)) {
    depth = Math.max(0, depth + (groups?.['end'] === '' ? 1 : -1))
    most = Math.max(most, depth)
  }
  return most
}

const closedByTag =
  /<(?<end>\/?)(?:div|span|font|table|section|article|center|strong|em|b|i|u|a|ul|ol|dl|form|blockquote)\b/giu

function documentOf(text: string): Document {
  // cheerio's own parser and tree, without its `load`: that keeps every tree alive until the next full collection.
  const root = parse(text, { treeAdapter: adapter })
  inlineStyles(root, text)
  const page = new Page(root)
  const article = articleOf(page)
  const metadata = metadataOf(page)
  return {
    mediaType: 'text/html',
    readBy,
    title: titleOf(page, metadata),
    metadata,
    ...blocksOf(article, page),
    links: linksOf(page, article),
  }
}

function linksOf(page: Page, article: Element): Link[] {
  return page.elements.flatMap((element) => {
    const url = element.name === 'a' ? (element.attribs['href'] ?? '').trim() : ''
    return url !== '' && page.within(element, article) ? [{ url, text: folded(page.textOf(element)) }] : []
  })
}
