import { createHash } from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Connection } from './connection.ts'
import { transact } from './connection.ts'
import type { StoredDocument } from './documents.ts'
import { documentRowsOf } from './document-row.ts'
import { link } from './schema/crawl.ts'
import { report } from './schema/report.ts'
import type { LinkState } from './vocabulary.ts'

export type StoredLink = typeof link.$inferSelect

/** A row of a list page that may lead to a report. */
export interface ListedLink {
  readonly url: string
  readonly title: string | null
  /** The date in the list, ISO. */
  readonly publishedOn: string | null
  /** The list page that shows it. */
  readonly listUrl: string | null
}

export interface Listing {
  /** Seen for the first time. */
  readonly added: readonly StoredLink[]
  /** Known, and their list row now reads otherwise: worth a request. */
  readonly changed: readonly StoredLink[]
  /** How many were known and read as before. */
  readonly same: number
}

/** Which links are worth a request. New ones and ones whose list row changed always are; failed and blocked ones from their `retryAt` on. */
export interface FetchPolicy {
  /** Stored, gone and rejected links that the source last confirmed before this instant are asked again; null: never. */
  readonly checkedBefore: string | null
  readonly limit: number
}

export interface LinkFailure {
  readonly state: Extract<LinkState, 'failed' | 'not_a_report' | 'blocked' | 'gone'>
  /** A code of the client or of extract/. */
  readonly code: string
  /** For people: what is wrong and what to do. No query secrets. */
  readonly error: string
  /** ISO 8601, UTC. */
  readonly now: string
  /** Not to be asked again before this instant; null: whenever. */
  readonly retryAt: string | null
  /** The bytes that could not be read, where they were kept. */
  readonly document?: StoredDocument
  readonly validators?: { readonly etag: string | null; readonly lastModified: string | null }
}

/** Of the links that were asked for: each is counted once. */
export interface SettledLinks {
  /** First content of an agency's year. */
  readonly new: number
  /** A later version. */
  readonly changed: number
  /** Confirmed, or kept beside the content in use. */
  readonly unchanged: number
  /** Not answered as a report should be, or answered with what cannot be read. */
  readonly failed: number
}

/** A link that needs a look. */
export interface FailedLink {
  readonly portalId: string
  readonly url: string
  /** A code of the client or of extract/, with what it means. */
  readonly message: string
  /** 1 where it was in order before. */
  readonly isNew: 0 | 1
}

export interface Links {
  /** Takes in what a walk over a portal's lists showed. */
  listed(
    portalId: string,
    found: readonly ListedLink[],
    seen: { readonly runId: number; readonly now: string },
  ): Listing
  /** The link of a file that a person imports: no portal's. */
  imported(file: { readonly url: string; readonly title: string | null }, now: string): StoredLink
  toFetch(portalId: string, policy: FetchPolicy, now: string): StoredLink[]
  get(linkId: number): StoredLink | undefined
  /** The source said that nothing changed (304). */
  confirmed(linkId: number, now: string, validators?: LinkFailure['validators']): void
  /** What became of a portal's links within a run: counted from the rows, so that a kill loses none. */
  settledSince(portalId: string, within: { readonly since: string; readonly until: string }): SettledLinks
  /** Of all portals, what failed within a run, or came and could not be read: it is told again by the run that takes up a killed one. */
  failedWithin(within: { readonly since: string; readonly until: string }): FailedLink[]
  /** Nothing was read. A report that was read before stays as it is; of a withdrawn one it is noted that it is gone. */
  failed(linkId: number, failure: LinkFailure): void
}

export function linksOf(connection: Connection): Links {
  const { orm } = connection
  const settled = connection.sqlite.prepare<object, SettledLinks>(settledLinks)
  const failed = connection.sqlite.prepare<object, FailedLink>(failedLinks)
  const get = (linkId: number) => orm.select().from(link).where(eq(link.linkId, linkId)).get()
  const documentRows = documentRowsOf(connection)
  const at = orm
    .select()
    .from(link)
    .where(and(eq(link.portalId, sql.placeholder('portalId')), eq(link.url, sql.placeholder('url'))))
    .prepare()

  return {
    get,
    listed(portalId, found, { runId, now }) {
      return transact(connection, () => {
        const added: StoredLink[] = []
        const changed: StoredLink[] = []
        let same = 0
        // A list may show one address twice (pinned on top): the first row counts.
        for (const item of new Map(found.toReversed().map((each) => [each.url, each])).values()) {
          const listDigest = digestOf(item)
          const seen = { lastSeenAt: now, lastRunId: runId }
          const known = at.get({ portalId, url: item.url })
          if (!known) {
            const values = {
              portalId,
              ...item,
              listDigest,
              state: 'new',
              firstSeenAt: now,
              firstRunId: runId,
            } as const
            added.push(
              orm
                .insert(link)
                .values({ ...values, ...seen })
                .returning()
                .get(),
            )
          } else if (known.listDigest !== listDigest) {
            const values = { ...item, listDigest, listChanged: 1, ...seen }
            changed.push(orm.update(link).set(values).where(eq(link.linkId, known.linkId)).returning().get())
          } else {
            orm.update(link).set(seen).where(eq(link.linkId, known.linkId)).run()
            same += 1
          }
        }
        return { added: added.reverse(), changed: changed.reverse(), same }
      })
    },
    imported({ url, title }, now) {
      return transact(connection, () => {
        const known = orm
          .select()
          .from(link)
          .where(and(eq(link.url, url), isNull(link.portalId)))
          .get()
        if (known) return known
        const listDigest = digestOf({ title, publishedOn: null })
        return orm
          .insert(link)
          .values({ url, title, listDigest, state: 'new', firstSeenAt: now, lastSeenAt: now })
          .returning()
          .get()
      })
    },
    toFetch: (portalId, { checkedBefore, limit }, now) =>
      orm
        .select()
        .from(link)
        .where(
          and(
            eq(link.portalId, portalId),
            // Looked at in the future: the clock was set back since, and its dates tell nothing.
            sql`(${link.state} = 'new' or ${link.listChanged} = 1 or ${link.checkedAt} > ${now}
              or (${link.state} in ('failed', 'blocked') and coalesce(${link.retryAt}, '') <= ${now})
              or (${link.state} in ('stored', 'gone', 'not_a_report') and coalesce(${link.checkedAt}, '') < coalesce(${checkedBefore}, '')))`,
          ),
        )
        .orderBy(
          sql`${link.listChanged} desc`,
          sql`${link.state} <> 'new'`,
          sql`${link.publishedOn} desc`,
          link.linkId,
        )
        .limit(limit)
        .all(),
    confirmed(linkId, now, validators) {
      orm
        .update(link)
        .set({
          checkedAt: now,
          attempts: 0,
          listChanged: 0,
          errorCode: null,
          error: null,
          retryAt: null,
          ...validators,
        })
        .where(eq(link.linkId, linkId))
        .run()
    },
    settledSince(portalId, { since, until }) {
      return (
        settled.get({ portalId, since, until }) ?? {
          new: 0,
          changed: 0,
          unchanged: 0,
          failed: 0,
        }
      )
    },
    failedWithin: (within) => failed.all(within),
    failed(linkId, { state, code, error, now, retryAt, document, validators }) {
      transact(connection, () => {
        const documentId = document && documentRows.idOf(document, null, now)
        const known = orm
          .update(link)
          .set({
            state,
            errorCode: code,
            error,
            retryAt,
            checkedAt: now,
            listChanged: 0,
            attempts: sql`${link.attempts} + 1`,
            ...(documentId === undefined ? {} : { documentId }),
            ...validators,
          })
          .where(eq(link.linkId, linkId))
          .returning()
          .get()
        // A report that still stands at another address is not gone, and a correction of it makes it no less gone.
        if (state === 'gone' && known.reportId !== null) {
          const elsewhere = sql`select 1 from link where report_id = ${known.reportId} and state in ('stored', 'failed', 'blocked')`
          orm
            .update(report)
            .set({ state: 'gone' })
            .where(and(eq(report.reportId, known.reportId), sql`not exists (${elsewhere})`))
            .run()
        }
      })
    },
  }
}

/** `fresh`: the link itself brought the version in use since then. */
const settledLinks = `
  with asked as (
    select l.state, v.version, r.state in ('needs_ocr', 'unreadable') as unread,
      v.retrieved_at between :since and :until and v.link_id = l.link_id as fresh
    from link l left join report_version v on v.version_id = l.version_id left join report r on r.version_id = v.version_id
    where l.portal_id = :portalId and l.checked_at between :since and :until
  )
  select
    count(*) filter (where state = 'stored' and fresh and not coalesce(unread, 0) and version = 1) as new,
    count(*) filter (where state = 'stored' and fresh and not coalesce(unread, 0) and version > 1) as changed,
    count(*) filter (where state = 'stored' and not coalesce(fresh, 0)) as unchanged,
    count(*) filter (where state in ('failed', 'blocked', 'gone') or (fresh and unread)) as failed
  from asked`

const failedLinks = `
  select l.portal_id as portalId, l.url, l.error_code || ': ' || l.error as message, l.attempts = 1 as isNew
  from link l where l.portal_id is not null and l.state in ('failed', 'blocked', 'gone') and l.checked_at between :since and :until
  union all
  select l.portal_id, l.url, r.state || ': nothing in it could be read', 1
  from link l join report_version v on v.version_id = l.version_id and v.link_id = l.link_id join report r on r.version_id = v.version_id
  where l.portal_id is not null and l.state = 'stored' and r.state in ('needs_ocr', 'unreadable') and v.retrieved_at between :since and :until`

/** How a list row reads: what must differ for a stored link to be asked again at once. */
function digestOf({ title, publishedOn }: Pick<ListedLink, 'title' | 'publishedOn'>): string {
  return createHash('sha256')
    .update(`${title ?? ''}\n${publishedOn ?? ''}`)
    .digest('hex')
    .slice(0, 16)
}
