import type { Finding } from './finding.ts'
import type { FormTable } from './forms/form.ts'
import { formOf } from './forms/forms.ts'
import { perForm } from './forms/perForm.ts'
import { findingOf } from './rules/comparison.ts'
import { cellAt } from './rules/facts.ts'
import type { Facts } from './rules/facts.ts'
import { implausible } from './rules/plausible.ts'
import { structural } from './rules/structure.ts'
import { identitiesOf, subsetsOf, subtotalsOf } from './rules/sums.ts'
import { contradictedByText } from './rules/text.ts'

const comparisonsOf = perForm((form) => [...identitiesOf(form), ...subtotalsOf(form), ...subsetsOf(form)])

/**
 * Evaluates every rule that one document can answer. Findings never change a cell; `rules.md` has the rules, those
 * across years are in `rules/years.ts`.
 */
export function verify(facts: Facts): Finding[] {
  const at = cellAt(facts.cells)
  const comparisons = (Object.keys(facts.forms) as FormTable[]).flatMap((table) => {
    const id = facts.forms[table]
    const form = id ? formOf(table, id) : undefined
    return form ? comparisonsOf(form) : []
  })
  return [
    ...comparisons.flatMap((comparison) => findingOf(comparison, at, facts.second)),
    ...structural(facts),
    ...implausible(facts),
    ...contradictedByText(facts, at),
  ]
}
