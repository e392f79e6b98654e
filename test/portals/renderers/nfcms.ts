import { escapeHtml } from '../report/markup.ts'
import { numberFor } from '../site.ts'
import { childLinks, listRows } from './parts.ts'
import { pagesOf } from './renderer.ts'
import type { Renderer, StandingPage } from './renderer.ts'

/** Guangdong's portal system: index.html, then index_2.html; articles are content/post_{id}.html below their column. */

const perPage = 12
const base = '/zwgk/xxgk'
const standing: Readonly<Record<StandingPage, string>> = {
  home: '/',
  openness: `${base}/index.html`,
  guide: `${base}/zn/index.html`,
  rules: `${base}/zd/index.html`,
  statutory: `${base}/fdzdgknr/index.html`,
}

export const nfcms: Renderer = {
  platform: 'nfcms',
  standingPath: (_site, page) => standing[page],
  columnPath: (_site, column) => `${folder(column.path)}/index.html`,
  articlePath: (_site, article) =>
    `${folder(article.columnPath)}/content/post_${numberFor(article.key)}.html`,
  filePath: (_site, article, extension) =>
    `/attachment/0/${numberFor(article.key) % 1_000}/${numberFor(article.key) % 10_000}/${numberFor(article.key)}${extension}`,
  listPages: (site, column) => {
    const pages = pagesOf(column.articles, perPage)
    return pages.map((articles, index) => ({
      path: `${folder(column.path)}/${pageName(index)}`,
      html: `${childLinks(column.children, (child) => `${folder(child.path)}/index.html`)}
${listRows(site, articles, (article) => `${site.baseUrl}${nfcms.articlePath(site, article)}`)}
<div class="page">${index + 1 < pages.length ? `<a class="next" href="${pageName(index + 1)}">下一页</a><a class="last" href="${pageName(pages.length - 1)}">尾页</a>` : ''}</div>
<script>var NFCMS_SITE_ID = '${numberFor(site.portal.id) % 1_000_000}';</script>`,
    }))
  },
  articleBody: (site, article, inner) => `
<h1>${escapeHtml(article.title)}</h1><p class="property">来源：${escapeHtml(article.source)}　时间：${article.publishedOn} 10:00:00</p>
<div id="zoomcon" class="article-content">${inner}</div>
<script>var NFCMS_SITE_ID = '${numberFor(site.portal.id) % 1_000_000}', NFCMS_POST_ID = '${numberFor(article.key)}';</script>`,
}

function folder(path: readonly string[]): string {
  return [base, ...path].join('/')
}

function pageName(index: number): string {
  return index === 0 ? 'index.html' : `index_${index + 1}.html`
}
