import { canonicalUrl } from './canonical-url.ts'
import type { FoundLink } from './discovery.ts'
import { withoutHash } from './fetch/answer.ts'
import type { Failure, PageRequest } from './fetch/answer.ts'
import { pageRedirect } from './fetch/challenge.ts'
import { hostKey, isGovernmentHost } from './fetch/host-rule.ts'
import { outcomeKind } from './fetch/outcome.ts'
import { linkKey } from './link.ts'
import type { Link } from './link.ts'
import type { Role } from './navigation.ts'
import { stepOf } from './navigation.ts'
import { hasScriptedNext, isDrawnByScripts } from './needs-browser.ts'
import type { Page } from './page.ts'
import { squeezed, textOf } from './dom.ts'
import { metaValues, parsePage } from './page.ts'
import type { Place, WalkContext } from './place.ts'
import { keyOf } from './place.ts'
import type { Platform } from './platform.ts'
import { detectPlatform, generic } from './platforms.ts'
import { isUnrendered } from './render.ts'
import { countReportMarkers, isAgencyName, isAnnualText } from './vocabulary.ts'

/** Columns first: what is left when a limit is reached should be what matters least. */
const order: readonly Role[] = ['home', 'annual', 'disclosure', 'units', 'unit', 'lead']

/** The walk over one portal: what is still to be seen, and what has been found. */
export class Walk {
  readonly links: FoundLink[] = []
  readonly columnUrls: string[] = []
  readonly cut: string[] = []
  pages = 0
  platform: string | null = null
  homeFailure: Failure | null = null
  /** The first list page of an annual-report column that could not be read. */
  listFailure: Failure | null = null
  /** The first page on the way that was gone, broken, or the home page again. */
  wayFailure: Failure | null = null
  foundColumn = false
  readonly #context: WalkContext
  readonly #waiting = new Map<Role, Place[]>(order.map((role) => [role, []]))
  readonly #seenPlaces = new Set<string>()
  readonly #seenLinks = new Map<string, number>()
  readonly #seenTexts = new Set<string>()
  readonly #weights = new Map<Platform, number>()
  #homeLinks: ReadonlySet<string> = new Set()
  #homeSha256 = ''
  #units = 0
  /** How often a report was met, known ones included. */
  #noted = 0
  readonly #otherHosts = new Map<string, number>()
  readonly #until: number
  /** The hosts of this portal; others that the registry names are walked as portals of their own. */
  readonly #ownHosts: ReadonlySet<string>

  constructor(context: WalkContext) {
    this.#context = context
    this.#until = Date.now() + context.limits.milliseconds
    const { startUrl, columnUrl } = context.portal
    this.#ownHosts = new Set([startUrl, columnUrl ?? startUrl].map((url) => hostKey(new URL(url))))
  }

  add(place: Place): void {
    const key = keyOf(place.request)
    if (this.#seenPlaces.has(key)) return
    this.#seenPlaces.add(key)
    if (place.depth > this.#context.limits.depth || place.columnDepth > this.#context.limits.columnDepth) {
      this.cut.push(`${place.request.url}: deeper than the walk goes`)
      return
    }
    if (place.role === 'unit') this.#units += 1
    if (this.#units > this.#context.limits.units && place.role === 'unit') return
    this.#waiting.get(place.role)?.push(place)
  }

  async run(): Promise<void> {
    while (await this.step());
    for (const [host, count] of this.#otherHosts)
      this.cut.push(`${host}: not in the registry, ${count} of its pages not walked`)
    this.#otherHosts.clear()
    if (this.#units > this.#context.limits.units)
      this.cut.push(
        `${this.#units - this.#context.limits.units} units beyond the limit of ${this.#context.limits.units}`,
      )
  }

  /** Looks at one place, with all pages of its list. False when nothing is left, or a limit is reached. */
  async step(): Promise<boolean> {
    const place = order.map((role) => this.#waiting.get(role)?.[0]).find((first) => first !== undefined)
    if (place === undefined || this.#context.signal?.aborted === true) return false
    if (place.role === 'lead' && this.columnUrls.length > 0) return false
    if (this.#reachedLimit()) {
      const left = [...this.#waiting.values()].reduce((sum, places) => sum + places.length, 0)
      this.cut.push(`${left} places not looked at: the limit of pages or of time was reached`)
      return false
    }
    this.#waiting.get(place.role)?.shift()
    await this.#visit(place)
    return true
  }

  #reachedLimit(): boolean {
    return this.pages >= this.#context.limits.pages || Date.now() > this.#until
  }

  async #visit(place: Place): Promise<void> {
    const first = await this.#look(place)
    if (first === null) return
    const named = [...metaValues(first, 'ColumnName'), ...metaValues(first, 'ColumnType')].some(isAnnualText)
    const role =
      named && place.role !== 'home' && metaValues(first, 'ArticleTitle').length === 0 ? 'annual' : place.role
    const at = { ...place, role }
    if (role === 'annual') this.foundColumn = true
    const platform = this.#platformOf(first)
    for (const hint of platform.columns?.(first) ?? []) {
      this.add({
        ...at,
        request: hint.request,
        label: hint.label,
        role: hint.role,
        depth: at.depth + 1,
        asReport: 'never',
      })
    }
    const before = this.#noted
    const places = this.#seenPlaces.size
    const keys = this.#take(platform.items?.(first) ?? first.links, at, first)
    const isReport = role === 'annual' && this.#isReport(first, at)
    // A general column that holds reports is walked like one of theirs.
    const isColumn = role === 'annual' || (role === 'lead' && this.#noted > before)
    if (!isColumn || isReport) return
    this.foundColumn = true
    const told = await this.#restOfList(first, platform, at, keys)
    const isBare = this.#noted === before && this.#seenPlaces.size === places
    if (isBare ? isDrawnByScripts(first) : told === 0 && hasScriptedNext(first)) await this.#draw(first, at)
    if (this.#noted > before) {
      this.columnUrls.push(first.url)
      this.platform = platform.id
    } else if (at.asReport !== 'never' && this.#seenPlaces.size === places)
      this.#note(first.url, at.label, null, at, first, at.asReport === 'likely')
  }

  /** A list that only a browser sees: its rows, and the pages behind a script's 下一页. */
  async #draw(plain: Page, place: Place): Promise<void> {
    const { render, portal, limits } = this.#context
    if (render === null) return
    const drawn = await render({ portalId: portal.id, url: plain.url, pages: limits.listPages })
    if (isUnrendered(drawn)) {
      if (drawn.code !== 'stopped') this.cut.push(`${plain.url}: drawn by scripts; ${drawn.message}`)
      return
    }
    for (const { url, html } of drawn) {
      const page = parsePage(plain.request, url, html)
      this.pages += 1
      this.#take(this.#platformOf(page).items?.(page) ?? page.links, place, page)
    }
  }

  /** The list's other pages, until one brings nothing new. Returns how many there were. */
  async #restOfList(first: Page, platform: Platform, place: Place, seen: Set<string>): Promise<number> {
    // Where the platform told the pages once, the generic way is not asked to guess more of them.
    let isTold = platform === generic
    const nextOf = (page: Page): PageRequest[] => {
      const told = platform.next?.(page) ?? []
      isTold ||= told.length > 0
      return isTold ? told : (generic.next?.(page) ?? [])
    }
    const asked = new Set([keyOf(first.request)])
    const queue = nextOf(first)
    let misses = 0
    for (let number = 1; queue.length > 0; number += 1) {
      const request = queue.shift()
      if (request === undefined || asked.has(keyOf(request))) continue
      if (number >= this.#context.limits.listPages || this.#reachedLimit()) {
        this.cut.push(`${first.url}: its list goes on after page ${number}`)
        return number
      }
      asked.add(keyOf(request))
      this.#seenPlaces.add(keyOf(request))
      const page = await this.#look({ ...place, request })
      const rows = page === null ? [] : (platform.items?.(page) ?? page.links)
      const fresh = rows.filter((row) => !seen.has(linkKey(row)))
      if (page === null || (fresh.length === 0 && page.links.length > 0)) {
        // Pages that were guessed (index_1 or index_2) may miss once; a second miss ends the list.
        misses += 1
        if (misses > 1 || this.#context.signal?.aborted === true) return asked.size - 1
        continue
      }
      misses = 0
      for (const key of this.#take(fresh, place, page)) seen.add(key)
      queue.push(...nextOf(page))
    }
    return asked.size - 1
  }

  async #look(place: Place): Promise<Page | null> {
    const { client, portal } = this.#context
    this.pages += 1
    const answer = await client.page(portal.id, place.request)
    if (!answer.ok) {
      this.#failed(answer, place)
      return null
    }
    if (place.role === 'home') this.#homeSha256 = answer.sha256
    else if (
      answer.sha256 === this.#homeSha256 &&
      withoutHash(place.request.url) !== withoutHash(portal.startUrl)
    ) {
      const message = 'the home page stands in its place'
      this.#failed(
        { ok: false, url: answer.url, finalUrl: answer.finalUrl, outcome: 'soft_404', status: 200, message },
        place,
      )
      return null
    }
    const leads = pageRedirect(answer.text)
    if (leads !== null && URL.canParse(leads, answer.finalUrl)) {
      this.add({ ...place, request: { url: new URL(leads, answer.finalUrl).href }, depth: place.depth + 1 })
      return null
    }
    this.#seenPlaces.add(canonicalUrl(withoutHash(answer.finalUrl)))
    const page = parsePage(place.request, answer.finalUrl, answer.text)
    if (place.role === 'home') this.#homeLinks = new Set(page.links.map((link) => linkKey(link)))
    return page
  }

  #failed(failure: Failure, place: Place): void {
    if (failure.outcome === 'stopped') return
    if (place.role === 'home') this.homeFailure = failure
    const kind = outcomeKind(failure.outcome)
    // A path that was only tried tells nothing; one that a page links to does.
    if (place.label !== '') this.wayFailure ??= failure
    if (kind === 'gone') return
    if (place.role === 'annual' && kind !== 'ours') this.listFailure ??= failure
    this.cut.push(`${place.request.url}: ${failure.outcome}, ${failure.message}`)
  }

  /** Follows a page's links; returns their keys. */
  #take(links: readonly Link[], place: Place, page: Page): Set<string> {
    const keys = new Set<string>()
    for (const link of links) {
      const key = linkKey(link)
      keys.add(key)
      const step = stepOf(link, place.role, this.#context.judge)
      if (step.to === 'nowhere') continue
      const isNavigation = this.#homeLinks.has(key) && place.role !== 'home'
      if (step.to === 'report') {
        // What also stands on the home page is the portal's navigation or news, not this column's row.
        if (step.certain || !isNavigation) this.#note(link.url, step.title, link, place, page, step.certain)
        continue
      }
      const { client } = this.#context
      const host = hostKey(new URL(link.url))
      if (this.#ownHosts.has(host)) {
        const columnDepth = place.role === 'annual' ? place.columnDepth + 1 : 0
        const unit = step.unit ?? place.unit
        if (place.role === 'annual' && isNavigation && step.asReport === 'never') continue
        this.add({
          request: { url: link.url },
          role: step.role,
          label: step.title,
          unit,
          depth: place.depth + 1,
          columnDepth,
          asReport: step.asReport,
        })
      } else if (
        step.asReport === 'likely' &&
        !client.rule.trusts(new URL(link.url)) &&
        client.rule.refusal(new URL(link.url), 'report') === null
      ) {
        this.#note(link.url, step.title, link, place, page, false)
      } else if (!client.rule.trusts(new URL(link.url)) && isGovernmentHost(new URL(link.url).hostname)) {
        this.#otherHosts.set(host, (this.#otherHosts.get(host) ?? 0) + 1)
      }
    }
    return keys
  }

  /** A column that is itself the report: its own headings say so. */
  #isReport(page: Page, place: Place): boolean {
    const text = squeezed(
      page.dom
        .root()
        .toArray()
        .map((node) => textOf(node, Infinity))
        .join(''),
    )
    if (countReportMarkers(text) < 2) return false
    if (this.#seenTexts.has(text)) return true
    this.#seenTexts.add(text)
    const title = metaValues(page, 'ArticleTitle')[0] ?? squeezed(page.dom('h1').first().text())
    this.#note(page.url, title === '' ? place.label || page.title : title, null, place, page, true)
    return true
  }

  #note(url: string, title: string, link: Link | null, place: Place, page: Page, certain: boolean): void {
    const { client } = this.#context
    if (client.rule.refusal(new URL(url), 'report') !== null) return
    this.#noted += 1
    const unit =
      link?.headers.find(isAgencyName) ??
      place.unit ??
      (isAgencyName(title) ? title : null) ??
      page.breadcrumb.findLast(isAgencyName) ??
      null
    const listUrl =
      page.request.referer !== undefined && page.request.method === 'POST' ? page.request.referer : page.url
    const found: FoundLink = {
      url: withoutHash(url),
      title,
      publishedOn: link?.date ?? null,
      listUrl,
      unit,
      certain,
    }
    const key = link === null ? canonicalUrl(url) : linkKey(link)
    const at = this.#seenLinks.get(key)
    const known = at === undefined ? undefined : this.links[at]
    if (at === undefined || known === undefined) {
      this.#seenLinks.set(key, this.links.push(found) - 1)
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

  /** The page's own platform; where it shows no sign, the one this portal has shown most. */
  #platformOf(page: Page): Platform {
    const { platform, weight } = detectPlatform(page, this.#context.platforms)
    if (weight > 0) this.#weights.set(platform, (this.#weights.get(platform) ?? 0) + weight)
    const [most] = [...this.#weights].sort((a, b) => b[1] - a[1])
    const chosen = weight > 0 || most === undefined ? platform : most[0]
    if (this.platform === null || this.platform === generic.id) this.platform = chosen.id
    return chosen
  }
}
