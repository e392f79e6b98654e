import { describe, expect, it } from 'vitest'
import { exit, Stop } from '../../pipeline/exit.ts'
import { logger } from '../../pipeline/logger.ts'
import { schedule } from '../../pipeline/schedule.ts'

/** A schedule by a clock that waits without waiting; ends after some runs. */
async function runsOf(
  options: { cron: string | null; dueAt?: string | null; from: string; runs: number },
  each: (runs: number, clock: { set(to: string): void }) => void = () => undefined,
): Promise<string[]> {
  let clock = Date.parse(options.from)
  const at: string[] = []
  const controller = new AbortController()
  await schedule({
    cron: options.cron,
    log: logger('silent'),
    signal: controller.signal,
    nextDueAt: () => (options.dueAt ? new Date(options.dueAt) : null),
    now: () => new Date(clock),
    wait: async (milliseconds) => {
      clock += milliseconds
    },
    refreshDue: async () => {
      at.push(new Date(clock).toISOString())
      if (at.length >= options.runs) controller.abort()
      each(at.length, { set: (to) => (clock = Date.parse(to)) })
    },
  })
  return at
}

/** Wrong usage, as the registry gives it. */
function wrongUsage(): never {
  throw new Stop(exit.usage, 'portals.csv: it names no portal')
}

describe('a schedule', () => {
  it('runs at the times of a cron expression, in Shanghai', async () => {
    expect(await runsOf({ cron: '0 3 * * *', from: '2026-01-01T00:00:00Z', runs: 2 })).toEqual([
      '2026-01-01T19:00:00.000Z',
      '2026-01-02T19:00:00.000Z',
    ])
  })

  it('without one begins at once, and then looks every hour, or when a portal is due', async () => {
    const from = '2026-01-01T00:00:00.000Z'
    expect(await runsOf({ cron: null, from, dueAt: '2026-02-01T00:00:00Z', runs: 3 })).toEqual([
      from,
      '2026-01-01T01:00:00.000Z',
      '2026-01-01T02:00:00.000Z',
    ])
    expect(await runsOf({ cron: null, from, dueAt: '2026-01-01T00:30:00Z', runs: 2 })).toEqual([
      from,
      '2026-01-01T00:30:00.000Z',
    ])
  })

  it('does not hurry where something is due at once: a budget that is spent is spent', async () => {
    const from = '2026-01-01T00:00:00.000Z'
    expect(await runsOf({ cron: null, from, dueAt: null, runs: 2 })).toEqual([
      from,
      '2026-01-01T00:10:00.000Z',
    ])
  })

  it('notices a clock that was set back by a year, and one that was set forward', async () => {
    const back = await runsOf({ cron: '0 3 * * *', from: '2026-05-01T00:00:00Z', runs: 2 }, (_, clock) =>
      clock.set('2025-05-01T00:00:00Z'),
    )
    expect(back).toEqual(['2026-05-01T19:00:00.000Z', '2025-05-01T19:00:00.000Z'])
    const forward = await runsOf({ cron: '0 3 * * *', from: '2026-05-01T00:00:00Z', runs: 2 }, (_, clock) =>
      clock.set('2027-05-01T18:59:30Z'),
    )
    expect(forward[1]).toBe('2027-05-01T19:00:00.000Z')
  })

  it('ends at once for wrong usage when it begins, and outlives a registry that is being edited later', async () => {
    const from = '2026-01-01T00:00:00Z'
    await expect(runsOf({ cron: null, from, runs: 3 }, wrongUsage)).rejects.toThrow('names no portal')
    const later = await runsOf({ cron: null, from, runs: 3 }, (runs) => {
      if (runs === 2) wrongUsage()
    })
    expect(later).toHaveLength(3)
  })

  it('goes on after a run that failed, and ends at once for an expression that is none', async () => {
    const failing = await runsOf({ cron: null, from: '2026-01-01T00:00:00Z', runs: 3 }, (runs) => {
      if (runs === 1) throw new Error('disk full')
    })
    expect(failing).toHaveLength(3)
    await expect(runsOf({ cron: 'every night', from: '2026-01-01T00:00:00Z', runs: 1 })).rejects.toThrow(
      '--cron',
    )
    await expect(runsOf({ cron: '0 0 31 2 *', from: '2026-01-01T00:00:00Z', runs: 1 })).rejects.toThrow(
      'never',
    )
  })
})
