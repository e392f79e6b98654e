import { extract } from '../extract/extract.ts'
import type { Extraction, ExtractError, Hints, Result } from '../extract/extraction.ts'
import type { Limits } from '../extract/limits.ts'

export interface ExtractTask {
  readonly bytes: Uint8Array
  readonly hints: Hints
  readonly limits: Limits
}

/** What a worker thread of `ExtractPool` does with a task. */
export async function work({ bytes, hints, limits }: ExtractTask): Promise<Result<Extraction, ExtractError>> {
  return extract(bytes, hints, limits)
}
