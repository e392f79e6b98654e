import { extractorVersion } from '../../extract/extract.ts'
import { ExtractPool } from '../extract-pool.ts'
import { exit, Stop } from '../exit.ts'
import { withPresent } from '../open-store.ts'
import { reextract } from '../reextract.ts'
import { settle } from '../settle.ts'
import { complain, say, table } from '../terminal.ts'
import type { AddCommand, CommonOptions } from './command.ts'

interface Options extends CommonOptions {
  readonly portal?: string
  readonly since?: string
}

export const addReextract: AddCommand = (program, run) => {
  program
    .command('reextract')
    .description("reads the stored documents again with today's extractor, without the network")
    .option('--portal <id>', 'only the reports of one portal')
    .option('--since <version>', 'only what an extractor older than this version read')
    .action(
      run(async (_own: Options, command: { optsWithGlobals(): Options }) => {
        const { db, json, portal, since } = command.optsWithGlobals()
        if (since !== undefined && !/^\d+$/u.test(since))
          throw new Stop(
            exit.usage,
            `--since: expected a version of the extractor, ${extractorVersion} or lower, got ${since}`,
          )
        return withPresent(db, 'reextract', async (store) => {
          if (portal !== undefined && store.portals.get(portal) === undefined)
            throw new Stop(
              exit.usage,
              `--portal: the database has no portal ${portal}; status lists them all`,
            )
          const pool = new ExtractPool()
          try {
            const summary = await reextract({ store, pool, portalId: portal ?? null, since: since ?? null })
            const { troubles } = settle(store)
            for (const error of summary.errors) complain(error)
            for (const { message } of troubles) complain(message)
            const { read, changed, unchanged, errors } = summary
            say(
              json
                ? JSON.stringify(summary)
                : table(
                    ['read', 'changed', 'unchanged', 'errors'],
                    [[read, changed, unchanged, errors.length]],
                  ),
            )
            return errors.length + troubles.length > 0 ? exit.look : exit.done
          } finally {
            await pool.close()
          }
        })
      }),
    )
}
