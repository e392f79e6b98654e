import type { Column } from '../column.ts'
import { escapeHtml } from '../report/markup.ts'
import { numberFor } from '../site.ts'
import type { Site } from '../site.ts'
import { childLinks } from './parts.ts'
import { pagesOf } from './renderer.ts'
import type { Renderer, StandingPage } from './renderer.ts'

/** A small county's own scripts, in no list of systems: .jsp pages, links in onclick, pages chosen from a drop-down. */

const perPage = 8

export const dynamic: Renderer = {
  platform: 'dynamic',
  standingPath: (site, page: StandingPage) =>
    page === 'home' ? '/' : `/info/iColumn.jsp?cat_id=${categoryId(site, [page])}`,
  columnPath: (site, column) => listPath(site, column, 1),
  articlePath: (_site, article) => `/info/zwinfo.jsp?id=${numberFor(article.key)}`,
  filePath: (_site, article, extension) =>
    `/UploadFiles/${article.publishedOn.slice(0, 4)}/${numberFor(`${article.key} file`)}${extension}`,
  listPages: (site, column) => {
    const pages = pagesOf(column.articles, perPage)
    return pages.map((articles, index) => ({
      path: listPath(site, column, index + 1),
      html: `${childLinks(column.children, (child) => listPath(site, child, 1))}
<table width="98%">${articles.map((article) => `<tr onclick="window.open('zwinfo.jsp?id=${numberFor(article.key)}')" style="cursor:pointer"><td>·${escapeHtml(article.linkText)}</td><td>${article.publishedOn}</td></tr>`).join('\n')}</table>
<form>共${pages.length}页 转到<select onchange="location.href=this.value">${pages.map((_, at) => `<option value="${escapeHtml(listPath(site, column, at + 1))}"${at === index ? ' selected' : ''}>${at + 1}</option>`).join('')}</select></form>`,
    }))
  },
  articleBody: (_site, article, inner) => `
<table width="100%"><tr><td align="center"><b>${escapeHtml(article.title)}</b></td></tr><tr><td align="center">发布单位：${escapeHtml(article.source)}　发布日期：${article.publishedOn}</td></tr><tr><td>${inner}</td></tr></table>`,
  key: (url) => `${url.pathname}${url.search}`,
}

function listPath(site: Site, column: Column, page: number): string {
  return `/info/iList.jsp?cat_id=${categoryId(site, column.path)}&cur_page=${page}`
}

function categoryId(site: Site, path: readonly string[]): number {
  return numberFor(`${site.portal.id}/${path.join('/')}`) % 100_000
}
