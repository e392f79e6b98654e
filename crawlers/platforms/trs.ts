import { callArguments, scriptNumber, staticPages } from '../paging.ts'
import type { Platform } from '../platform.ts'
import { evidence, linked } from '../platform.ts'

/**
 * TRS WCM (拓尔思): static folders. Pages are index.html, index_1.html … counted from 0; how many there are stands in a
 * script call, whose first argument is a number (UCAP's call of the same name begins with the pager's id).
 */
export const trs: Platform = {
  id: 'trs',
  name: 'TRS WCM (拓尔思)',
  detect: (page) =>
    evidence(
      [3, linked(page, /\/20\d{4}\/t\d{8}_\d+\.s?html?/)], // /202401/t20240115_123.html
      [2, linked(page, /\/t\d{6,}\.s?html$/)], // /gknb/t947244.shtml
      [2, /createPage(HTML)?\(\s*\d+\s*,/.test(page.scripts)], // createPageHTML(7, 0, "index", "html")
      [1, /TRS_(Editor|UEDITOR)|P0\d{17,}/.test(page.text)], // class="TRS_Editor"; P020240103569247124102.pdf
    ),
  next(page) {
    const call = callArguments(page.scripts, 'createPageHTML') ?? callArguments(page.scripts, 'createPage')
    const numbers = call?.filter((value) => /^\d+$/.test(value)).map(Number) ?? []
    const words = call?.filter((value) => !/^\d+$/.test(value)) ?? []
    // (pages, at, prefix, extension); a Beijing variant puts the number of records before them.
    const [count, at] = numbers.length >= 3 ? numbers.slice(-2) : numbers
    const pages = count ?? scriptNumber(page.scripts, ['countPage'])
    if (pages === null || (at ?? 0) > 0) return []
    const [prefix = 'index', extension = extensionOf(page.url)] = words
    return staticPages(page, (number) => `${prefix}_${number}.${extension}`, 1, pages - 1)
  },
}

function extensionOf(url: string): string {
  return /\.(s?html?)$/i.exec(new URL(url).pathname)?.[1] ?? 'html' // index.shtml
}
