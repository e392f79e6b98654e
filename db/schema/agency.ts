import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { agencyLevels } from '../../extract/agency.ts'
import { oneOf } from './closed.ts'

/** A place of GB/T 2260. Text, so that `like '43%'` finds all of Hunan; nine digits for towns and streets. */
export const division = sqliteTable(
  'division',
  {
    code: text().primaryKey(),
    /** 长沙市; null for a code that a report's agency carries and the list of divisions does not. */
    name: text(),
    /** 湖南省长沙市. */
    fullName: text(),
    level: text({ enum: agencyLevels }),
    parentCode: text(),
  },
  () => [oneOf('division', 'level', agencyLevels)],
)

/** A body that publishes reports. Its id is derived from its key (`natural-ids.ts`), never counted. */
export const agency = sqliteTable(
  'agency',
  {
    agencyId: integer().primaryKey(),
    key: text().notNull().unique(),
    /** As its newest report prints it. */
    name: text().notNull(),
    fullName: text().notNull(),
    /** government, department …: null until something has classified it. */
    kind: text(),
    level: text({ enum: agencyLevels }),
    divisionCode: text().references(() => division.code),
    /** Who took over after a reform: links agencies, never renames a printed name. */
    successorId: integer().references((): AnySQLiteColumn => agency.agencyId),
  },
  (table) => [oneOf('agency', 'level', agencyLevels), index('agency_division').on(table.divisionCode)],
)

/** Reports that a person says are not owed (data/corrections.csv): an agency was merged, or founded later. */
export const waiver = sqliteTable(
  'waiver',
  {
    /** `agency.key`; the agency itself may never have reported. */
    agencyKey: text().notNull(),
    year: integer().notNull(),
    reason: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.agencyKey, table.year] })],
)

/** Every spelling that an agency's own reports printed, and the reporting years in which they did. */
export const agencyName = sqliteTable(
  'agency_name',
  {
    agencyId: integer()
      .notNull()
      .references(() => agency.agencyId, { onDelete: 'cascade' }),
    name: text().notNull(),
    firstYear: integer(),
    lastYear: integer(),
  },
  (table) => [
    primaryKey({ columns: [table.agencyId, table.name] }),
    index('agency_name_name').on(table.name),
  ],
)
