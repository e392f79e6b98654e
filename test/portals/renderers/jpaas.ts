import type { Column } from '../column.ts'
import { escapeHtml } from '../report/markup.ts'
import { chanceFor, columnsOf, hexFor } from '../site.ts'
import type { Site } from '../site.ts'
import { childLinks, listRows, metadataTable } from './parts.ts'
import { jsonAnswer, pagesOf, refused } from './renderer.ts'
import type { Renderer, Service, StandingPage } from './renderer.ts'

/** Hanweb JPaaS: a script tag carries `queryData`, and build/unit answers with the rows as HTML within JSON. */

const perPage = 15
const unitPath = '/api-gateway/jpaas-publish-server/front/page/build/unit'
const base = '/zwgk/zfxxgk'
const standing: Readonly<Record<StandingPage, string>> = {
  home: '/',
  openness: `${base}/index.html`,
  guide: `${base}/zfxxgkzn/index.html`,
  rules: `${base}/zfxxgkzd/index.html`,
  statutory: `${base}/fdzdgknr/index.html`,
}

export const jpaas: Renderer = {
  platform: 'jpaas',
  standingPath: (_site, page) => standing[page],
  columnPath: (_site, column) => `${folder(column.path)}/index.html`,
  articlePath: (_site, article) =>
    `${folder(article.columnPath)}/art/${article.publishedOn.slice(0, 4)}/art_${hexFor(article.key)}.html`,
  filePath: (_site, article, extension) =>
    `/api-gateway/jpaas-web-server/front/document/download?fileUrl=${hexFor(article.key)}&fileName=${encodeURIComponent(article.title)}${extension}`,
  listPages: (site, column) => [
    {
      path: jpaas.columnPath(site, column),
      html: `${childLinks(column.children, (child) => jpaas.columnPath(site, child))}
<div class="list-block"><script src="/api-gateway/jpaas-publish-server/static/unitbuild.js" url="${unitPath}" queryData="${escapeHtml(queryData(site, column))}"></script></div>`,
    },
  ],
  articleBody: (_site, article, inner) => `
${metadataTable(article, '发布机构')}
<h1 class="tit">${escapeHtml(article.title)}</h1><p>发布时间：${article.publishedOn}　来源：${escapeHtml(article.source)}</p>
<div class="wzzw-article" id="zoom">${inner}</div>`,
  services: (site) => new Map([[unitPath, unit(site)]]),
  key: (url) => (url.pathname.startsWith('/api-gateway/') ? `${url.pathname}${url.search}` : url.pathname),
}

function folder(path: readonly string[]): string {
  return [base, ...path].join('/')
}

function pageId(site: Site, column: Column): string {
  return hexFor(`${site.portal.id}/${column.path.join('/')}`).slice(0, 20)
}

/** Single quotes and the misspelling are the system's own. */
function queryData(site: Site, column: Column): string {
  const tag = chanceFor(site, 'jpaas').pick(['内容区域', '当前栏目list', 'ajax分页', '右侧内容'])
  const fields = {
    parseType: 'bulidstatic',
    webId: hexFor(site.portal.id).slice(0, 16),
    tplSetId: hexFor(`${site.portal.id} template`),
    pageType: 'column',
    tagId: tag,
    editType: 'null',
    pageId: pageId(site, column),
  }
  return `{${Object.entries(fields)
    .map(([name, value]) => `'${name}':'${value}'`)
    .join(',')}}`
}

/** The page number is read from paramJson alone; without a Referer there is no answer. */
function unit(site: Site): Service {
  return ({ fields, referer }) => {
    if (referer === null) return refused(403, 'Forbidden')
    const column = columnsOf(site).find((each) => pageId(site, each) === fields.get('pageId'))
    if (!column) return jsonAnswer({ success: false, data: { html: '' } })
    const parameters: unknown = JSON.parse(fields.get('paramJson') ?? '{}')
    const page = numberOf(parameters, 'pageNo') ?? 1
    const rows = pagesOf(column.articles, perPage)[page - 1] ?? []
    const list = listRows(site, rows, (article) => jpaas.articlePath(site, article))
    const html = `${list}<div class="pagination" count="${column.articles.length}" rows="${perPage}" pageNo="${page}"></div>`
    return jsonAnswer({ success: true, data: { html: rows.length > 0 ? html : '' } })
  }
}

/** {"pageNo":2,"pageSize":20} */
export function numberOf(fields: unknown, name: string): number | null {
  if (typeof fields !== 'object' || fields === null) return null
  const found: unknown = Object.entries(fields).find(([key]) => key === name)?.[1]
  return typeof found === 'number' ? found : null
}
