import type { Article, Column } from '../column.ts'
import { escapeHtml } from '../report/markup.ts'
import { columnsOf, hexFor, numberFor, snowFor } from '../site.ts'
import type { Site } from '../site.ts'
import { childLinks } from './parts.ts'
import { jsonAnswer } from './renderer.ts'
import type { Renderer, Service, StandingPage } from './renderer.ts'

/** UCAP's pc generation: the first rows lie in the page as `var articleList`, the others come from POST /queryList. */

const firstRows = 10
const standing: Readonly<Record<StandingPage, string>> = {
  home: '/',
  openness: 'zfxxgk',
  guide: 'zfxxgkzn',
  rules: 'zfxxgkzd',
  statutory: 'fdzdgknr',
}

export const ucapPc: Renderer = {
  platform: 'ucap_pc',
  standingPath: (site, page) => (page === 'home' ? '/' : `/${siteCode(site)}/${standing[page]}/pc/list.html`),
  columnPath: (site, column) => `/${siteCode(site)}/${channel(site, column.path)}/pc/list.html`,
  articlePath: (site, article) =>
    `/${siteCode(site)}/${channel(site, article.columnPath)}/pc/content/content_${snowFor(article.key)}.html`,
  filePath: (site, article, extension) =>
    `/${siteCode(site)}/${channel(site, article.columnPath)}/${snowFor(article.key)}/${hexFor(article.key).slice(0, 8)}${extension}`,
  listPages: (site, column) => [
    {
      path: ucapPc.columnPath(site, column),
      html: `${childLinks(column.children, (child) => ucapPc.columnPath(site, child))}
<div id="app"><ul class="list"></ul><div class="pagination"></div></div>
<script>
var webSiteCode = "${siteCode(site)}"; var channelCode = "${channel(site, column.path)}";
var articleList = ${JSON.stringify(column.articles.slice(0, firstRows).map((article) => item(site, article)))};
</script>`,
    },
  ],
  articleBody: (_site, article, inner) => `
<div class="detail"><h1>${escapeHtml(article.title)}</h1><div class="source">来源：${escapeHtml(article.source)} 发布时间：${article.publishedOn} 10:12</div>
<div class="article-detail" id="detailContent">${inner}</div></div>`,
  services: (site) => new Map([['/queryList', queryList(site)]]),
}

function siteCode({ portal }: Site): string {
  return `${portal.id}rmzfwz`
}

/** c00177 */
function channel(site: Site, path: readonly string[]): string {
  return `c${String(numberFor(`${site.portal.id}/${path.join('/')}`) % 100_000).padStart(5, '0')}`
}

/** `urls` is JSON within JSON, as the system sends it. */
function item(site: Site, article: Article) {
  return {
    id: snowFor(article.key),
    title: article.linkText,
    pubDate: `${article.publishedOn} 10:12`,
    contentSource: article.source,
    urls: JSON.stringify({ pc: ucapPc.articlePath(site, article) }),
    articleFiles: [],
    metadata: {},
  }
}

/** `current` counts from 1; up to 100 rows a page. The total is not told: an empty page ends the list. */
function queryList(site: Site): Service {
  return ({ method, fields }) => {
    if (method !== 'POST') return { status: 405, contentType: 'text/html', text: 'Method Not Allowed' }
    const asked = (column: Column) => channel(site, column.path) === fields.get('channelCode')
    const size = Math.min(100, Number(fields.get('pageSize') ?? '10'))
    const from = (Number(fields.get('current') ?? '1') - 1) * size
    const rows =
      columnsOf(site)
        .find(asked)
        ?.articles.slice(from, from + size) ?? []
    return jsonAnswer({ data: { results: rows.map((article) => ({ source: item(site, article) })) } })
  }
}
