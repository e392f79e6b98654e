import { escapeHtml } from '../report/markup.ts'
import { numberFor } from '../site.ts'
import type { Article, Column } from '../site.ts'

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
