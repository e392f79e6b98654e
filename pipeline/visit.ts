import type { Portal } from '../crawlers/portal.ts'
import type { Frontier } from '../crawlers/frontier.ts'
import { sha256Of } from '../crawlers/fetch/client.ts'
import type { Client } from '../crawlers/fetch/client.ts'
import type { Answer, Failure } from '../crawlers/fetch/answer.ts'
import { outcomeKind } from '../crawlers/fetch/outcome.ts'
import { discover } from '../crawlers/discover.ts'
import type { Discovery } from '../crawlers/discovery.ts'
import type { StoredLink } from '../db/links.ts'
import type { Store } from '../db/store.ts'
import type { PortalState } from '../db/vocabulary.ts'
import { extractorVersion } from '../extract/extract.ts'
import { judgeTitle } from '../extract/identity.ts'
import { nextDue } from './due.ts'
import type { ExtractPool } from './extract-pool.ts'
import type { Tally } from './progress.ts'
import { readReport } from './read-report.ts'
import type { ReadReport } from './read-report.ts'
import { unreadRecord } from './unread-record.ts'

/** Everything that visiting a portal needs; made once a run. */
export interface VisitTools {
  readonly store: Store
  readonly client: Client
  readonly frontier: Frontier
  readonly pool: ExtractPool
  readonly runId: number
  /** ISO 8601: links that the source confirmed since then are not asked again. */
  readonly startedAt: string
  readonly recheck: Recheck
  readonly tally: Tally
  readonly moved: () => void
  /** True once the run must begin nothing new. */
  readonly stopping: () => boolean
  readonly now: () => Date
}

/**
 * Which stored documents are asked again. `validators`: every one that can be asked conditionally, for no body is sent
 * where it did not change. `look-back`: only those not confirmed for a while: an unchanged night asks for none.
 */
export type Recheck = 'validators' | 'look-back'

export interface Visit {
  readonly state: PortalState
  readonly error: string | null
  readonly troubles: readonly string[]
}

/** A stored document is asked again at least this often, validators or not. */
const lookBack = 60 * 24 * 60 * 60 * 1000
const mostAttempts = 5
/** Before a link that failed is asked again. */
const retryPause = 24 * 60 * 60 * 1000

/** Discovers a portal's reports, and brings home what is new or changed. Each report is one transaction. */
export async function visit(portal: Portal, tools: VisitTools): Promise<Visit> {
  const { store, client, runId, now } = tools
  const before = store.portals.get(portal.id)
  const discovery = await discover(portal, client, judgeTitle)
  const found = discovery.links.map(({ url, title, publishedOn, listUrl }) => ({
    url,
    title,
    publishedOn,
    listUrl,
  }))
  store.links.listed(portal.id, found, { runId, now: now().toISOString() })
  tools.tally.links += found.length
  tools.moved()
  const counts = { listed: found.length, new: 0, changed: 0, unchanged: 0, failed: 0 }
  const troubles: string[] = []
  for (const link of linksToAsk(portal, discovery, tools)) {
    if (tools.stopping()) break
    const outcome = await bringHome(portal, link, tools)
    if (outcome.kind === 'stored') counts[outcome.outcome] += 1
    else if (outcome.kind === 'failed') {
      counts.failed += 1
      troubles.push(`${portal.id}: ${link.url}: ${outcome.message}`)
    }
    tools.moved()
  }
  const state = stateOf(discovery, counts.listed, store.portals.history(portal.id, 1)[0]?.listed ?? 0)
  const error =
    discovery.error ?? (state === 'silent' ? 'lists no report although it used to; look at its pages' : null)
  const failingSince = before && before.state === state && before.since ? new Date(before.since) : null
  store.portals.visited(portal.id, {
    runId,
    state,
    error,
    now: now().toISOString(),
    ...counts,
    nextDueAt: nextDue(now(), { state, failingSince, owed: before?.owed ?? 0 }).toISOString(),
    found: { platform: discovery.platform, columnUrls: discovery.columnUrls },
  })
  return { state, error, troubles }
}

function stateOf(discovery: Discovery, listed: number, before: number): PortalState {
  if (discovery.state === 'ok' && listed === 0 && before > 0) return 'silent'
  return discovery.state
}

function linksToAsk(portal: Portal, discovery: Discovery, tools: VisitTools): StoredLink[] {
  // A portal that did not answer just now need not be asked for its documents as well.
  if (discovery.state === 'failing' || discovery.state === 'blocked') return []
  const { store, startedAt, recheck, now } = tools
  const expired = new Date(now().getTime() - lookBack).toISOString()
  const checkedBefore = recheck === 'validators' ? startedAt : expired
  const policy = { maxAttempts: mostAttempts, checkedBefore, limit: 100_000 }
  return store.links.toFetch(portal.id, policy, now().toISOString()).filter((link) => {
    const settled = link.state === 'stored' || link.state === 'not_a_report' || link.state === 'gone'
    if (!settled || link.listChanged === 1 || (link.checkedAt ?? '') < expired) return true
    return link.etag !== null || link.lastModified !== null
  })
}

type Outcome =
  | { readonly kind: 'stored'; readonly outcome: 'new' | 'changed' | 'unchanged' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'left' }

async function bringHome(portal: Portal, link: StoredLink, tools: VisitTools): Promise<Outcome> {
  const { store, client, now } = tools
  const known = link.state === 'stored' || link.state === 'not_a_report'
  const page =
    walkedOver(link, known, tools) ??
    (await client.document(portal.id, {
      url: link.url,
      ...(link.listUrl === null ? {} : { referer: link.listUrl }),
      ...(known ? { etag: link.etag, lastModified: link.lastModified } : {}),
    }))
  if (!page.ok) return refused(link, page, tools)
  const validators = { etag: page.etag, lastModified: page.lastModified }
  if (page.notModified) {
    store.links.confirmed(link.linkId, now().toISOString(), validators)
    if (link.state !== 'stored') return { kind: 'left' }
    tools.tally.reports.unchanged += 1
    return { kind: 'stored', outcome: 'unchanged' }
  }
  tools.tally.documents += 1
  const hints = {
    ...(link.title === null ? {} : { title: link.title }),
    ...(portal.divisionCode === null ? {} : { portalDivision: portal.divisionCode }),
  }
  const read = await readReport(page, hints, {
    extract: (bytes, given) => tools.pool.extract(bytes, given),
    fetch: (request) => client.document(portal.id, request),
  })
  return keep(link, read, validators, tools)
}

/** A column that is itself the report was fetched on the walk already: it is not asked twice in one run. */
function walkedOver(link: StoredLink, known: boolean, { frontier, now }: VisitTools): Answer | null {
  const page = frontier.page(link.url)
  if (!page?.fetchedThisRun) return null
  const { finalUrl, contentType, etag, lastModified, body } = page
  return {
    ok: true,
    url: link.url,
    finalUrl,
    status: 200,
    contentType,
    contentDisposition: null,
    etag,
    lastModified,
    body,
    sha256: sha256Of(body),
    notModified: known && etag !== null && etag === link.etag,
    retrievedAt: now().toISOString(),
    note: null,
  }
}

interface Validators {
  readonly etag: string | null
  readonly lastModified: string | null
}

function keep(link: StoredLink, read: ReadReport, validators: Validators, tools: VisitTools): Outcome {
  const { store, now } = tools
  if (!read.result.ok) return unread(link, read, validators, tools)
  const extraction = read.result.value
  const saved = store.reports.save({
    linkId: link.linkId,
    record: extraction,
    document: store.documents.put(read.bytes),
    url: read.url,
    retrievedAt: read.retrievedAt,
    extractor: extractorVersion,
    validators,
  })
  store.links.confirmed(link.linkId, now().toISOString(), validators)
  tools.tally.reports[saved.outcome] += 1
  tools.tally.cells += extraction.cells.length
  tools.tally.findings += extraction.findings.length
  return { kind: 'stored', outcome: saved.outcome }
}

/** A page that is no report settles its link; a file that could not be read is a report that nobody can read yet. */
function unread(link: StoredLink, read: ReadReport, validators: Validators, tools: VisitTools): Outcome {
  if (read.result.ok) return { kind: 'left' }
  const { code, message } = read.result.error
  const { store } = tools
  const now = tools.now()
  if (code === 'not_a_report') {
    const failure = {
      state: 'not_a_report',
      code,
      error: message,
      now: now.toISOString(),
      retryAt: null,
    } as const
    store.links.failed(link.linkId, { ...failure, validators })
    return { kind: 'left' }
  }
  store.reports.save({
    linkId: link.linkId,
    record: unreadRecord(read.bytes, link),
    document: store.documents.put(read.bytes),
    url: read.url,
    retrievedAt: read.retrievedAt,
    extractor: extractorVersion,
    validators,
    state: code === 'needs_ocr' ? 'needs_ocr' : 'unreadable',
  })
  return { kind: 'failed', message: `${code}: ${message}` }
}

function refused(link: StoredLink, failure: Failure, { store, now }: VisitTools): Outcome {
  if (failure.outcome === 'stopped') return { kind: 'left' }
  const kind = outcomeKind(failure.outcome)
  const instant = now()
  store.links.failed(link.linkId, {
    state: kind === 'gone' ? 'gone' : kind === 'blocked' ? 'blocked' : 'failed',
    code: failure.outcome,
    error: failure.message,
    now: instant.toISOString(),
    retryAt: new Date(instant.getTime() + retryPause).toISOString(),
  })
  return { kind: 'failed', message: `${failure.outcome}: ${failure.message}` }
}
