import type { Logger } from 'pino'
import { crawlPortals } from '../crawlers/crawl.ts'
import { Browser } from '../crawlers/fetch/browser.ts'
import { Client } from '../crawlers/fetch/client.ts'
import { requireContact } from '../crawlers/fetch/user-agent.ts'
import type { Portal } from '../crawlers/portal.ts'
import { sweepLeftovers } from '../db/leftovers.ts'
import type { Store } from '../db/store.ts'
import type { Budget } from './budget.ts'
import { ExtractPool } from './extract-pool.ts'
import { isOfMachine } from './machine-trouble.ts'
import { emptyTally, progress } from './progress.ts'
import type { Tally } from './progress.ts'
import { readCorrections } from './corrections.ts'
import { redacted } from './redacted.ts'
import { readWaiting } from './read-waiting.ts'
import { settle } from './settle.ts'
import { waivers } from './waivers.ts'
import { Turnstile, requestsOfAVisit } from './turnstile.ts'
import { version } from './version.ts'
import { watchedFrontier } from './watched-frontier.ts'
import { brokenOff, visit } from './visit.ts'
import type { Recheck, Visit, VisitTools } from './visit.ts'
import type { StateChange, Trouble } from './trouble.ts'

export interface RefreshOptions {
  readonly store: Store
  /** The portals to visit … */
  readonly portals: readonly Portal[]
  /** … and the whole registry: its hosts are the ones that are trusted. */
  readonly registry: readonly Portal[]
  readonly contact: string | null
  readonly delayMs: number
  /** The program that draws pages whose lists exist only after scripts ran; absent: whichever is found, once one is needed. */
  readonly browser?: string
  readonly budget: Budget
  /** Documents asked for at the most. */
  readonly limit: number
  readonly recheck: Recheck
  /** Somebody is to be told where a portal changes its state: the run is kept as untold until `told`. */
  readonly notifies?: boolean
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
  /** Those that the run before did not have. */
  readonly new_errors: readonly string[]
  /** Portals whose state is another than before. */
  readonly changes: readonly StateChange[]
}

/** A run that died is taken up where it stopped, if that was not longer ago than this. */
const resumable = 24 * 60 * 60 * 1000
/** So long every single request can be looked up: a season. The nation's make some ten million a year. */
const remembered = 90 * 24 * 60 * 60 * 1000

/**
 * The main job: discover, fetch, extract, verify, store; only what is new or changed. One portal's trouble never stops
 * the others. The caller holds the writer's lock.
 * @throws CrawlError contact_required, contact_invalid
 */
export async function refresh(options: RefreshOptions): Promise<RefreshSummary> {
  const { store, portals, log, signal } = options
  const now = forward(options.now ?? (() => new Date()))
  const registered = options.registry.flatMap(({ startUrl, columnUrl }) =>
    columnUrl ? [startUrl, columnUrl] : [startUrl],
  )
  // Before anything is written: a run that may not ask anybody is no run.
  requireContact(registered, options.contact)
  const instant = now()
  store.portals.register(options.registry)
  const began = store.runs.begin({
    command: 'refresh',
    program: version,
    now: instant.toISOString(),
    resumeSince: new Date(instant.getTime() - resumable).toISOString(),
  })
  const { runId, resumed } = began
  const runLog = log.child({ run: runId })
  runLog.info({ portals: portals.length, resumed }, resumed ? 'taking up the run that died' : 'run began')
  const tally = emptyTally()
  const shown = progress(portals.length, tally, runLog)
  const spent = { requests: 0 }
  const frontier = watchedFrontier(store.frontier(runId), { spent, now, log: runLog })
  const held = store.held(runId)
  held.forgetOthers()
  sweepLeftovers(store.connection.path)
  const pool = new ExtractPool()
  const client = new Client({
    version,
    contact: options.contact,
    registered,
    frontier,
    delayMs: options.delayMs,
    signal,
  })
  const browser = new Browser({
    client,
    path: options.browser ?? null,
    warn: (message) => runLog.warn(message),
    signal,
  })
  const troubles: Trouble[] = []
  const changes: StateChange[] = []
  const turnstile = new Turnstile(() => options.budget.left(spent.requests))
  /** What ends the run: the machine has run out of something, or the database takes nothing. No other portal would fare better. */
  let broken: Error | null = null
  const stopping = () => signal.aborted || broken !== null || options.budget.spent(spent.requests)
  const full = () => stopping() || tally.documents >= options.limit
  const { recheck } = options
  const { moved } = shown
  const tools = {
    store,
    client,
    render: browser.render,
    frontier,
    held,
    pool,
    runId,
    recheck,
    waived: waivers(store, readCorrections()),
    tally,
    moved,
    signal,
    now,
    log: runLog,
  }
  const visited = async (portal: Portal) => {
    if (stopping()) return
    shown.portalBegan(portal.id)
    const ended = await visitSafely(portal, { ...tools, startedAt: began.startedAt, stopping: full })
    if (ended instanceof Error) {
      broken ??= ended
      return
    }
    troubles.push(...ended.troubles)
    const { before, state, error } = ended
    if (state === null) return
    tally.portals[state === 'ok' || state === 'blocked' ? state : 'failing'] += 1
    if (before !== state && !(before === 'never_visited' && state === 'ok'))
      changes.push({ portal_id: portal.id, name: portal.name, before, after: state, error })
    shown.portalEnded(portal.id, state, error)
  }
  const expected = ({ id }: Portal) =>
    store.portals.history(id, { runId, limit: 1 })[0]?.requests ?? requestsOfAVisit
  try {
    const [, waiting] = await Promise.all([
      crawlPortals(portals, (portal) => turnstile.through(expected(portal), () => visited(portal)), {
        signal,
        onError: (_portal, error) => {
          broken ??= error instanceof Error ? error : new Error(String(error))
        },
      }),
      readWaiting(store, pool, stopping),
    ])
    if (waiting.read > 0) runLog.info(waiting, 'scans read that had waited')
  } finally {
    shown.close()
    await browser.close()
    await client.close()
    await pool.close()
  }
  // What is thrown from here ends the run as it is: the next one takes it up.
  if (broken !== null) throw broken
  // What the run found before it was killed, and has not told anybody.
  if (resumed)
    troubles.push(
      ...store.links
        .failedWithin({ since: began.startedAt, until: instant.toISOString() })
        .map(({ portalId, url, message, isNew }) => ({
          portalId,
          message: `${portalId}: ${url}: ${message}`,
          isNew: isNew === 1,
        })),
    )
  // A run that was stopped leaves its reports marked: the next one settles them.
  const settled = signal.aborted ? [] : settle(store).troubles
  troubles.push(...settled.map((trouble) => ({ portalId: '', ...trouble })))
  const { findings, ...reports } = store.runs.harvest(runId, now().toISOString())
  const summary: RefreshSummary = {
    run_id: runId,
    started_at: began.startedAt,
    portals: tally.portals,
    ...store.runs.traffic(runId),
    reports,
    findings,
    errors: troubles.map(({ message }) => redacted(message)),
    new_errors: troubles.filter(({ isNew }) => isNew).map(({ message }) => redacted(message)),
    changes,
  }
  store.runs.finish(runId, {
    state: signal.aborted ? 'stopped' : 'finished',
    now: now().toISOString(),
    summary,
    noticeOwed: options.notifies === true && changes.length > 0,
  })
  store.runs.forgetRequests(new Date(instant.getTime() - remembered).toISOString())
  store.checkpoint()
  const { errors, new_errors, changes: changed, ...figures } = summary
  runLog.info(
    { ...figures, errors: errors.length, new_errors: new_errors.length, changes: changed.length },
    'run ended',
  )
  return summary
}

/**
 * An error in our own code costs the portal it happened at, is named, and leaves the others alone. One of the machine, a
 * disk that is full, is given back: it is no portal's.
 */
async function visitSafely(portal: Portal, tools: VisitTools): Promise<Visit | Error> {
  try {
    return await visit(portal, tools)
  } catch (error) {
    if (isOfMachine(error)) return error
    tools.log.error({ portal: portal.id, err: error }, 'internal error')
    const message = `internal error: ${error instanceof Error ? error.message : String(error)}`
    return brokenOff(portal, redacted(message), tools)
  }
}

/** A clock that stands still where the machine's is set back: what a run did stays in the order in which it did it. */
function forward(clock: () => Date): () => Date {
  let latest = 0
  return () => {
    latest = Math.max(latest, clock().getTime())
    return new Date(latest)
  }
}
