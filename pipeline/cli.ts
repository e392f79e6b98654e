import { Command, CommanderError } from 'commander'
import { addCheck } from './commands/check.ts'
import { addDemo } from './commands/demo.ts'
import { addExport } from './commands/export.ts'
import { addExtract } from './commands/extract.ts'
import { addAdd } from './commands/add.ts'
import { addProbe } from './commands/probe.ts'
import { addIdentify } from './commands/identify.ts'
import { addImport } from './commands/import.ts'
import { addPublish } from './commands/publish.ts'
import { addReextract } from './commands/reextract.ts'
import { addRefresh } from './commands/refresh.ts'
import { addSchedule } from './commands/schedule.ts'
import { addReport } from './commands/report.ts'
import { addStatus } from './commands/status.ts'
import type { AddCommand, Run } from './commands/command.ts'
import { applyConfig } from './config.ts'
import { exit, Stop } from './exit.ts'
import type { ExitStatus } from './exit.ts'
import { complain } from './terminal.ts'
import { version } from './version.ts'

const commands: readonly AddCommand[] = [
  addRefresh,
  addExtract,
  addImport,
  addReextract,
  addIdentify,
  addProbe,
  addAdd,
  addStatus,
  addSchedule,
  addCheck,
  addExport,
  addPublish,
  addReport,
  addDemo,
]

const run: Run =
  (action) =>
  async (...given) => {
    process.exitCode = await ended(action(...given))
  }

async function ended(action: Promise<ExitStatus>): Promise<ExitStatus> {
  try {
    return await action
  } catch (error) {
    if (error instanceof Stop) {
      complain(error.message)
      return error.status
    }
    complain(`internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    return exit.internal
  }
}

const program = new Command('nianbao')
  .description(
    "China's annual reports on open government information, every cell of them, in one SQLite file",
  )
  .version(version)
  .option('--db <file>', 'the database', process.env['NIANBAO_DB'] ?? 'data/nianbao.sqlite')
  .option('--config <file>', 'a JSON file with defaults for the options')
  .option('--json', 'machine-readable standard output')
  .showHelpAfterError('(nianbao --help lists the commands)')
  .exitOverride()
program.hook('preAction', (_program, command) => {
  const { config } = program.opts<{ config?: string }>()
  if (config !== undefined) applyConfig(config, program, command)
})
for (const add of commands) add(program, run)

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof Stop) {
    complain(error.message)
    process.exitCode = error.status
  } else if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? exit.done : exit.usage
  else throw error
}
