import { and, eq, gt, lt, lte, or, sql } from 'drizzle-orm'
import type { Portal } from '../crawlers/portal.ts'
import type { Connection } from './connection.ts'
import { transact } from './connection.ts'
import type { Atlas } from './atlas.ts'
import { divisionsOf } from './divisions.ts'
import { fetch, portal, portalRun } from './schema/crawl.ts'
import type { PortalState } from './vocabulary.ts'

export type StoredPortal = typeof portal.$inferSelect
/** What one run did at one portal. */
export type PortalRun = typeof portalRun.$inferSelect

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

/** An agency, and the reporting years for which there is a report, wherever it was found. */
export interface PublishingAgency {
  readonly key: string
  readonly years: readonly number[]
  /** True where a reform gave its work to another agency. */
  readonly succeeded: boolean
}

export interface Portals {
  /** Takes in the registry. A portal that is no longer in it stays, unregistered. */
  register(portals: readonly Portal[]): void
  all(): StoredPortal[]
  get(portalId: string): StoredPortal | undefined
  /**
   * Registered portals that are due at `now` or were never visited, the longest overdue first. One that was visited in the
   * future is due as well: the clock was set back since.
   */
  due(now: string): StoredPortal[]
  /** Notes how a run left a portal; its requests, bytes and time are counted from the fetch log. */
  visited(portalId: string, visit: PortalVisit): void
  /** The reports that the law asks for and that are not there. */
  owes(portalId: string, owed: number): void
  /** The agencies with a report that was found at the portal, and the given one, each with the years that it reported. */
  agencies(portalId: string, alsoKey: string | null): PublishingAgency[]
  /** When the first registered portal is due next, ISO 8601; null where there is none, or one is due at once. */
  nextDueAt(): string | null
  /** The runs of a portal before this one, newest first: what is usual there. */
  history(portalId: string, before: { readonly runId: number; readonly limit: number }): PortalRun[]
  /** What this run has noted of a portal; undefined where it has not ended its visit. */
  noted(portalId: string, runId: number): PortalRun | undefined
}

export function portalsOf(connection: Connection, atlas: Atlas): Portals {
  const { orm, sqlite } = connection
  const divisions = divisionsOf(connection, atlas)
  const agenciesAt = sqlite.prepare<object, { key: string; years: string; succeeded: number }>(
    publishingAgencies,
  )
  const get = (portalId: string) => orm.select().from(portal).where(eq(portal.portalId, portalId)).get()
  return {
    get,
    register(portals) {
      transact(connection, () => {
        orm.update(portal).set({ registered: 0 }).run()
        for (const { id, name, divisionCode, startUrl, platform, columnUrl, note } of portals) {
          if (divisionCode !== null) divisions.ensure(divisionCode)
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
        .where(
          and(
            eq(portal.registered, 1),
            or(lte(sql`coalesce(${portal.nextDueAt}, '')`, now), gt(portal.lastRunAt, now)),
          ),
        )
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
    agencies: (portalId, alsoKey) =>
      agenciesAt.all({ portalId, alsoKey }).map(({ key, years, succeeded }) => ({
        key,
        years: years.split(',').map(Number),
        succeeded: succeeded === 1,
      })),
    nextDueAt: () =>
      orm
        .select({ nextDueAt: portal.nextDueAt })
        .from(portal)
        .where(eq(portal.registered, 1))
        .orderBy(sql`coalesce(${portal.nextDueAt}, '')`)
        .limit(1)
        .get()?.nextDueAt ?? null,
    history: (portalId, { runId, limit }) =>
      orm
        .select()
        .from(portalRun)
        .where(and(eq(portalRun.portalId, portalId), lt(portalRun.runId, runId)))
        .orderBy(sql`${portalRun.runId} desc`)
        .limit(limit)
        .all(),
    noted: (portalId, runId) =>
      orm
        .select()
        .from(portalRun)
        .where(and(eq(portalRun.portalId, portalId), eq(portalRun.runId, runId)))
        .get(),
  }
}

const publishingAgencies = `
  select a.key, a.successor_id is not null as succeeded, group_concat(distinct r.year) as years
  from agency a join report r on r.agency_id = a.agency_id
  where r.year is not null and (a.key = :alsoKey or a.agency_id in (
    select found.agency_id from link l join report found on found.report_id = l.report_id where l.portal_id = :portalId))
  group by a.agency_id order by a.key`
