export const agencyLevels = ['national', 'province', 'prefecture', 'county', 'township'] as const
export type AgencyLevel = (typeof agencyLevels)[number]

/** The body that publishes a report. */
export interface Agency {
  /** As its own report prints it: 长沙市医疗保障局. */
  readonly name: string
  /** With the divisions above it written out, where they are known: 湖南省长沙市医疗保障局; else the name. */
  readonly fullName: string
  /** GB/T 2260, six digits (nine for towns and streets); null where the place is not certain. */
  readonly divisionCode: string | null
  readonly level: AgencyLevel | null
  /**
   * The natural key: the same for every spelling of one agency. Division code and the name without its division, short
   * forms written out (`430100/医疗保障局`). A national body: `/外交部`. Where the division is not known: `/`, the host
   * and the name (`/ruzhou.gov.cn/财政局`), so that two agencies of one name are not taken for one.
   */
  readonly key: string
}

export const agencyOrigins = [
  'title',
  'metadata',
  'intro',
  'body',
  'signature',
  'contact',
  'breadcrumb',
  'url',
  'portal',
  'none',
] as const
export type AgencyOrigin = (typeof agencyOrigins)[number]

export const yearOrigins = ['title', 'period', 'intro', 'body', 'url', 'none'] as const
export type YearOrigin = (typeof yearOrigins)[number]
