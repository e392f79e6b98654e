import { load } from 'cheerio'
import type { RunningPortal } from './servePortal.ts'

/**
 * Follows every link of a portal on its own host, list services included, and says what was there. It knows how each
 * practice system pages; the crawler under test knows that by its own means.
 */
export async function walk({ baseUrl }: RunningPortal): Promise<{ pages: Set<string>; dead: string[] }> {
  const pages = new Set<string>()
  const dead: string[] = []
  const queue = [{ url: `${baseUrl}/`, from: `${baseUrl}/` }]
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { url, from } = next
    if (pages.has(url)) continue
    pages.add(url)
    const answer = await fetch(url, { headers: { referer: from } })
    const bytes = await answer.arrayBuffer()
    if (answer.status !== 200) dead.push(`${answer.status} ${url} (linked from ${from})`)
    if (!/html|xml|json/.test(answer.headers.get('content-type') ?? '')) continue
    const text = decode(bytes)
    const links = [...linksIn(text), ...morePages(text)]
    for (const link of links) {
      const absolute = new URL(link, url).href
      if (absolute.startsWith(`${baseUrl}/`)) queue.push({ url: absolute, from: url })
    }
  }
  return { pages, dead }
}

function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/** Links of the page, and of the records that lie in its CDATA sections. */
function linksIn(text: string): string[] {
  const page = load(
    text
      .replaceAll('<![CDATA[', '')
      .replaceAll(']]>', '')
      .replaceAll(/<script type="text\/xml">/g, '<div>'),
  )
  return page('a[href]')
    .map((_, link) => page(link).attr('href') ?? '')
    .get()
    .filter((href) => !href.startsWith('javascript:'))
}

/** Further list pages that stand in scripts alone. */
function morePages(text: string): string[] {
  return [...trsPages(text), ...ucapPages(text), ...lonsunPages(text), ...hanwebGroups(text)]
}

/** createPageHTML(3, 0, "index", "html") → index_1.html, index_2.html */
function trsPages(text: string): string[] {
  const count = Number(/createPageHTML\((\d+), \d+, "index"/.exec(text)?.[1] ?? '0')
  return Array.from({ length: Math.max(0, count - 1) }, (_, index) => `index_${index + 1}.html`)
}

/** createPageHTML('page_div',4, 1,'list','shtml',33) → list_2.shtml … list_4.shtml */
function ucapPages(text: string): string[] {
  const count = Number(/createPageHTML\('page_div',(\d+)/.exec(text)?.[1] ?? '0')
  return Array.from({ length: Math.max(0, count - 1) }, (_, index) => `list_${index + 2}.shtml`)
}

/** var listUrl = "/site/label/8888?…pageIndex=1…" and pageCount:3 */
function lonsunPages(text: string): string[] {
  const call = /var listUrl = "([^"]+)"/.exec(text)?.[1]
  const count = Number(/pageCount:(\d+)/.exec(text)?.[1] ?? '0')
  if (!call) return []
  return Array.from({ length: Math.max(0, count - 1) }, (_, index) =>
    call.replace('pageIndex=1', `pageIndex=${index + 2}`),
  )
}

/** totalRecord:36,perPage:5 … unitid:'247686' → dataproxy.jsp?startrecord=16&endrecord=30&perpage=5&unitid=247686 */
function hanwebGroups(text: string): string[] {
  const found = /totalRecord:(\d+),perPage:(\d+)[\s\S]*?proxyUrl:'([^']+)'[\s\S]*?unitid:'(\d+)'/.exec(text)
  if (!found) return []
  const [, total = '', perPage = '', proxy = '', unit = ''] = found
  const size = Number(perPage) * 3
  return Array.from({ length: Math.max(0, Math.ceil(Number(total) / size) - 1) }, (_, index) => {
    const from = (index + 1) * size + 1
    return `${proxy}?startrecord=${from}&endrecord=${from + size - 1}&perpage=${perPage}&unitid=${unit}`
  })
}
