import { escapeHtml } from '../report/markup.ts'
import { numberFor } from '../site.ts'
import { childLinks, listRows } from './parts.ts'
import { pagesOf } from './renderer.ts'
import type { Renderer, StandingPage } from './renderer.ts'

/** Folders without extension; the page number stands in the query, the next page behind 下一页. */

const perPage = 10
const base = '/gk'
const standing: Readonly<Record<StandingPage, string>> = {
  home: '/',
  openness: base,
  guide: `${base}/zfxxgkzn`,
  rules: `${base}/zfxxgkzd`,
  statutory: `${base}/fdzdgknr`,
}

export const extensionless: Renderer = {
  platform: 'extensionless',
  standingPath: (_site, page) => standing[page],
  columnPath: (_site, column) => folder(column.path),
  articlePath: (_site, article) => `${folder(article.columnPath)}/content_${numberFor(article.key)}`,
  filePath: (_site, article, extension) => `/uploads/${numberFor(`${article.key} file`)}${extension}`,
  listPages: (site, column) => {
    const pages = pagesOf(column.articles, perPage)
    return pages.map((articles, index) => ({
      path: `${folder(column.path)}?page=${index + 1}`,
      html: `${childLinks(column.children, (child) => folder(child.path))}
${listRows(site, articles, (article) => extensionless.articlePath(site, article))}
<p class="pager"><span>${index + 1}</span>${index + 1 < pages.length ? `<a href="?page=${index + 2}" rel="next">下一页&nbsp;&gt;</a>` : ''}</p>`,
    }))
  },
  articleBody: (_site, article, inner) => `
<article><h1>${escapeHtml(article.title)}</h1><p>${article.publishedOn}　${escapeHtml(article.source)}</p>${inner}</article>`,
  // A column without a page number is its first page; articles take no query.
  key: (url) => `${url.pathname}?page=${url.searchParams.get('page') ?? '1'}`,
}

function folder(path: readonly string[]): string {
  return [base, ...path].join('/')
}
