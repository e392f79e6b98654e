import type { Discovery, Judge, WalkLimits } from './discovery.ts'
import { defaultWalkLimits } from './discovery.ts'
import type { Client } from './fetch/client.ts'
import { outcomeKind } from './fetch/outcome.ts'
import type { Platform } from './platform.ts'
import type { Portal } from './portal.ts'
import { platforms } from './platforms.ts'
import type { Render } from './render.ts'
import { Walk } from './walk.ts'

export interface DiscoverOptions {
  readonly limits?: Partial<WalkLimits>
  /** The platforms that are known; all of them unless a test leaves some out. */
  readonly platforms?: readonly Platform[]
  readonly signal?: AbortSignal
  /** Draws what only scripts draw: a `Browser`'s. Without it such lists stay unseen, and the portal is `silent`. */
  readonly render?: Render
}

/** Tried only where no page links to an annual-report column; a 404 costs one request each. */
const wellKnownPaths = [
  '/gkmlpt/index',
  '/zwgk/zfxxgk/zfxxgknb/',
  '/zfxxgk/zfxxgknb/',
  '/xxgk/xxgknb/',
] as const

/**
 * Walks one portal from its start page (and its known column) to its annual reports: 政府信息公开, 年报, lists, years, units.
 * Every page goes through the client, so a walk that was killed is replayed from what the frontier remembers.
 * @param judge decides by title what is a report; its `maybe` is passed on with `certain: false`
 */
export async function discover(
  portal: Portal,
  client: Client,
  judge: Judge,
  options: DiscoverOptions = {},
): Promise<Discovery> {
  const walk = new Walk({
    portal,
    client,
    judge,
    limits: { ...defaultWalkLimits, ...options.limits },
    platforms: options.platforms ?? platforms,
    signal: options.signal ?? null,
    render: options.render ?? null,
  })
  const start = {
    unit: null,
    depth: 0,
    columnDepth: 0,
    asReport: 'never',
    label: '',
    publishedOn: null,
  } as const
  walk.add({ ...start, request: { url: portal.startUrl }, role: 'home' })
  await walk.step()
  if (portal.columnUrl !== null)
    walk.add({ ...start, request: { url: portal.columnUrl }, role: 'annual', label: portal.name })
  await walk.run()
  if (!walk.foundColumn && walk.homeFailure === null) {
    for (const path of wellKnownPaths) {
      walk.add({ ...start, request: { url: new URL(path, portal.startUrl).href }, role: 'annual', depth: 1 })
      await walk.run()
      if (walk.foundColumn) break
    }
  }
  return summary(walk)
}

function summary(walk: Walk): Discovery {
  const { columnUrls, platform, pages, cut } = walk
  const { links } = walk.found
  const found = { platform, columnUrls, links, pages, cut }
  const failure = links.length === 0 ? (walk.homeFailure ?? walk.listFailure) : walk.listFailure
  if (failure !== null) {
    const state =
      outcomeKind(failure.outcome) === 'blocked' || outcomeKind(failure.outcome) === 'ours'
        ? 'blocked'
        : 'failing'
    return { ...found, state, error: `${failure.outcome}: ${failure.message} (${failure.finalUrl})` }
  }
  if (links.length > 0) return { ...found, state: 'ok', error: null }
  const { wayFailure } = walk
  if (wayFailure !== null)
    return {
      ...found,
      state: 'failing',
      error: `${wayFailure.outcome}: ${wayFailure.message} (${wayFailure.finalUrl})`,
    }
  const error = walk.foundColumn
    ? 'The annual-report column was found, but it shows no report: look at it in a browser, it may need scripts.'
    : 'No annual-report column was found: give its address as column_url in the registry.'
  return { ...found, state: 'silent', error }
}
