import type { Logger } from 'pino'
import type { FetchRecord, Frontier } from '../crawlers/frontier.ts'

/** A run's frontier: it counts what the budget is spent on, and dates by the run's own clock. */
export interface WatchedFrontier extends Frontier {
  /**
   * Writes down the requests of a portal that brought a document. They are kept back until the document itself is written,
   * so that both are one transaction: a run that dies has neither, or both.
   */
  settle(portalId: string): void
}

interface Watch {
  readonly spent: { requests: number }
  readonly now: () => Date
  readonly log: Logger
}

export function watchedFrontier(frontier: Frontier, { spent, now, log }: Watch): WatchedFrontier {
  const kept = new Map<string, FetchRecord[]>()
  return {
    page: (url) => frontier.page(url),
    gone: (url) => frontier.gone?.(url) ?? null,
    record: (fetched, copy) => {
      spent.requests += 1
      const { portalId: portal, url, status, outcome, bytes, milliseconds } = fetched
      log.debug({ portal, url, status, outcome, bytes, milliseconds }, 'answered')
      const dated = { ...fetched, requestedAt: now().toISOString() }
      // Pages come with their copy; what is good and has none is a document.
      if ((outcome === 'ok' || outcome === 'not_modified') && copy === undefined)
        kept.set(portal, [...(kept.get(portal) ?? []), dated])
      else frontier.record(dated, copy)
    },
    settle: (portalId) => {
      for (const fetched of kept.get(portalId) ?? []) frontier.record(fetched)
      kept.delete(portalId)
    },
  }
}
