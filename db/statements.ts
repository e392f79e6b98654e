import { getTableColumns } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Database } from 'better-sqlite3'

/**
 * Statements that are prepared once and run once a report or once a cell: building them through drizzle each time took
 * longer than running them. Names still come from the schema, so that a renamed column is a type error here too.
 */

/** `report_id as reportId, …`: every column of a table under its name in the schema. */
export function columnList(table: SQLiteTable): string {
  return Object.keys(getTableColumns(table))
    .map((name) => `${snakeCase(name)} as ${name}`)
    .join(', ')
}

/** publishedOn → published_on. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** Inserts rows into a table, given as one flat list of their values. */
export type InsertMany = (values: readonly (string | number | null)[]) => void

/** So many rows go into one statement: half the time of one statement a row, and far from SQLite's 32,766 parameters. */
const rowsAtOnce = 32

export function insertMany(sqlite: Database, table: string, columns: readonly string[]): InsertMany {
  const tuple = `(${columns.map(() => '?').join(', ')})`
  const statement = (rows: number) =>
    sqlite.prepare(
      `insert into ${table} (${columns.join(', ')}) values ${Array.from({ length: rows }, () => tuple).join(', ')}`,
    )
  const [many, one] = [statement(rowsAtOnce), statement(1)]
  const width = columns.length
  return (values) => {
    let at = 0
    for (; at + rowsAtOnce * width <= values.length; at += rowsAtOnce * width) {
      many.run(...values.slice(at, at + rowsAtOnce * width))
    }
    for (; at < values.length; at += width) one.run(...values.slice(at, at + width))
  }
}
