import type { Form, Identity } from '../forms/form.ts'
import type { Comparison } from './comparison.ts'

/** The sums that the forms' own notes demand (勾稽关系), and those of subtotals that some agencies print. */

/** `requests.balance`, `requests.outcome`, `requests.applicants`, `disputes.results`, `statistics.*`: from the forms. */
export function identitiesOf(form: Form): Comparison[] {
  return form.identities.flatMap((identity) => overLines(form, identity))
}

function overLines(form: Form, { rule, over, sum, equals }: Identity): Comparison[] {
  const lines = over === 'columns' ? form.columns : form.rows
  return lines.map(({ code }) => {
    const operand = (other: string) =>
      over === 'columns'
        ? { table: form.table, row: other, column: code }
        : { table: form.table, row: code, column: other }
    return {
      rule,
      class: 'identity',
      table: form.table,
      row: over === 'rows' ? code : null,
      column: over === 'columns' ? code : null,
      sum: sum.map(operand),
      relation: 'equals',
      total: equals.map(operand),
    }
  })
}

/** `requests.group_subtotal`: a figure on a heading row, or in a column 法人合计, is the sum of its parts. */
export function subtotalsOf(form: Form): Comparison[] {
  if (form.table !== 'requests') return []
  const columns = [...form.columns, ...form.extraColumns]
  const overRows = form.extraRows.flatMap((heading) => {
    const parts = form.rows.filter((row) => row.under.at(-1) === heading.label)
    return columns.map((column) => ({
      ...subtotal(form, null, column.code),
      sum: parts.map((row) => at(form, row.code, column.code)),
      total: [at(form, heading.code, column.code)],
    }))
  })
  const overColumns = form.extraColumns.flatMap((heading) => {
    const parts = form.columns.filter((column) => column.under.at(-1) === heading.under.at(-1))
    return [...form.rows, ...form.extraRows].map((row) => ({
      ...subtotal(form, row.code, null),
      sum: parts.map((column) => at(form, row.code, column.code)),
      total: [at(form, row.code, heading.code)],
    }))
  })
  return [...overRows, ...overColumns]
}

function subtotal(form: Form, row: string | null, column: string | null) {
  return {
    rule: 'requests.group_subtotal',
    class: 'identity',
    table: form.table,
    row,
    column,
    relation: 'equals',
  } as const
}

function at(form: Form, row: string, column: string) {
  return { table: form.table, row, column }
}

/** Part and whole of the statistics return that are no sums. */
const subsets = [
  ['published_normative_documents', 'published_items'],
  ['press_conferences_by_head', 'press_conferences'],
  ['online_interviews_by_head', 'online_interviews'],
] as const

/** `statistics.subset`: a part is no more than its whole. */
export function subsetsOf(form: Form): Comparison[] {
  if (form.table !== 'statistics') return []
  return subsets.map(([part, whole]) => ({
    rule: 'statistics.subset',
    class: 'plausibility',
    table: form.table,
    row: part,
    column: null,
    sum: [at(form, whole, 'count')],
    relation: 'at most',
    total: [at(form, part, 'count')],
  }))
}
