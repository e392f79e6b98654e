import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Frontier } from '../crawlers/frontier.ts'
import { noAtlas } from './atlas.ts'
import type { Atlas } from './atlas.ts'
import { checkpoint, connect, connectToRead, transact } from './connection.ts'
import type { Connection, Synchronous } from './connection.ts'
import { correctionsOf } from './corrections.ts'
import type { Corrections } from './corrections.ts'
import { DatabaseError } from './database-error.ts'
import { areDefined, define } from './definitions.ts'
import { fillDivisions } from './divisions.ts'
import type { Division } from './divisions.ts'
import { documentsOf } from './documents.ts'
import type { Documents } from './documents.ts'
import { readForms } from './form-dictionary.ts'
import { frontierOf } from './frontier.ts'
import { heldOf } from './held.ts'
import type { Held } from './held.ts'
import { linksOf } from './links.ts'
import type { Links } from './links.ts'
import { migrate, stateOf } from './migrate.ts'
import { portalsOf } from './portals.ts'
import type { Portals } from './portals.ts'
import type { Publication } from './publication/publication.ts'
import { publish } from './publish.ts'
import type { PublishOptions } from './publish.ts'
import { reportsOf } from './reports.ts'
import type { Reports } from './reports.ts'
import { runsOf } from './runs.ts'
import type { Runs } from './runs.ts'
import { statusOf } from './status.ts'
import type { Status } from './status.ts'
import { upgrade } from './upgrade.ts'
import { versionRowsOf } from './version-rows.ts'
import { wideRowsOf } from './wide-rows.ts'
import { storedReportsOf } from './stored-reports.ts'
import type { StoredReports } from './stored-reports.ts'
import { takeWriterLock } from './writer-lock.ts'
import type { WriterLock } from './writer-lock.ts'

/** The database: everything that nianbao remembers, in one file and the folder of documents beside it. */
export class Store {
  readonly connection: Connection
  readonly documents: Documents
  readonly runs: Runs
  readonly portals: Portals
  readonly links: Links
  readonly reports: Reports
  readonly corrections: Corrections
  /** Reports as they are stored, and what is found wrong with them. */
  readonly stored: StoredReports
  readonly status: Status

  private constructor(connection: Connection, atlas: Atlas) {
    this.connection = connection
    this.documents = documentsOf(connection)
    this.runs = runsOf(connection)
    this.portals = portalsOf(connection, atlas)
    this.links = linksOf(connection)
    const forms = readForms(connection)
    const rows = versionRowsOf(connection, forms)
    const wide = wideRowsOf(connection, forms)
    this.reports = reportsOf(connection, this.documents, rows, wide, atlas)
    this.corrections = correctionsOf(connection, forms, rows, wide, atlas)
    this.stored = storedReportsOf(connection)
    this.status = statusOf(connection)
  }

  /**
   * Opens a file to write to, makes it where there is none, and brings an older one up to date.
   * @param atlas what agencies' rows are told of places and reforms
   * @throws DatabaseError `newer`, `not_ours`, `forms_changed`, `locked` (an older file that another run holds)
   */
  static open(path: string, atlas: Atlas = noAtlas): Store {
    mkdirSync(dirname(path), { recursive: true })
    return opened(path, connectUpToDate, (connection) => {
      if (!areDefined(connection)) define(connection)
      return new Store(connection, atlas)
    })
  }

  /**
   * Opens a file that is there already, to read only; no lock is needed, and writers are not disturbed.
   * @throws DatabaseError `not_found`, `not_ours`, `newer` (also for an older file: open it once with a command that writes)
   */
  static read(path: string): Store {
    if (!existsSync(path)) {
      throw new DatabaseError(
        'not_found',
        `There is no database at ${path}; nianbao refresh makes one, or name another with --db.`,
      )
    }
    return opened(path, connectToRead, (connection) => {
      if (stateOf(connection) === 'ready') return new Store(connection, noAtlas)
      throw new DatabaseError(
        'not_ours',
        `${path} is of an older nianbao, or empty: run nianbao check on it once, which brings it up to date.`,
      )
    })
  }

  /**
   * Takes the writer's lock of this file, at once or not at all; whoever writes holds it.
   * @param command what to tell others about: `refresh`
   * @throws DatabaseError `locked`, naming the first holder
   */
  lock(command: string): WriterLock {
    return takeWriterLock(this.connection.path, command)
  }

  /** What crawlers remember, for the run `runId`. */
  frontier(runId: number): Frontier {
    return frontierOf(this.connection, runId)
  }

  /** Answers that the run `runId` has and has not stored yet. */
  held(runId: number): Held {
    return heldOf(this.connection, runId)
  }

  /** All of it or nothing: what `work` does with the store's parts. */
  transact<Value>(work: Synchronous<Value>): Value {
    return transact(this.connection, work)
  }

  /** Takes in the list of places (data/divisions.csv). */
  fillDivisions(divisions: readonly Division[]): void {
    fillDivisions(this.connection, divisions)
  }

  /**
   * Writes a consistent, compact, checked copy to `path`, replacing what is there at one instant.
   * @throws DatabaseError `damaged`, `shrunk`
   */
  publish(path: string, options: PublishOptions = {}): Publication {
    return publish(this.connection, path, options)
  }

  /** At the end of a run: everything is in the one file, and the WAL is empty. */
  checkpoint(): void {
    checkpoint(this.connection)
  }

  close(): void {
    this.connection.sqlite.close()
  }
}

/** Opens a file whose schema is the program's: a new one is filled, an older one replaced by its upgraded copy. */
function connectUpToDate(path: string): Connection {
  const connection = connect(path)
  try {
    if (stateOf(connection) === 'ready') return connection
    const lock = takeWriterLock(path, 'upgrade')
    try {
      // Asked again: whoever held the lock before may have done it.
      const state = stateOf(connection)
      if (state === 'older') upgrade(connection)
      else migrate(connection)
    } finally {
      lock.release()
    }
  } catch (error) {
    connection.sqlite.close()
    throw error
  }
  return connection.sqlite.open ? connection : connect(path)
}

/** Opens, and closes again where what follows fails. */
function opened(
  path: string,
  open: (path: string) => Connection,
  use: (connection: Connection) => Store,
): Store {
  let connection: Connection | undefined
  try {
    connection = open(path)
    return use(connection)
  } catch (error) {
    connection?.sqlite.close()
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_NOTADB') {
      throw new DatabaseError('not_ours', `${path} is not a SQLite database; name another file with --db.`)
    }
    throw error
  }
}
