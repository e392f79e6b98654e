import { pMapIterable } from 'p-map'
import type { Store } from '../db/store.ts'
import type { ReportKey } from '../db/stored-reports.ts'
import type { ReportState } from '../db/vocabulary.ts'
import { extractorVersion } from '../extract/extract.ts'
import type { Extraction, ExtractError, Result } from '../extract/extraction.ts'
import { asBefore } from '../extract/together.ts'
import type { ExtractPool } from './extract-pool.ts'
import { isOfMachine } from './machine-trouble.ts'

export interface ReextractSummary {
  readonly read: number
  readonly changed: number
  readonly unchanged: number
  readonly errors: readonly string[]
}

export interface ReextractOptions {
  readonly store: Store
  readonly pool: ExtractPool
  /** Only reports of this portal. */
  readonly portalId: string | null
  /** Only versions that an older extractor than this one read; all where null. */
  readonly since: string | null
  /** Only reports in this state. */
  readonly state?: ReportState
  /** True once nothing new must begin. */
  readonly stopping?: () => boolean
}

interface Current extends ReportKey {
  readonly linkId: number
  readonly url: string
  readonly sha256: string
  readonly retrievedAt: string
  readonly title: string | null
  readonly divisionCode: string | null
  readonly state: ReportState
}

const currentVersions = `
  SELECT r.report_id AS reportId, r.agency_id AS agencyId, r.year, v.version_id AS versionId, v.link_id AS linkId, v.url, d.sha256, v.retrieved_at AS retrievedAt, coalesce(v.title, l.title) AS title, p.division_code AS divisionCode, r.state
  FROM report r
  JOIN report_version v ON v.version_id = r.version_id
  JOIN document d ON d.document_id = v.document_id
  JOIN link l ON l.link_id = v.link_id
  LEFT JOIN portal p ON p.portal_id = l.portal_id
  WHERE (:portalId IS NULL OR l.portal_id = :portalId)
    AND (:state IS NULL OR r.state = :state)
    AND (:since IS NULL OR CAST(v.extractor AS INTEGER) < CAST(:since AS INTEGER))
  ORDER BY v.version_id`

/** Reads the stored documents again with today's extractor, without the network; a new version only where cells differ. */
export async function reextract({
  store,
  pool,
  portalId,
  since,
  state,
  stopping = () => false,
}: ReextractOptions): Promise<ReextractSummary> {
  const versions = store.connection.sqlite
    .prepare<object, Current>(currentVersions)
    .all({ portalId, since, state: state ?? null })
  const counts = { read: 0, changed: 0, unchanged: 0 }
  const errors: string[] = []
  // Several are read at once; one after the other is stored.
  const readings = pMapIterable(versions, (version) => readAgain(version, store, pool, stopping), {
    concurrency: pool.threads,
    backpressure: pool.threads * 4,
  })
  for await (const { version, reading } of readings) {
    if (reading === null) break
    try {
      if (reading instanceof Error) throw reading
      const outcome = storeAgain(version, reading, store)
      counts.read += 1
      counts[outcome] += 1
    } catch (error) {
      // A disk that is full: the next report would fare no better.
      if (isOfMachine(error)) throw error
      errors.push(`${version.url}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return { ...counts, errors }
}

interface Reading {
  readonly bytes: Uint8Array
  readonly result: Result<Extraction, ExtractError>
}

/** Null where nothing new must begin; an error where the stored document is lost or its file cannot be read. */
async function readAgain(
  version: Current,
  store: Store,
  pool: ExtractPool,
  stopping: () => boolean,
): Promise<{ version: Current; reading: Reading | Error | null }> {
  if (stopping()) return { version, reading: null }
  const { url, sha256, title, divisionCode } = version
  try {
    const bytes = store.documents.bytes(sha256)
    const result = await pool.extract(bytes, {
      url,
      ...(title === null ? {} : { title }),
      ...(divisionCode === null ? {} : { portalDivision: divisionCode }),
    })
    return { version, reading: { bytes, result } }
  } catch (error) {
    return { version, reading: error instanceof Error ? error : new Error(String(error)) }
  }
}

function storeAgain(version: Current, { bytes, result }: Reading, store: Store): 'changed' | 'unchanged' {
  const { linkId, reportId, state, url, retrievedAt } = version
  // What an older extractor could not read, and this one cannot either, stays as it is; a scan waits no longer.
  if (!result.ok) {
    if (state === 'needs_ocr' && result.error.code !== 'needs_ocr') store.reports.mark(reportId, 'unreadable')
    return 'unchanged'
  }
  const document = store.documents.put(bytes)
  // What its attachment printed otherwise is known from the findings alone: the attachment itself is not kept.
  const { findings } = store.stored.read(version)
  const { outcome } = store.reports.save({
    linkId,
    record: asBefore(result.value, findings),
    document,
    url,
    retrievedAt,
    extractor: extractorVersion,
  })
  return outcome === 'unchanged' ? 'unchanged' : 'changed'
}
