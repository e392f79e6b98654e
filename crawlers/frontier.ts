/**
 * What crawlers need remembered between requests and between runs. The database implements it; a kill at any
 * instant leaves it whole, and the walk over a portal is replayed from it without asking the network again.
 */
export interface Frontier {
  /** The last good copy of a list page, or null. `fetchedThisRun`: asked already in this run (or in the run that this one resumes). */
  page(url: string): RememberedPage | null
  /** What this run (or the one that it resumes) was told before it died: that there is no such page. Null: nothing. */
  gone?(url: string): GonePage | null
  /** Remembers an answered or failed request, and with it the page's new copy, in one transaction. */
  record(fetched: FetchRecord, page?: PageCopy): void
}

/** An address that answered, and not with a page. */
export interface GonePage {
  /** A code of `crawlers/fetch/outcome.ts` of the kind `gone`. */
  readonly outcome: string
  readonly status: number | null
  readonly message: string
}

export interface PageCopy {
  /** The address asked for: the key. */
  readonly url: string
  /** The address that answered, after redirects. */
  readonly finalUrl: string
  readonly contentType: string | null
  readonly etag: string | null
  readonly lastModified: string | null
  readonly body: Uint8Array
}

export interface RememberedPage extends PageCopy {
  readonly fetchedThisRun: boolean
}

/** One request as it went, for the fetch log. */
export interface FetchRecord {
  readonly portalId: string
  readonly url: string
  readonly method: 'GET' | 'POST'
  /** ISO 8601, UTC. */
  readonly requestedAt: string
  /** HTTP status, null where no answer came. */
  readonly status: number | null
  /** `ok`, `not_modified`, or a code of `crawlers/fetch/outcome.ts`. */
  readonly outcome: string
  /** Body bytes received, before decompression. */
  readonly bytes: number
  readonly milliseconds: number
  readonly etag: string | null
  readonly lastModified: string | null
  readonly sha256: string | null
  /** What went wrong, for people; null on success. No query secrets. */
  readonly error: string | null
}
