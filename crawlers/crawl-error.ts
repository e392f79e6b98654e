/** What was asked of this room wrongly: a bad registry, a missing contact. What a portal does wrong is an `Outcome`, never thrown. */
export class CrawlError extends Error {
  readonly code: CrawlErrorCode
  readonly context: Readonly<Record<string, string | number | null>>

  constructor(code: CrawlErrorCode, message: string, context: Record<string, string | number | null> = {}) {
    super(message)
    this.name = 'CrawlError'
    this.code = code
    this.context = context
  }
}

export type CrawlErrorCode =
  /** The registry file cannot be read, or one of its cells is wrong: `context.line`, `context.column`. */
  | 'registry_invalid'
  /** `--portal` names nothing in the registry. */
  | 'portal_unknown'
  /** Hosts outside loopback are asked only by a program that says whom to write to. */
  | 'contact_required'
  | 'contact_invalid'
