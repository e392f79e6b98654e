import { and, eq, inArray } from 'drizzle-orm'
import { outcomes } from '../crawlers/fetch/outcome.ts'
import type { FetchRecord, Frontier, GonePage, PageCopy } from '../crawlers/frontier.ts'
import type { Connection } from './connection.ts'
import { transact } from './connection.ts'
import { pack, unpack } from './documents.ts'
import { fetch, page, portal, run } from './schema/crawl.ts'

/** Outcomes after which the remembered copy is known to be today's. */
const confirming = new Set(['ok', 'not_modified'])

/** Addresses that answered a run before it died, and not with a page. */
function goneIn({ orm }: Connection, runId: number): ReadonlyMap<string, GonePage> {
  const codes = Object.entries(outcomes).flatMap(([code, { kind }]) => (kind === 'gone' ? [code] : []))
  const { url, outcome, status, error } = fetch
  const rows = orm
    .select({ url, outcome, status, error })
    .from(fetch)
    .where(and(eq(fetch.runId, runId), eq(fetch.method, 'GET'), inArray(fetch.outcome, codes)))
    .all()
  return new Map(rows.map((row) => [row.url, { ...row, message: row.error ?? row.outcome }]))
}

/** What crawlers remember, for one run: a request and the page that it brought are one transaction. */
export function frontierOf(connection: Connection, runId: number): Frontier {
  const { orm } = connection
  const gone = goneIn(connection, runId)
  const select = orm.select().from(page)
  return {
    page(url) {
      const row = select.where(eq(page.url, url)).get()
      if (!row) return null
      const { finalUrl, contentType, etag, lastModified } = row
      const body = unpack(row.body, row.encoding)
      return { url, finalUrl, contentType, etag, lastModified, body, fetchedThisRun: row.runId === runId }
    },
    gone: (url) => gone.get(url) ?? null,
    record(fetched, copy) {
      const body = copy && pack(copy.body)
      transact(connection, () => {
        // A portal that no registry names (a probe) is not a row; its requests still are.
        const known = orm
          .select({ id: portal.portalId })
          .from(portal)
          .where(eq(portal.portalId, fetched.portalId))
          .get()
        const portalId = known?.id ?? null
        orm
          .insert(fetch)
          .values({ ...fetched, portalId, runId })
          .run()
        orm.update(run).set({ activeAt: fetched.requestedAt }).where(eq(run.runId, runId)).run()
        if (copy && body) remember(copy, Buffer.from(body.body), body.encoding, fetched, portalId)
        else if (confirming.has(fetched.outcome)) confirm(fetched)
      })
    },
  }

  function remember(
    copy: PageCopy,
    body: Buffer,
    encoding: (typeof page.$inferInsert)['encoding'],
    { requestedAt }: FetchRecord,
    portalId: string | null,
  ): void {
    const { url, finalUrl, contentType, etag, lastModified } = copy
    const values = {
      portalId,
      finalUrl,
      contentType,
      etag,
      lastModified,
      body,
      encoding,
      checkedAt: requestedAt,
      runId,
    }
    orm
      .insert(page)
      .values({ url, ...values })
      .onConflictDoUpdate({ target: page.url, set: values })
      .run()
  }

  function confirm({ url, requestedAt, etag, lastModified }: FetchRecord): void {
    orm.update(page).set({ checkedAt: requestedAt, runId }).where(eq(page.url, url)).run()
    // A 304 may carry fresh validators, or none: what is not repeated stays.
    if (etag !== null) orm.update(page).set({ etag }).where(eq(page.url, url)).run()
    if (lastModified !== null) orm.update(page).set({ lastModified }).where(eq(page.url, url)).run()
  }
}
