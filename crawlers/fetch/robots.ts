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
  const text = wholeLines(body)
  // A home page served in place of a missing robots.txt has no rules.
  if (/^\s*</.test(text)) return robotsFree // '<!DOCTYPE html>'
  const robots = parseRobots(robotsUrl, plainLines(text))
  const origin = new URL(robotsUrl).origin
  const delay = robots.getCrawlDelay(product) ?? 0
  return {
    state: 'open',
    allows(url) {
      const { pathname, search } = new URL(url)
      return robots.isAllowed(`${origin}${unreservedDecoded(`${pathname}${search}`)}`, product) !== false
    },
    crawlDelayMs: Number.isFinite(delay) && delay > 0 ? Math.min(delay * 1000, crawlDelayCapMs) : 0,
  }
}

/** As much of it as is read, without a line that was cut: of `Disallow: /admin/` might remain `Disallow: /`. */
function wholeLines(body: Uint8Array): string {
  const text = new TextDecoder().decode(body.subarray(0, robotsMaxBytes))
  if (body.length <= robotsMaxBytes) return text
  return text.slice(0, Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1)
}

/**
 * What the parser takes literally and RFC 9309 does not: a product token ends at the first character that cannot belong to one
 * (2.2.1), encoded letters are letters (2.2.2), and records of other kinds do not end a group (2.2.4).
 */
function plainLines(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .filter((line) => !/^\s*(sitemap|host|clean-param|request-rate|visit-time)\s*:/i.test(line)) // Sitemap: https://…
    .map((line) => line.replace(/^(\s*user-agent\s*:\s*)([a-z_-]+)[^#]*/i, '$1$2')) // User-agent: nianbao (+https://…)
    .map(unreservedDecoded)
    .join('\n')
}

/** RFC 3986, 2.3: %7E is ~, whoever wrote it. */
function unreservedDecoded(text: string): string {
  return text.replaceAll(/%(2d|2e|3\d|[46][1-9a-f]|[57][\da]|5f|7e)/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  ) // %7Ejoe → ~joe
}
