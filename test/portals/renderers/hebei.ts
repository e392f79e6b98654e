import type { Column } from '../column.ts'
import { escapeHtml } from '../report/markup.ts'
import { columnsOf, uuidFor } from '../site.ts'
import type { Site } from '../site.ts'
import { childLinks } from './parts.ts'
import { pagesOf } from './renderer.ts'
import type { Renderer, StandingPage } from './renderer.ts'

/** Hebei's system: addresses of uuids; further pages are fragments of a block, empty behind the last. */

const perPage = 10
const perBlock = 'blocks'

export const hebei: Renderer = {
  platform: 'hebei',
  standingPath: (site, page: StandingPage) =>
    page === 'home' ? '/' : `/columns/${uuidFor(`${site.portal.id}/${page}`)}/index.html`,
  columnPath: (site, column) => `${folder(site, column.path)}/index.html`,
  articlePath: (site, article) => {
    const [year, month, day] = article.publishedOn.split('-')
    return `${folder(site, article.columnPath)}/${year}${month}/${day}/${uuidFor(article.key)}.html`
  },
  filePath: (_site, article, extension) => `/uploads/files/${uuidFor(`${article.key} file`)}${extension}`,
  listPages: (site, column) => [
    {
      path: hebei.columnPath(site, column),
      html: `${childLinks(column.children, (child) => hebei.columnPath(site, child))}
<div class="__sys_block__" data-url="${blockPath(site, column)}" data-count="${column.articles.length}"><ul>${rows(site, column, 1)}</ul></div>
<a href="javascript:;" class="more" onclick="loadBlock('${blockPath(site, column)}', 2)">加载更多</a>`,
    },
  ],
  articleBody: (_site, article, inner) => `
<h1 class="article-title">${escapeHtml(article.title)}</h1><div class="info">发布日期：${article.publishedOn}　发布机构：${escapeHtml(article.source)}</div>
<div id="zoom">${inner}</div>`,
  services: (site) =>
    new Map(
      columnsOf(site).map((column) => [
        blockPath(site, column),
        ({ fields }) => ({
          status: 200,
          contentType: 'text/html',
          text: rows(site, column, Number(fields.get('page') ?? '1')),
        }),
      ]),
    ),
}

function folder(site: Site, path: readonly string[]): string {
  return `/columns/${uuidFor(`${site.portal.id}/${path.join('/')}`)}`
}

function blockPath(site: Site, column: Column): string {
  const key = column.path.join('/')
  return `${folder(site, column.path)}/templates/${uuidFor(`${site.portal.id} template`)}/${perBlock}/${uuidFor(`${site.portal.id}/${key} block`)}`
}

function rows(site: Site, column: Column, page: number): string {
  return (pagesOf(column.articles, perPage)[page - 1] ?? [])
    .map(
      (article) =>
        `<li><a href="${hebei.articlePath(site, article)}" title="${escapeHtml(article.title)}">${escapeHtml(article.linkText)}</a><span>${article.publishedOn}</span></li>`,
    )
    .join('\n')
}
