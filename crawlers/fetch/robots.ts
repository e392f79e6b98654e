import { createRequire } from 'node:module'
import type { Robot } from 'robots-parser'
import type { BadOutcome } from './outcome.ts'

// robots-parser is CommonJS whose types promise a default export it only has under another loader.
const parseRobots = createRequire(import.meta.url)('robots-parser') as (url: string, text: string) => Robot

/** What robots.txt of one origin says, per RFC 9309. */
export type RobotsVerdict =
  | { readonly state: 'open'; readonly allows: (url: string) => boolean; readonly crawlDelayMs: number }
  | { readonly state: 'closed'; readonly outcome: BadOutcome; readonly message: string }

/** RFC 9309, 2.5: at least 500 KiB are read; what stands behind them is ignored. */
export const robotsMaxBytes = 500 * 1024
/** RFC 9309, 2.4: not kept for more than a day. */
export const robotsKeptMs = 24 * 3_600_000
/** An unreachable robots.txt is asked again sooner. */
export const robotsUnreachableKeptMs = 10 * 60_000
/** RFC 9309, 2.3.1.2. */
export const robotsMaxRedirects = 5
/** A Crawl-delay above this is honoured as this: 30 s between requests is as slow as a run can be. */
export const crawlDelayCapMs = 30_000

/** No restriction: robots.txt does not exist (4xx), or says nothing. */
export const robotsFree: RobotsVerdict = { state: 'open', allows: () => true, crawlDelayMs: 0 }

/**
 * @param robotsUrl where it was asked for; its rules hold for that origin
 * @param product the product token of our user agent: `nianbao`
 */
export function readRobots(robotsUrl: string, body: Uint8Array, product: string): RobotsVerdict {
  const text = new TextDecoder().decode(body.subarray(0, robotsMaxBytes))
  // A home page served in place of a missing robots.txt has no rules.
  if (/^\s*</.test(text)) return robotsFree // '<!DOCTYPE html>'
  const robots = parseRobots(robotsUrl, text)
  const origin = new URL(robotsUrl).origin
  const delay = robots.getCrawlDelay(product) ?? 0
  return {
    state: 'open',
    allows(url) {
      const { pathname, search } = new URL(url)
      return robots.isAllowed(`${origin}${pathname}${search}`, product) !== false
    },
    crawlDelayMs: Number.isFinite(delay) && delay > 0 ? Math.min(delay * 1000, crawlDelayCapMs) : 0,
  }
}
