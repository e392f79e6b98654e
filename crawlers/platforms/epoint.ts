import type { PageRequest } from '../fetch/answer.ts'
import type { Page } from '../page.ts'
import { field, jsonOf, mostListPages, numberField, textField } from '../paging.ts'
import type { Platform } from '../platform.ts'
import { evidence, linked } from '../platform.ts'

const service = '/EWB-FRONT/rest/lightfrontaction/getgovinfolist'

/**
 * Epoint EWB (新点): lists exist only after a script asked getgovinfolist, with the site's id from webBuilderCommon.js and
 * the department and category of the page's own address or script.
 */
export const epoint: Platform = {
  id: 'epoint',
  name: 'Epoint EWB (新点)',
  detect: (page) =>
    evidence(
      [3, page.scriptSources.some((source) => /webBuilderCommon\.js/.test(source))],
      [3, /\/EWB-FRONT\/rest\//.test(page.text)],
      [2, linked(page, /[?&](categorynum|deptcode)=/)], // /openlist.html?deptcode=033&categorynum=003006
      [3, page.request.url.includes(service)],
    ),
  next(page) {
    if (page.request.url.includes(service)) return following(page)
    const site = /siteGuid["']?\s*[:=]\s*["']([\w-]{20,})["']/.exec(page.text)?.[1] // "siteGuid":"7eb5…"
    const carried = new URLSearchParams(new URL(page.request.url).hash.slice(1))
    if (site !== undefined && carried.has('categorynum')) return [call(page, carried, site)]
    const source = page.scriptSources.find((each) => /webBuilderCommon\.js/.test(each))
    const asked = fieldsOf(page)
    if (source === undefined || asked === null) return []
    // What the page knows travels behind the hash of the script's address, which no server sees.
    return [
      { url: `${new URL(source, page.url).href.split('#')[0] ?? ''}#${asked.toString()}`, referer: page.url },
    ]
  },
}

function fieldsOf(page: Page): URLSearchParams | null {
  const query = new URL(page.url).searchParams
  const department =
    query.get('deptcode') ?? /deptcode["']?\s*[:=]\s*["'](\w+)["']/i.exec(page.scripts)?.[1] ?? '' // deptcode: "033"
  const category =
    query.get('categorynum') ?? /categorynum["']?\s*[:=]\s*["'](\w+)["']/i.exec(page.scripts)?.[1]
  if (category === undefined || (!/getgovinfolist/.test(page.text) && !query.has('categorynum'))) return null
  return new URLSearchParams({ deptcode: department, categorynum: category })
}

function call(page: Page, carried: URLSearchParams, siteGuid: string): PageRequest {
  const asked = {
    deptcode: carried.get('deptcode') ?? '',
    categorynum: carried.get('categorynum') ?? '',
    pageIndex: 0,
    pageSize: 15,
    siteGuid,
  }
  return {
    url: new URL(service, page.url).href,
    method: 'POST',
    body: JSON.stringify(asked),
    contentType: 'application/json',
    ...(page.request.referer !== undefined && { referer: page.request.referer }),
  }
}

/** Some servers count from 0, some from 1: one page more than the total needs is asked, and a repeated one ends nothing. */
function following(page: Page): PageRequest[] {
  const asked = jsonOf(page.request.body ?? '')
  const at = numberField(asked, 'pageIndex') ?? 0
  const size = numberField(asked, 'pageSize') ?? 15
  const total = Number(textField(field(jsonOf(page.text), 'custom'), 'total') || 0)
  if (page.links.length === 0 || (at + 1) * size >= total + size || at >= mostListPages) return []
  if (at > 0 && at * size >= total) return []
  if ((at + 1) * size >= total && at === 0) return []
  return [{ ...page.request, body: JSON.stringify({ ...(asked as object), pageIndex: at + 1 }) }]
}
