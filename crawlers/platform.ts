import type { PageRequest } from './fetch/answer.ts'
import type { Link } from './link.ts'
import type { Page } from './page.ts'

/**
 * A publishing system: what its pages look like, and nothing else. Pure functions of one page; no fetching, no state.
 * What a platform leaves out is done the generic way.
 */
export interface Platform {
  /** As in the registry's `platform` column. */
  readonly id: string
  /** For people: the product, its maker. */
  readonly name: string
  /** How much speaks for it: 0 nothing, 1 a weak sign, 2 and more a strong one. */
  readonly detect: (page: Page) => number
  /** The rows of a list that are not plain links of the page: data islands, JSON answers, fragments. Null: the plain links. */
  readonly items?: (page: Page) => Link[] | null
  /** The list's other pages, as far as this page tells: all of them, or the next. Empty: the generic way is tried. */
  readonly next?: (page: Page) => PageRequest[]
  /** Places the page stands for without linking to them: an annual-report column behind a script. */
  readonly columns?: (page: Page) => ColumnHint[]
}

/** A place worth looking at, with what it is called. */
export interface ColumnHint {
  readonly request: PageRequest
  readonly label: string
  /** `annual`: an annual-report column. `unit`: a unit's own disclosure page. */
  readonly role: 'annual' | 'unit'
}

/** Counts the signs that hold. `evidence([2, strong], [1, weak])` */
export function evidence(...signs: readonly (readonly [number, boolean])[]): number {
  return signs.reduce((sum, [weight, holds]) => sum + (holds ? weight : 0), 0)
}

/** Whether any link of the page has this shape. */
export function linked(page: Page, shape: RegExp): boolean {
  return page.links.some(({ url }) => shape.test(url))
}
