import { existsSync } from 'node:fs'
import { DatabaseError } from '../db/database-error.ts'
import type { DatabaseErrorCode } from '../db/database-error.ts'
import { driver } from '../db/sqlite.ts'
import { Store } from '../db/store.ts'
import { identitiesTold } from './apply-corrections.ts'
import { atlas } from './atlas.ts'
import { readCorrections } from './corrections.ts'
import { exit, Stop } from './exit.ts'
import type { ExitStatus } from './exit.ts'

/** Opens the database to write, as the only writer. Its folder is made where it is missing. */
export async function withWriter<Value>(
  path: string,
  command: string,
  work: (store: Store) => Promise<Value>,
): Promise<Value> {
  const store = opened(() => Store.open(path, atlas()))
  try {
    const lock = opened(() => store.lock(command))
    try {
      store.reports.told(identitiesTold(readCorrections()))
      return await work(store)
    } finally {
      lock.release()
    }
  } finally {
    store.close()
  }
}

/**
 * The same for a command that works on what is there: a name mistyped must not make an empty database.
 * @throws Stop (wrong usage) where there is none
 */
export async function withPresent<Value>(
  path: string,
  command: string,
  work: (store: Store) => Promise<Value>,
): Promise<Value> {
  if (!existsSync(path))
    throw new Stop(
      exit.usage,
      `There is no database at ${path}; nianbao refresh makes one, or name another with --db.`,
    )
  return withWriter(path, command, work)
}

/** Opens a database that is there already, to read: a running writer is no hindrance. */
export async function withReader<Value>(
  path: string,
  work: (store: Store) => Promise<Value>,
): Promise<Value> {
  const store = opened(() => Store.read(path))
  try {
    return await work(store)
  } finally {
    store.close()
  }
}

const statuses: Readonly<Partial<Record<DatabaseErrorCode, ExitStatus>>> = {
  locked: exit.locked,
  not_found: exit.usage,
  not_ours: exit.usage,
}

/** Could not locate the bindings file. · was compiled against a different Node.js version */
const notBuilt = /bindings file|NODE_MODULE_VERSION|different Node\.js version/u
const howToBuild = `${driver} is not built for Node ${process.versions.node}: run npm rebuild ${driver}, which needs a C++ compiler, make and Python 3 where no binary is to be had`

function opened<Value>(open: () => Value): Value {
  try {
    return open()
  } catch (error) {
    if (error instanceof DatabaseError) throw new Stop(statuses[error.code] ?? exit.internal, error.message)
    if (error instanceof Error && notBuilt.test(error.message)) throw new Stop(exit.internal, howToBuild)
    throw error
  }
}
