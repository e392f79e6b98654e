import { setTimeout } from 'node:timers/promises'
import { Cron } from 'croner'
import type { Logger } from 'pino'
import { exit, Stop } from './exit.ts'

const minute = 60_000

/** Between two runs at the least: what a budget left over is due at once, and must not be asked for without a pause. */
const shortest = 10 * minute
/** Before looking again at the latest: the registry may have changed. */
const longest = 60 * minute

export interface ScheduleOptions {
  /** When to run, as cron says it, in Shanghai's time; null: whenever a portal is due. */
  readonly cron: string | null
  /**
   * One run over what is due. What it throws is logged, and the next run comes all the same; wrong usage ends a schedule
   * that has only begun, while a registry that somebody is editing years later does not.
   */
  readonly refreshDue: () => Promise<void>
  /** When the first portal is due, null for at once. */
  readonly nextDueAt: () => Date | null
  readonly log: Logger
  readonly signal: AbortSignal
  readonly now?: () => Date
  /** Waits; a test has its own. Ends early where the signal aborts. */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>
}

/**
 * Stays up and refreshes what is due, until it is stopped. It looks at the clock every minute instead of trusting one
 * long timer: a machine that slept, or whose clock was set, is noticed.
 * @throws Stop (wrong usage) for a cron expression that is none
 */
export async function schedule(options: ScheduleOptions): Promise<void> {
  const { log, signal, now = () => new Date(), wait = waited } = options
  const next = occasions(options.cron, options.nextDueAt)
  // The first look is at once: what was missed while nothing ran is overdue.
  let at = options.cron === null ? now() : next(now())
  let before = now()
  let runs = 0
  while (!signal.aborted) {
    const instant = now()
    // Set back: what was worked out by the old clock may be a year away.
    if (instant < before) at = next(instant)
    before = instant
    if (instant < at) {
      await wait(Math.min(minute, at.getTime() - instant.getTime()), signal)
      continue
    }
    await once(options, runs)
    runs += 1
    at = next(now())
    log.debug({ at: at.toISOString() }, 'next run')
  }
}

async function once({ refreshDue, log }: ScheduleOptions, runsBefore: number): Promise<void> {
  try {
    await refreshDue()
  } catch (error) {
    if (error instanceof Stop && error.status === exit.usage && runsBefore === 0) throw error
    log.error({ err: error }, 'the run did not come about; the next one will be tried')
  }
}

function occasions(cron: string | null, nextDueAt: () => Date | null): (from: Date) => Date {
  if (cron === null) {
    return (from) => {
      const due = nextDueAt()?.getTime() ?? 0
      return new Date(Math.min(from.getTime() + longest, Math.max(from.getTime() + shortest, due)))
    }
  }
  let job: Cron
  try {
    job = new Cron(cron, { timezone: 'Asia/Shanghai', paused: true })
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new Stop(
      exit.usage,
      `--cron: ${cron} is no cron expression (${why}); for every night at 3: 0 3 * * *`,
    )
  }
  return (from) => {
    const at = job.nextRun(from)
    if (at === null)
      throw new Stop(exit.usage, `--cron: ${cron} never comes about; for every night at 3: 0 3 * * *`)
    return at
  }
}

async function waited(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(milliseconds, undefined, { signal })
  } catch {
    // Stopped: the loop sees it.
  }
}
