import { existsSync } from 'node:fs'
import { Sqlite as Driver } from '../sqlite.ts'
import type { SqliteDatabase } from '../sqlite.ts'

/** What `_publication` says of a published copy. */
export interface Publication {
  /** Calendar version: 2024.02.01, and 2024.02.01.2 for the second of a day. */
  readonly version: string
  /** UTC, ISO 8601. */
  readonly published_at: string
  /** The version of nianbao. */
  readonly program: string
  readonly previous: string | null
  readonly reports: number
  readonly cells: number
}

/** The publication that stands at a path; null where there is none, or something else. */
export function publicationAt(path: string): Publication | null {
  if (!existsSync(path)) return null
  let sqlite: SqliteDatabase | undefined
  try {
    sqlite = new Driver(path, { readonly: true })
    return sqlite.prepare<[], Publication>('select * from _publication').get() ?? null
  } catch (error) {
    // Another program's file, or a copy of an older nianbao: there is nothing to compare with.
    if (error instanceof Driver.SqliteError) return null
    throw error
  } finally {
    sqlite?.close()
  }
}

/** @param now ISO 8601 */
export function nextVersion(now: string, previous: Publication | null): string {
  const day = now.slice(0, 10).replaceAll('-', '.')
  if (previous === null || !previous.version.startsWith(day)) return day
  // 2024.02.01 → .2; 2024.02.01.2 → .3
  return `${day}.${Number(previous.version.split('.')[3] ?? 1) + 1}`
}

/** Counts what is in a copy, and writes its `_publication`. */
export function writePublication(
  sqlite: SqliteDatabase,
  { now, program, previous }: { now: string; program: string; previous: Publication | null },
): Publication {
  const counts = sqlite
    .prepare<[], { reports: number; cells: number }>(
      `select count(*) as reports, coalesce(sum(v.cells), 0) as cells
       from report r join report_version v on v.version_id = r.version_id`,
    )
    .get() ?? { reports: 0, cells: 0 }
  const publication = {
    version: nextVersion(now, previous),
    published_at: now,
    program,
    previous: previous?.version ?? null,
    ...counts,
  }
  sqlite.exec(`create table _publication (version text primary key, published_at text not null, program text not null,
    previous text, reports integer not null, cells integer not null) without rowid`)
  sqlite
    .prepare(
      'insert into _publication values (@version, @published_at, @program, @previous, @reports, @cells)',
    )
    .run(publication)
  return publication
}
