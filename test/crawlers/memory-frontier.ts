import { isBadOutcome, outcomeKind } from '../../crawlers/fetch/outcome.ts'
import type { FetchRecord, Frontier, GonePage, PageCopy, RememberedPage } from '../../crawlers/frontier.ts'

/** A frontier in memory, with its fetch log open to tests. `newRun` is what starting the program again is. */
export class MemoryFrontier implements Frontier {
  readonly log: FetchRecord[] = []
  readonly #pages = new Map<string, { copy: PageCopy; run: number }>()
  #run = 1

  page(url: string): RememberedPage | null {
    const kept = this.#pages.get(url)
    return kept === undefined ? null : { ...kept.copy, fetchedThisRun: kept.run === this.#run }
  }

  gone(url: string): GonePage | null {
    const told = this.log.find(
      (each) => each.url === url && isBadOutcome(each.outcome) && outcomeKind(each.outcome) === 'gone',
    )
    return told ? { outcome: told.outcome, status: told.status, message: told.error ?? '' } : null
  }

  record(fetched: FetchRecord, page?: PageCopy): void {
    this.log.push(fetched)
    if (page !== undefined) this.#pages.set(page.url, { copy: page, run: this.#run })
  }

  newRun(): void {
    this.#run += 1
    this.log.length = 0
  }
}
