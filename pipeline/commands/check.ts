import { checkAll } from '../check.ts'
import { exit } from '../exit.ts'
import { withPresent } from '../open-store.ts'
import { settle } from '../settle.ts'
import { complain, say, table } from '../terminal.ts'
import type { AddCommand, CommonOptions } from './command.ts'

export const addCheck: AddCommand = (program, run) => {
  program
    .command('check')
    .description('evaluates every rule again over the database, and puts the corrections over it')
    .action(
      run(async (_own: object, command: { optsWithGlobals(): CommonOptions }) => {
        const { db, json } = command.optsWithGlobals()
        return withPresent(db, 'check', async (store) => {
          const { checked: summary, corrections, troubles } = settle(store, checkAll)
          for (const { message } of corrections) if (message !== null) complain(message)
          if (json) {
            const told = corrections.map(({ reportId, ...rest }) => ({ ...rest, report_id: reportId }))
            say(JSON.stringify({ ...summary, corrections: told }))
          } else {
            const head = ['rule', 'class', 'findings', 'reports', 'appeared', 'vanished'] as const
            say(
              table(
                head,
                summary.rules.map((row) => head.map((name) => row[name])),
              ),
            )
            say(`${summary.findings} findings in ${summary.reports} reports`)
          }
          store.checkpoint()
          return troubles.length > 0 ? exit.look : exit.done
        })
      }),
    )
}
