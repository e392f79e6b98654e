import { drizzle } from 'drizzle-orm/better-sqlite3'
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import { Sqlite } from './sqlite.ts'
import type { SqliteDatabase } from './sqlite.ts'

/** One open file: drizzle for what is written once a report, prepared statements for what is written once a cell. */
export interface Connection {
  readonly path: string
  readonly sqlite: SqliteDatabase
  readonly orm: BetterSQLite3Database
}

/** A reader that checks in for a long time must not let the WAL grow without end. */
const journalSizeLimit = 64 * 1024 * 1024
const busyMilliseconds = 10_000

export function connect(path: string): Connection {
  const sqlite = new Sqlite(path, { timeout: busyMilliseconds })
  sqlite.pragma('foreign_keys = on')
  sqlite.pragma('journal_mode = wal')
  sqlite.pragma('synchronous = normal')
  sqlite.pragma(`journal_size_limit = ${journalSizeLimit}`)
  sqlite.pragma('cache_size = -65536')
  sqlite.pragma('temp_store = memory')
  return { path, sqlite, orm: drizzle(sqlite, { casing: 'snake_case' }) }
}

/** A connection that cannot write, whatever is asked of it. */
export function connectToRead(path: string): Connection {
  const sqlite = new Sqlite(path, { readonly: true, fileMustExist: true, timeout: busyMilliseconds })
  sqlite.pragma('cache_size = -65536')
  return { path, sqlite, orm: drizzle(sqlite, { casing: 'snake_case' }) }
}

/** A callback that gives no promise: better-sqlite3 would commit before an async one had done its work. */
export type Synchronous<Value> = () => Value extends PromiseLike<unknown> ? never : Value

/**
 * All or nothing. Begins IMMEDIATE, so that a writer waits at the door instead of failing half way.
 * @throws whatever `work` throws, after rolling back
 */
export function transact<Value>({ sqlite }: Connection, work: Synchronous<Value>): Value {
  const guarded = () => {
    const value = work()
    if (value instanceof Promise) {
      // Its rejection would otherwise end the process after the rollback has already told what is wrong.
      value.catch(() => undefined)
      throw new TypeError(
        'A transaction takes a synchronous callback: an async one would be committed half done.',
      )
    }
    return value
  }
  return sqlite.transaction(guarded).immediate()
}

/** Writes the WAL back into the file and empties it: at the end of a run. A reader that is still busy delays it, harmlessly. */
export function checkpoint({ sqlite }: Connection): void {
  sqlite.pragma('wal_checkpoint(truncate)')
}
