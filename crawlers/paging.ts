import type { PageRequest } from './fetch/answer.ts'
import type { Page } from './page.ts'

/** No list is walked further than this, whatever its counter says. */
export const mostListPages = 100

/** What portals call the page's number in a query or a form. */
export const pageFields = [
  'pageNo',
  'page',
  'PageIndex',
  'pageIndex',
  'cur_page',
  'currPage',
  'currpage',
  'pageNum',
  'cpage',
  'current',
  'pn',
  'p',
] as const

/** `f(7, 0, "index", "html")` → ['7', '0', 'index', 'html']; the first call whose arguments are plain values, or null. */
export function callArguments(script: string, name: string): string[] | null {
  const calls = new RegExp(String.raw`\b${name}\s*\(([^()]*)\)`, 'g') // createPageHTML(7, 0, "index", "html")
  for (const [, inside] of script.matchAll(calls)) {
    const values = (inside ?? '').split(',').map((part) => part.trim())
    const plain = values.filter((value) => /^-?\d+$|^(["'])[^"']*\1$/.test(value)) // 7, "index"
    if (plain.length === values.length && values.length >= 2)
      return values.map((value) => value.replace(/^["']|["']$/g, ''))
  }
  return null
}

/** A number a script sets: `countPage = 7`, `pageCount: 3`, `"totalPage":"12"`, parseInt('4'); null where none. */
export function scriptNumber(script: string, names: readonly string[]): number | null {
  for (const name of names) {
    const found = new RegExp(String.raw`\b${name}["']?\s*[:=]\s*(?:parseInt\()?["']?(\d{1,6})\b`, 'i').exec(
      script,
    )?.[1]
    if (found !== undefined) return Number(found)
  }
  return null
}

/** Static pages beside the first: `prefix_1.html` … */
export function staticPages(
  page: Page,
  file: (number: number) => string,
  from: number,
  to: number,
): PageRequest[] {
  const requests: PageRequest[] = []
  for (let number = from; number <= Math.min(to, from + mostListPages); number += 1)
    requests.push({ url: new URL(file(number), page.url).href })
  return requests
}

/** The same address with some query fields set. */
export function withQuery(address: string, fields: Readonly<Record<string, string | number>>): string {
  const url = new URL(address)
  for (const [name, value] of Object.entries(fields)) url.searchParams.set(name, String(value))
  return url.href
}

/** 共7页, 共 98 条 1/7, 第1页/共7页: how many pages a pager says there are, or null. */
export function printedPageCount(text: string): number | null {
  const said = /共\s*(\d{1,4})\s*页/.exec(text)?.[1] // 共7页
  if (said !== undefined) return Number(said)
  const [, at, of] = /(?<![\d/])(\d{1,3})\s*\/\s*(\d{1,3})(?![\d/])/.exec(text.slice(-4000)) ?? [] // 1/7, not 2024/01/15
  return of === undefined || Number(at) > Number(of) ? null : Number(of)
}

/** JSON of an answer, or null where it is none. A BOM and a JSONP wrapper are taken off. */
export function jsonOf(text: string): unknown {
  const plain = text.replace(/^\ufeff/, '').trim()
  if (plain.startsWith('<')) return null
  const inner = /^[\w.$]+\((.*)\);?$/s.exec(plain)?.[1] ?? plain // callback({…})
  if (!/^[[{]/.test(inner)) return null
  try {
    return JSON.parse(inner) as unknown
  } catch {
    return null
  }
}

/** A field of something read as JSON; undefined where it is not an object or lacks it. */
export function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value
    ? (value as Record<string, unknown>)[name]
    : undefined
}

/** The first of the fields that is a text with something in it (numbers count), or ''. */
export function textField(value: unknown, ...names: readonly string[]): string {
  for (const name of names) {
    const found = field(value, name)
    if (typeof found === 'string' && found.trim() !== '') return found.trim()
    if (typeof found === 'number') return String(found)
  }
  return ''
}

export function listField(value: unknown, ...path: readonly string[]): unknown[] {
  const found = path.reduce(field, value)
  return Array.isArray(found) ? found : []
}

export function numberField(value: unknown, name: string): number | null {
  const found = field(value, name)
  const number = typeof found === 'string' && found.trim() !== '' ? Number(found) : found
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}

/**
 * The array or object that follows a name in a script, as its own text: brackets are counted outside of strings, since
 * such literals hold JSON within strings. '' where there is none.
 */
export function literalAfter(script: string, name: RegExp): string {
  const found = name.exec(script)
  if (found === null) return ''
  const start = found.index + found[0].length
  let depth = 0
  let quote = ''
  for (let at = start; at < script.length; at += 1) {
    const character = script.charAt(at)
    if (quote !== '') {
      if (character === '\\') at += 1
      else if (character === quote) quote = ''
    } else if (character === '"' || character === "'") quote = character
    else if (character === '[' || character === '{') depth += 1
    else if (character === ']' || character === '}') {
      depth -= 1
      if (depth === 0) return script.slice(start, at + 1)
    } else if (depth === 0 && !/\s/.test(character)) return ''
  }
  return ''
}
