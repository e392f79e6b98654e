import { escapeHtml } from '../report/markup.ts'
import { snowFor } from '../site.ts'
import { childLinks, metadataTable } from './parts.ts'
import { pagesOf } from './renderer.ts'
import type { Renderer, StandingPage } from './renderer.ts'

/** Shaanxi's system: lists are numbered files of their folder, 1.html, 2.html; a script knows the last number. */

const perPage = 12
const base = '/zfxxgk'
const standing: Readonly<Record<StandingPage, string>> = {
  home: '/',
  openness: `${base}/`,
  guide: `${base}/zfxxgkzn/1.html`,
  rules: `${base}/zfxxgkzd/1.html`,
  statutory: `${base}/fdzdgknr/1.html`,
}

export const shaanxi: Renderer = {
  platform: 'shaanxi',
  standingPath: (_site, page) => standing[page],
  columnPath: (_site, column) => `${folder(column.path)}/1.html`,
  articlePath: (_site, article) => `${folder(article.columnPath)}/${snowFor(article.key)}.html`,
  filePath: (_site, article, extension) =>
    `/upload/${article.publishedOn.slice(0, 4)}/${snowFor(article.key)}${extension}`,
  listPages: (_site, column) => {
    const pages = pagesOf(column.articles, perPage)
    return pages.map((articles, index) => ({
      path: `${folder(column.path)}/${index + 1}.html`,
      html: `${childLinks(column.children, (child) => `./${child.path.at(-1)}/1.html`)}
<div class="m-lst"><ul>${articles.map((article) => `<li><a href="./${snowFor(article.key)}.html" title="${escapeHtml(article.title)}">${escapeHtml(article.linkText)}</a><span>${article.publishedOn}</span></li>`).join('\n')}</ul></div>
<div class="m-page"><script>var total = parseInt('${pages.length}'); var current = parseInt('${index + 1}'); writePages(current, total);</script></div>`,
    }))
  },
  articleBody: (_site, article, inner) => `
${metadataTable(article, '发布机构')}
<h1>${escapeHtml(article.title)}</h1><div class="m-txt-article">${inner}</div>`,
}

function folder(path: readonly string[]): string {
  return [base, ...path].join('/')
}
