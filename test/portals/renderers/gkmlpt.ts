import type { Article, Column } from '../column.ts'
import { escapeHtml } from '../report/markup.ts'
import { columnsOf, numberFor } from '../site.ts'
import type { Site } from '../site.ts'
import { jsonAnswer, pagesOf } from './renderer.ts'
import type { Renderer, Service, StandingPage } from './renderer.ts'

/** Guangdong's gkmlpt: the column tree lies in window._CONFIG, the rows come from /gkmlpt/api/all/{column}. */

const perPage = 20
const standing: Readonly<Record<StandingPage, string>> = {
  home: '/',
  openness: '/gkmlpt/index',
  guide: '/gkmlpt/guide',
  rules: '/gkmlpt/policy',
  statutory: '/gkmlpt/statutory',
}

export const gkmlpt: Renderer = {
  platform: 'gkmlpt',
  standingPath: (_site, page) => standing[page],
  // A server never sees what stands behind the hash: all columns are one page.
  columnPath: (site, column) => `/gkmlpt/annualreport#${columnId(site, column)}`,
  articlePath: (_site, article) => {
    const id = numberFor(article.key)
    return `/gkmlpt/content/${Math.floor(id / 1_000_000)}/${Math.floor(id / 1_000)}/post_${id}.html`
  },
  filePath: (_site, article, extension) =>
    `/attachment/0/${numberFor(article.key) % 1_000}/${numberFor(article.key)}${extension}`,
  listPages: (site) => [
    {
      path: '/gkmlpt/annualreport',
      head: `<script>window._CONFIG = ${JSON.stringify({ SID: siteId(site), LANG: 'zh-CN', TREE: tree(site), SERVICE_AREA_ID: siteId(site) })};</script>`,
      html: '<div id="app"></div><script src="/gkmlpt/static/app.js"></script>',
    },
  ],
  articleBody: (_site, article, inner) => `
<div class="classify"><table><tr><td>索引号：</td><td>${numberFor(article.key)}</td><td>发布机构：</td><td>${escapeHtml(article.source)}</td></tr><tr><td>名称：</td><td>${escapeHtml(article.title)}</td><td>发布日期：</td><td>${article.publishedOn}</td></tr></table></div>
<h1 class="title document-number">${escapeHtml(article.title)}</h1>
<div class="article-content">${inner}</div>`,
  services: (site) =>
    new Map(
      columnsOf(site).map((column) => [`/gkmlpt/api/all/${columnId(site, column)}`, all(site, column)]),
    ),
}

function siteId({ portal }: Site): number {
  return Number(portal.divisionCode.slice(0, 3)) * 1_000 + 1
}

function columnId(site: Site, column: Column): number {
  return numberFor(`${site.portal.id}/${column.path.join('/')}`) % 10_000
}

interface TreeNode {
  readonly id: number
  readonly name: string
  readonly parent: number
  readonly post_count: number
  readonly jump_url: string
  readonly children: readonly TreeNode[]
}

function tree(site: Site): TreeNode[] {
  const node = (column: Column, parent: number): TreeNode => {
    const id = columnId(site, column)
    return {
      id,
      name: column.label,
      parent,
      post_count: column.articles.length,
      jump_url: '',
      children: column.children.map((child) => node(child, id)),
    }
  }
  return [site.root, ...site.units, ...site.decoys].map((column) => node(column, 0))
}

/** Pages 0 and 1 are the same first page. */
function all(site: Site, column: Column): Service {
  return ({ fields }) => {
    const page = Math.max(1, Number(fields.get('page') ?? '1'))
    const articles = (pagesOf(column.articles, perPage)[page - 1] ?? []).map((each) => post(site, each))
    return jsonAnswer({
      classify: { id: columnId(site, column), name: column.label, post_count: column.articles.length },
      total: column.articles.length,
      articles,
    })
  }
}

function post(site: Site, article: Article) {
  const url = `${site.baseUrl}${gkmlpt.articlePath(site, article)}`
  const time = Date.parse(`${article.publishedOn}T02:00:00Z`) / 1_000
  return {
    id: numberFor(article.key),
    title: article.linkText,
    url,
    post_url: url,
    publisher: article.source,
    date: time,
    created_at: article.publishedOn,
    display_publish_time: time,
    is_expired: false,
    attachment: [],
  }
}
