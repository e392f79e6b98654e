import { pino } from 'pino'
import type { Logger } from 'pino'
import { redacted } from './redacted.ts'
import { escaped } from './terminal.ts'

/** One JSON line an event on standard error. On a terminal, where progress is drawn instead, only warnings. */
export function logger(level: string | undefined = process.env['NIANBAO_LOG']): Logger {
  const quiet = process.stderr.isTTY ? 'silent' : 'info'
  return pino(
    {
      base: null,
      level: level ?? quiet,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      hooks: {
        streamWrite: (line) => escaped(redacted(line)),
      },
    },
    pino.destination({ fd: 2, sync: true }),
  )
}
