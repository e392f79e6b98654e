/** What the database is told about places and agencies, which extract/ knows; pipeline hands it in. */
export interface Atlas {
  /** The place that bears the code, or bore it last; null where the list does not have it. */
  division(code: string): Place | null
  /** 国务院部门, 人民政府, 街道办事处 …: the kind of body that a key and a name mean; null where they do not tell. */
  kind(agency: { readonly key: string; readonly name: string }): string | null
  /**
   * The agencies of the same division that may have taken over an agency's work by a reform, the first reform first:
   * 430100/工商行政管理局 → 430100/市场监督管理局. Empty for those that no reform touched.
   */
  successors(key: string): readonly string[]
  /** Those whose work it may have taken over. */
  predecessors(key: string): readonly string[]
}

/** A row of `division`. */
export interface Place {
  readonly code: string
  readonly name: string
  readonly fullName: string
  readonly level: 'province' | 'prefecture' | 'county' | 'township'
  readonly parentCode: string | null
}

/** For a file whose places nobody needs to know. */
export const noAtlas: Atlas = {
  division: () => null,
  kind: () => null,
  successors: () => [],
  predecessors: () => [],
}
