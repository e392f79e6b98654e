import { escapeHtml } from '../report/markup.ts'
import { numberFor } from '../site.ts'
import type { Article, Column } from '../column.ts'
import type { Site } from '../site.ts'
import { childLinks } from './parts.ts'
import { pagesOf } from './renderer.ts'
import type { Renderer, StandingPage } from './renderer.ts'

/** VSB Webplus: pages count down (of seven, page 2 is 6.htm and the last is 1.htm); only the Next link tells. */

const perPage = 10
const standing: Readonly<Record<StandingPage, string>> = {
  home: '/',
  openness: '/zfxxgk.htm',
  guide: '/zfxxgk/zfxxgkzn.htm',
  rules: '/zfxxgk/zfxxgkzd.htm',
  statutory: '/zfxxgk/fdzdgknr.htm',
}

export const vsb: Renderer = {
  platform: 'vsb',
  standingPath: (_site, page) => standing[page],
  columnPath: (_site, column) => pagePath(column, 1, 1),
  articlePath: (site, article) => `/info/${treeId(site, article)}/${numberFor(article.key)}.htm`,
  filePath: (site, article) =>
    `/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=${numberFor(site.portal.id)}&wbfileid=${numberFor(`${article.key} file`)}`,
  listPages: (site, column) => {
    const pages = pagesOf(column.articles, perPage)
    return pages.map((articles, index) => ({
      path: pagePath(column, index + 1, pages.length),
      html: [
        childLinks(column.children, (child) => pagePath(child, 1, 1)),
        rows(site, column, index + 1, articles),
        pager(column, index + 1, pages.length),
      ].join('\n'),
    }))
  },
  articleBody: (_site, article, inner) => `
<form name="_newscontent_fromname">
<h2 align="center">${escapeHtml(article.title)}</h2>
<div class="info">来源：${escapeHtml(article.source)}　发布时间：${article.publishedOn}　点击：<script>_showDynClicks("wbnews", 1558430292, ${numberFor(article.key)})</script></div>
<div id="vsb_content"><div class="v_news_content">${inner}</div></div>
</form>`,
  // Downloads are told apart by their query; pages are not.
  key: (url) => (url.pathname.startsWith('/system/') ? `${url.pathname}${url.search}` : url.pathname),
}

/** zfxxgk/zfxxgknb.htm, then zfxxgk/zfxxgknb/6.htm … 1.htm */
function pagePath(column: Column, page: number, pages: number): string {
  const stem = `/zfxxgk/${column.path.join('/')}`
  return page === 1 ? `${stem}.htm` : `${stem}/${pages + 1 - page}.htm`
}

function treeId(site: Site, article: Article): number {
  return numberFor(`${site.portal.id}/${article.columnPath.join('/')}`) % 10_000
}

/** The way from a list page up to the site's root: one folder more on the pages behind the first. */
function upFrom(column: Column, page: number): string {
  return '../'.repeat(column.path.length + (page === 1 ? 0 : 1))
}

function rows(site: Site, column: Column, page: number, articles: readonly Article[]): string {
  const items = articles.map(
    (each, index) =>
      `<li id="line_u4_${index}"><a href="${upFrom(column, page)}info/${treeId(site, each)}/${numberFor(each.key)}.htm" title="${escapeHtml(each.title)}">${escapeHtml(each.linkText)}</a><span>${each.publishedOn}</span></li>`,
  )
  return `<ul class="list">${items.join('\n')}</ul>`
}

function pager(column: Column, page: number, pages: number): string {
  const name = column.path.at(-1) ?? ''
  const href = (to: number) => {
    const folder = page === 1 ? `${name}/` : ''
    return to === 1 ? `../${name}.htm` : `${folder}${pages + 1 - to}.htm`
  }
  const numbers = Array.from({ length: pages }, (_, index) =>
    index + 1 === page
      ? `<span class="p_no_d">${index + 1}</span>`
      : `<span class="p_no"><a href="${href(index + 1)}">${index + 1}</a></span>`,
  )
  const next = page < pages ? `<span class="p_next p_fun"><a href="${href(page + 1)}">下页</a></span>` : ''
  return `<div class="pb_sys_common pb_sys_normal pb_sys_style1"><span class="p_pages"><span class="p_t">共${column.articles.length}条&nbsp;${page}/${pages}</span>${numbers.join('')}${next}</span></div>`
}
