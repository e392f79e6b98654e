import type { PageRequest } from './fetch/answer.ts'
import type { Page } from './page.ts'

/** `fetch("/api/channel/7")`, `$.get('rows_12.html'`, `$.ajax({url: "/list.json"`: an address written out whole. */
const calls = [
  /\b(?:fetch|\$\.get|\$\.getJSON|axios\.get|\$http\.get)\(\s*(["'])([^"'\s]+)\1\s*[,)]/g, // fetch("/rows.html")
  /\.load\(\s*(["'])([^"'\s]+)\1\s*[,)]/g, // $("#list").load("/rows.html")
  /\burl\s*:\s*(["'])([^"'\s]+)\1\s*[,}]/g, // $.ajax({ url: "/list.json", type: "get" })
] as const

/** No page is asked more than so many of its calls. */
const mostCalls = 3
/** Counters, logins, weather, templates: calls that bring no rows. */
const notRows =
  /count|click|visit|stat|login|user|weather|search|collect|log\b|\.(js|css|png|jpe?g|gif|svg|ico)(\?|$)/i // /visitcount/add

/**
 * What a page's inline scripts ask of its own host when it opens, as far as the addresses are written out. It stands in
 * for running the scripts: rows that come this way need no browser.
 */
export function scriptCalls(page: Page): PageRequest[] {
  const here = new URL(page.url)
  const found = new Set<string>()
  for (const pattern of calls) {
    for (const match of page.scripts.matchAll(pattern)) {
      const address = match[2] ?? ''
      if (notRows.test(address) || !URL.canParse(address, page.url)) continue
      // A call that posts, or that is put together from parts, is not written out whole.
      const after = page.scripts.slice(match.index + match[0].length - 1, match.index + match[0].length + 200)
      if (/^,?[^}]*\b(type|method)\s*:\s*["']post/i.test(after)) continue // , type: "POST"
      const url = new URL(address, page.url)
      if (url.host === here.host && url.href !== here.href) found.add(url.href)
    }
  }
  return [...found]
    .slice(0, mostCalls)
    .map((url) => ({ url, referer: page.url, requestedWith: 'XMLHttpRequest' }))
}
