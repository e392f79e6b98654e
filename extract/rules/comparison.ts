import type { Cell } from '../cell.ts'
import type { Finding, FindingClass } from '../finding.ts'
import type { CellAddress, FormTable } from '../forms/form.ts'
import { causeOf, exact } from './facts.ts'
import type { CellAt, Facts } from './facts.ts'

/** A rule over printed figures, as data: the sum of some cells against the sum of others. */
export interface Comparison {
  readonly rule: string
  readonly class: FindingClass
  readonly table: FormTable
  /** What a finding names: the row or the column over which the rule ran. */
  readonly row: string | null
  readonly column: string | null
  readonly sum: readonly CellAddress[]
  /** `equals`: both sums are the same. `at most`: `total` is no more than `sum`. */
  readonly relation: 'equals' | 'at most'
  /** The first of them is the total that must be printed for the rule to say anything. */
  readonly total: readonly CellAddress[]
}

export type Outcome =
  | { readonly result: 'pass' | 'not_evaluable' }
  | { readonly result: 'fail'; readonly expected: number; readonly actual: number }

const notEvaluable: Outcome = { result: 'not_evaluable' }
const passed: Outcome = { result: 'pass' }

/**
 * The one evaluator. A blank or a dash counts as 0 beside printed figures; a side on which nothing is printed, a blank
 * total, or an operand that is missing, unreadable or in doubt leaves the rule unevaluated.
 */
export function compare({ sum, relation, total }: Comparison, at: CellAt): Outcome {
  const totals = total.map(at)
  if (!isPrinted(totals[0]) || !totals.every(addable)) return notEvaluable
  const addends = sum.map(at)
  if (!addends.some(isPrinted) || !addends.every(addable)) return notEvaluable
  const [expected, actual] = [added(addends), added(totals)]
  const holds = relation === 'equals' ? expected === actual : actual <= expected
  return holds ? passed : { result: 'fail', expected, actual }
}

/** The finding of a comparison that does not hold; none where it holds or cannot be evaluated. */
export function findingOf(comparison: Comparison, at: CellAt, second: Facts['second']): Finding[] {
  const outcome = compare(comparison, at)
  if (outcome.result !== 'fail') return []
  const { rule, class: kind, table, row, column, sum, total } = comparison
  const { expected, actual } = outcome
  return [
    {
      rule,
      class: kind,
      table,
      row,
      column,
      expected,
      actual,
      difference: exact(actual - expected),
      cause: causeOf([...sum, ...total], second),
    },
  ]
}

function addable(cell: Cell | undefined): boolean {
  return cell?.status === 'number' || cell?.status === 'blank' || cell?.status === 'dash'
}

function isPrinted(cell: Cell | undefined): boolean {
  return cell?.status === 'number'
}

function added(cells: readonly (Cell | undefined)[]): number {
  return exact(cells.reduce((sum, cell) => sum + (cell?.value ?? 0), 0))
}
