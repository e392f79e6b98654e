import { escapeHtml } from '../report/markup.ts'
import { chanceFor, numberFor } from '../site.ts'
import type { Article, Column } from '../column.ts'
import type { Site } from '../site.ts'

/** Pieces of pages that several systems draw alike. */

/** Links to the columns below a column; nothing where there are none. */
export function childLinks(children: readonly Column[], href: (child: Column) => string): string {
  if (children.length === 0) return ''
  const items = children.map(
    (child) => `<li><a href="${escapeHtml(href(child))}">${escapeHtml(child.label)}</a></li>`,
  )
  return `<ul class="subnav">${items.join('\n')}</ul>`
}

/** The table of 索引号 and 发布机构 that stands above an article. */
export function metadataTable(article: Article, publisher: '发布机构' | '发文机构'): string {
  return `<table class="table_suoyin" width="100%"><tr><td>索 引 号：</td><td>${numberFor(article.key)}/${article.publishedOn.slice(0, 4)}-00001</td><td>${publisher}：</td><td>${escapeHtml(article.source)}</td></tr><tr><td>发布日期：</td><td>${article.publishedOn}</td><td>文　　号：</td><td>无</td></tr></table>`
}

/** How portals write a list, where their system leaves it to them: one way for each portal. */
export function listRows(
  site: Site,
  articles: readonly Article[],
  href: (article: Article) => string,
): string {
  return chanceFor(site, 'list').pick(listWritings)(articles, href)
}

type ListWriting = (articles: readonly Article[], href: (article: Article) => string) => string

const listWritings: readonly [ListWriting, ...ListWriting[]] = [
  (articles, href) =>
    `<ul class="list">${each(articles, (article) => `<li>${link(article, href)}<span>${article.publishedOn}</span></li>`)}</ul>`,
  (articles, href) =>
    `<div class="overview_right"><ul>${each(articles, (article) => `<li>${link(article, href, `<em>${article.publishedOn}</em>`)}</li>`)}</ul></div>`,
  (articles, href) =>
    `<table class="gl_list"><tbody>${each(articles, (article) => `<tr><td>${link(article, href)}</td><td align="right">[${article.publishedOn}]</td></tr>`)}</tbody></table>`,
  (articles, href) =>
    `<dl class="news">${each(articles, (article) => `<dd><i>${article.publishedOn.replaceAll('-', '/')}</i>  ${link(article, href)}</dd>`)}</dl>`,
]

function each(articles: readonly Article[], write: (article: Article) => string): string {
  return articles.map(write).join('\n')
}

function link(article: Article, href: (article: Article) => string, behind = ''): string {
  return `<a href="${escapeHtml(href(article))}" target="_blank" title="${escapeHtml(article.title)}">${escapeHtml(article.linkText)}${behind}</a>`
}

/** Reports as a table: a row for each agency, a column for each year, 查看 in the cells; what is no report below it. */
export function tableByYear(articles: readonly Article[], href: (article: Article) => string): string {
  const reports = articles.flatMap((article) => (article.kind === 'report' ? [article] : []))
  const years = [...new Set(reports.map(({ report }) => report.year))].sort((a, b) => b - a)
  const agencies = [...new Set(reports.map(({ source }) => source))]
  const cell = (agency: string, year: number) => {
    const found = reports.find(({ source, report }) => source === agency && report.year === year)
    return found ? `<a href="${escapeHtml(href(found))}">查看</a>` : ''
  }
  const head = `<tr><th>单位</th>${years.map((year) => `<th>${year}年</th>`).join('')}</tr>`
  const rows = agencies.map(
    (agency) =>
      `<tr><th>${escapeHtml(agency)}</th>${years.map((year) => `<td>${cell(agency, year)}</td>`).join('')}</tr>`,
  )
  const others = articles.filter(({ kind }) => kind === 'neighbour')
  return `<table class="nb_hz" border="1">${head}${rows.join('\n')}</table>
<ul>${each(others, (article) => `<li>${link(article, href)}</li>`)}</ul>`
}

/** Everything on one page: a heading for each agency, its years below it; what is no report at the end. */
export function groupedByAgency(articles: readonly Article[], href: (article: Article) => string): string {
  const agencies = [...new Set(articles.flatMap(({ kind, source }) => (kind === 'report' ? [source] : [])))]
  const groups = agencies.map((agency) => {
    const theirs = articles.flatMap((article) =>
      article.kind === 'report' && article.source === agency
        ? [`<li><a href="${escapeHtml(href(article))}">${article.report.year}年</a></li>`]
        : [],
    )
    return `<div class="unit"><h4>${escapeHtml(agency)}</h4><ul>${theirs.join('')}</ul></div>`
  })
  const others = articles.filter(({ kind }) => kind === 'neighbour')
  return `${groups.join('\n')}<ul>${each(others, (article) => `<li>${link(article, href)}</li>`)}</ul>`
}
