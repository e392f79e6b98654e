import { ExtractPool } from '../extract-pool.ts'
import { exit } from '../exit.ts'
import { withWriter } from '../open-store.ts'
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
        return withWriter(db, 'reextract', async (store) => {
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
