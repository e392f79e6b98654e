import type { Alignment } from './align.ts'
import { address } from './align/reading.ts'
import type { Cell } from './cell.ts'
import type { Cause, Finding } from './finding.ts'
import type { Form, FormTable, Identity } from './forms/form.ts'
import { formOf, tablesRequired } from './forms/forms.ts'

/** What the rules are told of a report beside its cells. */
export interface VerifyContext {
  readonly year: number | null
  readonly second: Alignment['second']
  readonly foreignHeads: Alignment['foreignHeads']
}

/** Evaluates the rules over a report's cells. Findings never change a cell; `rules.md` has the rules. */
export function verify(
  cells: readonly Cell[],
  forms: Alignment['forms'],
  { year, second, foreignHeads }: VerifyContext,
): Finding[] {
  const findings: Finding[] = []
  for (const [table, id] of Object.entries(forms) as [FormTable, Form['form'] | null][]) {
    const form = id ? formOf(table, id) : undefined
    if (form) findings.push(...brokenIdentities(form, cells, second))
  }
  for (const table of tablesRequired(year)) {
    if (forms[table] === null)
      findings.push(finding('structure.table_missing', 'completeness', table, null, null))
  }
  for (const { table, row, column } of foreignHeads) {
    findings.push(finding('structure.column_label', 'completeness', table, row, column))
  }
  findings.push(...cells.flatMap((cell) => unnatural(cell)))
  return findings
}

function finding(
  rule: string,
  kind: Finding['class'],
  table: FormTable,
  row: string | null,
  column: string | null,
): Finding {
  return {
    rule,
    class: kind,
    table,
    row,
    column,
    expected: null,
    actual: null,
    difference: null,
    cause: 'unknown',
  }
}

function brokenIdentities(form: Form, cells: readonly Cell[], second: Alignment['second']): Finding[] {
  const byAddress = new Map(
    cells
      .filter(({ at }) => at.table === form.table)
      .map((cell) => [address(cell.at.row, cell.at.column), cell]),
  )
  return form.identities.flatMap((identity) => {
    const lines = identity.over === 'columns' ? columnsIn(form) : form.rows.map(({ code }) => code)
    return lines.flatMap((line) => {
      const pick = (code: string) =>
        byAddress.get(identity.over === 'columns' ? address(code, line) : address(line, code))
      const outcome = evaluate(identity.sum.map(pick), identity.equals.map(pick))
      if (outcome.result !== 'fail') return []
      return [broken(form.table, identity, line, outcome, causeOf(outcome.operands, second))]
    })
  })
}

function columnsIn(form: Form): string[] {
  return form.columns.map(({ code }) => code)
}

function broken(
  table: FormTable,
  identity: Identity,
  line: string,
  { expected, actual }: { expected: number; actual: number },
  cause: Cause,
): Finding {
  const [row, column] = identity.over === 'columns' ? [null, line] : [line, null]
  const difference = exact(actual - expected)
  return { rule: identity.rule, class: 'identity', table, row, column, expected, actual, difference, cause }
}

type Outcome =
  | { readonly result: 'pass' | 'not_evaluable' }
  | {
      readonly result: 'fail'
      readonly expected: number
      readonly actual: number
      readonly operands: readonly Cell[]
    }

/**
 * The one evaluator: Σ sum = Σ equals. A blank or a dash counts as 0 beside printed figures; a side on which nothing is
 * printed, a blank total, or an operand that is missing, unreadable or in doubt leaves the identity unevaluated.
 */
function evaluate(sum: readonly (Cell | undefined)[], equals: readonly (Cell | undefined)[]): Outcome {
  const operands = [...sum, ...equals]
  if (!operands.every((cell) => cell !== undefined && addable(cell))) return { result: 'not_evaluable' }
  if (!printed(sum) || equals[0]?.status !== 'number') return { result: 'not_evaluable' }
  const [expected, actual] = [total(sum), total(equals)]
  if (expected === actual) return { result: 'pass' }
  return { result: 'fail', expected, actual, operands: operands.filter((cell) => cell !== undefined) }
}

function printed(cells: readonly (Cell | undefined)[]): boolean {
  return cells.some((cell) => cell?.status === 'number')
}

function addable(cell: Cell): boolean {
  return cell.status === 'number' || cell.status === 'blank' || cell.status === 'dash'
}

function total(cells: readonly (Cell | undefined)[]): number {
  return exact(cells.reduce((sum, cell) => sum + (cell?.value ?? 0), 0))
}

/** Amounts have up to six decimals (万元 down to the cent); binary noise behind them is not a difference. */
function exact(value: number): number {
  return Math.round(value * 1e6) / 1e6
}

function causeOf(operands: readonly Cell[], second: Alignment['second']): Cause {
  const opinions = operands.map(({ at }) => second(at))
  if (opinions.includes('differs')) return 'extraction'
  return opinions.every((opinion) => opinion === 'agrees') ? 'publisher' : 'unknown'
}

/** Amounts of money may have decimals; everything else in the forms is counted. */
const amounts = new Set(['amount', 'fees_collected', 'budget'])

/** `counts.natural`: counts are whole and not negative; only `change` of form 2019 may be. */
function unnatural(cell: Cell): Finding[] {
  if (cell.status !== 'number') return []
  const { table, row, column } = cell.at
  const amount = amounts.has(column) || amounts.has(row)
  const natural = (amount || Number.isInteger(cell.value)) && (column === 'change' || cell.value >= 0)
  return natural
    ? []
    : [{ ...finding('counts.natural', 'plausibility', table, row, column), actual: cell.value }]
}
