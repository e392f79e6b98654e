import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import type { Connection } from './connection.ts'
import { DatabaseError } from './database-error.ts'

/**
 * Writes a consistent, compact copy to `path`. It is checked before it takes the place of what is there: a reader finds
 * either the old copy or the new one, whole. Needs no lock; a refresh that is under way goes on, and its last commit counts.
 * @throws DatabaseError `damaged` where a check of the copy fails; the old copy stays
 */
export function publish({ sqlite }: Connection, path: string): void {
  const temporary = `${path}.${process.pid}.tmp`
  rmSync(temporary, { force: true })
  try {
    sqlite.prepare('vacuum into ?').run(temporary)
    check(temporary, path)
    const handle = openSync(temporary, 'r+')
    fsyncSync(handle)
    closeSync(handle)
    renameSync(temporary, path)
  } finally {
    rmSync(temporary, { force: true })
  }
}

function check(copy: string, path: string): void {
  const sqlite = new Sqlite(copy)
  try {
    const integrity: unknown = sqlite.pragma('integrity_check', { simple: true })
    const orphans: unknown = sqlite.pragma('foreign_key_check')
    const broken = Array.isArray(orphans) ? orphans.length : 0
    if (integrity === 'ok' && broken === 0) return
    throw new DatabaseError(
      'damaged',
      `${path} was not replaced: the copy fails its check (integrity: ${String(integrity)}; ${broken} rows refer to nothing). Restore the database from a backup.`,
    )
  } finally {
    sqlite.close()
  }
}
