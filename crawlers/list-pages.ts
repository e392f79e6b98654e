import type { PageRequest } from './fetch/answer.ts'
import type { Page } from './page.ts'
import { keyOf } from './place.ts'
import type { Platform } from './platform.ts'
import { generic } from './platforms/generic.ts'

/** The pages of a list that are still to be asked for, each once. */
export class ListPages {
  readonly platform: Platform
  readonly #asked: Set<string>
  readonly #queue: PageRequest[] = []
  /** Where the platform told the pages once, the generic way is not asked to guess more of them. */
  #isTold: boolean

  constructor(first: Page, platform: Platform) {
    this.platform = platform
    this.#isTold = platform === generic
    this.#asked = new Set([keyOf(first.request)])
    this.push(first)
  }

  get isEmpty(): boolean {
    return this.#queue.length === 0
  }

  get all(): readonly PageRequest[] {
    return this.#queue
  }

  /** What a page of the list says of the others. */
  push(page: Page): void {
    const told = this.platform.next?.(page) ?? []
    this.#isTold ||= told.length > 0
    for (const request of this.#isTold ? told : (generic.next?.(page) ?? [])) {
      const key = keyOf(request)
      if (this.#asked.has(key)) continue
      this.#asked.add(key)
      this.#queue.push(request)
    }
  }

  /** The next one to ask for, or null. */
  shift(): PageRequest | null {
    return this.#queue.shift() ?? null
  }
}
