import { writeFileSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { DatabaseError } from '../../db/database-error.ts'
import { datasetteMetadata } from '../../db/dictionary/datasette.ts'
import { describedIn } from '../../db/dictionary/described.ts'
import { sweepDrafts } from '../../db/leftovers.ts'
import type { Publication } from '../../db/publication/publication.ts'
import { exit, Stop } from '../exit.ts'
import { withReader } from '../open-store.ts'
import { requirePublishTarget } from '../publish-target.ts'
import { say } from '../terminal.ts'
import { version } from '../version.ts'
import type { AddCommand, CommonOptions } from './command.ts'

interface Options extends CommonOptions {
  readonly crawl?: true
  readonly allowShrink?: true
}

export const addPublish: AddCommand = (program, run) => {
  program
    .command('publish')
    .description('a consistent, compact, checked copy of the database for others to open')
    .argument(
      '<file>',
      'replaced at one instant, once the copy has passed its checks; metadata.yaml (Datasette) beside it',
    )
    .option('--crawl', 'keep the requests, remembered pages and validators of the crawl')
    .option('--allow-shrink', 'also where it has far fewer reports or cells than the last publication')
    .action(
      run(async (file: string, _own: Options, command: { optsWithGlobals(): Options }) => {
        const { db, json, crawl, allowShrink } = command.optsWithGlobals()
        requirePublishTarget(file, db)
        sweepDrafts(file)
        return withReader(db, async (store) => {
          const publication = published(() =>
            store.publish(file, {
              program: version,
              crawl: crawl ? 'keep' : 'remove',
              ...(allowShrink ? { floor: 0 } : {}),
              ...(process.stderr.isTTY ? { onStep: (step) => process.stderr.write(`${step} …\n`) } : {}),
            }),
          )
          const metadata = join(dirname(file), 'metadata.yaml')
          await describe(file, metadata)
          const { reports, cells } = publication
          say(
            json
              ? JSON.stringify({ published: file, metadata, ...publication })
              : `published ${file}, version ${publication.version}: ${reports} reports, ${cells} cells; datasette ${file} -m ${metadata}`,
          )
          return exit.done
        })
      }),
    )
}

function published(publish: () => Publication): Publication {
  try {
    return publish()
  } catch (error) {
    if (error instanceof DatabaseError && error.code === 'shrunk') throw new Stop(exit.look, error.message)
    if (error instanceof DatabaseError) throw new Stop(exit.internal, error.message)
    throw error
  }
}

async function describe(file: string, metadata: string): Promise<void> {
  await withReader(file, async ({ connection }) => {
    const tables = describedIn(connection)
    const known = new Set(tables.map(({ name }) => name))
    const hidden = connection.sqlite
      .prepare<[], { name: string }>("select name from sqlite_master where type = 'table'")
      .all()
      .map(({ name }) => name)
      .filter((name) => !known.has(name))
    writeFileSync(metadata, datasetteMetadata(basename(file, extname(file)), tables, hidden))
  })
}
