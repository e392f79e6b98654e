import { textOf } from '../dom.ts'
import { printedPageCount, staticPages, withQuery } from '../paging.ts'
import type { Platform } from '../platform.ts'
import { evidence, linked } from '../platform.ts'

/** Openness (Meetfine): branches with lists showList/{branch}/{column}/page_1.html; reports at OpennessAnnualReport/show/{id}. */
export const openness: Platform = {
  id: 'openness',
  name: 'Openness (Meetfine)',
  detect: (page) =>
    evidence(
      [3, linked(page, /\/openness\w*\/(\w+\/)?show(List)?\//i)], // /OpennessContent/showList/784/34502/page_1.html
      [3, linked(page, /\/(OpennessAnnualReport|Xxgknb|XxgkAnnualReport)\//i)], // /OpennessAnnualReport/show/3856.html
      [2, linked(page, /\/openness\w+\/\?branch_id=/i)], // /opennessAnnualReport/?branch_id={hex24}
    ),
  next(page) {
    const url = new URL(page.url)
    const pages = Math.max(
      printedPageCount(textOf(page.root, Infinity)) ?? 1,
      ...page.links.map((link) => Number(/\/page_(\d+)\.html$/.exec(link.url)?.[1] ?? 1)),
    ) // page_3.html
    if (url.pathname.endsWith('/page_1.html'))
      return staticPages(page, (number) => `page_${number}.html`, 2, pages)
    const byQuery = url.searchParams.has('branch_id') && !url.searchParams.has('page')
    return byQuery
      ? Array.from({ length: pages - 1 }, (_, at) => ({ url: withQuery(page.url, { page: at + 2 }) }))
      : []
  },
}
