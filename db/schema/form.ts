import { sql } from 'drizzle-orm'
import { check, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { formIds, formTables } from '../../extract/forms/form.ts'
import { oneOf } from './closed.ts'

/**
 * The forms inside the file, filled from extract/forms when it is opened (`form-dictionary.ts`). Ids and slots are
 * given once, in the file, and stay: cells and packed places refer to them.
 */
export const formTable = sqliteTable(
  'form_table',
  {
    formTableId: integer().primaryKey(),
    /** requests, proactive … */
    code: text({ enum: formTables }).notNull(),
    form: text({ enum: formIds }).notNull(),
    title: text().notNull(),
    issued: text().notNull(),
  },
  (table) => [
    oneOf('form_table', 'code', formTables),
    oneOf('form_table', 'form', formIds),
    uniqueIndex('form_table_code').on(table.code, table.form),
  ],
)

const line = () => ({
  formTableId: integer()
    .notNull()
    .references(() => formTable.formTableId),
  code: text().notNull(),
  label: text().notNull(),
  /** JSON list: the headings above it, outermost first. */
  headings: text().notNull(),
  /** The order in which the form prints it, from 1. */
  ordinal: integer().notNull(),
  /** Its index in packed places: given once. */
  slot: integer().notNull(),
  /** 1 where only some agencies print it (小计). */
  extra: integer().notNull(),
})

export const formRow = sqliteTable('form_row', { formRowId: integer().primaryKey(), ...line() }, (table) => [
  check('form_row_extra', sql.raw('extra in (0, 1)')),
  uniqueIndex('form_row_code').on(table.formTableId, table.code),
  uniqueIndex('form_row_slot').on(table.formTableId, table.slot),
])

export const formColumn = sqliteTable(
  'form_column',
  { formColumnId: integer().primaryKey(), ...line() },
  (table) => [
    check('form_column_extra', sql.raw('extra in (0, 1)')),
    uniqueIndex('form_column_code').on(table.formTableId, table.code),
    uniqueIndex('form_column_slot').on(table.formTableId, table.slot),
  ],
)

export const formCell = sqliteTable(
  'form_cell',
  {
    formCellId: integer().primaryKey(),
    formTableId: integer()
      .notNull()
      .references(() => formTable.formTableId),
    formRowId: integer()
      .notNull()
      .references(() => formRow.formRowId),
    formColumnId: integer()
      .notNull()
      .references(() => formColumn.formColumnId),
    /** `requests.granted.total`: the same in every form that has the cell. */
    address: text().notNull(),
    slot: integer().notNull(),
    /** The unit that the form prints; null for plain counts. */
    unit: text(),
  },
  (table) => [
    uniqueIndex('form_cell_line').on(table.formRowId, table.formColumnId),
    uniqueIndex('form_cell_address').on(table.address, table.formTableId),
    uniqueIndex('form_cell_slot').on(table.formTableId, table.slot),
  ],
)

/** The dictionary of everything public, filled from db/views when the file is opened. */
export const describedTables = sqliteTable('_tables', {
  tableName: text().primaryKey(),
  description: text().notNull(),
  nullMeans: text(),
})

export const describedColumns = sqliteTable(
  '_columns',
  {
    tableName: text()
      .notNull()
      .references(() => describedTables.tableName, { onDelete: 'cascade' }),
    columnName: text().notNull(),
    description: text().notNull(),
    unit: text(),
    source: text(),
    nullMeans: text(),
  },
  (table) => [primaryKey({ columns: [table.tableName, table.columnName] })],
)

/** What the program keeps about the file itself: `definitions`, the digest of the views and dictionaries in it. */
export const meta = sqliteTable('meta', { key: text().primaryKey(), value: text().notNull() })
