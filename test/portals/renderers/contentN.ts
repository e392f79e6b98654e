import { escapeHtml } from '../report/markup.ts'
import { numberFor } from '../site.ts'
import type { Site } from '../site.ts'
import { childLinks, listRows, metadataTable } from './parts.ts'
import { pagesOf } from './renderer.ts'
import type { Renderer, StandingPage } from './renderer.ts'

/** Hunan's numbered folders: the folders are the chain of columns, the articles content_{n}.html. */

const perPage = 10

export const contentN: Renderer = {
  platform: 'content_n',
  standingPath: (site, page: StandingPage) =>
    page === 'home' ? '/' : `/${folderNumber(site, [])}/${folderNumber(site, [page])}/index.htm`,
  columnPath: (site, column) => `${folder(site, column.path)}/index.htm`,
  articlePath: (site, article) =>
    `${folder(site, article.columnPath)}/content_${numberFor(article.key)}.html`,
  filePath: (site, article, extension) =>
    `${folder(site, article.columnPath)}/attachments/${numberFor(`${article.key} file`)}${extension}`,
  listPages: (site, column) => {
    const pages = pagesOf(column.articles, perPage)
    return pages.map((articles, index) => ({
      path: `${folder(site, column.path)}/${pageName(index)}`,
      html: `${childLinks(column.children, (child) => contentN.columnPath(site, child))}
${listRows(site, articles, (article) => contentN.articlePath(site, article))}
<div class="fenye">第${index + 1}页 共${pages.length}页 ${index > 0 ? `<a href="${pageName(index - 1)}">上一页</a>` : ''} ${index + 1 < pages.length ? `<a href="${pageName(index + 1)}">下一页</a>` : ''}</div>`,
    }))
  },
  articleBody: (_site, article, inner) => `
<h1>${escapeHtml(article.title)}</h1>${metadataTable(article, '发布机构')}<div class="text" id="content_text">${inner}</div>`,
}

function folder(site: Site, path: readonly string[]): string {
  const chain = path.map((_, index) => folderNumber(site, path.slice(0, index + 1)))
  return `/${[folderNumber(site, []), ...chain].join('/')}`
}

function folderNumber(site: Site, path: readonly string[]): number {
  return 10_000 + (numberFor([site.portal.id, ...path].join('/')) % 90_000)
}

function pageName(index: number): string {
  return index === 0 ? 'index.htm' : `index_${index + 1}.htm`
}
