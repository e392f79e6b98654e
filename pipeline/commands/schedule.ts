import { exit } from '../exit.ts'
import { interrupt } from '../interrupt.ts'
import { logger } from '../logger.ts'
import { withWriter } from '../open-store.ts'
import { schedule } from '../schedule.ts'
import type { AddCommand } from './command.ts'
import { addRefreshOptions, chosenOf, refreshOnce, registryOf } from './refresh.ts'
import type { RefreshCommandOptions } from './refresh.ts'

interface Options extends RefreshCommandOptions {
  readonly cron?: string
}

export const addSchedule: AddCommand = (program, run) => {
  addRefreshOptions(
    program.command('schedule').description('stays up and refreshes what is due, until it is told to stop'),
  )
    .option('--cron <expression>', "run at these times (Shanghai's) instead of whenever a portal is due")
    .action(
      run(async (_own: Options, command: { optsWithGlobals(): Options }) => {
        const options = { ...command.optsWithGlobals(), due: true as const }
        const interrupted = interrupt()
        const log = logger()
        try {
          await schedule({
            cron: options.cron ?? null,
            log,
            signal: interrupted.signal,
            refreshDue: async () => {
              // Opened for each run alone: between runs the database is anybody's, and the registry may be edited.
              const registry = await registryOf(options.portals)
              const chosen = chosenOf(registry, options.portal)
              nextDueAt = await withWriter(options.db, 'schedule', async (store) => {
                const status = await refreshOnce(store, {
                  registry,
                  chosen,
                  options,
                  signal: interrupted.signal,
                })
                log.info({ status }, 'run of the schedule')
                return store.portals.nextDueAt()
              })
            },
            nextDueAt: () => (nextDueAt === null ? null : new Date(nextDueAt)),
          })
        } finally {
          interrupted.release()
        }
        return interrupted.status() ?? exit.done
      }),
    )
  let nextDueAt: string | null = null
}
