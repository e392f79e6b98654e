import type { StandingPage } from '../renderer.ts'
import type { belowBy } from './below.ts'
import type { doorsBy } from './doors.ts'
import type { finishes } from './finishes.ts'
import type { pagersBy } from './pagers.ts'
import type { rowsBy } from './rows.ts'
import type { tabsBy } from './tabs.ts'

/**
 * A publishing system as data: addresses as templates, and by name how it writes rows, pagers, tabs and its home page.
 * Templates know {path} (a/b), {slug} (a-b), {cat} (the column's number), {id}, {hex} and {ts} of an article, its
 * {yyyy}, {mm}, {dd}, {m}, {d}, and {n} (a page's number from 1) and {k} (from 0).
 */
export interface Shape {
  readonly standing: Readonly<Record<StandingPage, string>>
  /** A column's first page, and the others. */
  readonly list: string
  readonly further: string
  readonly article: string
  readonly file: string
  readonly perPage: number
  readonly rows: keyof typeof rowsBy
  readonly pager: keyof typeof pagersBy
  /** How a column leads to those below it. */
  readonly below?: keyof typeof belowBy
  readonly tabs?: keyof typeof tabsBy
  /** What stands at the front door instead of the home page. */
  readonly door?: keyof typeof doorsBy
  /** Where units are listed: on the 政府信息公开 page, or on one of their own. */
  readonly units?: 'page'
  /** How a list is wrapped: frames in frames, only its newest rows and a way to more, or hidden in the 政府信息公开 page. */
  readonly list_in?: 'frames' | 'more' | 'openness'
  /** What is done to every page at the end. */
  readonly finish?: readonly (keyof typeof finishes)[]
  /** Pages are told apart by their query. */
  readonly by_query?: true
}

export function filled(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`${template}: nothing is known of {${name}}`)
    return String(value)
  })
}
