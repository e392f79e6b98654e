import { sql } from 'drizzle-orm'
import {
  blob,
  check,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core'
import { encodings, linkStates, portalStates, runStates } from '../vocabulary.ts'
import { oneOf } from './closed.ts'
import { division } from './agency.ts'
import { document, report, reportVersion } from './report.ts'

/** One start of the program that writes. A run that died keeps state `running` until the next one takes it up. */
export const run = sqliteTable(
  'run',
  {
    runId: integer().primaryKey({ autoIncrement: true }),
    command: text().notNull(),
    state: text({ enum: runStates }).notNull(),
    startedAt: text().notNull(),
    /** The last sign of life; decides whether a dead run is young enough to be taken up. */
    activeAt: text().notNull(),
    finishedAt: text(),
    /** How often the run was taken up after dying. */
    resumed: integer().notNull().default(0),
    /** The program's version. */
    program: text().notNull(),
    /** JSON: what `refresh --json` printed. */
    summary: text(),
    /** 1 until the receiver that --notify names was told of its changes. */
    noticeOwed: integer().notNull().default(0),
  },
  () => [oneOf('run', 'state', runStates)],
)

/** A government portal: its row of the registry, and how it is. */
export const portal = sqliteTable(
  'portal',
  {
    portalId: text().primaryKey(),
    name: text().notNull(),
    divisionCode: text().references(() => division.code),
    startUrl: text().notNull(),
    /** As the registry names it; null where it is to be found out. */
    platform: text(),
    columnUrl: text(),
    note: text().notNull().default(''),
    /** 0 for a portal that has left the registry: its reports stay. */
    registered: integer().notNull().default(1),
    state: text({ enum: portalStates }).notNull(),
    /** When the state began. */
    since: text(),
    error: text(),
    platformFound: text(),
    /** JSON list of addresses. */
    columnUrlsFound: text().notNull().default('[]'),
    nextDueAt: text(),
    lastRunAt: text(),
    lastRunId: integer().references(() => run.runId),
    /** Reports that the law asks for and that are not there. */
    owed: integer(),
  },
  (table) => [
    oneOf('portal', 'state', portalStates),
    check('portal_registered', sql.raw('registered in (0, 1)')),
    index('portal_due').on(table.nextDueAt),
  ],
)

/** What one run did at one portal: its own history tells what is usual there. */
export const portalRun = sqliteTable(
  'portal_run',
  {
    portalId: text()
      .notNull()
      .references(() => portal.portalId, { onDelete: 'cascade' }),
    runId: integer()
      .notNull()
      .references(() => run.runId, { onDelete: 'cascade' }),
    state: text({ enum: portalStates }).notNull(),
    error: text(),
    /** Report links that its lists showed. */
    listed: integer().notNull(),
    new: integer().notNull(),
    changed: integer().notNull(),
    unchanged: integer().notNull(),
    failed: integer().notNull(),
    requests: integer().notNull(),
    bytes: integer().notNull(),
    /** Time that its answers took, all requests together. */
    milliseconds: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.portalId, table.runId] }),
    oneOf('portal_run', 'state', portalStates),
  ],
)

/** What discovery found: an address that may be a report. */
export const link = sqliteTable(
  'link',
  {
    linkId: integer().primaryKey(),
    /** Null for a file that a person imported. */
    portalId: text().references(() => portal.portalId),
    url: text().notNull(),
    title: text(),
    /** The date in the list, ISO. */
    publishedOn: text(),
    /** The list page that showed it last. */
    listUrl: text(),
    /** Of title and date: a list row that reads differently is worth a request. */
    listDigest: text().notNull(),
    state: text({ enum: linkStates }).notNull(),
    /** 1 where the list row changed after the link was last asked for. */
    listChanged: integer().notNull().default(0),
    firstSeenAt: text().notNull(),
    lastSeenAt: text().notNull(),
    firstRunId: integer().references(() => run.runId),
    lastRunId: integer().references(() => run.runId),
    /** Failures in a row. */
    attempts: integer().notNull().default(0),
    errorCode: text(),
    error: text(),
    /** Not to be asked again before this instant. */
    retryAt: text(),
    etag: text(),
    lastModified: text(),
    /** When the source last confirmed or changed it. */
    checkedAt: text(),
    documentId: integer().references(() => document.documentId),
    reportId: integer().references(() => report.reportId, { onDelete: 'set null' }),
    /** The version that its content is. A report without a version here is an alternative, kept beside the one in use. */
    versionId: integer().references(() => reportVersion.versionId, { onDelete: 'set null' }),
  },
  (table) => [
    oneOf('link', 'state', linkStates),
    check('link_list_changed', sql.raw('list_changed in (0, 1)')),
    uniqueIndex('link_portal_url').on(table.portalId, table.url),
    // NULLs are distinct in a unique index, so imported files need one of their own.
    uniqueIndex('link_manual_url').on(table.url).where(sql.raw('portal_id is null')),
    index('link_portal_state').on(table.portalId, table.state),
    index('link_report').on(table.reportId),
    index('link_version').on(table.versionId),
  ],
)

/** Every request, answered or not. */
export const fetch = sqliteTable(
  'fetch',
  {
    fetchId: integer().primaryKey(),
    runId: integer().references(() => run.runId),
    portalId: text().references(() => portal.portalId),
    url: text().notNull(),
    method: text({ enum: ['GET', 'POST'] }).notNull(),
    requestedAt: text().notNull(),
    status: integer(),
    outcome: text().notNull(),
    bytes: integer().notNull(),
    milliseconds: integer().notNull(),
    etag: text(),
    lastModified: text(),
    sha256: text(),
    error: text(),
  },
  (table) => [
    oneOf('fetch', 'method', ['GET', 'POST']),
    index('fetch_run_portal').on(table.runId, table.portalId),
    index('fetch_requested').on(table.requestedAt),
  ],
)

/** The last good copy of each list page: a walk is replayed from here without asking the network. */
export const page = sqliteTable(
  'page',
  {
    pageId: integer().primaryKey(),
    url: text().notNull().unique(),
    portalId: text().references(() => portal.portalId),
    finalUrl: text().notNull(),
    contentType: text(),
    etag: text(),
    lastModified: text(),
    body: blob({ mode: 'buffer' }).notNull(),
    encoding: text({ enum: encodings }).notNull(),
    /** When the source last confirmed or changed it. */
    checkedAt: text().notNull(),
    /** The run that asked for it last and was answered. */
    runId: integer().references(() => run.runId),
  },
  () => [oneOf('page', 'encoding', encodings)],
)

/**
 * What was fetched for a link and is not stored yet: a run that dies between the answer and the report that is read out
 * of it need not ask again. Rows live for seconds; the report's own transaction takes them away.
 */
export const held = sqliteTable(
  'held',
  {
    linkId: integer()
      .notNull()
      .references(() => link.linkId, { onDelete: 'cascade' }),
    /** The address asked for: the link's own, or an attachment's. */
    url: text().notNull(),
    runId: integer()
      .notNull()
      .references(() => run.runId, { onDelete: 'cascade' }),
    /** JSON: the client's answer, without its body. */
    answer: text().notNull(),
    body: blob({ mode: 'buffer' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.linkId, table.url] })],
)
