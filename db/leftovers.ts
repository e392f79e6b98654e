import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

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
