import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core'
import { index, integer, numeric, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { agencyOrigins, yearOrigins } from '../../extract/agency.ts'
import { causes, findingClasses } from '../../extract/finding.ts'
import { formTables } from '../../extract/forms/form.ts'
import { encodings, reportStates, versionReasons } from '../vocabulary.ts'
import { agency } from './agency.ts'
import { oneOf } from './closed.ts'
import { link } from './crawl.ts'

/** A file that was kept. Its bytes stand beside the database, named for their content (`documents.ts`). */
export const document = sqliteTable(
  'document',
  {
    documentId: integer().primaryKey(),
    sha256: text().notNull().unique(),
    mediaType: text(),
    /** As served. */
    bytes: integer().notNull(),
    /** On disk. */
    storedBytes: integer().notNull(),
    encoding: text({ enum: encodings }).notNull(),
    storedAt: text().notNull(),
  },
  () => [oneOf('document', 'encoding', encodings)],
)

/** One agency's report for one year, or, where either is unknown, what stands at one address. */
export const report = sqliteTable(
  'report',
  {
    /** Derived from the agency's key and the year, or from the address (`natural-ids.ts`). */
    reportId: integer().primaryKey(),
    agencyId: integer().references(() => agency.agencyId),
    year: integer(),
    state: text({ enum: reportStates }).notNull(),
    /** The current version. */
    versionId: integer().references((): AnySQLiteColumn => reportVersion.versionId),
  },
  (table) => [
    oneOf('report', 'state', reportStates),
    uniqueIndex('report_agency_year').on(table.agencyId, table.year),
    index('report_year').on(table.year),
    uniqueIndex('report_version_current').on(table.versionId),
  ],
)

/** One distinct content of a report. Old ones keep their cells, so that a change can be shown figure by figure. */
export const reportVersion = sqliteTable(
  'report_version',
  {
    versionId: integer().primaryKey(),
    reportId: integer()
      .notNull()
      .references(() => report.reportId, { onDelete: 'cascade' }),
    /** From 1, in the order in which nianbao saw them. */
    version: integer().notNull(),
    reason: text({ enum: versionReasons }).notNull(),
    documentId: integer()
      .notNull()
      .references(() => document.documentId),
    linkId: integer().references((): AnySQLiteColumn => link.linkId),
    /** The absolute address that the content came from: the page, or the attachment. */
    url: text().notNull(),
    retrievedAt: text().notNull(),
    /** The program's extractor version. */
    extractor: text().notNull(),
    engine: text().notNull(),
    engineVersion: text().notNull(),
    title: text(),
    publishedOn: text(),
    /** The agency as this report prints it. */
    agencyName: text(),
    agencyFrom: text({ enum: agencyOrigins }),
    yearFrom: text({ enum: yearOrigins }),
    /** JSON object: form table → form, null where the table was not found. */
    forms: text().notNull(),
    /** Of everything that was read, places aside: pages whose only change is a visit counter are no new version. */
    digest: text().notNull(),
    /** Of the cells alone: a new extractor makes a new version only where they differ. */
    cellsDigest: text().notNull(),
    cells: integer().notNull(),
    /** Cells that are uncertain, missing or unreadable. */
    doubtful: integer().notNull(),
    findings: integer().notNull(),
  },
  (table) => [
    oneOf('report_version', 'reason', versionReasons),
    oneOf('report_version', 'agency_from', agencyOrigins),
    oneOf('report_version', 'year_from', yearOrigins),
    uniqueIndex('report_version_number').on(table.reportId, table.version),
    index('report_version_document').on(table.documentId),
    index('report_version_link').on(table.linkId),
  ],
)

const ofVersion = () =>
  integer()
    .notNull()
    .references(() => reportVersion.versionId, { onDelete: 'cascade' })

/** The report's prose, section by section. */
export const section = sqliteTable(
  'section',
  {
    sectionId: integer().primaryKey(),
    versionId: ofVersion(),
    ordinal: integer().notNull(),
    heading: text(),
    text: text().notNull(),
  },
  (table) => [uniqueIndex('section_ordinal').on(table.versionId, table.ordinal)],
)

/** Every table as found, mapped to a form or not. */
export const sourceTable = sqliteTable(
  'source_table',
  {
    sourceTableId: integer().primaryKey(),
    versionId: ofVersion(),
    ordinal: integer().notNull(),
    heading: text(),
    /** JSON: rows of texts, spans expanded. */
    grid: text().notNull(),
  },
  (table) => [uniqueIndex('source_table_ordinal').on(table.versionId, table.ordinal)],
)

/** A rule that the figures do not satisfy. */
export const finding = sqliteTable(
  'finding',
  {
    findingId: integer().primaryKey(),
    versionId: ofVersion(),
    rule: text().notNull(),
    class: text({ enum: findingClasses }).notNull(),
    formTable: text({ enum: formTables }),
    rowCode: text(),
    columnCode: text(),
    expected: numeric({ mode: 'number' }),
    actual: numeric({ mode: 'number' }),
    difference: numeric({ mode: 'number' }),
    cause: text({ enum: causes }).notNull(),
  },
  (table) => [
    oneOf('finding', 'class', findingClasses),
    oneOf('finding', 'form_table', formTables),
    oneOf('finding', 'cause', causes),
    index('finding_version').on(table.versionId),
    index('finding_rule').on(table.rule),
  ],
)

/** A figure printed in a table of the report that no form cell took up. */
export const unplaced = sqliteTable(
  'unplaced',
  {
    unplacedId: integer().primaryKey(),
    versionId: ofVersion(),
    /** The source table's ordinal, from 1. */
    tableOrdinal: integer(),
    rowIndex: integer(),
    columnIndex: integer(),
    raw: text().notNull(),
    /** JSON of its place. */
    place: text(),
  },
  (table) => [index('unplaced_version').on(table.versionId)],
)
