import { existsSync, realpathSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { publicationAt } from '../db/publication/publication.ts'
import { exit, Stop } from './exit.ts'

/**
 * A publication takes the place of what stands at its path: that must be nothing, or an earlier publication. Asked before
 * a run begins, for the whole night's work is done by the time the copy is made.
 * @throws Stop (wrong usage) for a folder, a folder that is not there, the database itself, and any other file
 */
export function requirePublishTarget(file: string, database: string): void {
  const refuse = (why: string) => new Stop(exit.usage, `${file}: ${why}`)
  if (!existsSync(file)) {
    const folder = dirname(file)
    if (!existsSync(folder) || !statSync(folder).isDirectory())
      throw refuse(`there is no folder ${folder} to publish into: make it first`)
    return
  }
  const target = statSync(file)
  if (target.isDirectory()) throw refuse('is a folder; name the file to publish to')
  if (existsSync(database) && realpathSync(file) === realpathSync(database))
    throw refuse('is the database itself; a copy of it needs another name')
  if (target.size > 0 && publicationAt(file) === null)
    throw refuse('is not a file that nianbao published, and would be replaced: remove it, or name another')
}
