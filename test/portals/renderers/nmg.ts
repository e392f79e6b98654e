import type { Column } from '../column.ts'
import { escapeHtml } from '../report/markup.ts'
import { columnsOf, numberFor } from '../site.ts'
import type { Site } from '../site.ts'
import { childLinks, listRows, metadataTable } from './parts.ts'
import type { Renderer, StandingPage } from './renderer.ts'

/** Inner Mongolia: one page whose tabs are told apart by ?gk=; a script puts the rows into .xxgkItemList. */

const page = '/zwgk/zfxxgk/zfxxgkml/'
const standing: Readonly<Record<StandingPage, string>> = {
  home: '/',
  openness: '/zwgk/zfxxgk/',
  guide: `${page}?gk=1`,
  rules: `${page}?gk=2`,
  statutory: `${page}?gk=3`,
}

export const nmg: Renderer = {
  platform: 'nmg',
  standingPath: (_site, standingPage) => standing[standingPage],
  columnPath: (site, column) => `${page}?gk=4${column === site.root ? '' : `&cid=${columnId(site, column)}`}`,
  articlePath: (site, article) =>
    `/${site.portal.id}/${article.publishedOn.slice(0, 7)}/${article.publishedOn.slice(8)}/article_${article.publishedOn.replaceAll('-', '')}08${numberFor(article.key)}.html`,
  filePath: (site, article, extension) =>
    `/${site.portal.id}/upload/${numberFor(`${article.key} file`)}${extension}`,
  listPages: (site, column) => [
    {
      path: nmg.columnPath(site, column),
      html: `<div class="xxgkItemList"></div>
<script>fetch("${rowsPath(site, column)}").then(function (answer) { return answer.text(); }).then(function (rows) { document.querySelector(".xxgkItemList").innerHTML = rows; });</script>`,
    },
  ],
  articleBody: (_site, article, inner) => `
${metadataTable(article, '发布机构')}
<h1>${escapeHtml(article.title)}</h1><div class="main-txt">${inner}</div>`,
  services: (site) =>
    new Map(
      columnsOf(site).map((column) => [
        rowsPath(site, column),
        () => ({ status: 200, contentType: 'text/html', text: rows(site, column) }),
      ]),
    ),
  key: (url) =>
    url.pathname === page
      ? `${page}?gk=${url.searchParams.get('gk')}&cid=${url.searchParams.get('cid')}`
      : url.pathname,
}

function columnId(site: Site, column: Column): number {
  return numberFor(`${site.portal.id}/${column.path.join('/')}`) % 100_000
}

function rowsPath(site: Site, column: Column): string {
  return `${page}rows_${columnId(site, column)}.html`
}

function rows(site: Site, column: Column): string {
  return `${childLinks(column.children, (child) => nmg.columnPath(site, child))}
${listRows(site, column.articles, (article) => nmg.articlePath(site, article))}`
}
