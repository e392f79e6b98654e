import { escapeHtml } from '../report/markup.ts'
import { numberFor } from '../site.ts'
import { childLinks, listRows } from './parts.ts'
import { pagesOf } from './renderer.ts'
import type { Renderer, StandingPage } from './renderer.ts'

/** Static pages by date (/doc/2025/01/23/4484819.shtml) of a system that no description covers; the list says 共N页 in a script variable. */

const perPage = 10
const base = '/gk/xxgk'
const standing: Readonly<Record<StandingPage, string>> = {
  home: '/',
  openness: `${base}/index.shtml`,
  guide: `${base}/zn/index.shtml`,
  rules: `${base}/zd/index.shtml`,
  statutory: `${base}/fdzdgknr/index.shtml`,
}

export const dated: Renderer = {
  platform: 'dated',
  standingPath: (_site, page) => standing[page],
  columnPath: (_site, column) => `${folder(column.path)}/index.shtml`,
  articlePath: (_site, article) =>
    `/doc/${article.publishedOn.replaceAll('-', '/')}/${numberFor(article.key)}.shtml`,
  filePath: (_site, article, extension) =>
    `/uploadfiles/${article.publishedOn.slice(0, 7).replace('-', '')}/${numberFor(`${article.key} file`)}${extension}`,
  listPages: (site, column) => {
    const pages = pagesOf(column.articles, perPage)
    return pages.map((articles, index) => ({
      path: `${folder(column.path)}/index${index === 0 ? '' : `_${index + 1}`}.shtml`,
      html: `${childLinks(column.children, (child) => `${folder(child.path)}/index.shtml`)}
${listRows(site, articles, (article) => dated.articlePath(site, article))}
<div id="pages"></div><script>var totalPage = ${pages.length}, nowPage = ${index + 1}; showPages("pages", totalPage, nowPage);</script>`,
    }))
  },
  articleBody: (_site, article, inner) => `
<div class="mainCont"><h1>${escapeHtml(article.title)}</h1><p class="explain"><span>发布时间：${article.publishedOn}</span><span>信息来源：${escapeHtml(article.source)}</span></p><div id="Zoom">${inner}</div></div>`,
}

function folder(path: readonly string[]): string {
  return [base, ...path].join('/')
}
