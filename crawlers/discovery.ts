/** Whether a title makes a report: handed in by whoever knows reports. `maybe`: the content decides. */
export type Judge = (title: string, url: string) => 'report' | 'maybe' | 'no'

/** A link to what is, or may be, a report. */
export interface FoundLink {
  /** Absolute, as it was linked. */
  readonly url: string
  readonly title: string
  /** `YYYY-MM-DD` printed beside the link, or null. */
  readonly publishedOn: string | null
  /** The page it was found on. */
  readonly listUrl: string
  /** Whose column it stands in, as the portal's navigation says; null where it does not. */
  readonly unit: string | null
  /** The title alone makes it a report; otherwise the content has to decide. */
  readonly certain: boolean
}

/** What walking one portal came to. */
export interface Discovery {
  /** The publishing system of the annual-report column, else of the home page; `generic` where none is known. */
  readonly platform: string | null
  /** Annual-report columns that held links, best first. */
  readonly columnUrls: readonly string[]
  readonly links: readonly FoundLink[]
  /** Pages looked at, remembered ones included. */
  readonly pages: number
  /** What was left out and why, for people: limits that were reached, hosts outside the registry, list pages that failed. */
  readonly cut: readonly string[]
  /**
   * `ok`: walked, with links. `blocked`: the portal does not want us. `failing`: broken, wholly or in a list that matters.
   * `silent`: it answers, but no annual report was found: something has moved.
   */
  readonly state: 'ok' | 'blocked' | 'failing' | 'silent'
  /** Why it is not `ok`, for people; null where it is. */
  readonly error: string | null
}

/** Bounds of one walk. */
export interface WalkLimits {
  /** Pages looked at. */
  readonly pages: number
  /** Clicks from the start page. */
  readonly depth: number
  /** Folders below an annual-report column: year, type, unit. */
  readonly columnDepth: number
  /** Pages of one list. */
  readonly listPages: number
  /** Units whose own disclosure pages are looked at. */
  readonly units: number
  readonly milliseconds: number
}

export const defaultWalkLimits: WalkLimits = {
  pages: 600,
  depth: 8,
  columnDepth: 4,
  listPages: 60,
  units: 200,
  milliseconds: 60 * 60_000,
}
