import { exit } from './exit.ts'
import type { ExitStatus } from './exit.ts'

/** A signal to stop, as an AbortSignal and as an exit status. */
export interface Interrupt {
  readonly signal: AbortSignal
  /** Null while nobody asked to stop. */
  readonly status: () => ExitStatus | null
  readonly release: () => void
}

/** A document that is being read may take longer than whoever stops us waits (systemd asks for an end in 10 s here). */
const grace = 9_000

/**
 * Catches SIGINT and SIGTERM: the first one lets what is under way be committed, the second, or nine seconds, end the
 * program at once; SQLite leaves the database whole either way.
 */
export function interrupt(): Interrupt {
  const controller = new AbortController()
  let status: ExitStatus | null = null
  const caught = (asked: ExitStatus) => () => {
    if (status !== null) process.exit(asked)
    status = asked
    controller.abort()
    setTimeout(() => process.exit(asked), grace).unref()
  }
  const onInterrupt = caught(exit.interrupted)
  const onTerminate = caught(exit.terminated)
  process.on('SIGINT', onInterrupt)
  process.on('SIGTERM', onTerminate)
  return {
    signal: controller.signal,
    status: () => status,
    release: () => {
      process.off('SIGINT', onInterrupt)
      process.off('SIGTERM', onTerminate)
    },
  }
}
