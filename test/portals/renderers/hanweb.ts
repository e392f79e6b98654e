import { escapeHtml } from '../report/markup.ts'
import { columnsOf, hexFor, numberFor } from '../site.ts'
import type { Article, Column } from '../column.ts'
import type { Site } from '../site.ts'
import { childLinks, metadataTable } from './parts.ts'
import type { Renderer, Service, StandingPage } from './renderer.ts'

/** Hanweb JCMS: the first records lie in the page as <datastore>, the rest come from dataproxy.jsp in groups of three pages. */

const perPage = 5
/** Records that the page itself brings, and that a script asks for at once. */
const perGroup = perPage * 3
const proxy = '/module/web/jpage/dataproxy.jsp'

export const hanweb: Renderer = {
  platform: 'hanweb',
  standingPath: (site, page) => (page === 'home' ? '/' : `/col/col${standingId(site, page)}/index.html`),
  columnPath: (site, column) =>
    column.shows === 'report'
      ? `/module/xxgk/xxgkAnnualReport.jsp?area=${orgCode(site, column)}&fbtime=${column.path.at(-1)}`
      : `/col/col${columnId(site, column.path)}/index.html`,
  articlePath: (site, article) => {
    const [year, month, day] = article.publishedOn.split('-').map(Number)
    return `/art/${year}/${month}/${day}/art_${columnId(site, article.columnPath)}_${numberFor(article.key)}.html`
  },
  filePath: (_site, article, extension) =>
    `/module/download/downfile.jsp?classid=0&showname=${encodeURIComponent(article.title)}${extension}&filename=${hexFor(article.key)}${extension}`,
  listPages: (site, column) => [{ path: hanweb.columnPath(site, column), html: listHtml(site, column) }],
  articleBody: (_site, article, inner) => `
${metadataTable(article, '发布机构')}
<table class="con" width="100%"><tr><td class="title" align="center">${escapeHtml(article.title)}</td></tr>
<tr><td>发布时间：${article.publishedOn}　信息来源：${escapeHtml(article.source)}</td></tr>
<tr><td><div id="zoom" class="artile_zw"><!--ZJEG_RSS.content.begin-->${inner}<!--ZJEG_RSS.content.end--></div></td></tr></table>`,
  services: (site) => new Map([[proxy, dataproxy(site)]]),
  // Downloads are told apart by their query; pages are not.
  key: (url) => (url.pathname.startsWith('/module/') ? `${url.pathname}${url.search}` : url.pathname),
}

function standingId(site: Site, page: StandingPage): number {
  return 10_000 + (numberFor(`${site.portal.id}/${page}`) % 90_000)
}

function columnId(site: Site, path: readonly string[]): number {
  return 10_000 + (numberFor(`${site.portal.id}/${path.join('/')}`) % 90_000)
}

/** 11371000004359010J: one for each agency, whatever the year. */
function orgCode(site: Site, column: Column): string {
  const unit = column.path.slice(0, -1).join('/')
  return `11${site.portal.divisionCode}00${numberFor(`${site.portal.id}/${unit}`)}J`
}

function unitId(site: Site, path: readonly string[]): number {
  return 200_000 + columnId(site, path)
}

const webId = 39

function listHtml(site: Site, column: Column): string {
  const columnNumber = columnId(site, column.path)
  const unit = unitId(site, column.path)
  const fields = `page=1&appid=1&webid=${webId}&path=/&columnid=${columnNumber}&unitid=${unit}&webname=${encodeURIComponent(site.portal.name)}&permissiontype=0`
  return `
${childLinks(column.children, (child) => hanweb.columnPath(site, child))}
<div id="${unit}" class="default_pgContainer"><script type="text/xml"><datastore>
<nextgroup><![CDATA[<a href="${proxy}?${fields}"></a>]]></nextgroup>
<recordset>
${column.articles
  .slice(0, perGroup)
  .map((each) => record(site, each))
  .join('\n')}
</recordset></datastore></script></div>
<script>jQuery(document).ready(function(){ jQuery("#${unit}").jpage({pagetype:"",totalRecord:${column.articles.length},perPage:${perPage},openDelay:0,groupSize:3,startPage:1,proxyUrl:'${proxy}',ajaxParam:{col:1,webid:${webId},path:'/',columnid:${columnNumber},sourceContentType:1,unitid:'${unit}',webname:'${site.portal.name}',permissiontype:0}}); });</script>`
}

function record(site: Site, article: Article): string {
  return `<record><![CDATA[<li><a href="${hanweb.articlePath(site, article)}" target="_blank" title="${escapeHtml(article.title)}">${escapeHtml(article.linkText)}</a><span>${article.publishedOn}</span></li>]]></record>`
}

/** Records startrecord to endrecord, counted from 1, both included. Refused to requests that no page sent. */
function dataproxy(site: Site): Service {
  return ({ fields, referer }) => {
    if (referer === null) return { status: 403, contentType: 'text/html', text: 'Forbidden: no Referer' }
    const column = columnsOf(site).find(({ path }) => String(unitId(site, path)) === fields.get('unitid'))
    const all = column?.articles ?? []
    const from = Number(fields.get('startrecord') ?? '1')
    const to = Number(fields.get('endrecord') ?? String(perGroup))
    const size = Number(fields.get('perpage') ?? String(perPage))
    const records = all.slice(from - 1, to).map((each) => record(site, each))
    const text = `<datastore><totalrecord>${all.length}</totalrecord><totalpage>${Math.ceil(all.length / size)}</totalpage><nextgroup></nextgroup><recordset>${records.join('')}</recordset></datastore>`
    return { status: 200, contentType: 'text/xml', text }
  }
}
