import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { connect } from './connection.ts'
import type { Connection } from './connection.ts'
import { DatabaseError } from './database-error.ts'
import { migrate } from './migrate.ts'
import type { SqliteDatabase } from './sqlite.ts'

/**
 * Brings an older file up to date without ever touching it half way: it is copied beside itself, the copy is migrated,
 * checked and counted, and takes the file's place at one instant. Killed before that, the older file is still whole. The
 * caller holds the writer's lock.
 * @param connection to the older file; closed afterwards
 * @throws DatabaseError `damaged` where the copy lost rows or fails a check; `locked` where a reader has the file open
 */
export function upgrade(connection: Connection): void {
  const { path, sqlite } = connection
  const beside = `${path}.upgrade.tmp`
  const remove = () => {
    for (const end of ['', '-wal', '-shm']) rmSync(beside + end, { force: true })
  }
  remove()
  try {
    sqlite.prepare('vacuum into ?').run(beside)
    const copy = connect(beside)
    try {
      migrate(copy)
      compare(path, rowsByTable(sqlite), copy.sqlite)
      copy.sqlite.pragma('journal_mode = delete')
    } finally {
      copy.sqlite.close()
    }
    flush(beside)
    // A log that stayed behind would be read into the new file: it goes first, which no reader may stand in the way of.
    leaveWal(connection)
    sqlite.close()
    renameSync(beside, path)
  } finally {
    remove()
  }
}

/** How many rows each table has. */
export function rowsByTable(sqlite: SqliteDatabase): ReadonlyMap<string, number> {
  const tables = sqlite
    .prepare<[], { name: string }>(
      "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'",
    )
    .all()
  return new Map(
    tables.map(({ name }) => [
      name,
      sqlite.prepare<[], { rows: number }>(`select count(*) as rows from "${name}"`).get()?.rows ?? 0,
    ]),
  )
}

function compare(path: string, before: ReadonlyMap<string, number>, copy: SqliteDatabase): void {
  const after = rowsByTable(copy)
  const lost = [...before].filter(([table, rows]) => (after.get(table) ?? 0) < rows)
  const integrity: unknown = copy.pragma('integrity_check', { simple: true })
  const orphans: unknown = copy.pragma('foreign_key_check')
  const broken = Array.isArray(orphans) ? orphans.length : 0
  if (lost.length === 0 && integrity === 'ok' && broken === 0) return
  const what = lost.map(([table, rows]) => `${table}: ${after.get(table) ?? 0} of ${rows} rows`).join(', ')
  throw new DatabaseError(
    'damaged',
    `${path} was not upgraded and stays as it was: the upgraded copy fails its check (${what || 'no row lost'}; integrity: ${String(integrity)}; ${broken} rows refer to nothing). Restore it from a backup, or report this.`,
  )
}

function leaveWal({ path, sqlite }: Connection): void {
  try {
    sqlite.pragma('journal_mode = delete')
  } catch {
    throw new DatabaseError(
      'locked',
      `${path} is of an older nianbao and open in another program: close that program, then try again.`,
    )
  }
}

function flush(file: string): void {
  const handle = openSync(file, 'r+')
  fsyncSync(handle)
  closeSync(handle)
}
