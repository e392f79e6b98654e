import { escapeHtml } from '../report/markup.ts'
import { columnsOf, numberFor } from '../site.ts'
import type { Article, Column } from '../column.ts'
import type { Site } from '../site.ts'
import { childLinks, metadataTable } from './parts.ts'
import { pagesOf } from './renderer.ts'
import type { Renderer, Service, StandingPage } from './renderer.ts'

/**
 * Lonsun: one public column for every organ, its kind in `type` (3 is the annual report); later pages of a list come
 * as fragments from label/8888; with hasContent the report lies in the column page itself.
 */

const perPage = 5
const label = '/site/label/8888'
const emptyText = '暂无相关信息'
const template = '/xxgk/publicInfoList_newest2020'
const standing: Readonly<Record<StandingPage, string>> = {
  home: '/',
  openness: 'type=4&catId=&action=list&nav=3',
  guide: 'type=2&nav=1',
  rules: 'type=1&nav=2',
  statutory: 'type=4&catId=1021&action=list&nav=3',
}

export const lonsun: Renderer = {
  platform: 'lonsun',
  standingPath: (site, page) =>
    page === 'home' ? '/' : `/public/column/${organId(site, site.root.path)}?${standing[page]}`,
  columnPath: (site, column) =>
    `/public/column/${organId(site, column.path)}?type=3&${column.shows === 'report' ? `nav=5&sub=1&timeFrame=${column.path.at(-1)}&hasContent=true` : 'catId=&action=list&nav=4'}`,
  articlePath: (site, article) =>
    `/public/${organId(site, article.columnPath)}/${numberFor(article.key)}.html`,
  filePath: (_site, article, extension) =>
    `/group6/M00/00/${(numberFor(article.key) % 256).toString(16).toUpperCase()}/rBQ${numberFor(`${article.key} file`)}${extension}`,
  listPages: (site, column) => [
    {
      path: lonsun.columnPath(site, column),
      html: [
        childLinks(column.children, (child) => lonsun.columnPath(site, child)),
        column.articles.length > 0 ? fragment(site, column, 1) : '',
        column.articles.length > perPage ? pagerScript(site, column) : '',
      ].join('\n'),
    },
  ],
  articleBody: (_site, article, inner) => `
<div class="xxgk_wztit">${escapeHtml(article.title)}</div>
${metadataTable(article, '发布机构')}
<div class="wzcon fontContent j-fontContent">${inner}</div>`,
  services: (site) => new Map([[label, fragments(site)]]),
  key: (url) => {
    if (!url.pathname.startsWith('/public/column/')) return url.pathname
    const told = ['type', 'catId', 'timeFrame'].map((name) => `${name}=${url.searchParams.get(name) ?? ''}`)
    return `${url.pathname}?${told.join('&')}`
  },
}

/** Years of an organ (`hasContent`) are views of the organ's column, not columns of their own. */
function organId(site: Site, path: readonly string[]): number {
  const organ = path.slice(0, 2).join('/')
  return 1_000 + (numberFor(`${site.portal.id}/${organ}`) % 9_000)
}

/** One page of a column's list, with the number of pages in a script. */
function fragment(site: Site, column: Column, page: number): string {
  const pages = pagesOf(column.articles, perPage)
  const items = (pages[page - 1] ?? []).map((each) => item(site, each))
  return `<ul class="clearfix xxgk_nav_list">${items.join('\n') || emptyText}</ul>
<script>$(function(){ Ls.pagination("#page_list", {pageIndex:${page}, pageCount:${pages.length}, pageSize:${perPage}, total:${column.articles.length}}); });</script>`
}

function item(site: Site, article: Article): string {
  return `<li><a href="${lonsun.articlePath(site, article)}" target="_blank" title="${escapeHtml(article.title)}">${escapeHtml(article.linkText)}</a><span class="date">${article.publishedOn}</span></li>`
}

/** The call by which the page asks for its other pages. */
function pagerScript(site: Site, column: Column): string {
  const fields = `IsAjax=1&dataType=html&labelName=publicInfoList&siteId=${numberFor(site.portal.id)}&pageSize=${perPage}&pageIndex=1&action=list&isDate=true&dateFormat=yyyy-MM-dd&length=80&organId=${organId(site, column.path)}&type=3&catId=&cId=&result=${encodeURIComponent(emptyText)}&file=${template}`
  return `<div id="page_list" class="pagination"></div>
<script>var listUrl = "${label}?${fields}";
function turn(pageIndex){ $.get(listUrl.replace("pageIndex=1", "pageIndex=" + pageIndex) + "&_=" + Math.random(), function(html){ $(".xxgk_nav_list").parent().html(html); }); }</script>`
}

function fragments(site: Site): Service {
  return ({ fields }) => {
    const organ = fields.get('organId')
    const column = columnsOf(site).find(
      ({ path, shows }) => shows === 'list' && String(organId(site, path)) === organ,
    )
    const known = column && fields.get('type') === '3' && fields.get('file') === template
    const text = known ? fragment(site, column, Number(fields.get('pageIndex') ?? '1')) : emptyText
    return { status: 200, contentType: 'text/html', text }
  }
}
