import type { Cell } from '../cell.ts'
import type { Finding } from '../finding.ts'
import type { CellAddress, FormId, FormTable } from '../forms/form.ts'
import { formOf } from '../forms/forms.ts'
import { cellAt, exact } from './facts.ts'
import type { CellAt } from './facts.ts'

/** One agency's figures of one year, as they are stored. */
export interface YearFigures {
  readonly year: number
  readonly forms: Readonly<Record<FormTable, FormId | null>>
  readonly cells: readonly Cell[]
}

/**
 * The rules that need the year before. The findings belong to the later report: it may be the earlier one that is wrong.
 * Reports that are not one year apart, and figures that are not printed or in doubt, say nothing: a missing year is no 0.
 */
export function acrossYears(before: YearFigures, now: YearFigures): Finding[] {
  if (now.year !== before.year + 1) return []
  const [then, today] = [cellAt(before.cells), cellAt(now.cells)]
  return [
    ...carryOver(then, today, now),
    ...inForce(then, today),
    ...items(then, today, [before, now]),
    ...unitJump(then, today),
    ...copied(then, now),
  ]
}

/** `years.carry_over`: what the year before carried out, this year carries in; per column, across both forms. */
function carryOver(then: CellAt, today: CellAt, { forms }: YearFigures): Finding[] {
  const form = forms.requests ? formOf('requests', forms.requests) : undefined
  return (form?.columns ?? []).flatMap(({ code }) => {
    const address = at('requests', 'carried_in', code)
    const expected = number(then(at('requests', 'carried_out', code)))
    return differs('years.carry_over', 'carry-over', address, expected, number(today(address)))
  })
}

/** `years.in_force`: breaks lawfully after a clean-up or a merger: a warning. */
function inForce(then: CellAt, today: CellAt): Finding[] {
  return ['regulations', 'normative_documents'].flatMap((row) => {
    const address = at('proactive', row, 'in_force')
    const parts = [
      number(then(address)),
      number(today(at('proactive', row, 'issued'))),
      negative(number(today(at('proactive', row, 'repealed')))),
    ]
    return differs('years.in_force', 'plausibility', address, sum(parts), number(today(address)))
  })
}

/** `years.items`: form 2019 alone counts items. */
function items(then: CellAt, today: CellAt, years: readonly YearFigures[]): Finding[] {
  if (years.some(({ forms }) => forms.proactive !== '2019')) return []
  const rows =
    formOf('proactive', '2019')?.rows.filter(({ columns }) => columns.includes('items_last_year')) ?? []
  return rows.flatMap(({ code }) => {
    const address = at('proactive', code, 'items_last_year')
    const parts = [number(then(address)), number(then(at('proactive', code, 'change')))]
    return differs('years.items', 'carry-over', address, sum(parts), number(today(address)))
  })
}

const money = [
  at('proactive', 'administrative_fees', 'amount'),
  at('proactive', 'central_procurement', 'amount'),
]

/** `years.unit_jump`: 元 taken for 万元 makes an amount some 10,000 times larger or smaller. */
function unitJump(then: CellAt, today: CellAt): Finding[] {
  return money.flatMap((address) => {
    const [expected, actual] = [number(then(address)), number(today(address))]
    if (!expected || !actual || then(address)?.unit !== today(address)?.unit) return []
    const ratio = Math.max(expected / actual, actual / expected)
    if (ratio < 3000 || ratio > 30_000) return []
    return differs('years.unit_jump', 'plausibility', address, expected, actual)
  })
}

/** As few figures above 0 as this may be the same two years running by chance. */
const fewestCopied = 8

/** `years.copied`: every figure above 0 of the year before stands again, cell for cell, and no other; `actual` counts them. */
function copied(then: CellAt, { cells }: YearFigures): Finding[] {
  const counted = cells.filter(
    ({ at: { table } }) => table === 'requests' || table === 'proactive' || table === 'statistics',
  )
  const same = counted.filter((cell) => cell.status === 'number' && cell.value !== 0)
  const repeated = counted.every((cell) => (cell.value ?? 0) === (number(then(cell.at)) ?? 0))
  if (!repeated || same.length < fewestCopied) return []
  const nowhere = { table: null, row: null, column: null }
  return [
    {
      rule: 'years.copied',
      class: 'plausibility',
      ...nowhere,
      expected: null,
      actual: same.length,
      difference: null,
      cause: 'unknown',
    },
  ]
}

/**
 * `hierarchy.sum`: a government's total that covers its territory, against the sum of its agencies'.
 * @param parts the same cell of every agency; undefined for a report that is not there, which leaves the rule unevaluated
 */
export function hierarchySum(total: Cell, parts: readonly (Cell | undefined)[]): Finding[] {
  if (parts.length === 0) return []
  return differs(
    'hierarchy.sum',
    'plausibility',
    total.at,
    sum(parts.map((part) => number(part))),
    number(total),
  )
}

function differs(
  rule: string,
  kind: Finding['class'],
  address: CellAddress,
  expected: number | null,
  actual: number | null,
): Finding[] {
  if (expected === null || actual === null || expected === actual) return []
  const difference = exact(actual - expected)
  return [{ rule, class: kind, ...address, expected, actual, difference, cause: 'unknown' }]
}

function at(table: FormTable, row: string, column: string): CellAddress {
  return { table, row, column }
}

function number(cell: Cell | undefined): number | null {
  return cell?.status === 'number' ? cell.value : null
}

function negative(value: number | null): number | null {
  return value === null ? null : -value
}

/** Null where one of the parts is not printed. */
function sum(parts: readonly (number | null)[]): number | null {
  return parts.reduce<number | null>(
    (all, part) => (all === null || part === null ? null : exact(all + part)),
    0,
  )
}
