import { totalmem } from 'node:os'
import type { Portal } from './portal.ts'

export interface CrawlOptions {
  /** Portals at once. Politeness is per host and per address, so that this is only a bound on memory. */
  readonly concurrency?: number
  readonly signal?: AbortSignal
  /** Called for a portal whose visit threw: a fault of the program, since what a portal does wrong is a value. */
  readonly onError?: (portal: Portal, error: unknown) => void
}

/** What the scheduler counted. */
export interface CrawlSummary {
  readonly finished: number
  readonly failed: number
  /** Portals that were never begun, because the run was stopped. */
  readonly left: number
  readonly milliseconds: number
}

const defaultConcurrency = 256
/**
 * Crawlee's pool begins one request in each turn of the event loop, which under a crawl is a long one: the last of 1,000
 * visits began after 5 s. So a request of it is a worker that has this many visits under way.
 */
const visitsOfWorker = 16
/** A visit has bounds of its own; this one only keeps Crawlee's default of a minute away. Seconds. */
const visitBoundSecs = 24 * 3_600

/**
 * Visits many portals at once. Crawlee's BasicCrawler runs the workers that visit one portal after the other, with all of its
 * storage in memory; what a portal fetches goes through our own client. One portal's failure never stops the others. When
 * the signal aborts, no further portal is begun, and the promise resolves once the begun ones have ended.
 */
export async function crawlPortals(
  portals: readonly Portal[],
  visit: (portal: Portal) => Promise<void>,
  options: CrawlOptions = {},
): Promise<CrawlSummary> {
  const began = performance.now()
  const counts = { finished: 0, failed: 0 }
  const summary = (): CrawlSummary => ({
    ...counts,
    left: portals.length - counts.finished - counts.failed,
    milliseconds: Math.round(performance.now() - began),
  })
  if (portals.length === 0 || options.signal?.aborted === true) return summary()
  const waiting = portals.values()
  const running = new Set<Promise<unknown>>()
  const attend = async (portal: Portal): Promise<void> => {
    try {
      await visit(portal)
      counts.finished += 1
    } catch (error) {
      counts.failed += 1
      options.onError?.(portal, error)
    }
  }
  /** Visits portals, one at a time, until none is waiting. */
  const work = async (): Promise<void> => {
    for (const portal of waiting) {
      if (options.signal?.aborted === true) return
      await attend(portal)
    }
  }
  // Loaded when it is needed: half a second that commands without a crawl do not wait for.
  const { BasicCrawler, Configuration, EventManager, Log, LogLevel, RequestList } =
    await import('@crawlee/basic')
  // Crawlee's own asks `ps` every second what the machine is at, and fails where there is none, as in slim containers. How
  // many visits go on at once is settled below.
  class QuietEvents extends EventManager {}
  const concurrency = Math.min(options.concurrency ?? defaultConcurrency, portals.length)
  const workers = Math.ceil(concurrency / visitsOfWorker)
  const requestList = await RequestList.open(
    null,
    Array.from({ length: workers }, (_, at) => ({ url: `http://worker.invalid/${at}` })),
  )
  const crawler = new BasicCrawler(
    {
      requestList,
      maxRequestRetries: 0,
      requestHandlerTimeoutSecs: visitBoundSecs,
      useSessionPool: false,
      log: new Log({ level: LogLevel.OFF }),
      statisticsOptions: { logIntervalSecs: visitBoundSecs },
      // Visits wait far more than they work, so all may begin at once. Without a minimum Crawlee begins none while the
      // machine is busy, with whatever else: 1,000 paced hosts then took ten times as long.
      autoscaledPoolOptions: {
        minConcurrency: workers,
        maxConcurrency: workers,
        maybeRunIntervalSecs: 0.1,
        loggingIntervalSecs: null,
      },
      async requestHandler({ request }) {
        const at = Number(new URL(request.url).pathname.slice(1))
        const visits = Math.min(visitsOfWorker, concurrency - at * visitsOfWorker)
        const worked = Promise.all(Array.from({ length: visits }, work))
        running.add(worked)
        await worked
        running.delete(worked)
      },
    },
    new Configuration({
      persistStorage: false,
      purgeOnStart: false,
      memoryMbytes: Math.round(totalmem() / 2 ** 20),
      eventManager: new QuietEvents(),
    }),
  )
  const stop = (): void => crawler.stop()
  options.signal?.addEventListener('abort', stop, { once: true })
  try {
    await crawler.run()
  } finally {
    options.signal?.removeEventListener('abort', stop)
  }
  // Crawlee's own handler of SIGINT lets its run end while visits are still under way.
  await Promise.all(running)
  return summary()
}
