import { existsSync, readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/**
 * Removes what a writer that was killed left half written beside the database. Only whoever holds the writer's lock may:
 * nobody else is writing then.
 */
export function sweepLeftovers(path: string): void {
  const folder = `${path}.documents`
  if (!existsSync(folder)) return
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    // c370ebee….br.19689-561d470e.tmp
    if (entry.isFile() && entry.name.endsWith('.tmp'))
      rmSync(join(entry.parentPath, entry.name), { force: true })
  }
}

/** Removes the copies that publications to `path` left behind when they were killed; one that is still being made stays. */
export function sweepDrafts(path: string): void {
  const folder = dirname(path)
  const name = basename(path)
  for (const entry of readdirSync(folder)) {
    if (!entry.startsWith(`${name}.`)) continue
    // public.sqlite.19689.tmp, public.sqlite.19689.tmp-journal
    const pid = /^\.(?<pid>\d+)\.tmp(?:-journal)?$/u.exec(entry.slice(name.length))?.groups?.['pid']
    if (pid !== undefined && !isRunning(Number(pid))) rmSync(join(folder, entry), { force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
