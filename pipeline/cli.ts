import { setFlagsFromString } from 'node:v8'
import { Command, CommanderError } from 'commander'
import type { AddCommand, Run } from './commands/command.ts'
import { applyConfig } from './config.ts'
import { exit, Stop } from './exit.ts'
import type { ExitStatus } from './exit.ts'
import { machineTrouble } from './machine-trouble.ts'
import { complain } from './terminal.ts'
import { version } from './version.ts'

/** A command's file is loaded when it is asked for: `status` never waits for the browser, the charts or pdf.js. */
const commands: Readonly<Record<string, () => Promise<AddCommand>>> = {
  refresh: async () => (await import('./commands/refresh.ts')).addRefresh,
  extract: async () => (await import('./commands/extract.ts')).addExtract,
  import: async () => (await import('./commands/import.ts')).addImport,
  reextract: async () => (await import('./commands/reextract.ts')).addReextract,
  identify: async () => (await import('./commands/identify.ts')).addIdentify,
  probe: async () => (await import('./commands/probe.ts')).addProbe,
  add: async () => (await import('./commands/add.ts')).addAdd,
  status: async () => (await import('./commands/status.ts')).addStatus,
  schedule: async () => (await import('./commands/schedule.ts')).addSchedule,
  check: async () => (await import('./commands/check.ts')).addCheck,
  export: async () => (await import('./commands/export.ts')).addExport,
  publish: async () => (await import('./commands/publish.ts')).addPublish,
  report: async () => (await import('./commands/report.ts')).addReport,
  demo: async () => (await import('./commands/demo.ts')).addDemo,
}

// Node 20 compiles a function for speed after 132 KB of work in it: too early for reports, each of which takes other ways
// through the readers, so that most is thrown away and compiled again. Later engines judge better and have no such flag.
if (process.versions.node.startsWith('20.')) setFlagsFromString('--interrupt-budget=500000')

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
    const trouble = machineTrouble(error, program.opts<{ db: string }>().db)
    complain(
      trouble ?? `internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    )
    return exit.internal
  }
}

// A log that cannot be written must not end a run; an answer that cannot be is no answer. `| head` closes early: no trouble.
process.stderr.on('error', () => undefined)
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return
  complain(`standard output cannot be written (${error.message}): look at its disk`)
  process.once('exit', () => {
    process.exitCode = exit.internal
  })
})

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
const asked = process.argv.slice(2).filter((word) => Object.hasOwn(commands, word))
// A config file may name options of any command: only where all are loaded can a typing error be told from them.
const all = asked.length === 0 || process.argv.some((word) => word.startsWith('--config'))
for (const name of all ? Object.keys(commands) : asked) {
  const add = await commands[name]?.()
  add?.(program, run)
}

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof Stop) {
    complain(error.message)
    process.exitCode = error.status
  } else if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? exit.done : exit.usage
  else throw error
}
