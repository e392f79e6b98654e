import { and, eq, lte, sql } from 'drizzle-orm'
import type { Portal } from '../crawlers/portal.ts'
import type { Connection } from './connection.ts'
import { transact } from './connection.ts'
import { ensureDivision } from './divisions.ts'
import { fetch, portal, portalRun } from './schema/crawl.ts'
import type { PortalState } from './vocabulary.ts'

export type StoredPortal = typeof portal.$inferSelect

/** How a run left a portal. */
export interface PortalVisit {
  readonly runId: number
  readonly state: PortalState
  /** What is wrong and what to do; null where nothing is. */
  readonly error: string | null
  /** ISO 8601, UTC. */
  readonly now: string
  /** Report links that its lists showed. */
  readonly listed: number
  readonly new: number
  readonly changed: number
  readonly unchanged: number
  readonly failed: number
  readonly nextDueAt: string | null
  /** What the walk found out; what is left out stays as it was. */
  readonly found?: { readonly platform?: string | null; readonly columnUrls?: readonly string[] }
}

export interface Portals {
  /** Takes in the registry. A portal that is no longer in it stays, unregistered. */
  register(portals: readonly Portal[]): void
  all(): StoredPortal[]
  get(portalId: string): StoredPortal | undefined
  /** Registered portals that are due at `now` or were never visited, the longest overdue first. */
  due(now: string): StoredPortal[]
  /** Notes how a run left a portal; its requests, bytes and time are counted from the fetch log. */
  visited(portalId: string, visit: PortalVisit): void
  /** The reports that the law asks for and that are not there. */
  owes(portalId: string, owed: number): void
  /** The last runs of a portal, newest first: what is usual there. */
  history(portalId: string, limit: number): (typeof portalRun.$inferSelect)[]
}

export function portalsOf(connection: Connection): Portals {
  const { orm } = connection
  const get = (portalId: string) => orm.select().from(portal).where(eq(portal.portalId, portalId)).get()
  return {
    get,
    register(portals) {
      transact(connection, () => {
        orm.update(portal).set({ registered: 0 }).run()
        for (const { id, name, divisionCode, startUrl, platform, columnUrl, note } of portals) {
          if (divisionCode !== null) ensureDivision(connection, divisionCode)
          const values = { name, divisionCode, startUrl, platform, columnUrl, note, registered: 1 }
          orm
            .insert(portal)
            .values({ portalId: id, state: 'never_visited', ...values })
            .onConflictDoUpdate({ target: portal.portalId, set: values })
            .run()
        }
      })
    },
    all: () => orm.select().from(portal).where(eq(portal.registered, 1)).orderBy(portal.portalId).all(),
    due: (now) =>
      orm
        .select()
        .from(portal)
        .where(and(eq(portal.registered, 1), lte(sql`coalesce(${portal.nextDueAt}, '')`, now)))
        .orderBy(sql`coalesce(${portal.nextDueAt}, '')`, portal.portalId)
        .all(),
    visited(portalId, { runId, state, error, now, nextDueAt, found = {}, ...counts }) {
      transact(connection, () => {
        const before = get(portalId)
        const traffic = orm
          .select({
            requests: sql<number>`count(*)`,
            bytes: sql<number>`coalesce(sum(${fetch.bytes}), 0)`,
            milliseconds: sql<number>`coalesce(sum(${fetch.milliseconds}), 0)`,
          })
          .from(fetch)
          .where(and(eq(fetch.runId, runId), eq(fetch.portalId, portalId)))
          .get() ?? { requests: 0, bytes: 0, milliseconds: 0 }
        orm
          .update(portal)
          .set({
            state,
            error,
            since: before && before.state === state && before.since !== null ? before.since : now,
            ...(found.platform === undefined ? {} : { platformFound: found.platform }),
            ...(found.columnUrls === undefined ? {} : { columnUrlsFound: JSON.stringify(found.columnUrls) }),
            nextDueAt,
            lastRunAt: now,
            lastRunId: runId,
          })
          .where(eq(portal.portalId, portalId))
          .run()
        const values = { state, error, ...counts, ...traffic }
        orm
          .insert(portalRun)
          .values({ portalId, runId, ...values })
          .onConflictDoUpdate({ target: [portalRun.portalId, portalRun.runId], set: values })
          .run()
      })
    },
    owes(portalId, owed) {
      orm.update(portal).set({ owed }).where(eq(portal.portalId, portalId)).run()
    },
    history: (portalId, limit) =>
      orm
        .select()
        .from(portalRun)
        .where(eq(portalRun.portalId, portalId))
        .orderBy(sql`${portalRun.runId} desc`)
        .limit(limit)
        .all(),
  }
}
