import { dateIn, dateOfEpoch } from './dates.ts'
import type { Link } from './link.ts'
import { linkTo } from './link.ts'
import { jsonOf, textField } from './paging.ts'

const titleFields = ['realtitle', 'title', 'TITLE', 'articleTitle', 'name', 'text', 'subject'] as const
const addressFields = [
  'post_url',
  'url',
  'URL',
  'link',
  'href',
  'infourl',
  'visiturl',
  'linkurl',
  'articleUrl',
  'pc',
] as const
const dateField = /date|time|pub/i // publishedTimeStr, pubDate, infodate, created_at is none

/**
 * The rows of an answer in JSON, whatever it calls them: every object with an address and a title. JSON within strings
 * (`"urls":"{\"pc\":\"/…\"}"`) is looked into; strings that are HTML are handed to `ofHtml`.
 */
export function linksOfJson(value: unknown, base: string, ofHtml: (html: string) => readonly Link[]): Link[] {
  const links: Link[] = []
  collect(value, base, ofHtml, links, 0)
  return links
}

/** So deep do answers nest; so many rows does one answer have. */
const deepest = 12
const mostRows = 5_000

function collect(
  value: unknown,
  base: string,
  ofHtml: (html: string) => readonly Link[],
  links: Link[],
  depth: number,
): void {
  if (depth > deepest || links.length > mostRows) return
  if (typeof value === 'string') {
    if (/<a\s|<tr\s/i.test(value)) links.push(...ofHtml(value)) // "<ul><li><a href=…"
    return
  }
  if (Array.isArray(value)) {
    for (const each of value) collect(each, base, ofHtml, links, depth + 1)
    return
  }
  if (typeof value !== 'object' || value === null) return
  const row = rowOf(value, base)
  if (row !== null) links.push(row)
  // A row's own body (contentHtml) has links of its own, which are none of the list's.
  else for (const each of Object.values(value)) collect(each, base, ofHtml, links, depth + 1)
}

function rowOf(value: object, base: string): Link | null {
  const title = textField(value, ...titleFields)
    .replaceAll(/<[^>]+>/g, '')
    .trim() // <em>年报</em>
  const address =
    textField(value, ...addressFields) || textField(jsonOf(textField(value, 'urls')), ...addressFields)
  if (title === '' || address === '' || !/[/.]/.test(address) || !URL.canParse(address, base)) return null
  const url = new URL(address, base)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null
  return linkTo(url, { text: title, title, date: dateOf(value), kind: 'anchor', headers: [] })
}

function dateOf(value: object): string | null {
  for (const [name, field] of Object.entries(value)) {
    if (!dateField.test(name)) continue
    const found =
      typeof field === 'number' ? dateOfEpoch(field) : typeof field === 'string' ? dateIn(field) : null
    if (found !== null) return found
  }
  return null
}
