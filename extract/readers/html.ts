import { load } from 'cheerio'
import type { Element } from 'domhandler'
import { folded } from '../characters.ts'
import { decodeText, failure } from '../decode.ts'
import type { Document, Link } from '../document.ts'
import type { ExtractError, Result } from '../extraction.ts'
import { articleOf } from './html/article.ts'
import { blocksOf } from './html/blocks.ts'
import { BeyondLimits } from './html/elements.ts'
import { metadataOf, titleOf } from './html/metadata.ts'
import { Page } from './html/page.ts'

const readBy = { engine: 'html', version: '1' }

/** Reads a page as it was served: the article's paragraphs and tables, the page's own metadata, the article's links. */
export function readHtml(bytes: Uint8Array): Result<Document, ExtractError> {
  try {
    return { ok: true, value: htmlDocument(bytes) }
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
  const root = load(decodeText(bytes)).root()[0]
  if (!root) throw new Error('a parsed page always has a root')
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
