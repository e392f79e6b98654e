import { join } from 'node:path'
import { parseRegistry } from '../../crawlers/registry.ts'
import { startPracticePortals } from '../../test/portals/startPracticePortals.ts'
import { PortBusyError } from '../../test/portals/servePortal.ts'
import { budget } from '../budget.ts'
import { exit, Stop } from '../exit.ts'
import { interrupt } from '../interrupt.ts'
import { logger } from '../logger.ts'
import { withWriter } from '../open-store.ts'
import { refresh } from '../refresh.ts'
import { say, table } from '../terminal.ts'
import type { AddCommand, CommonOptions } from './command.ts'
import { printSummary } from './refresh.ts'

/** What somebody asks first, answered from the file that the demo made. */
const questions = [
  {
    asks: 'Which agencies reported, for which years?',
    sql: `SELECT agency, min(year) AS first, max(year) AS last, count(*) AS reports, sum(cells) AS cells
FROM v_reports GROUP BY agency_id ORDER BY reports DESC, agency LIMIT 8`,
  },
  {
    asks: 'How many applications came in, and how many were granted?',
    sql: `SELECT agency, year, new_received__total AS received, granted__total AS granted
FROM v_requests ORDER BY new_received__total DESC LIMIT 5`,
  },
  {
    asks: 'Which printed figures contradict each other, and who is to blame?',
    sql: `SELECT agency, year, rule, expected, actual, cause
FROM v_findings WHERE class = 'identity' ORDER BY agency, year LIMIT 8`,
  },
]

export const addDemo: AddCommand = (program, run) => {
  program
    .command('demo')
    .description('the main job over the practice portals that ship with nianbao, on this machine alone')
    .action(
      run(async (_own: CommonOptions, command: DemoCommand) => {
        const options = command.optsWithGlobals()
        const named =
          command.parent?.getOptionValueSource('db') === 'cli' || process.env['NIANBAO_DB'] !== undefined
        const path = named ? options.db : join('data', 'demo.sqlite')
        return demo(path, options)
      }),
    )
}

interface DemoCommand {
  optsWithGlobals(): CommonOptions
  readonly parent: { getOptionValueSource(name: string): string | undefined } | null
}

async function demo(path: string, options: CommonOptions) {
  const practice = await started()
  const interrupted = interrupt()
  try {
    return await withWriter(path, 'demo', async (store) => {
      const portals = parseRegistry(practice.registryCsv, 'practice portals')
      const summary = await refresh({
        store,
        portals,
        registry: portals,
        contact: null,
        // Nobody else uses the practice portals: no pause is needed to be a good guest.
        delayMs: 0,
        budget: budget(undefined),
        limit: Infinity,
        recheck: 'validators',
        log: logger(options.json ? 'silent' : undefined),
        signal: interrupted.signal,
      })
      printSummary(summary, options)
      if (!options.json) {
        for (const { asks, sql } of questions) {
          const rows = store.connection.sqlite.prepare<[], Record<string, string | number | null>>(sql).all()
          say(`\n${asks}\n\n${sql};\n`)
          say(
            table(
              Object.keys(rows[0] ?? {}),
              rows.map((row) => Object.values(row)),
            ),
          )
        }
        say(`\nThe file is ${path}. Open it with any SQLite tool; docs/database.md says what is in it.`)
      }
      return interrupted.status() ?? (summary.errors.length > 0 ? exit.look : exit.done)
    })
  } finally {
    interrupted.release()
    await practice.close()
  }
}

async function started() {
  try {
    return await startPracticePortals({ ports: 'fixed' })
  } catch (error) {
    if (error instanceof PortBusyError) throw new Stop(exit.internal, error.message)
    throw error
  }
}
