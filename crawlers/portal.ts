/** A government portal to visit: a row of the registry. It is its id, not its host. */
export interface Portal {
  readonly id: string
  /** A hint for people; the report's own words win. */
  readonly name: string
  /** GB/T 2260, null where it is not known yet. */
  readonly divisionCode: string | null
  readonly startUrl: string
  /** The publishing system's id (`platforms/`), null where it is to be found out. */
  readonly platform: string | null
  /** Where the annual-report column is, null where it is to be found out. */
  readonly columnUrl: string | null
  readonly note: string
}
