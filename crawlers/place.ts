import { canonicalUrl } from './canonical-url.ts'
import type { Judge, WalkLimits } from './discovery.ts'
import { requestKey, withoutHash } from './fetch/answer.ts'
import type { PageRequest } from './fetch/answer.ts'
import type { Client } from './fetch/client.ts'
import type { AsReport, Role } from './navigation.ts'
import type { Platform } from './platform.ts'
import type { Portal } from './portal.ts'
import type { Render } from './render.ts'

/** A page to be looked at. */
export interface Place {
  readonly request: PageRequest
  readonly role: Role
  /** What the link to it was called. */
  readonly label: string
  readonly unit: string | null
  /** Clicks from the start. */
  readonly depth: number
  /** Folders below the annual-report column. */
  readonly columnDepth: number
  /** A page without rows may itself be the report. */
  readonly asReport: AsReport
  /** `YYYY-MM-DD` printed beside the link to it, or null: where the page is itself the report, the day it was published. */
  readonly publishedOn: string | null
}

export interface WalkContext {
  readonly portal: Portal
  readonly client: Client
  readonly judge: Judge
  readonly limits: WalkLimits
  readonly platforms: readonly Platform[]
  readonly signal: AbortSignal | null
  /** Draws what only scripts draw; null: no browser is to be used. */
  readonly render: Render | null
}

/** What a place is known by: its address, and for a POST what is sent. */
export function keyOf(request: PageRequest): string {
  const url = canonicalUrl(withoutHash(request.url))
  return request.method === 'POST' ? `${url} ${requestKey(request)}` : url
}
