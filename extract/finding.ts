import type { FormTable } from './forms/form.ts'

export const findingClasses = [
  'identity',
  'plausibility',
  'carry-over',
  'completeness',
  'text',
  'reading',
] as const
export type FindingClass = (typeof findingClasses)[number]

export const causes = ['publisher', 'extraction', 'unknown'] as const
/** Who is to blame for a broken rule: `publisher` where two independent readings of the source agree on the figures. */
export type Cause = (typeof causes)[number]

/** A rule that the report's figures do not satisfy. Findings never change a cell. */
export interface Finding {
  /** The rule's id in `rules.md`: `requests.balance`, `structure.table_missing` … */
  readonly rule: string
  readonly class: FindingClass
  readonly table: FormTable | null
  readonly row: string | null
  readonly column: string | null
  readonly expected: number | null
  readonly actual: number | null
  /** actual − expected, rounded to the figures' own decimals. */
  readonly difference: number | null
  readonly cause: Cause
}
