import { availableParallelism } from 'node:os'
import { Piscina } from 'piscina'
import type { Extraction, ExtractError, Hints, Result } from '../extract/extraction.ts'
import { defaultLimits } from '../extract/limits.ts'
import type { Limits } from '../extract/limits.ts'
import type { ExtractTask } from './extract-worker.ts'

export interface ExtractPoolOptions {
  /** Worker threads; as many as the machine has cores where absent. */
  readonly threads?: number
  readonly limits?: Limits
  /** Mebibytes of heap a worker may use before it is replaced. */
  readonly heap?: number
}

const defaultHeap = 1024
/**
 * Mebibytes. A parsed page lives about as long as its extraction: with V8's own 48 it is copied time and again while it is
 * read, and a batch takes a quarter longer.
 */
const nursery = 96

/**
 * How many times `maxMilliseconds` a thread may work on one file before it is ended. Readers keep that budget themselves,
 * a scan for each of its pages: this bound is for those that hang.
 */
const patience = 5

/**
 * Reads documents on worker threads. A file that hangs, or eats its worker's memory, costs that worker and gives
 * `too_large`; the others go on.
 */
export class ExtractPool {
  readonly #pool: Piscina<ExtractTask, Result<Extraction, ExtractError>>
  readonly #limits: Limits
  readonly threads: number

  constructor({
    threads = availableParallelism(),
    limits = defaultLimits,
    heap = defaultHeap,
  }: ExtractPoolOptions = {}) {
    this.#limits = limits
    this.threads = threads
    // From the sources the worker is TypeScript and needs its loader; a built package has neither.
    const fromSources = import.meta.url.endsWith('.ts')
    this.#pool = new Piscina({
      filename: new URL(
        fromSources ? '../scripts/extract-worker.mjs' : './extract-worker.js',
        import.meta.url,
      ).href,
      minThreads: 0,
      maxThreads: threads,
      idleTimeout: 2_000,
      resourceLimits: { maxOldGenerationSizeMb: heap, maxYoungGenerationSizeMb: nursery },
    })
  }

  async extract(bytes: Uint8Array, hints: Hints = {}): Promise<Result<Extraction, ExtractError>> {
    const controller = new AbortController()
    const timer = setTimeout(() => controller.abort(), this.#limits.maxMilliseconds * patience)
    try {
      return await this.#pool.run(
        { bytes, hints, limits: this.#limits },
        { name: 'work', signal: controller.signal },
      )
    } catch (error) {
      return { ok: false, error: lost(error, this.#limits) }
    } finally {
      clearTimeout(timer)
    }
  }

  async close(): Promise<void> {
    await this.#pool.destroy()
  }
}

/** Why a worker ended before it answered. */
function lost(error: unknown, limits: Limits): ExtractError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return { code: 'too_large', message: 'reading it needs more memory than a worker may use' }
  }
  if (error instanceof Error && error.name === 'AbortError') {
    return {
      code: 'too_large',
      message: `reading it takes longer than ${(limits.maxMilliseconds * patience) / 1000} s`,
    }
  }
  return {
    code: 'corrupt',
    message: `the reader failed: ${error instanceof Error ? error.message : String(error)}`,
  }
}
