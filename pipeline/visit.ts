import type { Logger } from 'pino'
import type { Client } from '../crawlers/fetch/client.ts'
import { discover } from '../crawlers/discover.ts'
import type { Discovery } from '../crawlers/discovery.ts'
import type { Portal } from '../crawlers/portal.ts'
import type { Render } from '../crawlers/render.ts'
import type { Held } from '../db/held.ts'
import type { StoredLink } from '../db/links.ts'
import type { PortalVisit, StoredPortal } from '../db/portals.ts'
import type { Store } from '../db/store.ts'
import type { PortalState } from '../db/vocabulary.ts'
import { judgeTitle } from '../extract/identity.ts'
import { bringHomeSafely } from './bring-home.ts'
import { nextDue } from './due.ts'
import type { ExtractPool } from './extract-pool.ts'
import { governmentOf, owedAt } from './owed.ts'
import { judgePortal } from './portal-state.ts'
import { redacted } from './redacted.ts'
import type { Judged } from './portal-state.ts'
import type { Tally } from './progress.ts'
import type { Trouble } from './trouble.ts'
import type { Waived } from './waivers.ts'
import type { WatchedFrontier } from './watched-frontier.ts'

/** Everything that visiting a portal needs; made once a run. */
export interface VisitTools {
  readonly store: Store
  readonly client: Client
  /** Draws pages whose lists exist only after scripts ran. */
  readonly render: Render
  readonly frontier: WatchedFrontier
  readonly held: Held
  readonly pool: ExtractPool
  readonly runId: number
  /** ISO 8601: links that the source confirmed since then are not asked again. */
  readonly startedAt: string
  readonly recheck: Recheck
  /** Reports that a person says are not owed. */
  readonly waived: Waived
  readonly tally: Tally
  readonly moved: () => void
  /** True once the run must begin nothing new. */
  readonly stopping: () => boolean
  /** Aborted where somebody asked the run to stop. */
  readonly signal: AbortSignal
  /** Never before an instant that it gave already. */
  readonly now: () => Date
  readonly log: Logger
}

/**
 * Which stored documents are asked again. `validators`: every one that can be asked conditionally, for no body is sent
 * where it did not change. `look-back`: only those not confirmed for a while: an unchanged night asks for none.
 */
export type Recheck = 'validators' | 'look-back'

/** How a visit ended; state null: it was stopped before it could tell. */
export interface Visit {
  readonly before: PortalState
  readonly state: PortalState | null
  readonly error: string | null
  readonly troubles: readonly Trouble[]
}

/** A stored document is asked again at least this often, validators or not. */
const lookBack = 60 * 24 * 60 * 60 * 1000
/** So many earlier runs say what is usual at a portal. */
const usualRuns = 15

/** Discovers a portal's reports, and brings home what is new or changed. Each report is one transaction. */
export async function visit(portal: Portal, tools: VisitTools): Promise<Visit> {
  const { store, client, runId, now, log } = tools
  const before = store.portals.get(portal.id)
  const ended = doneAlready(portal, before, tools)
  if (ended) return ended
  log.debug({ portal: portal.id }, 'listing')
  const discovery = await discover(portal, client, judgeTitle, {
    signal: tools.signal,
    render: tools.render,
  })
  tools.frontier.settle(portal.id)
  // Half a walk says nothing of a portal: it stays as it was, and due.
  if (tools.signal.aborted) {
    return { before: before?.state ?? 'never_visited', state: null, error: null, troubles: [] }
  }
  const found = discovery.links.map(({ url, title, publishedOn, listUrl }) => ({
    url,
    title,
    publishedOn,
    listUrl,
  }))
  store.links.listed(portal.id, found, { runId, now: now().toISOString() })
  log.debug({ portal: portal.id, links: found.length }, 'listed')
  tools.tally.links += found.length
  tools.moved()
  const { troubles, left } = await bringAllHome(portal, discovery, tools)
  const judged = judge(portal, discovery, before, tools)
  const { platform, columnUrls, links } = discovery
  // A portal that shows nothing tells nothing of its platform: what it used to be stays known.
  const shown = links.length > 0 ? { found: { platform, columnUrls } } : {}
  note(portal, { listed: links.length, ...shown, judged, before, left }, tools)
  const was = { state: before?.state ?? 'never_visited', error: before?.error ?? null } as const
  return { before: was.state, ...judged, troubles: [...troubleOf(portal.id, judged, was), ...troubles] }
}

/** A run that is taken up again does not visit twice what it had done before it died; what it found is told all the same. */
function doneAlready(
  portal: Portal,
  left: StoredPortal | undefined,
  { store, runId }: VisitTools,
): Visit | null {
  const noted = store.portals.noted(portal.id, runId)
  // Due at the instant of its visit: a budget left something over.
  if (!noted || !left || left.nextDueAt === left.lastRunAt) return null
  const [earlier] = store.portals.history(portal.id, { runId, limit: 1 })
  const before = { state: earlier?.state ?? 'never_visited', error: earlier?.error ?? null } as const
  const { state, error } = noted
  return { before: before.state, state, error, troubles: troubleOf(portal.id, { state, error }, before) }
}

/** What needs a look at a portal; new where it was in order, or in another trouble. */
function troubleOf(portalId: string, judged: Judged, before: Judged): Trouble[] {
  if (judged.error === null) return []
  const message = `${portalId}: ${judged.state}: ${judged.error}`
  return [{ portalId, message, isNew: before.state !== judged.state || before.error === null }]
}

/**
 * What is left of a visit that threw: the portal is called failing, with the error, and waits like any other that fails.
 * Only an error of ours comes here; a disk that is full says nothing of a portal.
 */
export function brokenOff(portal: Portal, error: string, tools: VisitTools): Visit {
  const stored = tools.store.portals.get(portal.id)
  const judged = { state: 'failing', error } as const
  note(portal, { listed: 0, judged, before: stored, left: 0 }, tools)
  const before = { state: stored?.state ?? 'never_visited', error: stored?.error ?? null } as const
  return { before: before.state, ...judged, troubles: troubleOf(portal.id, judged, before) }
}

async function bringAllHome(portal: Portal, discovery: Discovery, tools: VisitTools) {
  const troubles: Trouble[] = []
  const links = linksToAsk(portal, discovery, tools)
  for (const [index, link] of links.entries()) {
    if (tools.stopping()) return { troubles, left: links.length - index }
    const outcome = await bringHomeSafely(portal, link, tools)
    if (outcome.kind === 'stored') tools.tally.reports[outcome.outcome] += 1
    else if (outcome.kind === 'failed') {
      const message = `${portal.id}: ${link.url}: ${outcome.message}`
      troubles.push({ portalId: portal.id, message, isNew: outcome.isNew })
      tools.log.warn({ portal: portal.id, url: link.url, error: outcome.message }, 'report failed')
    }
    tools.moved()
  }
  return { troubles, left: 0 }
}

function judge(
  { id }: Portal,
  discovery: Discovery,
  before: StoredPortal | undefined,
  { store, runId }: VisitTools,
): Judged {
  const history = store.portals.history(id, { runId, limit: usualRuns })
  const listed = history.filter(({ listed: links }) => links > 0).map(({ listed: links }) => links)
  const { state, error } = judgePortal(discovery, { platform: before?.platformFound ?? null, listed })
  return { state, error: error === null ? null : redacted(error) }
}

interface Ending extends Pick<PortalVisit, 'listed' | 'found'> {
  readonly judged: Judged
  readonly before: StoredPortal | undefined
  /** Links that the run had no time for. */
  readonly left: number
}

/** What a visit leaves in the database: how the portal is, what it owes, when it is due; one transaction. */
function note(portal: Portal, { judged, before, left, ...walked }: Ending, tools: VisitTools): void {
  const { store, runId, startedAt, now } = tools
  const instant = now()
  const divisionCode = portal.divisionCode
  const government = governmentOf(divisionCode)
  const owed = owedAt(instant, store.portals.agencies(portal.id, government), government, tools.waived)
  const failing = before?.state === 'failing' || before?.state === 'blocked'
  const failingSince = failing && before.since !== null ? new Date(before.since) : null
  const facts = { state: judged.state, failingSince, owed: owed.latest }
  // A run that is taken up after the clock was set back began in the future.
  const night = new Date(Math.min(Date.parse(startedAt), instant.getTime()))
  const due = left > 0 ? instant : nextDue(night, facts)
  store.transact(() => {
    store.portals.visited(portal.id, {
      runId,
      ...judged,
      now: instant.toISOString(),
      ...walked,
      ...store.links.settledSince(portal.id, { since: startedAt, until: instant.toISOString() }),
      nextDueAt: due.toISOString(),
    })
    store.portals.owes(portal.id, owed.all)
  })
}

function linksToAsk(portal: Portal, discovery: Discovery, tools: VisitTools): StoredLink[] {
  // A portal that did not answer just now need not be asked for its documents as well.
  if (discovery.state === 'failing' || discovery.state === 'blocked') return []
  const { store, startedAt, recheck, now } = tools
  const expired = new Date(now().getTime() - lookBack).toISOString()
  const checkedBefore = recheck === 'validators' ? startedAt : expired
  const policy = { checkedBefore, limit: 100_000 }
  return store.links.toFetch(portal.id, policy, now().toISOString()).filter((link) => {
    const settled = link.state === 'stored' || link.state === 'not_a_report' || link.state === 'gone'
    if (!settled || link.listChanged === 1 || (link.checkedAt ?? '') < expired) return true
    return link.etag !== null || link.lastModified !== null
  })
}
