/** Something that needs a look. */
export interface Trouble {
  readonly portalId: string
  readonly message: string
  /** True where the run before did not have it: what `--fail-on new` is about. */
  readonly isNew: boolean
}

/** A portal whose state is another than before this run. */
export interface StateChange {
  readonly portal_id: string
  readonly name: string
  readonly before: string
  readonly after: string
  /** What is wrong and what to do; null where nothing is. */
  readonly error: string | null
}
