import type { Logger } from 'pino'
import { crawlPortals } from '../crawlers/crawl.ts'
import type { Frontier } from '../crawlers/frontier.ts'
import { Client } from '../crawlers/fetch/client.ts'
import { requireContact } from '../crawlers/fetch/user-agent.ts'
import type { Portal } from '../crawlers/portal.ts'
import type { Store } from '../db/store.ts'
import type { Budget } from './budget.ts'
import { ExtractPool } from './extract-pool.ts'
import { emptyTally, progress } from './progress.ts'
import type { Tally } from './progress.ts'
import { version } from './version.ts'
import { visit } from './visit.ts'
import type { Recheck, Visit, VisitTools } from './visit.ts'

export interface RefreshOptions {
  readonly store: Store
  /** The portals to visit … */
  readonly portals: readonly Portal[]
  /** … and the whole registry: its hosts are the ones that are trusted. */
  readonly registry: readonly Portal[]
  readonly contact: string | null
  readonly delayMs: number
  readonly budget: Budget
  /** Documents asked for at the most. */
  readonly limit: number
  readonly recheck: Recheck
  readonly log: Logger
  readonly signal: AbortSignal
  readonly now?: () => Date
}

/** What `refresh --json` prints: names are public. */
export interface RefreshSummary {
  readonly run_id: number
  readonly started_at: string
  readonly portals: Tally['portals']
  readonly requests: number
  readonly bytes: number
  readonly reports: Tally['reports']
  readonly findings: number
  readonly errors: readonly string[]
}

/** A run that died is taken up where it stopped, if that was not longer ago than this. */
const resumable = 24 * 60 * 60 * 1000

/**
 * The main job: discover, fetch, extract, verify, store; only what is new or changed. One portal's trouble never stops
 * the others. The caller holds the writer's lock.
 * @throws CrawlError contact_required, contact_invalid
 */
export async function refresh(options: RefreshOptions): Promise<RefreshSummary> {
  const { store, portals, log, signal, now = () => new Date() } = options
  const registered = options.registry.flatMap(({ startUrl, columnUrl }) =>
    columnUrl ? [startUrl, columnUrl] : [startUrl],
  )
  // Before anything is written: a run that may not ask anybody is no run.
  requireContact(registered, options.contact)
  const instant = now()
  store.portals.register(options.registry)
  const { runId, startedAt, resumed } = store.runs.begin({
    command: 'refresh',
    program: version,
    now: instant.toISOString(),
    resumeSince: new Date(instant.getTime() - resumable).toISOString(),
  })
  const runLog = log.child({ run: runId })
  runLog.info({ portals: portals.length, resumed }, resumed ? 'taking up the run that died' : 'run began')
  const tally = emptyTally()
  const shown = progress(portals.length, tally, runLog)
  const spent = { requests: 0 }
  const frontier = counting(store.frontier(runId), spent)
  const pool = new ExtractPool()
  const client = new Client({
    version,
    contact: options.contact,
    registered,
    frontier,
    delayMs: options.delayMs,
    signal,
  })
  const errors: string[] = []
  const stopping = () => signal.aborted || options.budget.spent(spent.requests)
  const full = () => stopping() || tally.documents >= options.limit
  const tools = {
    store,
    client,
    frontier,
    pool,
    runId,
    startedAt,
    recheck: options.recheck,
    tally,
    moved: shown.moved,
    stopping: full,
    now,
  }
  try {
    await crawlPortals(
      portals,
      async (portal) => {
        if (stopping()) return
        shown.portalBegan(portal.id)
        const { state, error, troubles } = await visitSafely(portal, tools, runLog)
        tally.portals[state === 'ok' || state === 'blocked' ? state : 'failing'] += 1
        if (error !== null) errors.push(`${portal.id}: ${state}: ${error}`)
        errors.push(...troubles)
        shown.portalEnded(portal.id, state, error)
      },
      { signal },
    )
  } finally {
    shown.close()
    await client.close()
    await pool.close()
  }
  const summary: RefreshSummary = {
    run_id: runId,
    started_at: startedAt,
    portals: tally.portals,
    ...store.runs.traffic(runId),
    reports: tally.reports,
    findings: tally.findings,
    errors,
  }
  store.runs.finish(runId, {
    state: signal.aborted ? 'stopped' : 'finished',
    now: now().toISOString(),
    summary,
  })
  runLog.info(summary, 'run ended')
  return summary
}

/** An error in our own code costs the portal it happened at, is named, and leaves the others alone. */
async function visitSafely(portal: Portal, tools: VisitTools, log: Logger): Promise<Visit> {
  try {
    return await visit(portal, tools)
  } catch (error) {
    log.error({ portal: portal.id, err: error }, 'internal error')
    const message = `internal error: ${error instanceof Error ? error.message : String(error)}`
    return { state: 'failing', error: message, troubles: [] }
  }
}

/** The frontier, counting what the budget is spent on. */
function counting(frontier: Frontier, spent: { requests: number }): Frontier {
  return {
    page: (url) => frontier.page(url),
    record: (fetched, copy) => {
      spent.requests += 1
      frontier.record(fetched, copy)
    },
  }
}
