import { mostListPages, withQuery } from '../paging.ts'
import type { Platform } from '../platform.ts'
import { evidence, linked } from '../platform.ts'

const uuid = String.raw`[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}`
/** /columns/{uuid}/templates/{uuid}/blocks/{uuid} */
const block = new RegExp(`/columns/${uuid}/templates/${uuid}/blocks/${uuid}`)

/** Hebei's system: addresses of uuids; pages after the first are fragments of a block, empty behind the last. */
export const hebei: Platform = {
  id: 'hebei',
  name: "Hebei's common system",
  detect: (page) =>
    evidence(
      [3, linked(page, new RegExp(`/columns/${uuid}/`))],
      [3, block.test(page.text)],
      [1, page.text.includes('__sys_block__')],
    ),
  next(page) {
    if (block.test(page.request.url)) {
      const at = Number(new URL(page.request.url).searchParams.get('page') ?? 1)
      const isEmpty = page.links.length === 0
      return isEmpty || at >= mostListPages
        ? []
        : [{ ...page.request, url: withQuery(page.request.url, { page: at + 1 }) }]
    }
    const path = block.exec(page.text)?.[0]
    return path === undefined
      ? []
      : [{ url: new URL(`${path}?page=2&fix=0`, page.url).href, referer: page.url }]
  },
}
