import type { Column } from '../column.ts'
import { escapeHtml } from '../report/markup.ts'
import { numberFor } from '../site.ts'
import type { Site } from '../site.ts'
import { childLinks, listRows } from './parts.ts'
import { pagesOf } from './renderer.ts'
import type { Renderer, StandingPage } from './renderer.ts'

/** Openness: every branch (unit) has its lists at showList/{branch}/{column}/page_1.html; reports are OpennessAnnualReport/show/{id}. */

const perPage = 10
const standing: Readonly<Record<StandingPage, string>> = {
  home: '/',
  openness: '/openness/index.html',
  guide: '/openness/OpennessGuide/showList/1.html',
  rules: '/openness/OpennessSystem/showList/1.html',
  statutory: '/openness/OpennessContent/showList/1/10/page_1.html',
}

export const openness: Renderer = {
  platform: 'openness',
  standingPath: (_site, page) => standing[page],
  columnPath: (site, column) => listPath(site, column, 1),
  articlePath: (_site, article) =>
    `/openness/${article.kind === 'report' ? 'OpennessAnnualReport' : 'OpennessContent'}/show/${numberFor(article.key)}.html`,
  filePath: (_site, article, extension) =>
    `/file_cz/2/${article.publishedOn.slice(0, 7).replace('-', '')}/${numberFor(article.key)}${extension}`,
  listPages: (site, column) => {
    const pages = pagesOf(column.articles, perPage)
    return pages.map((articles, index) => ({
      path: listPath(site, column, index + 1),
      html: `${childLinks(column.children, (child) => listPath(site, child, 1))}
${listRows(site, articles, (article) => openness.articlePath(site, article))}
<div class="pages">共${column.articles.length}条 ${index + 1}/${pages.length} ${pages.map((_, at) => `<a href="${listPath(site, column, at + 1)}">${at + 1}</a>`).join(' ')}</div>`,
    }))
  },
  articleBody: (_site, article, inner) => `
<table class="xxgk_mulu"><tr><td>发布机构：${escapeHtml(article.source)}</td><td>生成日期：${article.publishedOn}</td></tr><tr><td colspan="2">名称：${escapeHtml(article.title)}</td></tr></table>
<div class="openness_show"><h2>${escapeHtml(article.title)}</h2><div class="j-content">${inner}</div></div>`,
}

/** Branch and column: 784/34502. A column below the root is another branch. */
function listPath(site: Site, column: Column, page: number): string {
  const branch = numberFor(`${site.portal.id}/${column.path.join('/')}`) % 1_000
  return `/openness/OpennessContent/showList/${branch}/${numberFor(`${site.portal.id} ${branch}`) % 100_000}/page_${page}.html`
}
