import { load } from 'cheerio'
import { furtherPages } from './furtherPages.ts'
import type { Further } from './furtherPages.ts'
import type { RunningPortal } from './servePortal.ts'

/** Follows every way on a portal's own host and says which addresses answered, and which did not. */
export async function walk({ baseUrl }: RunningPortal): Promise<{ pages: Set<string>; dead: string[] }> {
  const pages = new Set<string>()
  const asked = new Set<string>()
  const dead: string[] = []
  const queue: (Further & { readonly from: string })[] = [{ href: `${baseUrl}/`, from: `${baseUrl}/` }]
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { href, from, post } = next
    const request = `${href} ${post ?? ''}`
    if (asked.has(request)) continue
    asked.add(request)
    const answer = await ask(next)
    const bytes = await answer.arrayBuffer()
    if (answer.status === 200) pages.add(href)
    else dead.push(`${answer.status} ${href} (from ${from})`)
    if (!/html|xml|json/.test(answer.headers.get('content-type') ?? '')) continue
    const text = decode(bytes)
    const ways = [...linksIn(text).map((link) => ({ href: link })), ...furtherPages(text, href)]
    for (const way of ways) {
      const absolute = withoutHash(new URL(way.href, href).href)
      if (absolute.startsWith(`${baseUrl}/`)) queue.push({ ...way, href: absolute, from: href })
    }
  }
  return { pages, dead }
}

function ask({ href, from, post, type }: Further & { readonly from: string }): Promise<Response> {
  if (post === undefined) return fetch(href, { headers: { referer: from } })
  return fetch(href, {
    method: 'POST',
    body: post,
    headers: { referer: from, 'content-type': type ?? 'text/plain' },
  })
}

/** What stands behind the hash is never asked of a server. */
function withoutHash(url: string): string {
  return url.split('#')[0] ?? url
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
    text.replaceAll('<![CDATA[', '').replaceAll(']]>', '').replaceAll('<script type="text/xml">', '<div>'),
  )
  return page('a[href]')
    .map((_, link) => page(link).attr('href') ?? '')
    .get()
    .filter((href) => !href.startsWith('javascript:') && !href.startsWith('\\'))
}
