import type { Column } from '../column.ts'
import { escapeHtml } from '../report/markup.ts'
import { columnsOf, hexFor } from '../site.ts'
import type { Site } from '../site.ts'
import { metadataTable } from './parts.ts'
import { jsonAnswer } from './renderer.ts'
import type { Renderer, StandingPage } from './renderer.ts'

/** Jinan and Zibo: a channel's list is drawn by a script; the articles are served whole. */

const standing: Readonly<Record<StandingPage, string>> = {
  home: '/',
  openness: '/gongkai/',
  guide: '/gongkai/guide.html',
  rules: '/gongkai/rules.html',
  statutory: '/gongkai/statutory.html',
}

export const gongkai: Renderer = {
  platform: 'gongkai',
  standingPath: (_site, page) => standing[page],
  columnPath: (site, column) => `${folder(site, column.path)}/`,
  articlePath: (site, article) => `${folder(site, article.columnPath)}/doc_${docId(article.key)}.html`,
  filePath: (site, article, extension) =>
    `${folder(site, article.columnPath)}/doc_${docId(article.key)}_${hexFor(article.key)}${extension}`,
  listPages: (site, column) => [
    {
      path: gongkai.columnPath(site, column),
      html: `<div id="app"></div>
<script>
fetch("${apiPath(site, column)}").then(function (answer) { return answer.json(); }).then(function (channel) {
  document.getElementById("app").innerHTML = "<ul>" + channel.items.map(function (each) {
    return '<li><a href="' + each.href + '">' + each.text + "</a><span>" + each.date + "</span></li>";
  }).join("") + "</ul>";
});
</script>`,
    },
  ],
  articleBody: (_site, article, inner) => `
${metadataTable(article, '发布机构')}
<h1>${escapeHtml(article.title)}</h1><div class="article-body" id="content">${inner}</div>`,
  services: (site) =>
    new Map(
      columnsOf(site).map((column) => [
        apiPath(site, column),
        () => jsonAnswer({ items: items(site, column) }),
      ]),
    ),
}

function folder(site: Site, path: readonly string[]): string {
  const channel = hexFor(`${site.portal.id}/${path.join('/')}`).slice(0, 24)
  const unit = path.length > 1 ? `site_${path.slice(1).join('')}/` : ''
  return `/gongkai/${unit}channel_${channel}`
}

function docId(key: string): string {
  return hexFor(key).slice(0, 24)
}

function apiPath(site: Site, column: Column): string {
  return `/gongkai/api/channel/${hexFor(`${site.portal.id}/${column.path.join('/')}`).slice(0, 24)}`
}

/** Columns below and articles, in one list. */
function items(site: Site, column: Column) {
  return [
    ...column.children.map((child) => ({
      text: child.label,
      href: gongkai.columnPath(site, child),
      date: '',
    })),
    ...column.articles.map((article) => ({
      text: article.linkText,
      href: gongkai.articlePath(site, article),
      date: article.publishedOn,
    })),
  ]
}
