import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import type { Connection } from './connection.ts'
import { DatabaseError } from './database-error.ts'
import { describe } from './definitions.ts'
import { publicationTables } from './dictionary/publication.ts'
import { writeChanges } from './publication/changes.ts'
import { removeCrawlInternals } from './publication/crawl-internals.ts'
import { publicationAt, writePublication } from './publication/publication.ts'
import type { Publication } from './publication/publication.ts'
import { storeReaderTables } from './publication/reader-tables.ts'
import { removeSecrets } from './publication/secrets.ts'
import { buildSearchIndex } from './publication/search-index.ts'
import { Sqlite } from './sqlite.ts'
import type { SqliteDatabase } from './sqlite.ts'

export interface PublishOptions {
  /** ISO 8601, UTC; the calendar version is its day. */
  readonly now?: string
  /** The version of nianbao that publishes. */
  readonly program?: string
  /** `keep` leaves requests, remembered pages and validators in the copy. */
  readonly crawl?: 'keep' | 'remove'
  /** The least share of the last publication's reports and cells that a new one may have. */
  readonly floor?: number
  /** Told of each step as it begins. */
  readonly onStep?: (step: string) => void
}

/** Bytes. Wide rows and sections are a few hundred bytes to a few thousand: fewer overflow pages, fewer reads. */
const pageSize = 8192

/** A publication that lost more than this is a failure of the run, not news. */
const usualFloor = 0.95

/** What readers ask for that the writer does not: agencies by name, news by date. */
const indexesForReaders = `
create index agency_by_name on agency (name);
create index report_version_by_time on report_version (retrieved_at)`

/**
 * Writes a consistent, compact copy to `path`, made for readers: without the crawl's own tables, with a search index, with
 * `_changes` against the publication that stands there. It is checked before it takes that one's place: a reader finds
 * either the old copy or the new one, whole. Needs no lock; a refresh that is under way goes on, and its last commit counts.
 * @throws DatabaseError `damaged` where a check of the copy fails, `shrunk` where it has far fewer rows than the last; the old copy stays
 */
export function publish({ sqlite }: Connection, path: string, options: PublishOptions = {}): Publication {
  const { now = new Date().toISOString(), program = '', crawl = 'remove', floor = usualFloor } = options
  const step = options.onStep ?? (() => undefined)
  const temporary = `${path}.${process.pid}.tmp`
  const previous = publicationAt(path)
  rmSync(temporary, { force: true })
  try {
    step('copying')
    sqlite.prepare('vacuum into ?').run(temporary)
    const copy = new Sqlite(temporary)
    try {
      // A copy that fails is thrown away: it needs no journal.
      copy.pragma('journal_mode = off')
      copy.pragma('synchronous = off')
      const publication = copy.transaction(() => {
        step('removing what the crawl alone needs')
        if (crawl === 'remove') removeCrawlInternals(copy)
        removeSecrets(copy)
        for (const table of publicationTables) describe({ sqlite: copy }, table)
        return writePublication(copy, { now, program, previous })
      })()
      checkFloor(path, publication, previous, floor)
      step('comparing with the last publication')
      writeChanges(copy, previous === null ? null : path)
      step('storing the views that are asked most')
      storeReaderTables(copy)
      step('building the search index')
      buildSearchIndex(copy)
      copy.exec(indexesForReaders)
      step('compacting')
      copy.exec('analyze')
      copy.pragma(`page_size = ${pageSize}`)
      copy.exec('vacuum')
      step('checking')
      check(copy, path)
      copy.close()
      sync(temporary)
      renameSync(temporary, path)
      return publication
    } finally {
      copy.close()
    }
  } finally {
    rmSync(temporary, { force: true })
    rmSync(`${temporary}-journal`, { force: true })
  }
}

function checkFloor(path: string, now: Publication, before: Publication | null, floor: number): void {
  if (before === null) return
  const lost = (['reports', 'cells'] as const).find((count) => now[count] < before[count] * floor)
  if (lost === undefined) return
  throw new DatabaseError(
    'shrunk',
    `${path} was not replaced: it has ${before[lost]} ${lost}, the new copy only ${now[lost]}. ` +
      'Find out what is missing (nianbao status), or publish with --allow-shrink.',
  )
}

function check(copy: SqliteDatabase, path: string): void {
  const integrity: unknown = copy.pragma('integrity_check', { simple: true })
  const orphans: unknown = copy.pragma('foreign_key_check')
  const broken = Array.isArray(orphans) ? orphans.length : 0
  if (integrity === 'ok' && broken === 0) return
  throw new DatabaseError(
    'damaged',
    `${path} was not replaced: the copy fails its check (integrity: ${String(integrity)}; ${broken} rows refer to nothing). Restore the database from a backup.`,
  )
}

function sync(file: string): void {
  const handle = openSync(file, 'r+')
  fsyncSync(handle)
  closeSync(handle)
}
