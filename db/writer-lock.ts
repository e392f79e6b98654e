import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { Sqlite } from './sqlite.ts'
import { DatabaseError } from './database-error.ts'

/** Who writes. */
export interface Holder {
  readonly pid: number
  readonly command: string
  /** ISO 8601, UTC. */
  readonly since: string
  /** When the kernel says that the process began; null where it does not say. */
  readonly began?: string | null
}

/**
 * The writer's lock: one writer at a time, readers need none. It is SQLite's own exclusive lock on a side file, held
 * by the kernel for this process: when the process dies, however it dies, the lock is gone.
 */
export interface WriterLock {
  release(): void
}

/**
 * Takes the lock of the database at `path`, at once or not at all.
 * @param command what to tell others about: `refresh`
 * @throws DatabaseError `locked`, naming the first holder
 */
export function takeWriterLock(path: string, command: string): WriterLock {
  const wasThere = existsSync(lockFile(path))
  const side = new Sqlite(lockFile(path), { timeout: 0 })
  try {
    side.exec('begin exclusive')
  } catch (error) {
    side.close()
    if (isBusy(error)) throw new DatabaseError('locked', lockedMessage(path))
    throw error
  }
  // A lock file that somebody deleted while it was held keeps nobody out: the holder still names himself.
  const other = wasThere ? null : holderOf(path)
  if (other !== null && isAlive(other)) {
    side.close()
    rmSync(lockFile(path), { force: true })
    throw new DatabaseError('locked', lockedMessage(path))
  }
  const { pid } = process
  const holder: Holder = { pid, command, since: new Date().toISOString(), began: beginningOf(pid) }
  writeFileSync(holderFile(path), JSON.stringify(holder))
  let held = true
  return {
    release() {
      if (!held) return
      held = false
      rmSync(holderFile(path), { force: true })
      side.exec('rollback')
      side.close()
    },
  }
}

/** Who took the lock last; null where nobody has written down that he did. */
export function holderOf(path: string): Holder | null {
  try {
    const holder: unknown = JSON.parse(readFileSync(holderFile(path), 'utf8'))
    return isHolder(holder) ? holder : null
  } catch {
    // Missing, or being written this instant: the lock itself decides, this only names.
    return null
  }
}

/** True for another process that still runs, and is the one that wrote this down: numbers are given anew after a death. */
function isAlive({ pid, began }: Holder): boolean {
  return pid !== process.pid && typeof began === 'string' && began === beginningOf(pid)
}

/** When a process began, as Linux counts it: /proc/42/stat, the twentieth field after the name; null for one that is dead. */
function beginningOf(pid: number): string | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    // Dead, and nobody has asked how it ended: in a container without an init that is for ever.
    const isDead = fields[0] === 'Z' || fields[0] === 'X'
    return isDead ? null : (fields[19] ?? null)
  } catch {
    // No such process, or no such system.
    return null
  }
}

function lockedMessage(path: string): string {
  const holder = holderOf(path)
  const who = holder ? `${holder.command} (process ${holder.pid}, since ${holder.since})` : 'another process'
  return `${path} is being written by ${who}; wait for it to end, or stop it.`
}

function lockFile(path: string): string {
  return `${path}.lock`
}

function holderFile(path: string): string {
  return `${path}.lock.json`
}

function isBusy(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')
}

function isHolder(value: unknown): value is Holder {
  return (
    typeof value === 'object' && value !== null && 'pid' in value && 'command' in value && 'since' in value
  )
}
