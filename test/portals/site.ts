import type { Article, Column } from './column.ts'
import { organise } from './organise.ts'
import type { PracticePortal, PracticeReport } from './portal.ts'
import { hash, random } from './random.ts'
import type { Random } from './random.ts'

/** A portal at an address, with its columns and articles laid out: what renderers draw. */
export interface Site {
  readonly portal: PracticePortal
  /** `http://127.0.0.1:8101`, without a slash behind it. */
  readonly baseUrl: string
  /** The annual-report column. */
  readonly root: Column
  /** Agencies with a 政府信息公开 page of their own. */
  readonly units: readonly Column[]
  /** Columns that look like the annual one and are not it. */
  readonly decoys: readonly Column[]
  /** Annual-report columns of other portals that this one's column links to. */
  readonly elsewhere: readonly Elsewhere[]
  /** How often a page was changed since the start, by article key and `lists`: moves its Last-Modified. */
  readonly revisions: ReadonlyMap<string, number>
}

export interface Elsewhere {
  readonly name: string
  readonly url: string
}

export function siteOf(
  portal: PracticePortal,
  baseUrl: string,
  reports: readonly PracticeReport[],
  revisions: ReadonlyMap<string, number> = new Map(),
  elsewhere: readonly Elsewhere[] = [],
): Site {
  return { portal, baseUrl, ...organise(portal, reports), revisions, elsewhere }
}

/** Every column, the annual-report column first. */
export function columnsOf(site: Site): Column[] {
  const below = (column: Column): Column[] => [column, ...column.children.flatMap(below)]
  return [site.root, ...site.units, ...site.decoys].flatMap(below)
}

export function articlesOf(site: Site): Article[] {
  return columnsOf(site).flatMap(({ articles }) => articles)
}

/** A system's own number for something: seven digits, the same in every run. */
export function numberFor(key: string): number {
  return 1_000_000 + (hash(key) % 9_000_000)
}

/** A system's own id for something: 32 hexadecimal digits, the same in every run. */
export function hexFor(key: string): string {
  return random(key).hex(32)
}

/** A number of 19 digits, as systems make them from the clock. */
export function snowFor(key: string): string {
  return `17${String(hash(key)).padStart(10, '0')}${String(hash(`${key} low`) % 10_000_000).padStart(7, '0')}`
}

/** 29527d47-… */
export function uuidFor(key: string): string {
  const hex = hexFor(key)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** Chance that belongs to one thing of a portal: the same class names on each of its pages. */
export function chanceFor(site: Site, what: string): Random {
  return random(`${site.portal.id}/${what}`)
}
