import type { Store } from '../db/store.ts'
import { canReadScans } from '../extract/equipment.ts'
import type { ExtractPool } from './extract-pool.ts'
import { reextract } from './reextract.ts'
import type { ReextractSummary } from './reextract.ts'

/**
 * Reads the stored scans that waited for somebody to install tesseract; asks the network for nothing. Does nothing while
 * scans cannot be read here.
 */
export async function readWaiting(
  store: Store,
  pool: ExtractPool,
  stopping: () => boolean,
): Promise<ReextractSummary> {
  const nothing = { read: 0, changed: 0, unchanged: 0, errors: [] }
  if (store.status.waitingForOcr() === 0 || !(await canReadScans())) return nothing
  return reextract({ store, pool, portalId: null, since: null, state: 'needs_ocr', stopping })
}
