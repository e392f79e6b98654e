import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { load } from 'cheerio'
import { Agent, request } from 'undici'
import { crawlPortals } from '../crawlers/crawl.ts'
import { discover } from '../crawlers/discover.ts'
import { Client } from '../crawlers/fetch/client.ts'
import type { Frontier } from '../crawlers/frontier.ts'
import { parsePage } from '../crawlers/page.ts'
import type { Portal } from '../crawlers/portal.ts'
import { judgeTitle } from '../extract/identity.ts'

/** One line of the printed table. */
export interface CrawlRow {
  readonly measure: string
  readonly value: number
  readonly unit: string
  readonly note: string
}

/** How many hosts, pages of each, and the pause between two requests to one host in milliseconds. */
export interface CrawlSize {
  readonly hosts: number
  readonly pages: number
  readonly delayMs: number
}

export const shortCrawl: CrawlSize = { hosts: 100, pages: 5, delayMs: 500 }
/** A third of the country's portals. */
export const longCrawl: CrawlSize = { hosts: 1_000, pages: 20, delayMs: 2_000 }

/** Without pauses: what client and page reading cost, against the least that anybody does. */
const unpaced = { hosts: 50, pages: 60, delayMs: 0 } as const

/**
 * The crawlers against loopback hosts (127.x.y.z) that stand in another process: without pauses against undici and cheerio's
 * `load` doing the same requests, and paced against the ideal, pages per host × delay.
 */
export async function benchCrawl(size: CrawlSize = shortCrawl): Promise<CrawlRow[]> {
  return [...(await benchUnpaced()), ...(await benchPaced(size))]
}

async function benchUnpaced(): Promise<CrawlRow[]> {
  return withHosts(unpaced, async (origins) => {
    const pagesOf = (origin: string): string[] =>
      Array.from({ length: unpaced.pages }, (_, at) => `${origin}/zfxxgknb/index_${at + 1}.html`)
    const requests = unpaced.hosts * unpaced.pages
    // The first round warms up; of the others the best counts, for both alike.
    let [bare, ours] = [Infinity, Infinity]
    for (let round = 0; round < 3; round += 1) {
      const [bareMs, oursMs] = [await bareRound(origins, pagesOf), await ourRound(origins, pagesOf)]
      if (round > 0) [bare, ours] = [Math.min(bare, bareMs), Math.min(ours, oursMs)]
    }
    const rate = (ms: number): number => Math.round((requests * 1_000) / ms)
    const note = `${unpaced.hosts} hosts × ${unpaced.pages} pages of 5 KB, delay 0`
    return [
      { measure: 'undici with cheerio.load', value: rate(bare), unit: 'pages/s', note },
      { measure: 'client and page reading', value: rate(ours), unit: 'pages/s', note },
      { measure: 'factor', value: hundredths(bare / ours), unit: '×', note: 'aim 0.5 or more' },
    ]
  })
}

async function bareRound(origins: readonly string[], pagesOf: (origin: string) => string[]): Promise<number> {
  const dispatcher = new Agent({ connections: 1, pipelining: 1 })
  const began = performance.now()
  await Promise.all(
    origins.map(async (origin) => {
      for (const url of pagesOf(origin)) {
        const { body } = await request(url, { dispatcher })
        load(await body.text())
      }
    }),
  )
  const took = performance.now() - began
  await dispatcher.destroy()
  return took
}

async function ourRound(origins: readonly string[], pagesOf: (origin: string) => string[]): Promise<number> {
  const client = clientOf(origins, 0)
  const began = performance.now()
  await Promise.all(
    origins.map(async (origin) => {
      for (const url of pagesOf(origin)) {
        const answer = await client.page('bench', { url })
        if (!answer.ok) throw new Error(`${url}: ${answer.message}`)
        parsePage({ url }, answer.finalUrl, answer.text)
      }
    }),
  )
  const took = performance.now() - began
  await client.close()
  return took
}

async function benchPaced(size: CrawlSize): Promise<CrawlRow[]> {
  return withHosts(size, async (origins) => {
    const counted = { requests: 0, links: 0 }
    const client = clientOf(origins, size.delayMs, counted)
    const portals = origins.map((origin, at) => portalOf(origin, at))
    // A run loads the scheduler once; here it would be a good part of so short a walk.
    await crawlPortals(portals.slice(0, 1), () => Promise.resolve())
    const cpu = process.cpuUsage()
    const began = performance.now()
    await crawlPortals(
      portals,
      async (portal) => {
        const { links } = await discover(portal, client, judgeTitle)
        counted.links += links.length
      },
      { concurrency: size.hosts },
    )
    const took = performance.now() - began
    const { user, system } = process.cpuUsage(cpu)
    await client.close()
    // One request to robots.txt, then home and lists; the first waits for nothing.
    const ideal = size.pages * size.delayMs
    const note = `${size.hosts} hosts × ${size.pages} pages, delay ${size.delayMs / 1_000} s: ideal ${ideal / 1_000} s`
    const expected = size.hosts * (size.pages - 1) * 20
    if (counted.links !== expected) throw new Error(`${counted.links} of ${expected} reports were found`)
    return [
      { measure: 'paced walk', value: hundredths(took / 1_000), unit: 's', note },
      { measure: 'against the ideal', value: hundredths(took / ideal), unit: '×', note: 'aim 1.1 or less' },
      { measure: 'requests', value: counted.requests, unit: '', note: 'robots.txt among them' },
      { measure: 'processor', value: hundredths((user + system) / 1e6), unit: 's', note: 'of this process' },
      {
        measure: 'memory',
        value: Math.round(process.memoryUsage().rss / 1e6),
        unit: 'MB',
        note: 'resident, at the end',
      },
    ]
  })
}

function clientOf(origins: readonly string[], delayMs: number, counted = { requests: 0 }): Client {
  const frontier: Frontier = {
    page: () => null,
    record: () => {
      counted.requests += 1
    },
  }
  return new Client({ version: 'bench', contact: null, registered: origins, frontier, delayMs })
}

function portalOf(origin: string, at: number): Portal {
  return {
    id: `p${at}`,
    name: '某县',
    divisionCode: null,
    startUrl: `${origin}/`,
    platform: null,
    columnUrl: null,
    note: '',
  }
}

/** Hosts in a process of their own, so that their work is not counted as ours. A host has its home page and lists for the rest. */
async function withHosts<T>(
  { hosts, pages }: CrawlSize,
  use: (origins: readonly string[]) => Promise<T>,
): Promise<T> {
  const script = fileURLToPath(new URL('./crawl-hosts.ts', import.meta.url))
  const lists = hosts === unpaced.hosts && pages === unpaced.pages ? pages + 2 : pages
  const child = fork(script, [String(hosts), String(lists)])
  try {
    const [port] = (await once(child, 'message')) as [number]
    return await use(
      Array.from(
        { length: hosts },
        (_, at) => `http://127.20.${Math.floor(at / 250)}.${(at % 250) + 1}:${port}`,
      ),
    )
  } finally {
    child.disconnect()
  }
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100
}
