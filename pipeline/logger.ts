import { pino } from 'pino'
import type { Logger } from 'pino'
import { secretNames } from '../db/publication/secrets.ts'

/** `?token=…&key=…`, `;jsessionid=…`: what a log must not keep. */
const secret = new RegExp(String.raw`([?&;](?:${secretNames}|key)=)[^&\s"?]*`, 'giu')

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
        streamWrite: (line) => line.replace(secret, '$1…'),
      },
    },
    pino.destination({ fd: 2, sync: true }),
  )
}
