import type { Agency, AgencyOrigin, YearOrigin } from './agency.ts'
import { agencyOf, withoutBareKind } from './identity/agencyOf.ts'
import { readBody, type BodyReading } from './identity/body.ts'
import { wholeFunction } from './identity/functions.ts'
import { gazetteer, type Division, type Gazetteer } from './identity/gazetteer.ts'
import {
  publishersInMetadata,
  siteDivisionIn,
  sourcesInMetadata,
  titleInMetadata,
} from './identity/pageMetadata.ts'
import { printed } from './identity/printed.ts'
import { readTitle, type TitleReading } from './identity/title.ts'
import { hostOf, isArticle, isReportColumn, yearInUrl } from './identity/urls.ts'
import { agencyEnding, collective, selfReference } from './identity/words.ts'

/** What is known of a page or a file, as far as it is known. */
export interface Evidence {
  readonly url?: string
  /** The document's own title. */
  readonly title?: string
  /** The text of the link that led to it. */
  readonly linkTitle?: string
  /** The body's text, lines kept. */
  readonly text?: string
  /** What the page states of itself: `ArticleTitle`, `ContentSource`, 发布机构 … */
  readonly metadata?: Readonly<Record<string, string>>
  /** 首页>政府信息公开>市医疗保障局>政府信息公开年报 */
  readonly breadcrumb?: string
  /** GB/T 2260 code of the portal's own division. */
  readonly portalDivision?: string
}

/** Another answer than the one given, and from where. */
export interface Disagreement {
  readonly of: 'year' | 'agency'
  readonly from: AgencyOrigin | YearOrigin
  readonly value: string
}

/** Whose report it is, of which year, or that it is none. Nothing here is guessed: what is not certain is null. */
export interface Identity {
  readonly isReport: boolean
  /** What makes it a report: its title, its contents, or nothing. */
  readonly certainty: 'title' | 'content' | 'none'
  readonly year: number | null
  readonly yearFrom: YearOrigin
  readonly agency: Agency | null
  readonly agencyFrom: AgencyOrigin
  readonly disagreements: readonly Disagreement[]
}

const noReport: Identity = {
  isReport: false,
  certainty: 'none',
  year: null,
  yearFrom: 'none',
  agency: null,
  agencyFrom: 'none',
  disagreements: [],
}

/**
 * What a link's text and address say before anything is fetched. `report`: an annual report; `maybe`: it could be one, or
 * a list of them (2023年, 年度报告, an agency's name in a column of reports); `no`: something else.
 */
export function judgeTitle(title: string, url?: string): 'report' | 'maybe' | 'no' {
  const reading = readTitle(title)
  const inColumn = url !== undefined && isReportColumn(url)
  if (reading.verdict !== 'maybe') return reading.verdict
  if (reading.agency !== null && inColumn && isArticle(url)) return 'report'
  return reading.agency === null || reading.year !== null || inColumn ? 'maybe' : 'no'
}

interface Candidate {
  readonly name: string
  readonly from: AgencyOrigin
}

function titlesOf(evidence: Evidence): readonly TitleReading[] {
  const texts = [titleInMetadata(evidence.metadata ?? {}), evidence.title, evidence.linkTitle]
  return texts.flatMap((text) => (text === undefined || text.trim() === '' ? [] : [readTitle(text)]))
}

function certaintyOf(
  url: string,
  titles: readonly TitleReading[],
  body: BodyReading | null,
): Identity['certainty'] {
  // The page's own title first: 解读 of a report may quote all of it.
  const against = titles[0]?.against ?? null
  if (against !== null) return 'none'
  if (titles.some(({ verdict }) => verdict === 'report')) return 'title'
  if (body?.title) return body.titleFrom === 'title' ? 'title' : 'content'
  if (body?.isReport) return 'content'
  const named = titles.some(({ verdict, agency }) => verdict === 'maybe' && agency !== null)
  return named && isReportColumn(url) && isArticle(url) ? 'title' : 'none'
}

/** All years that the evidence states, the surest first. */
function yearsFrom(url: string, titles: readonly TitleReading[], body: BodyReading | null) {
  const found: { value: number; from: YearOrigin }[] = []
  for (const { year } of titles) if (year !== null) found.push({ value: year, from: 'title' })
  if (body?.title?.year) found.push({ value: body.title.year, from: body.titleFrom })
  for (const { year, from } of body?.years ?? []) found.push({ value: year, from })
  const addressed = yearInUrl(url)
  if (addressed !== null) found.push({ value: addressed, from: 'url' })
  return found
}

function inBreadcrumb(breadcrumb: string): readonly string[] {
  const pieces = breadcrumb.split(/[>»›/|]+/u).map(printed) // 首页>部门>市医疗保障局>政府信息公开年报
  return pieces
    .filter((piece) => piece.length >= 3 && agencyEnding.test(piece) && !collective.test(piece))
    .reverse()
}

/** All names that the evidence prints for the agency, the surest first. */
function candidatesFrom(
  evidence: Evidence,
  titles: readonly TitleReading[],
  body: BodyReading | null,
): Candidate[] {
  const found: Candidate[] = []
  const add = (name: string | null | undefined, from: AgencyOrigin) => {
    if (name && !selfReference.test(name) && !collective.test(name)) found.push({ name, from })
  }
  const metadata = evidence.metadata ?? {}
  for (const { agency } of titles) add(agency, 'title')
  add(body?.title?.agency, body?.titleFrom ?? 'title')
  for (const { name, from } of body?.names ?? []) if (from !== 'body') add(name, from)
  for (const name of publishersInMetadata(metadata)) add(printed(name), 'metadata')
  for (const name of sourcesInMetadata(metadata))
    if (agencyEnding.test(printed(name))) add(printed(name), 'metadata')
  for (const { name, from } of body?.names ?? []) if (from === 'body') add(name, from)
  for (const name of inBreadcrumb(evidence.breadcrumb ?? '')) add(name, 'breadcrumb')
  return found
}

function divisionNamed(places: Gazetteer, code: string | null | undefined): Division | null {
  if (!code) return null
  return places.byCode(code) ?? (/^\d{6}/u.test(code) ? places.byCode(code.slice(0, 6)) : null)
}

/** The part of the key that says what the agency does. */
function functionIn(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1)
}

interface Found {
  readonly agency: Agency | null
  readonly from: AgencyOrigin
  readonly others: readonly Disagreement[]
}

/**
 * The agency of the surest name. A name without its place (城市管理局, 市医保局) takes it from another place where the same
 * agency is printed in full; other names never replace it: an office that answers the telephone is not the agency.
 */
function agencyAmong(candidates: readonly Candidate[], resolve: (name: string) => Agency | null): Found {
  const surest = candidates[0]
  if (!surest) return { agency: null, from: 'none', others: [] }
  const read = candidates.map(({ name, from }) => ({ name, from, agency: resolve(name) }))
  const own = read[0]?.agency ?? null
  const what = own ? functionIn(own.key) : wholeFunction(withoutBareKind(surest.name))
  const placed =
    own && (own.divisionCode !== null || own.level === 'national')
      ? { agency: own, from: surest.from }
      : read.find(
          ({ agency }) => agency !== null && agency.divisionCode !== null && functionIn(agency.key) === what,
        )
  const chosen = placed ?? { agency: own, from: surest.from }
  if (!chosen.agency) return { agency: null, from: 'none', others: [] }
  const key = chosen.agency.key
  const others = read
    .filter(({ agency }) => agency !== null && agency.key !== key)
    .filter(({ agency }) => agency?.divisionCode !== null || functionIn(agency.key) !== functionIn(key))
    .map(({ name, from }): Disagreement => ({ of: 'agency', from, value: name }))
  return { agency: chosen.agency, from: chosen.from, others }
}

/**
 * Whose report the evidence shows, of which year, or that it is none. Reads no network; the gazetteer is read from
 * data/divisions.csv on first use.
 */
export function identify(evidence: Evidence): Identity {
  const url = evidence.url ?? ''
  const titles = titlesOf(evidence)
  const body = evidence.text === undefined || evidence.text.trim() === '' ? null : readBody(evidence.text)
  const certainty = certaintyOf(url, titles, body)
  if (certainty === 'none') return noReport

  const years = yearsFrom(url, titles, body)
  const year = years[0]
  const places = gazetteer()
  const portal =
    divisionNamed(places, evidence.portalDivision) ??
    divisionNamed(places, siteDivisionIn(evidence.metadata ?? {}) ?? body?.siteDivision)
  const context = { portal, year: year?.value ?? null }
  const found = agencyAmong(candidatesFrom(evidence, titles, body), (name) =>
    agencyOf(places, name, context, hostOf(url)),
  )
  const otherYears = years
    .filter(({ value }) => value !== year?.value)
    .map(({ value, from }): Disagreement => ({ of: 'year', from, value: String(value) }))
  return {
    isReport: true,
    certainty,
    year: year?.value ?? null,
    yearFrom: year?.from ?? 'none',
    agency: found.agency,
    agencyFrom: found.from,
    disagreements: [...otherYears, ...found.others],
  }
}
