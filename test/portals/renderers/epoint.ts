import type { Column } from '../column.ts'
import { escapeHtml } from '../report/markup.ts'
import { columnsOf, numberFor, uuidFor } from '../site.ts'
import type { Site } from '../site.ts'
import { numberOf } from './jpaas.ts'
import { childLinks, metadataTable } from './parts.ts'
import { jsonAnswer, pagesOf } from './renderer.ts'
import type { Renderer, Service, StandingPage } from './renderer.ts'

/** Epoint EWB: lists exist only after a script asked getgovinfolist, whose site id lies in webBuilderCommon.js. */

const perPage = 15
const service = '/EWB-FRONT/rest/lightfrontaction/getgovinfolist'
const standing: Readonly<Record<StandingPage, string>> = {
  home: '/',
  openness: '/govxxgk/govInfoPub.html',
  guide: '/govxxgk/guide.html',
  rules: '/govxxgk/rules.html',
  statutory: '/govxxgk/statutory.html',
}

export const epoint: Renderer = {
  platform: 'epoint',
  standingPath: (_site, page) => standing[page],
  columnPath: (site, column) =>
    `/govxxgk/openlist.html?deptcode=${deptCode(site, column.path)}&categorynum=003006`,
  articlePath: (site, article) =>
    `/govxxgk/${deptCode(site, article.columnPath)}/${article.publishedOn}/${uuidFor(article.key)}.html`,
  filePath: (_site, article, extension) =>
    `/EpointWebBuilder/upload/${uuidFor(`${article.key} file`)}${extension}`,
  listPages: (site, column) => [
    {
      path: epoint.columnPath(site, column),
      head: '<script src="/js/webBuilderCommon.js"></script>',
      html: `${childLinks(column.children, (child) => epoint.columnPath(site, child))}
<ul id="infolist"></ul><div id="pager"></div>
<script>
var pageSize = ${perPage};
function load(pageIndex) {
  fetch("${service}", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ deptcode: "${deptCode(site, column.path)}", categorynum: "003006", pageIndex: pageIndex, pageSize: pageSize, siteGuid: siteInfo.siteGuid }) })
    .then(function (answer) { return answer.json(); })
    .then(function (answer) {
      document.getElementById("infolist").innerHTML = answer.custom.data.map(function (each) { return '<li><a href="' + each.infourl + '">' + each.title + '</a><span>' + each.infodate + '</span></li>'; }).join("");
      document.getElementById("pager").innerHTML = (pageIndex + 1) * pageSize < answer.custom.total ? '<a href="javascript:void(0)" onclick="load(' + (pageIndex + 1) + ')">下一页</a>' : "";
    });
}
load(0);
</script>`,
    },
  ],
  articleBody: (_site, article, inner) => `
${metadataTable(article, '发布机构')}
<h2>${escapeHtml(article.title)}</h2><div class="Article_content" id="ivs_content">${inner}</div>`,
  services: (site) =>
    new Map([
      [service, infoList(site)],
      [
        '/js/webBuilderCommon.js',
        () => ({ status: 200, contentType: 'text/javascript', text: common(site) }),
      ],
    ]),
  key: (url) => (url.pathname === '/govxxgk/openlist.html' ? `${url.pathname}${url.search}` : url.pathname),
}

/** 033 */
function deptCode(site: Site, path: readonly string[]): string {
  return String(numberFor(`${site.portal.id}/${path.join('/')}`) % 100_000).padStart(5, '0')
}

function common(site: Site): string {
  return `var siteInfo = {"projectName":"EWB-FRONT","siteGuid":"${uuidFor(site.portal.id)}"};`
}

/** `pageIndex` counts from 0. */
function infoList(site: Site): Service {
  return ({ body }) => {
    const asked: unknown = JSON.parse(body === '' ? '{}' : body)
    const isAsked = (column: Column) => body.includes(`"${deptCode(site, column.path)}"`)
    const articles = columnsOf(site).find(isAsked)?.articles ?? []
    const page =
      pagesOf(articles, numberOf(asked, 'pageSize') ?? perPage)[numberOf(asked, 'pageIndex') ?? 0] ?? []
    const data = page.map((article) => ({
      title: article.linkText,
      realtitle: article.title,
      infourl: epoint.articlePath(site, article),
      infodate: article.publishedOn,
    }))
    return jsonAnswer({ custom: { total: articles.length, data } })
  }
}
