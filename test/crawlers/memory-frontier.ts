import type { FetchRecord, Frontier, PageCopy, RememberedPage } from '../../crawlers/frontier.ts'

/** A frontier in memory, with its fetch log open to tests. `newRun` is what starting the program again is. */
export class MemoryFrontier implements Frontier {
  readonly log: FetchRecord[] = []
  readonly #pages = new Map<string, { copy: PageCopy; run: number }>()
  #run = 1

  page(url: string): RememberedPage | null {
    const kept = this.#pages.get(url)
    return kept === undefined ? null : { ...kept.copy, fetchedThisRun: kept.run === this.#run }
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
