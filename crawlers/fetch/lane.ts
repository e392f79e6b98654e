import PQueue from 'p-queue'
import { CookieJar } from 'tough-cookie'
import type { BadOutcome } from './outcome.ts'

/** In which way a host answers, found once and kept for the run (`ways.ts`). */
export type Way = 'asked' | 'legacy_tls' | 'by_http' | 'by_https'

/** How an answer bears on the pace: `good`, `bad` (an overload sign: 429, 5xx, 403, timeout, reset). */
export type Bearing = 'good' | 'bad'

/** Between a host in trouble and us: no gap grows beyond this. */
const gapCapMs = 30_000
const maxPenalty = 16
/** With a delay of 0 (practice portals) a penalty still has something to multiply. */
const penaltyStepMs = 100

/**
 * One host's lane: one request at a time, a pause between the end of one and the start of the next, and what has been
 * learnt of the host in this run. The pause grows with the host's latency and doubles on each sign of overload; it
 * shrinks again as answers come well.
 */
export class Lane {
  readonly jar = new CookieJar(undefined, { looseMode: true, rejectPublicSuffixes: false })
  readonly #queue = new PQueue({ concurrency: 1 })
  readonly #delayMs: number
  #nextAt = 0
  #penalty = 1
  #latency = 0
  #goodInRow = 0
  crawlDelayMs = 0
  /** Milliseconds this host has made us wait by Retry-After, this run. */
  waited = 0
  deferred = false
  answered = false
  cooledDown = false
  deadInRow = 0
  dead: BadOutcome | null = null
  way: Way = 'asked'

  constructor(delayMs: number) {
    this.#delayMs = delayMs
  }

  run<T>(task: () => Promise<T>): Promise<T> {
    return this.#queue.add(task)
  }

  /** The present pause between two requests, in milliseconds. */
  get gapMs(): number {
    const asked = Math.max(this.#delayMs, this.crawlDelayMs)
    const adaptive = this.#delayMs === 0 ? 0 : Math.min(this.#latency / 2, gapCapMs)
    const penalised = this.#penalty === 1 ? 0 : Math.max(asked, penaltyStepMs) * this.#penalty
    return Math.max(asked, adaptive, Math.min(penalised, gapCapMs))
  }

  /** Resolves when the next request may start; false where the run was stopped meanwhile. */
  ready(signal: AbortSignal | null): Promise<boolean> {
    return pause(this.#nextAt - performance.now(), signal)
  }

  /** To be called at the end of each request. */
  ended(latencyMs: number, bearing: Bearing): void {
    if (bearing === 'good') {
      this.#latency = this.#latency === 0 ? latencyMs : this.#latency * 0.7 + latencyMs * 0.3
      this.#goodInRow += 1
      if (this.#goodInRow >= 3 && this.#penalty > 1) {
        this.#penalty /= 2
        this.#goodInRow = 0
      }
    } else {
      this.#goodInRow = 0
      this.#penalty = Math.min(maxPenalty, this.#penalty * 2)
    }
    this.#nextAt = performance.now() + this.gapMs
  }

  /** Lets nothing start for `ms` from now. */
  rest(ms: number): void {
    this.#nextAt = Math.max(this.#nextAt, performance.now() + ms)
  }
}

/** Waits; false where the run was stopped first. */
export function pause(ms: number, signal: AbortSignal | null): Promise<boolean> {
  if (signal?.aborted === true) return Promise.resolve(false)
  if (ms <= 0) return Promise.resolve(true)
  return new Promise((resolve) => {
    const onAbort = (): void => {
      clearTimeout(timer)
      resolve(false)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort)
      resolve(true)
    }, ms)
    signal?.addEventListener('abort', onAbort, { once: true })
  })
}
