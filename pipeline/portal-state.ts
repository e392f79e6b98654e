import type { Discovery } from '../crawlers/discovery.ts'
import type { PortalState } from '../db/vocabulary.ts'

/** How a portal was before this visit. */
export interface PortalBefore {
  /** The publishing system it was last found to run. */
  readonly platform: string | null
  /** Links that its lists showed in earlier runs, newest first; only runs in which it was in order. */
  readonly listed: readonly number[]
}

export interface Judged {
  readonly state: PortalState
  /** What needs a look, and what to do; null where nothing does. */
  readonly error: string | null
}

/** Below this part of what is usual, a list is not merely shorter: something of it is no longer found. */
const usualPart = 0.5
/** A list of a few reports halves by chance. */
const fewestUsual = 6
/** No publishing system that can be told: no sign that it was replaced by another. */
const untold: ReadonlySet<string | null> = new Set([null, 'generic'])

/** Judges a visit by what the portal used to show: what it no longer shows is an alarm, not a success. */
export function judgePortal(discovery: Discovery, before: PortalBefore): Judged {
  const { state, error, platform, links } = discovery
  if (state === 'failing' || state === 'blocked') return { state, error }
  const usual = median(before.listed)
  const replaced =
    !untold.has(platform) && !untold.has(before.platform) && platform !== before.platform && usual !== null
  if (replaced) {
    return {
      state: 'redesigned',
      error: `its pages were ${before.platform} and are now ${platform}; it lists ${links.length} reports (usually ${usual}): look at its column, and at the portal's row of the registry.`,
    }
  }
  if (links.length === 0) {
    if (usual === null) return { state, error }
    return {
      state: 'silent',
      error: `it lists no report although it usually lists ${usual}: look at its pages, nianbao probe says what they show.`,
    }
  }
  if (usual !== null && usual >= fewestUsual && links.length < usual * usualPart) {
    return {
      state: 'ok',
      error: `it lists ${links.length} reports where ${usual} are usual: look whether its column has moved.`,
    }
  }
  return { state: 'ok', error: null }
}

/** The middle of what was seen; null where nothing was. */
export function median(numbers: readonly number[]): number | null {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? null
}
