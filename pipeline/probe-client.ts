import { CrawlError } from '../crawlers/crawl-error.ts'
import { Browser } from '../crawlers/fetch/browser.ts'
import { Client } from '../crawlers/fetch/client.ts'
import type { Frontier } from '../crawlers/frontier.ts'
import { probe } from '../crawlers/probe.ts'
import type { Probe } from '../crawlers/probe.ts'
import { judgeTitle } from '../extract/identity.ts'
import { exit, Stop } from './exit.ts'
import { complain } from './terminal.ts'
import { version } from './version.ts'

/** A look at a portal changes nothing: no request and no page is remembered. */
const forgetful: Frontier = { page: () => null, record: () => undefined }

export interface Look {
  readonly url: string
  readonly contact: string | null
  readonly delayMs: number
  /** The program that draws lists which only scripts draw; null: whichever is found. */
  readonly browser?: string | null
  readonly signal: AbortSignal
}

/**
 * Looks at one portal, as politely as a run would.
 * @throws Stop (wrong usage) for what is no address, and without a contact outside loopback
 */
export async function lookAt({ url, contact, delayMs, browser: path = null, signal }: Look): Promise<Probe> {
  if (!/^https?:\/\//u.test(url) || !URL.canParse(url)) {
    throw new Stop(exit.usage, `${url}: expected an address that begins with http:// or https://`)
  }
  const client = clientFor(url, contact, delayMs, signal)
  const browser = new Browser({ client, path, warn: complain, signal })
  try {
    return await probe(url, client, judgeTitle, { render: browser.render, signal })
  } finally {
    await browser.close()
    await client.close()
  }
}

function clientFor(url: string, contact: string | null, delayMs: number, signal: AbortSignal): Client {
  try {
    return new Client({ version, contact, registered: [url], frontier: forgetful, delayMs, signal })
  } catch (error) {
    if (error instanceof CrawlError) throw new Stop(exit.usage, error.message)
    throw error
  }
}
