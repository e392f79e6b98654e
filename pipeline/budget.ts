import { exit, Stop } from './exit.ts'

/** 2h · 90m · 45s · 5000 (requests) */
const form = /^(?<amount>\d+)(?<unit>[hms]?)$/u
const milliseconds: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1_000 }

const unbounded = () => Infinity

/** What a run may spend: time, or requests. */
export interface Budget {
  /** True once it is spent: nothing new is begun, what is under way is finished. */
  readonly spent: (requests: number) => boolean
  /** Requests that may still be made; infinite where only time is bounded. */
  readonly left: (requests: number) => number
}

/**
 * @param text `2h`, `90m`, `45s`, or a number of requests
 * @param now a clock that nobody sets: milliseconds
 * @throws Stop (wrong usage) naming what came
 */
export function budget(text: string | undefined, now: () => number = () => performance.now()): Budget {
  if (text === undefined) return { spent: () => false, left: unbounded }
  const { amount, unit = '' } = form.exec(text)?.groups ?? {}
  if (amount === undefined)
    throw new Stop(exit.usage, `--budget: expected a time (2h, 90m) or requests (5000), got ${text}`)
  const factor = milliseconds[unit]
  if (factor === undefined)
    return {
      spent: (requests) => requests >= Number(amount),
      left: (requests) => Number(amount) - requests,
    }
  const until = now() + Number(amount) * factor
  return { spent: () => now() >= until, left: unbounded }
}
