import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Connection } from './connection.ts'
import { transact } from './connection.ts'
import { DatabaseError } from './database-error.ts'
import { dropViews } from './definitions.ts'
import { packageRoot } from './package-root.ts'

/** "nian" in ASCII: `file` and SQLite's own tools show it as the application id. */
export const applicationId = 0x6e69616e

/** How many migrations a file has had: SQLite's user_version. */
export function versionOf({ sqlite }: Connection): number {
  return Number(sqlite.pragma('user_version', { simple: true }))
}

/** The migrations in order, as drizzle-kit wrote them and hands edited them. */
export function migrations(): string[] {
  const folder = join(packageRoot(), 'db', 'migrations')
  const journal: unknown = JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8'))
  return tagsOf(journal).map((tag) => readFileSync(join(folder, `${tag}.sql`), 'utf8'))
}

/**
 * Says what a file needs before it can be used.
 * @returns `ready`, `empty` (a new file) or `older`
 * @throws DatabaseError `newer` or `not_ours`
 */
export function stateOf(connection: Connection): 'ready' | 'empty' | 'older' {
  const application = Number(connection.sqlite.pragma('application_id', { simple: true }))
  const version = versionOf(connection)
  const latest = migrations().length
  if (application === 0 && version === 0 && isEmpty(connection)) return 'empty'
  if (application !== applicationId) {
    throw new DatabaseError(
      'not_ours',
      `${connection.path} is a database of another program; name another file with --db.`,
    )
  }
  if (version > latest) {
    throw new DatabaseError(
      'newer',
      `${connection.path} was written by a newer nianbao (schema ${version}, this one knows ${latest}); update nianbao.`,
    )
  }
  return version === latest ? 'ready' : 'older'
}

/** Brings the file's schema to the program's, all migrations in one transaction. Does nothing where it is there already. */
export function migrate(connection: Connection): void {
  const steps = migrations()
  transact(connection, () => {
    // Asked again inside the transaction: another process may have been first.
    const done = versionOf(connection)
    if (done < steps.length) dropViews(connection)
    for (const step of steps.slice(done)) {
      for (const statement of step.split('--> statement-breakpoint')) connection.sqlite.exec(statement)
    }
    connection.sqlite.pragma(`application_id = ${applicationId}`)
    connection.sqlite.pragma(`user_version = ${Math.max(done, steps.length)}`)
  })
}

function isEmpty({ sqlite }: Connection): boolean {
  return sqlite.prepare('select 1 from sqlite_master limit 1').get() === undefined
}

function tagsOf(journal: unknown): string[] {
  if (
    typeof journal !== 'object' ||
    journal === null ||
    !('entries' in journal) ||
    !Array.isArray(journal.entries)
  ) {
    throw new Error('db/migrations/meta/_journal.json is not what drizzle-kit writes; install nianbao again.')
  }
  return journal.entries.map((entry: { tag: string }) => entry.tag)
}
