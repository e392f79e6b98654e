import type { Frontier } from '../frontier.ts'
import type { Timeouts } from './exchange.ts'
import type { Resolve } from './resolve.ts'
import { resolveWithSystem } from './resolve.ts'

export interface ClientOptions {
  /** Of the program, for the user agent. */
  readonly version: string
  /** Whom to write to; null only where every portal is on loopback. */
  readonly contact: string | null
  /** Start and column addresses of every portal of the registry: the hosts that are trusted. */
  readonly registered: readonly string[]
  readonly frontier: Frontier
  /** Least pause between the end of one request to a host and the start of the next, in milliseconds. */
  readonly delayMs?: number
  readonly signal?: AbortSignal
  readonly limits?: Partial<ClientLimits>
  /** Certificates (PEM) of authorities that are trusted besides the system's: for hosts of a network of one's own, and tests. */
  readonly authorities?: readonly string[]
  /** Name resolution; the system's unless a test has its own. */
  readonly resolve?: Resolve
}

/** Bounds of one client; all have defaults that suit slow county hosts. */
export interface ClientLimits {
  readonly pageBytes: number
  readonly documentBytes: number
  readonly pageTimeouts: Timeouts
  readonly documentTimeouts: Timeouts
  readonly redirects: number
  /** How often a broken request is asked again. */
  readonly retries: number
  /** First pause before asking again, in milliseconds; doubles, with jitter. */
  readonly backoffMs: number
  /** All waits that one host may ask for by 429, 503 and Retry-After in one run, in milliseconds. */
  readonly hostWaitMs: number
  /** The wait after a 429 that names none, and after a 403 that follows good answers, in milliseconds. */
  readonly busyWaitMs: number
  /** Requests at once to one IP address; loopback is excepted. */
  readonly perAddress: number
}

export const defaultLimits: ClientLimits = {
  pageBytes: 8 * 1024 * 1024,
  documentBytes: 64 * 1024 * 1024,
  pageTimeouts: { connect: 15_000, headers: 30_000, body: 30_000 },
  documentTimeouts: { connect: 15_000, headers: 60_000, body: 300_000 },
  redirects: 10,
  retries: 3,
  backoffMs: 1_000,
  hostWaitMs: 10 * 60_000,
  busyWaitMs: 30_000,
  perAddress: 2,
}

export const defaultDelayMs = 1_000
export const defaultResolve = resolveWithSystem
