/** What a portal asks for that was never visited, about. */
export const requestsOfAVisit = 20

/**
 * Lets portals begin one after the other while what they are likely to ask for fits what is left of a budget. Without it
 * hundreds would begin at once, and a budget of 100 requests would be spent thirty times over.
 */
export class Turnstile {
  readonly #left: () => number
  readonly #waiting: { readonly expected: number; readonly begin: () => void }[] = []
  #under = 0
  #expected = 0

  /** @param left requests that may still be made; infinite where nothing bounds them */
  constructor(left: () => number) {
    this.#left = left
  }

  /**
   * Waits for its turn. One portal may always begin: whether anything is left at all, the caller asks itself.
   * @param expected requests that the work is likely to make
   */
  async through<Value>(expected: number, work: () => Promise<Value>): Promise<Value> {
    await new Promise<void>((begin) => {
      this.#waiting.push({ expected, begin })
      this.#next()
    })
    try {
      return await work()
    } finally {
      this.#under -= 1
      this.#expected -= expected
      this.#next()
    }
  }

  #next(): void {
    for (let first = this.#waiting[0]; first !== undefined; first = this.#waiting[0]) {
      if (this.#under > 0 && this.#expected + first.expected > this.#left()) return
      this.#waiting.shift()
      this.#under += 1
      this.#expected += first.expected
      first.begin()
    }
  }
}
