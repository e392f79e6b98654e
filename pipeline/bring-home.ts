import type { Answer, DocumentRequest, Failure } from '../crawlers/fetch/answer.ts'
import { sha256Of } from '../crawlers/fetch/client.ts'
import { outcomeKind } from '../crawlers/fetch/outcome.ts'
import type { Portal } from '../crawlers/portal.ts'
import type { StoredLink } from '../db/links.ts'
import { Sqlite } from '../db/sqlite.ts'
import { extractorVersion } from '../extract/extract.ts'
import { retryAfter } from './due.ts'
import { isOfMachine } from './machine-trouble.ts'
import { readReport } from './read-report.ts'
import type { ReadReport } from './read-report.ts'
import { redacted } from './redacted.ts'
import { unreadRecord } from './unread-record.ts'
import type { VisitTools } from './visit.ts'

export type BroughtHome =
  | { readonly kind: 'stored'; readonly outcome: 'new' | 'changed' | 'unchanged' }
  /** `isNew`: not failing in the same way before. */
  | { readonly kind: 'failed'; readonly message: string; readonly isNew: boolean }
  /** No report, or not looked at: the run was stopped. */
  | { readonly kind: 'left' }

const troubled: ReadonlySet<StoredLink['state']> = new Set(['failed', 'blocked', 'gone'])

/** An error in our own code costs the report it happened at, is named, and leaves the portal's others alone. */
export async function bringHomeSafely(
  portal: Portal,
  link: StoredLink,
  tools: VisitTools,
): Promise<BroughtHome> {
  try {
    return await bringHome(portal, link, tools)
  } catch (error) {
    // A disk that is full, a file that cannot be written: the next report would fare no better.
    if (error instanceof Sqlite.SqliteError || isOfMachine(error)) throw error
    tools.log.error({ portal: portal.id, url: link.url, err: error }, 'internal error')
    const instant = tools.now()
    const message = error instanceof Error ? error.message : String(error)
    tools.store.transact(() => {
      tools.store.links.failed(link.linkId, {
        state: 'failed',
        code: 'internal',
        error: message,
        now: instant.toISOString(),
        retryAt: retryAfter(instant, link.attempts).toISOString(),
      })
      tools.held.release(link.linkId)
    })
    return { kind: 'failed', message: `internal error: ${message}`, isNew: !troubled.has(link.state) }
  }
}

/** Asks for one report, reads it and stores it: one transaction, or nothing. */
async function bringHome(portal: Portal, link: StoredLink, tools: VisitTools): Promise<BroughtHome> {
  const { store, now, log } = tools
  const at = { portal: portal.id, url: link.url }
  const known = link.state === 'stored' || link.state === 'not_a_report'
  const asking = answersFor(portal, link, tools)
  log.debug(at, 'fetching')
  const page =
    walkedOver(link, known, tools) ??
    (await asking.ask({
      url: link.url,
      ...(link.listUrl === null ? {} : { referer: link.listUrl }),
      ...(known ? { etag: link.etag, lastModified: link.lastModified } : {}),
    }))
  if (!page.ok) return refused(link, page, tools)
  const validators = { etag: page.etag, lastModified: page.lastModified }
  if (page.notModified) {
    store.transact(() => {
      store.links.confirmed(link.linkId, now().toISOString(), validators)
      tools.held.release(link.linkId)
    })
    if (link.state !== 'stored') return { kind: 'left' }
    return { kind: 'stored', outcome: 'unchanged' }
  }
  tools.tally.documents += 1
  const hints = {
    ...(link.title === null ? {} : { title: link.title }),
    ...(portal.divisionCode === null ? {} : { portalDivision: portal.divisionCode }),
  }
  log.debug(at, 'extracting')
  const read = await readReport(page, hints, {
    extract: (bytes, given) => tools.pool.extract(bytes, given),
    fetch: (request) => asking.ask(request),
  })
  // Without its attachment a page may look like a report without tables: it is asked again, not taken for one.
  const lost = asking.lost()
  if (lost !== null && read.bytes === page.body && !read.whole) return refused(link, lost, tools)
  log.debug(at, 'committing')
  const outcome = store.transact(() => {
    const kept = keep(link, read, validators, tools)
    tools.held.release(link.linkId)
    return kept
  })
  log.debug({ ...at, outcome: outcome.kind }, 'committed')
  return outcome
}

/** Asks for a link's page and its attachments; what a run that died was answered already is not asked again. */
function answersFor(portal: Portal, link: StoredLink, { store, client, frontier, held, now }: VisitTools) {
  let lost: Failure | null = null
  const answered = async (request: DocumentRequest): Promise<Answer | Failure> => {
    const before = held.find(link.linkId, request.url)
    if (before) return before
    const answer = await client.document(portal.id, request)
    const at = answer.ok ? { ...answer, retrievedAt: now().toISOString() } : answer
    store.transact(() => {
      frontier.settle(portal.id)
      // What was refused is remembered by the request itself.
      if (at.ok) held.keep(link.linkId, request.url, at)
    })
    return at
  }
  return {
    async ask(request: DocumentRequest): Promise<Answer | Failure> {
      const answer = await answered(request)
      if (!answer.ok && (answer.outcome === 'stopped' || outcomeKind(answer.outcome) === 'failing'))
        lost = answer
      return answer
    },
    /** The last failure that another day may mend. */
    lost: () => lost,
  }
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

function keep(link: StoredLink, read: ReadReport, validators: Validators, tools: VisitTools): BroughtHome {
  const { store } = tools
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
  tools.tally.cells += extraction.cells.length
  tools.tally.findings += extraction.findings.length
  return { kind: 'stored', outcome: saved.outcome }
}

/** A page that is no report settles its link; a file that could not be read is a report that nobody can read yet. */
function unread(link: StoredLink, read: ReadReport, validators: Validators, tools: VisitTools): BroughtHome {
  if (read.result.ok) return { kind: 'left' }
  const { code, message } = read.result.error
  const { store, now } = tools
  if (code === 'not_a_report') {
    const state = 'not_a_report'
    const failure = { state, code, error: message, now: now().toISOString(), retryAt: null } as const
    store.links.failed(link.linkId, { ...failure, validators })
    return { kind: 'left' }
  }
  const saved = store.reports.save({
    linkId: link.linkId,
    record: unreadRecord(read.bytes, link, read.page),
    document: store.documents.put(read.bytes),
    url: read.url,
    retrievedAt: read.retrievedAt,
    extractor: extractorVersion,
    validators,
    state: code === 'needs_ocr' ? 'needs_ocr' : 'unreadable',
  })
  return { kind: 'failed', message: `${code}: ${message}`, isNew: saved.outcome !== 'unchanged' }
}

function refused(link: StoredLink, failure: Failure, { store, held, now }: VisitTools): BroughtHome {
  if (failure.outcome === 'stopped') return { kind: 'left' }
  const kind = outcomeKind(failure.outcome)
  const instant = now()
  const answer = {
    state: isWithdrawn(failure) ? 'gone' : kind === 'blocked' ? 'blocked' : 'failed',
    code: failure.outcome,
    error: redacted(failure.message),
    now: instant.toISOString(),
    retryAt: retryAfter(instant, link.attempts).toISOString(),
  } as const
  store.transact(() => {
    store.links.failed(link.linkId, answer)
    held.release(link.linkId)
  })
  const message = `${failure.outcome}: ${failure.message}`
  return { kind: 'failed', message, isNew: !troubled.has(link.state) }
}

/** Only a source that says so has withdrawn a report; one that answers nonsense tonight may have it tomorrow. */
function isWithdrawn({ outcome }: Failure): boolean {
  return outcome === 'gone' || outcome === 'soft_404'
}
