import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesFolder } from './files.ts'
import { noticesLabel } from './organise.ts'
import type { Format, PracticeReport } from './portal.ts'
import { escapeHtml } from './report/markup.ts'
import { neighbourParagraphs } from './report/neighbourText.ts'
import { renderReport } from './report/renderReport.ts'
import { groupedByAgency, tableByYear } from './renderers/parts.ts'
import { renderers } from './renderers/renderers.ts'
import { standingPages } from './renderers/renderer.ts'
import { htmlPage } from './shell.ts'
import { columnsOf } from './site.ts'
import type { Article, Column } from './column.ts'
import type { Site } from './site.ts'
import { standingPage, tabs, unitsPage } from './standing.ts'

/** What a portal answers for an address, before encoding and conditional requests. */
export interface Answer {
  readonly body: string | Uint8Array
  readonly contentType: string
  readonly lastModified: Date
  /** A file name for Content-Disposition. */
  readonly download?: string
}

/** Every page and file of a site by its key, drawn when asked for. */
export function routesOf(site: Site): Map<string, () => Answer> {
  const renderer = renderers[site.portal.platform]
  const routes = new Map<string, () => Answer>()
  const put = (path: string, answer: () => Answer) =>
    routes.set(
      keyOf(site, path),
      once(() => finished(site, answer())),
    )
  for (const each of standingPages) {
    put(renderer.standingPath(site, each), () => page(standingPage(site, each), listedOn(site)))
  }
  const door = renderer.door?.(site)
  if (door !== undefined) {
    put(door.behind, () => page(standingPage(site, 'home'), listedOn(site)))
    for (const [path, html] of door.pages) put(path, () => page(html, listedOn(site)))
  }
  const units = renderer.unitsPath?.()
  if (units !== undefined) put(units, () => page(unitsPage(site), listedOn(site)))
  for (const column of columnsOf(site)) {
    for (const [path, answer] of columnRoutes(site, column)) put(path, answer)
  }
  return routes
}

/** Pages as the system sends them, its last touch given. */
function finished(site: Site, answer: Answer): Answer {
  if (typeof answer.body !== 'string' || answer.contentType !== 'text/html') return answer
  return { ...answer, body: renderers[site.portal.platform].finish?.(answer.body, site) ?? answer.body }
}

/** Drawn at the first request, kept until the site changes. */
function once(answer: () => Answer): () => Answer {
  let kept: Answer | null = null
  return () => (kept ??= answer())
}

type Route = readonly [string, () => Answer]

function columnRoutes(site: Site, column: Column): Route[] {
  const renderer = renderers[site.portal.platform]
  const first = renderer.columnPath(site, column)
  const [only] = column.articles
  if (column.shows === 'report' && only) return [[first, () => articleAnswer(site, column, only)]]
  const whole = column.shows === 'list' || column.shows === 'report' ? null : summaries[column.shows]
  const lists: Route[] =
    whole !== null
      ? [
          [
            first,
            () =>
              page(
                columnPage(site, column, whole(column.articles, address(site)), undefined),
                listedOn(site),
              ),
          ],
        ]
      : renderer
          .listPages(site, column)
          .map(({ path, html, head, is }) => [
            path,
            () => page(is === 'bare' ? html : columnPage(site, column, html, head), listedOn(site)),
          ])
  return [...lists, ...column.articles.flatMap((article) => articleRoutes(site, column, article))]
}

function articleRoutes(site: Site, column: Column, article: Article): Route[] {
  const renderer = renderers[site.portal.platform]
  const extension = extensionOf(article)
  const file: Route[] =
    article.kind === 'report' && extension
      ? [
          [
            renderer.filePath(site, article, extension),
            () => fileAnswer(article.report, extension, site, article),
          ],
        ]
      : []
  return [[renderer.articlePath(site, article), () => articleAnswer(site, column, article)], ...file]
}

function page(html: string, lastModified: Date): Answer {
  return { body: html, contentType: 'text/html', lastModified }
}

function articleAnswer(site: Site, column: Column, article: Article): Answer {
  return page(articlePage(site, column, article), changedOn(site, article))
}

/** Columns that are one page, whatever the system. */
const summaries = { table: tableByYear, groups: groupedByAgency } as const

function address(site: Site): (article: Article) => string {
  return (article) => renderers[site.portal.platform].articlePath(site, article)
}

/** The key of an absolute or root-relative address. */
export function keyOf(site: Site, path: string): string {
  const url = new URL(path, site.baseUrl)
  return renderers[site.portal.platform].key?.(url) ?? url.pathname
}

const day = 24 * 3600 * 1000

/** Lists were last touched when the newest year's reports were in, and a day later with each change since. */
function listedOn({ revisions }: Site): Date {
  return new Date(Date.parse('2025-04-01T02:00:00Z') + (revisions.get('lists') ?? 0) * day)
}

/** An article changes when it is published, and a day later with each revision. */
function changedOn(site: Site, article: Article): Date {
  return new Date(
    Date.parse(`${article.publishedOn}T01:30:00Z`) + (site.revisions.get(article.key) ?? 0) * day,
  )
}

const extensions: Readonly<Record<Format, string | null>> = {
  page: null,
  pdf: '.pdf',
  both: '.pdf',
  docx: '.docx',
  doc: '.doc',
  image: '.png',
}

/** The extension of an article's attachment; null where it has none. */
export function extensionOf(article: Article): string | null {
  return article.kind === 'report' ? extensions[article.report.format] : null
}

/** Name of a report's committed file: `changsha-czj-2022.pdf`. */
export function fileNameOf(report: PracticeReport): string | null {
  const extension = extensions[report.format]
  return extension === null || extension === '.png' ? null : `${report.id.replaceAll('/', '-')}${extension}`
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.doc': 'application/msword',
  '.png': 'image/png',
}

/** One pixel: what a picture of a table shows cannot be read anyway. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsb4bVgAAAABJRU5ErkJggg==',
  'base64',
)

function fileAnswer(report: PracticeReport, extension: string, site: Site, article: Article): Answer {
  return {
    body: extension === '.png' ? picture : readFileSync(join(filesFolder(), fileNameOf(report) ?? '')),
    contentType: mediaTypes[extension] ?? 'application/octet-stream',
    lastModified: changedOn(site, article),
    download: `${article.title}${extension}`,
  }
}

function columnPage(site: Site, column: Column, list: string, head: string | undefined): string {
  return htmlPage(site, {
    title: column.label,
    breadcrumb: crumbsOf(site, column),
    column: { name: column.label, type: columnType(site, column) },
    main: `${tabs(site)}\n<div class="right">${list}${column === site.root ? linksElsewhere(site) : ''}</div>`,
    ...(head === undefined ? {} : { head }),
  })
}

/** The columns above a page, as its breadcrumb names them. */
function crumbsOf({ root, units, decoys }: Site, column: Column): string[] {
  const below = [root, ...units, ...decoys].includes(column) ? [] : [root.label]
  return ['政府信息公开', ...below, column.label]
}

/** `ColumnType`: an agency's own page, a look-alike and a column of notices are no annual columns. */
function columnType({ units, decoys }: Site, column: Column): string {
  if (units.includes(column) || decoys.includes(column)) return '信息公开目录'
  return column.label === noticesLabel ? noticesLabel : '信息公开年报'
}

/** Annual columns of other portals, on hosts of their own. */
function linksElsewhere({ elsewhere }: Site): string {
  if (elsewhere.length === 0) return ''
  const items = elsewhere.map(
    ({ name, url }) => `<li><a href="${escapeHtml(url)}">${escapeHtml(name)}</a></li>`,
  )
  return `<h3>各县（市、区）政府信息公开年报</h3><ul class="hosts">${items.join('')}</ul>`
}

function articlePage(site: Site, column: Column, article: Article): string {
  return htmlPage(site, {
    title: article.title,
    breadcrumb: [...crumbsOf(site, column), '正文'],
    column: { name: column.label, type: columnType(site, column) },
    article,
    main: renderers[site.portal.platform].articleBody(site, article, articleText(site, article)),
  })
}

function articleText(site: Site, article: Article): string {
  if (article.kind === 'neighbour') {
    return neighbourParagraphs(site.portal, article.neighbour)
      .map((words) => `<p>${escapeHtml(words)}</p>`)
      .join('\n')
  }
  const { report } = article
  const extension = extensionOf(article)
  if (extension === null) return renderReport(report)
  const href = renderers[site.portal.platform].filePath(site, article, extension)
  if (report.format === 'image') {
    return renderReport(report, () => `<p align="center"><img src="${escapeHtml(href)}" alt=""></p>`)
  }
  const link = `<p>附件：<a href="${escapeHtml(href)}">${escapeHtml(article.title)}${extension}</a></p>`
  return report.format === 'both' ? `${renderReport(report)}\n${link}` : link
}
