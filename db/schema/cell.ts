import { sql } from 'drizzle-orm'
import { check, integer, numeric, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { doubts } from '../../extract/cell.ts'
import { statusCodes } from '../vocabulary.ts'
import { oneOf } from './closed.ts'
import { formCell, formTable } from './form.ts'
import { reportVersion } from './report.ts'

const ofVersion = () =>
  integer()
    .notNull()
    .references(() => reportVersion.versionId, { onDelete: 'cascade' })

/**
 * A figure: some 300 million rows for the nation, so every byte of one counts. WITHOUT ROWID (by hand, in the
 * migration); what only some cells have stands in `cell_text`, and where they stand, packed by table, in `cell_place`.
 */
export const cell = sqliteTable(
  'cell',
  {
    versionId: ofVersion(),
    formCellId: integer()
      .notNull()
      .references(() => formCell.formCellId),
    /** Numeric affinity: whole numbers take 0 to 6 bytes, and only what has decimals is a REAL. */
    value: numeric({ mode: 'number' }),
    /** `statusCodes`; null says `number` where there is a value, else `blank`. */
    status: integer(),
  },
  (table) => [
    primaryKey({ columns: [table.versionId, table.formCellId] }),
    oneOf('cell', 'status', Object.values(statusCodes)),
    check('cell_value', sql.raw(`value is null or status is null or status = ${statusCodes.uncertain}`)),
  ],
)

/** What a cell has beyond its value: a printed text that is not the value's plain rendering, a printed unit, a doubt. */
export const cellText = sqliteTable(
  'cell_text',
  {
    versionId: ofVersion(),
    formCellId: integer()
      .notNull()
      .references(() => formCell.formCellId),
    /** Null where the plain rendering (`cell-row.ts`) is what is printed. */
    raw: text(),
    /** JSON: a string, or null for a cell that has none although its form gives one. SQL NULL: the form's. */
    unit: text(),
    doubt: text({ enum: doubts }),
  },
  (table) => [
    primaryKey({ columns: [table.versionId, table.formCellId] }),
    oneOf('cell_text', 'doubt', doubts),
  ],
)

/** Where the cells of one form table stand in one version, packed (`places.ts`). WITHOUT ROWID (by hand, in the migration). */
export const cellPlace = sqliteTable(
  'cell_place',
  {
    versionId: ofVersion(),
    formTableId: integer()
      .notNull()
      .references(() => formTable.formTableId),
    places: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.versionId, table.formTableId] })],
)
