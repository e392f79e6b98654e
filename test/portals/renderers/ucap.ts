import { escapeHtml } from '../report/markup.ts'
import { chanceFor, columnsOf, hexFor } from '../site.ts'
import type { Article, Column } from '../column.ts'
import type { Site } from '../site.ts'
import { childLinks, metadataTable } from './parts.ts'
import { pagesOf } from './renderer.ts'
import type { Renderer, Service, StandingPage } from './renderer.ts'

/** UCAP: static .shtml lists, page 2 is list_2.shtml; the same lists as JSON at /common/search/{channel}. */

const perPage = 10
const standing: Readonly<Record<StandingPage, string>> = {
  home: '/',
  openness: 'zfxxgk/zfxxgk.shtml',
  guide: 'zfxxgkzn/list.shtml',
  rules: 'zfxxgkzd/list.shtml',
  statutory: 'fdzdgknr/list.shtml',
}

export const ucap: Renderer = {
  platform: 'ucap',
  standingPath: (site, page) => (page === 'home' ? '/' : `/${siteCode(site)}/${standing[page]}`),
  columnPath: (site, column) => `${folder(site, column.path)}/list.shtml`,
  articlePath: (site, article) =>
    `${folder(site, article.columnPath)}/${month(article)}/${hexFor(article.key)}.shtml`,
  filePath: (site, article, extension) =>
    `${folder(site, article.columnPath)}/${month(article)}/${hexFor(article.key)}/files/${hexFor(`${article.key} file`)}${extension}`,
  listPages: (site, column) => {
    const pages = pagesOf(column.articles, perPage)
    return pages.map((articles, index) => ({
      path: `${folder(site, column.path)}/list${index === 0 ? '' : `_${index + 1}`}.shtml`,
      head: `<meta name="channelid" content="${channelId(site, column)}">`,
      html: [
        childLinks(column.children, (child) => `${folder(site, child.path)}/list.shtml`),
        site.portal.quirks?.includes('scripted_lists') ? scriptedRows(site, column) : rows(site, articles),
        `<div id="page_div" class="pagination"></div>`,
        `<script>createPageHTML('page_div',${pages.length}, ${index + 1},'list','shtml',${column.articles.length});</script>`,
      ].join('\n'),
    }))
  },
  articleBody: (_site, article, inner) => `
${metadataTable(article, '发布机构')}
<h1><UCAPTITLE>${escapeHtml(article.title)}</UCAPTITLE></h1>
<p class="info">时间：<PUBLISHTIME>${article.publishedOn} 09:30</PUBLISHTIME>　来源：${escapeHtml(article.source)}</p>
<div class="article-content" id="zoomcon"><UCAPCONTENT>${inner}</UCAPCONTENT></div>`,
  services: (site) =>
    new Map(
      columnsOf(site).map((column) => [`/common/search/${channelId(site, column)}`, searchOf(site, column)]),
    ),
}

/** The first segment of every path: the site's code. */
function siteCode({ portal }: Site): string {
  return `${portal.id}rmzf`
}

function folder(site: Site, path: readonly string[]): string {
  return `/${siteCode(site)}/${path.join('/')}`
}

/** 202401 */
function month({ publishedOn }: Article): string {
  return publishedOn.replaceAll('-', '').slice(0, 6)
}

function channelId(site: Site, column: Column): string {
  return hexFor(`${site.portal.id}/${column.path.join('/')}`)
}

function rows(site: Site, articles: readonly Article[]): string {
  const name = chanceFor(site, 'ucap list').pick(['common_list', 'xxgk_list', 'news-list'])
  const items = articles.map(
    (each) =>
      `<li><span class="date">${each.publishedOn}</span><a href="${ucap.articlePath(site, each)}" title="${escapeHtml(each.title)}">${escapeHtml(each.linkText)}</a></li>`,
  )
  return `<div class="${name}"><ul>${items.join('\n')}</ul></div>`
}

/** The list as its script draws it; the page itself is empty. */
function scriptedRows(site: Site, column: Column): string {
  return `<ul id="list"></ul>
<script>
function turn(page) {
  fetch("/common/search/${channelId(site, column)}?page=" + page + "&_pageSize=${perPage}&_isAgg=true&_isJson=true&_template=index")
    .then(function (answer) { return answer.json(); })
    .then(function (answer) {
      document.getElementById("list").innerHTML = answer.data.results.map(function (each) { return '<li><a href="' + each.url + '">' + each.title + "</a></li>"; }).join("");
    });
}
turn(1);
</script>`
}

/** One page of a channel as JSON; protocol-relative addresses, as seen. */
function searchOf(site: Site, column: Column): Service {
  return ({ fields }) => {
    const page = Number(fields.get('page') ?? '1')
    const rowsPerPage = Number(fields.get('_pageSize') ?? '15')
    const results = column.articles.slice((page - 1) * rowsPerPage, page * rowsPerPage).map((article) => ({
      title: article.title,
      url: `//${new URL(site.baseUrl).host}${ucap.articlePath(site, article)}`,
      subTitle: '',
      channelName: column.label,
      manuscriptId: hexFor(article.key),
      publishedTime: Date.parse(`${article.publishedOn}T01:30:00Z`),
      publishedTimeStr: `${article.publishedOn} 09:30:00`,
      resList: [],
      domainMetaList: [{ resultList: [{ key: 'source', value: article.source }] }],
    }))
    const data = {
      page,
      rows: rowsPerPage,
      total: column.articles.length,
      channelId: channelId(site, column),
      results,
    }
    return { status: 200, contentType: 'application/json', text: JSON.stringify({ data }) }
  }
}
