import { canonicalUrl } from './canonical-url.ts'
import type { FoundLink } from './discovery.ts'
import { withoutHash } from './fetch/answer.ts'
import type { HostRule } from './fetch/host-rule.ts'
import type { Link } from './link.ts'
import type { Page } from './page.ts'
import type { Place } from './place.ts'
import { isAgencyName } from './vocabulary.ts'

/** What of a page is still needed once its links were followed. */
export type Source = Pick<Page, 'url' | 'request' | 'breadcrumb'>

/** A report, as it was met. */
interface Met {
  readonly title: string
  /** The link to it; null where the page that the walk came to is itself the report. */
  readonly link: Link | null
  readonly place: Place
  /** The page where the walk was. */
  readonly source: Source
  readonly certain: boolean
}

/** The reports of one walk, each once, with the best that was said of it. */
export class FoundLinks {
  readonly links: FoundLink[] = []
  /** How often a report was met, known ones included. */
  met = 0
  readonly #rule: HostRule
  readonly #byKey = new Map<string, number>()
  readonly #fetched = new Map<string, boolean>()

  constructor(rule: HostRule) {
    this.#rule = rule
  }

  note({ title, link, place, source, certain }: Met): void {
    const url = link?.url ?? source.url
    if (!this.#isFetched(url)) return
    this.met += 1
    const unit =
      link?.headers.find(isAgencyName) ??
      place.unit ??
      (isAgencyName(title) ? title : null) ??
      source.breadcrumb.findLast(isAgencyName) ??
      null
    const { request } = source
    const found: FoundLink = {
      url: withoutHash(url),
      title,
      publishedOn: link === null ? place.publishedOn : link.date,
      listUrl: request.referer !== undefined && request.method === 'POST' ? request.referer : source.url,
      unit,
      certain,
    }
    const key = link === null ? canonicalUrl(url) : link.key
    const at = this.#byKey.get(key)
    const known = at === undefined ? undefined : this.links[at]
    if (at === undefined || known === undefined) {
      this.#byKey.set(key, this.links.push(found) - 1)
      return
    }
    // Met again: the surer, then the one whose column tells more, is kept.
    if (found.certain && !known.certain)
      this.links[at] = {
        ...found,
        unit: found.unit ?? known.unit,
        publishedOn: found.publishedOn ?? known.publishedOn,
      }
    else if (known.unit === null && found.unit !== null) this.links[at] = { ...known, unit: found.unit }
  }

  /** Whether the host rule lets a report at this address be fetched: asked of every row, so once for each host. */
  #isFetched(url: string): boolean {
    const origin = url.slice(0, url.indexOf('/', url.indexOf('//') + 2)) // https://www.x.gov.cn/a → https://www.x.gov.cn
    const known = this.#fetched.get(origin)
    if (known !== undefined) return known
    const fetched = this.#rule.refusal(new URL(url), 'report') === null
    this.#fetched.set(origin, fetched)
    return fetched
  }
}
