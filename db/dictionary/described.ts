import type { Connection } from '../connection.ts'
import type { DescribedTable } from '../views/tables-described.ts'
import { describedTables } from '../views/tables-described.ts'
import { views } from '../views/views.ts'
import { publicationTables } from './publication.ts'

/**
 * The public views and tables of an open file, in words: those of the program that are in it. From here come `_columns`,
 * docs/dictionary.md, datapackage.json and the Datasette metadata.
 */
export function describedIn({ sqlite }: Pick<Connection, 'sqlite'>): DescribedTable[] {
  const there = new Set(
    sqlite
      .prepare<[], { name: string }>("select name from sqlite_master where type in ('table', 'view')")
      .all()
      .map(({ name }) => name),
  )
  return [...everyTable].filter(({ name }) => there.has(name))
}

/** Every public view and table that any file has. */
export const everyTable: readonly DescribedTable[] = [...views, ...describedTables, ...publicationTables]
