import type { Finding } from './finding.ts'
import type { Form, FormId, FormTable } from './forms/form.ts'
import { formOf } from './forms/forms.ts'
import { findingOf } from './rules/comparison.ts'
import type { Comparison } from './rules/comparison.ts'
import { cellAt } from './rules/facts.ts'
import type { CellAt, Facts } from './rules/facts.ts'
import { implausible } from './rules/plausible.ts'
import { structural } from './rules/structure.ts'
import { identitiesOf, subsetsOf, subtotalsOf } from './rules/sums.ts'
import { contradictedByText } from './rules/text.ts'
import { remembered } from './recall.ts'

const ofForm = remembered((form: Form) => [...identitiesOf(form), ...subtotalsOf(form), ...subsetsOf(form)])

/** The rules over the figures of one table; none where it follows no form. */
export function comparisonsOf(table: FormTable, id: FormId | null): readonly Comparison[] {
  const form = id ? formOf(table, id) : undefined
  return form ? ofForm(form) : []
}

/** The findings of those rules. */
export function compared(forms: Facts['forms'], at: CellAt, second: Facts['second']): Finding[] {
  return (Object.keys(forms) as FormTable[]).flatMap((table) =>
    comparisonsOf(table, forms[table]).flatMap((comparison) => findingOf(comparison, at, second)),
  )
}

/**
 * Evaluates every rule that one document can answer. Findings never change a cell; `rules.md` has the rules, those
 * across years are in `rules/years.ts`.
 */
export function verify(facts: Facts): Finding[] {
  const at = cellAt(facts.cells)
  return [
    ...compared(facts.forms, at, facts.second),
    ...structural(facts),
    ...implausible(facts),
    ...contradictedByText(facts, at),
  ]
}
