import { createHash } from 'node:crypto'
import { forms } from '../extract/forms/forms.ts'
import type { Connection } from './connection.ts'
import { transact } from './connection.ts'
import { fillForms } from './form-dictionary.ts'
import { describedTables } from './views/tables-described.ts'
import type { DescribedTable } from './views/tables-described.ts'
import { viewSql } from './views/view.ts'
import { views } from './views/views.ts'

/**
 * What follows from the code rather than from a migration: the views, their dictionary, the forms. They are written
 * again whenever the code's differ from the file's, so that a view is changed by changing its object, and nothing else.
 */

/** True where the file's views, dictionary and forms are this program's. */
export function areDefined({ sqlite }: Connection): boolean {
  const row = sqlite.prepare<[], { value: string }>("select value from meta where key = 'definitions'").get()
  return row?.value === digest()
}

/**
 * Brings the file's views, dictionary and forms to this program's.
 * @throws DatabaseError `forms_changed`
 */
export function define(connection: Connection): void {
  const { sqlite } = connection
  transact(connection, () => {
    dropViews(connection)
    for (const view of views) sqlite.exec(viewSql(view))
    sqlite.exec('delete from _columns; delete from _tables')
    for (const table of [...views, ...describedTables]) describe(connection, table)
    fillForms(connection)
    sqlite.prepare("insert or replace into meta (key, value) values ('definitions', ?)").run(digest())
  })
}

/** A migration cannot rename a table that a view reads: the views go first, and `define` writes them again. */
export function dropViews({ sqlite }: Connection): void {
  const old = sqlite.prepare<[], { name: string }>("select name from sqlite_master where type = 'view'").all()
  if (old.length === 0) return
  for (const { name } of old) sqlite.exec(`drop view "${name}"`)
  sqlite.prepare("update meta set value = '' where key = 'definitions'").run()
}

/** Writes the words of one view or table into the dictionary; within the caller's transaction. */
export function describe(
  { sqlite }: Pick<Connection, 'sqlite'>,
  { name: table, description, nullMeans, columns }: Omit<DescribedTable, 'key'>,
): void {
  sqlite.prepare('insert into _tables values (?, ?, ?)').run(table, description, nullMeans)
  const insert = sqlite.prepare('insert into _columns values (?, ?, ?, ?, ?, ?)')
  for (const column of columns) {
    const { name, unit = null, source = null } = column
    insert.run(table, name, column.description, unit, source, column.nullMeans ?? null)
  }
}

function digest(): string {
  const all = JSON.stringify([views.map(viewSql), views, describedTables, forms])
  return createHash('sha256').update(all).digest('hex')
}
