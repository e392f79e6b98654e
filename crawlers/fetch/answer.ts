import type { BadOutcome } from './outcome.ts'

/** A page to ask for: a list, a column, a fragment. Lists that live behind a call are asked for as their own page would. */
export interface PageRequest {
  readonly url: string
  readonly method?: 'GET' | 'POST'
  /** Of a POST: form fields or JSON, as `contentType` says. */
  readonly body?: string
  readonly contentType?: string
  /** Sent only where the platform's own pages send it. */
  readonly referer?: string
  /** Sent as `X-Requested-With: XMLHttpRequest`, again only where the page's own script does. */
  readonly requestedWith?: string
}

/** A report page or an attachment. Its validators come from the caller, who keeps documents; the frontier keeps pages. */
export interface DocumentRequest {
  readonly url: string
  readonly referer?: string
  readonly etag?: string | null
  readonly lastModified?: string | null
}

export interface Answer {
  readonly ok: true
  /** The address asked for. */
  readonly url: string
  /** The address that answered, after redirects and fallbacks of scheme. */
  readonly finalUrl: string
  readonly status: number
  readonly contentType: string | null
  readonly contentDisposition: string | null
  readonly etag: string | null
  readonly lastModified: string | null
  /** After decompression. Of a page that did not change: the remembered copy. Of a document that did not change: empty. */
  readonly body: Uint8Array
  readonly sha256: string
  readonly notModified: boolean
  /** ISO 8601, UTC. */
  readonly retrievedAt: string
  /** How the host had to be asked where it was not as the address says (old TLS, the other scheme); null otherwise. */
  readonly note: string | null
}

export interface PageAnswer extends Answer {
  readonly text: string
}

export interface Failure {
  readonly ok: false
  readonly url: string
  /** The address at which it failed, after redirects. */
  readonly finalUrl: string
  readonly outcome: BadOutcome
  readonly status: number | null
  /** For people: what happened, and where it helps, what to do. */
  readonly message: string
}

/** The frontier's key of a page: its address, and for a POST its body behind a hash, which no fetched address has. */
export function requestKey(request: PageRequest): string {
  const url = withoutHash(request.url)
  return request.method === 'POST' ? `${url}#POST ${request.body ?? ''}` : url
}

/** The part behind # never reaches a server. */
export function withoutHash(url: string): string {
  const at = url.indexOf('#')
  return at < 0 ? url : url.slice(0, at)
}
