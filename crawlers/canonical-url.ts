/** Query fields that change nothing of what is served: mobile duplicates, search highlights, counters. */
const idleQuery: ReadonlySet<string> = new Set([
  'ismobile',
  'ddtab',
  'topsearch',
  'from',
  'spm',
  'utm_source',
  'utm_medium',
  'utm_campaign',
])

/** A folder's default file: index.html, index.shtml, default.htm. */
const defaultFile = /\/(index|default)\.(s?html?|jsp|aspx?|php|do)$/i // /a/index.shtml

/**
 * One key for one page, however it is written: without scheme, www, default file, mobile switches and hash (a hash that
 * looks like a route, `#2629` or `#/list`, is kept: some portals switch columns by it). For comparing only; pages are
 * asked for by the address they were linked with.
 */
export function canonicalUrl(address: string | URL): string {
  const url = typeof address === 'string' ? parsed(address) : address
  if (url === null) return String(address)
  const host = `${url.hostname.toLowerCase().replace(/^www\./, '')}${url.port === '' ? '' : `:${url.port}`}` // www.x.gov.cn → x.gov.cn
  const path = decoded(url.pathname)
    .replace(/\/{2,}/g, '/')
    .replace(defaultFile, '/')
    .replace(/(.)\/$/, '$1') // //a///b → /a/b
  const query = url.search === '' ? [] : fieldsOf(url)
  const hash = /^#(\d+|!?\/.+)$/.test(url.hash) ? url.hash : '' // #2629, #/list/3
  return `${host}${path}${query.length === 0 ? '' : `?${query.sort().join('&')}`}${hash}`
}

function parsed(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    return null
  }
}

function fieldsOf({ searchParams }: URL): string[] {
  return [...searchParams]
    .filter(([name]) => !idleQuery.has(name.toLowerCase()))
    .map(([name, value]) => `${name}=${value}`)
}

function decoded(path: string): string {
  if (!path.includes('%')) return path
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}
