import { pino } from 'pino'
import type { Logger } from 'pino'
import { exit, Stop } from './exit.ts'
import { redacted } from './redacted.ts'
import { escaped } from './terminal.ts'

/**
 * One JSON line an event on standard error; on a terminal, where progress is drawn instead, none unless asked for.
 * @throws Stop (wrong usage) for a level that is none
 */
export function logger(level: string | undefined = process.env['NIANBAO_LOG']): Logger {
  const quiet = process.stderr.isTTY ? 'silent' : 'info'
  if (level !== undefined && level !== 'silent' && !Object.hasOwn(pino.levels.values, level))
    throw new Stop(exit.usage, `NIANBAO_LOG: expected debug, info, warn or silent, got ${level}`)
  const destination = pino.destination({ fd: 2, sync: true })
  // Where the disk of the log is full, or its reader is gone, a night's work goes on without a log.
  destination.on('error', () => undefined)
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
    destination,
  )
}
