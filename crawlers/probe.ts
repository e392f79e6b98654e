import type { Discovery, Judge } from './discovery.ts'
import { discover } from './discover.ts'
import type { DiscoverOptions } from './discover.ts'
import type { Client } from './fetch/client.ts'
import type { Portal } from './portal.ts'
import { generic, platforms } from './platforms.ts'

/** What a portal is, as far as a short look tells. */
export interface Probe {
  readonly startUrl: string
  /** The publishing system: id and name for people; null where nothing answered. */
  readonly platform: { readonly id: string; readonly name: string } | null
  /** The annual-report column that holds most, or null. */
  readonly columnUrl: string | null
  /** The whole of what a walk would bring: links, what would be cut, the portal's state. */
  readonly discovery: Discovery
}

/** A look is shorter than a walk: enough pages for the column and its first lists. */
const lookLimits = { pages: 60, units: 5, listPages: 10, milliseconds: 10 * 60_000 } as const

/**
 * Looks at one portal without keeping anything.
 * @param url its home page, or a page of its annual-report column
 * @param client one whose frontier forgets; `url` must be among its registered addresses
 */
export async function probe(
  url: string,
  client: Client,
  judge: Judge,
  options: Pick<DiscoverOptions, 'render' | 'signal'> = {},
): Promise<Probe> {
  const portal: Portal = {
    id: 'probe',
    name: '',
    divisionCode: null,
    startUrl: url,
    platform: null,
    columnUrl: null,
    note: '',
  }
  const discovery = await discover(portal, client, judge, { ...options, limits: lookLimits })
  const known = [...platforms, generic].find(({ id }) => id === discovery.platform)
  return {
    startUrl: url,
    platform: known === undefined ? null : { id: known.id, name: known.name },
    columnUrl: discovery.columnUrls[0] ?? null,
    discovery,
  }
}
