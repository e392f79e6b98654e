import { escapeHtml } from '../report/markup.ts'
import { numberFor } from '../site.ts'
import type { Article, Column } from '../column.ts'
import type { Site } from '../site.ts'
import { childLinks, listRows, metadataTable } from './parts.ts'
import { pagesOf } from './renderer.ts'
import type { Renderer, StandingPage } from './renderer.ts'

/** TRS WCM: static folders; the next page is index_1.html, and a script call says how many there are. */

const perPage = 12
const base = '/zwgk/zfxxgk'
const standing: Readonly<Record<StandingPage, string>> = {
  home: '/',
  openness: `${base}/`,
  guide: `${base}/zfxxgkzn/`,
  rules: `${base}/zfxxgkzd/`,
  statutory: `${base}/fdzdgknr/`,
}

export const trs: Renderer = {
  platform: 'trs',
  standingPath: (_site, page) => standing[page],
  columnPath: (site, column) => folder(site, column.path),
  articlePath: (site, article) => `${folder(site, article.columnPath)}${fileOf(site, article)}`,
  filePath: (site, article, extension) =>
    `${folder(site, article.columnPath)}${month(article)}/P0${digits(article)}${numberFor(article.key)}${extension}`,
  listPages: (site, column) => {
    const framed = site.portal.quirks?.includes('iframe_lists')
    const stem = framed ? 'list' : 'index'
    const pages = pagesOf(column.articles, perPage)
    const lists = pages.map((articles, index) => ({
      path: `${folder(site, column.path)}${pageName(stem, index)}`,
      html: [
        framed ? '' : below(column),
        listRows(site, articles, (article) => `./${fileOf(site, article)}`),
        site.portal.quirks?.includes('mobile_duplicates')
          ? listRows(site, articles, (article) => `./${fileOf(site, article)}?isMobile=true`)
          : '',
        `<div class="page"><script>createPageHTML(${pages.length}, ${index}, "${stem}", "html");</script></div>`,
      ].join('\n'),
    }))
    const frame = {
      path: folder(site, column.path),
      html: `${below(column)}<iframe src="./list.html" width="100%" height="800" frameborder="0"></iframe>`,
    }
    return framed ? [frame, ...lists] : lists
  },
  articleBody: (_site, article, inner) => `
<div class="xl_top">${metadataTable(article, '发文机构')}</div>
<h2 class="title">${escapeHtml(article.title)}</h2>
<div id="zoom" class="view-content"><div class="TRS_Editor">${inner}</div></div>`,
  // index.html is the folder itself.
  key: (url) => url.pathname.replace(/\/index\.html$/, '/'),
}

/** index.html, index_1.html */
function pageName(stem: string, index: number): string {
  return index === 0 ? `${stem}.html` : `${stem}_${index}.html`
}

function below({ children }: Column): string {
  return childLinks(children, (child) => `./${child.path.at(-1)}/`)
}

/** Column folders often end in the system's number: zfxxgknb_97166. */
function folder(site: Site, path: readonly string[]): string {
  const [root, ...rest] = path
  return [base, `${root}_${numberFor(site.portal.id) % 100_000}`, ...rest, ''].join('/')
}

/** 202401/t20240115_1234567.html */
function fileOf({ portal }: Site, article: Article): string {
  const day = portal.quirks?.includes('date_1970') ? '19700101' : digits(article)
  return `${month(article)}/t${day}_${numberFor(article.key)}.html`
}

function month(article: Article): string {
  return digits(article).slice(0, 6)
}

function digits({ publishedOn }: Article): string {
  return publishedOn.replaceAll('-', '')
}
