import { canonicalUrl } from './canonical-url.ts'
import { withoutHash } from './fetch/answer.ts'
import type { Failure, PageRequest } from './fetch/answer.ts'
import { pageRedirect } from './fetch/challenge.ts'
import { hostKey, isGovernmentHost } from './fetch/host-rule.ts'
import { outcomeKind } from './fetch/outcome.ts'
import { FoundLinks } from './found-links.ts'
import type { Source } from './found-links.ts'
import type { Link } from './link.ts'
import type { Role } from './navigation.ts'
import { stepOf } from './navigation.ts'
import { ListPages } from './list-pages.ts'
import { hasScriptedNext, isDrawnByScripts } from './needs-browser.ts'
import type { Page } from './page.ts'
import { squeezed, textOf } from './dom.ts'
import { headingOf, metaValues, parsePage } from './page.ts'
import type { Place, WalkContext } from './place.ts'
import { keyOf } from './place.ts'
import type { Platform } from './platform.ts'
import { detectPlatform, generic } from './platforms.ts'
import { isUnrendered } from './render.ts'
import {
  countReportMarkers,
  isAnnualText,
  isEntranceText,
  isGenericColumn,
  namesYear,
  plainLabel,
} from './vocabulary.ts'

/** Columns first: what is left when a limit is reached should be what matters least. */
const order: readonly Role[] = ['home', 'annual', 'disclosure', 'units', 'unit', 'lead']

/** A column whose first page was read. */
interface OpenColumn {
  readonly source: Source
  readonly at: Place
  /** Its other pages. */
  readonly rest: ListPages
  /** Of the links seen in it. */
  readonly keys: Set<string>
  /** Only a browser sees the list, or the pages behind it. */
  readonly isDrawn: boolean
  /** How much had been noted, and how many places seen, before it. */
  readonly before: number
  readonly places: number
}

/** So many greetings stand before one another at the most, and so many ways lead on from one. */
const mostDoors = 3
const mostEntrances = 4

/** The walk over one portal: what is still to be seen, and what has been found. */
export class Walk {
  readonly found: FoundLinks
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
  readonly #seenTexts = new Set<string>()
  readonly #weights = new Map<Platform, number>()
  #homeLinks: ReadonlySet<string> = new Set()
  #homeSha256 = ''
  #units = 0
  readonly #otherHosts = new Map<string, number>()
  readonly #until: number
  /** The hosts of this portal; others that the registry names are walked as portals of their own. */
  readonly #ownHosts: ReadonlySet<string>

  constructor(context: WalkContext) {
    this.#context = context
    this.found = new FoundLinks(context.client.rule)
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
    const column = await this.#look(place, (first) => this.#readFirst(first, place))
    if (column === null) return
    const { source, at, rest } = column
    await this.#restOfList(column)
    if (column.isDrawn) await this.#draw(source, at)
    if (this.found.met > column.before) {
      this.columnUrls.push(source.url)
      this.platform = rest.platform.id
    } else if (at.asReport !== 'never' && this.#seenPlaces.size === column.places)
      this.found.note({ title: at.label, link: null, place: at, source, certain: at.asReport === 'likely' })
  }

  /** Follows a page's links; what is left to be done where it is a column's first page, else null. */
  #readFirst(first: Page, place: Place): OpenColumn | null {
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
        publishedOn: null,
      })
    }
    const before = this.found.met
    const places = this.#seenPlaces.size
    const keys = this.#take(platform.items?.(first) ?? first.links, at, first)
    const isBare = this.found.met === before && this.#seenPlaces.size === places
    if (isBare && role !== 'annual' && (role !== 'lead' || isGenericColumn(plainLabel(at.label))))
      this.#enter(first, at)
    const isReport = role === 'annual' && this.#isReport(first, at)
    // A general column that holds reports is walked like one of theirs.
    const isColumn = role === 'annual' || (role === 'lead' && this.found.met > before)
    if (!isColumn || isReport) return null
    this.foundColumn = true
    const rest = new ListPages(first, platform)
    const isDrawn = rest.isEmpty && (isBare ? isDrawnByScripts(first) : hasScriptedNext(first))
    const { url, request, breadcrumb } = first
    return { source: { url, request, breadcrumb }, at, rest, keys, isDrawn, before, places }
  }

  /**
   * A page that leads nowhere by itself. At the door a greeting or a set of frames may stand in the home page's place; further on
   * the way lies in what the page's frames hold, or its scripts ask for.
   */
  #enter(page: Page, place: Place): void {
    const within =
      place.role === 'home' ? this.#entrances(page, place) : new ListPages(page, this.#platformOf(page)).all
    for (const request of within.slice(0, mostEntrances))
      this.add({ ...place, request, depth: place.depth + 1 })
  }

  #entrances(page: Page, place: Place): readonly PageRequest[] {
    if (place.depth >= mostDoors) return []
    const own = page.links.filter(({ url }) => this.#ownHosts.has(hostKey(new URL(url))))
    const frames = own.filter(({ kind }) => kind === 'frame')
    const named = own.filter(({ text }) => isEntranceText(plainLabel(text)))
    const pictures = own.filter(({ kind, title }) => kind === 'anchor' && title === '')
    return [frames, named, pictures].find((links) => links.length > 0) ?? []
  }

  /** A list that only a browser sees: its rows, and the pages behind a script's 下一页. */
  async #draw(plain: Source, place: Place): Promise<void> {
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

  /** The list's other pages, until one brings nothing new. */
  async #restOfList({ source, at, rest, keys }: OpenColumn): Promise<void> {
    let misses = 0
    for (let number = 1, request = rest.shift(); request !== null; number += 1, request = rest.shift()) {
      if (number >= this.#context.limits.listPages || this.#reachedLimit()) {
        this.cut.push(`${source.url}: its list goes on after page ${number}`)
        return
      }
      this.#seenPlaces.add(keyOf(request))
      const isNew = await this.#look({ ...at, request }, (page) => this.#readNext(page, at, rest, keys))
      // Pages that were guessed (index_1 or index_2) may miss once; a second miss ends the list.
      misses = isNew === true ? 0 : misses + 1
      if (misses > 1 || (misses > 0 && this.#context.signal?.aborted === true)) return
    }
  }

  /** Follows the links of one of a list's other pages; false where it brings nothing new. */
  #readNext(page: Page, place: Place, rest: ListPages, seen: Set<string>): boolean {
    const fresh = (rest.platform.items?.(page) ?? page.links).filter(({ key }) => !seen.has(key))
    if (fresh.length === 0 && page.links.length > 0) return false
    for (const key of this.#take(fresh, place, page)) seen.add(key)
    rest.push(page)
    return true
  }

  /**
   * Asks for a page and has it read at once: a tree that were handed on through promises would hang from each of them, which
   * waited for it long and outlive it, and a thousand walks would fill the memory with trees.
   */
  async #look<Reading>(place: Place, read: (page: Page) => Reading): Promise<Reading | null> {
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
    if (place.role === 'home') this.#homeLinks = new Set(page.links.map(({ key }) => key))
    return read(page)
  }

  #failed(failure: Failure, place: Place): void {
    if (failure.outcome === 'stopped') return
    if (place.role === 'home' && place.depth === 0) this.homeFailure = failure
    const kind = outcomeKind(failure.outcome)
    // A path that was only tried tells nothing; one that a page links to does.
    if (place.label !== '') this.wayFailure ??= failure
    if (kind === 'gone') {
      // A row that names a report and leads nowhere is one that is gone, not one that never was.
      const { request, label } = place
      const source = { url: request.url, request, breadcrumb: [] }
      if (place.asReport === 'likely' && namesYear(label))
        this.found.note({ title: label, link: null, place, source, certain: true })
      return
    }
    if (place.role === 'annual' && kind !== 'ours') this.listFailure ??= failure
    this.cut.push(`${place.request.url}: ${failure.outcome}, ${failure.message}`)
  }

  /** Follows a page's links; returns their keys. */
  #take(links: readonly Link[], place: Place, page: Page): Set<string> {
    const keys = new Set<string>()
    for (const link of links) {
      const { key } = link
      keys.add(key)
      const step = stepOf(link, place.role, this.#context.judge, page.url)
      if (step.to === 'nowhere') continue
      const row = { title: step.title, link, place, source: page }
      const isNavigation = this.#homeLinks.has(key) && place.role !== 'home'
      if (step.to === 'report') {
        // What also stands on the home page is the portal's navigation or news, not this column's row.
        if (step.certain || !isNavigation) this.found.note({ ...row, certain: step.certain })
        continue
      }
      const { rule } = this.#context.client
      const url = new URL(link.url)
      const host = hostKey(url)
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
          publishedOn: link.date,
        })
      } else if (step.asReport === 'likely' && !rule.trusts(url) && rule.refusal(url, 'report') === null) {
        this.found.note({ ...row, certain: false })
      } else if (!rule.trusts(url) && isGovernmentHost(url.hostname)) {
        this.#otherHosts.set(host, (this.#otherHosts.get(host) ?? 0) + 1)
      }
    }
    return keys
  }

  /** A column that is itself the report: its own headings say so. */
  #isReport(page: Page, place: Place): boolean {
    const text = squeezed(textOf(page.root, Infinity))
    if (countReportMarkers(text) < 2) return false
    if (this.#seenTexts.has(text)) return true
    this.#seenTexts.add(text)
    const title = metaValues(page, 'ArticleTitle')[0] ?? headingOf(page)
    const named = title === '' ? place.label || page.title : title
    this.found.note({ title: named, link: null, place, source: page, certain: true })
    return true
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
