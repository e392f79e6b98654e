import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Connection } from './connection.ts'

export const keptDocuments = ['all', 'current', 'none'] as const
/**
 * Which source files stay beside the database. `all`: those of every version. `current`: those of the versions in use.
 * `none`: no file; what was read out of them stays, but cannot be read again without the network.
 */
export type KeptDocuments = (typeof keptDocuments)[number]

const inUse = `
  select d.sha256 from report r join report_version v on v.version_id = r.version_id
  join document d on d.document_id = v.document_id`

/**
 * Removes the source files that are not to be kept; their rows, with hash and size, stay. The caller holds the writer's lock.
 * @returns how many files were removed
 */
export function pruneDocuments({ path, sqlite }: Connection, kept: KeptDocuments): number {
  const folder = `${path}.documents`
  if (kept === 'all' || !existsSync(folder)) return 0
  const current = new Set(
    kept === 'none'
      ? []
      : sqlite
          .prepare<[], { sha256: string }>(inUse)
          .all()
          .map(({ sha256 }) => sha256),
  )
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  const unwanted = files.filter(({ name }) => !current.has(name.replace(/\.br$/u, ''))) // c370ebee….br
  for (const { parentPath, name } of unwanted) rmSync(join(parentPath, name), { force: true })
  return unwanted.length
}
