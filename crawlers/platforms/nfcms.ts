import { textOf } from '../dom.ts'
import { printedPageCount, scriptNumber, staticPages } from '../paging.ts'
import type { Platform } from '../platform.ts'
import { evidence, linked } from '../platform.ts'

/** Guangdong's portal system: /…/content/post_123.html, lists index.html, index_2.html … */
export const nfcms: Platform = {
  id: 'nfcms',
  name: 'Guangdong NFCMS (南方新闻网)',
  detect: (page) =>
    evidence(
      [3, linked(page, /\/content\/m{0,2}post_\d+\.html/)], // /content/post_12253918.html
      [2, /NFCMS_(SITE|POST)_ID/.test(page.text)],
    ),
  next(page) {
    const pages =
      scriptNumber(page.scripts, ['totalPage', 'pageCount', 'countPage']) ??
      printedPageCount(textOf(page.root, Infinity))
    const isFirst = !/index_\d+\.html$/.test(new URL(page.url).pathname) // index_2.html is the second
    return pages === null || !isFirst ? [] : staticPages(page, (number) => `index_${number}.html`, 2, pages)
  },
}
