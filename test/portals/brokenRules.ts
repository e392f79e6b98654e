import { cellsOf } from '../../extract/forms/forms.ts'
import type { Form, Identity } from '../../extract/forms/form.ts'
import { formsOf } from './figures.ts'
import type { PracticeReport } from './portal.ts'

/**
 * The identity rules that a report's printed figures break, and `years.carry_over` against the year before. A blank or a
 * dash among the addends counts as 0; a rule whose total is blank is not evaluated (rules.md).
 */
export function brokenRules(report: PracticeReport, before: PracticeReport | undefined): Set<string> {
  const broken = new Set<string>()
  for (const form of formsOf(report.form)) {
    for (const identity of form.identities) {
      for (const [addends, totals] of equations(form, identity)) {
        const wanted = totals.map((at) => value(report, at))
        if (wanted.includes(null)) continue
        const given = addends.map((at) => value(report, at))
        if (sum(given) !== sum(wanted)) broken.add(identity.rule)
      }
    }
    for (const { at } of cellsOf(form)) {
      if (!before || at.row !== 'carried_in') continue
      const carriedIn = value(report, `requests.carried_in.${at.column}`)
      const carriedOut = value(before, `requests.carried_out.${at.column}`)
      if (carriedIn !== null && carriedOut !== null && carriedIn !== carriedOut)
        broken.add('years.carry_over')
    }
  }
  return broken
}

/** An identity as cell addresses: once for each column, or once for each row. */
function equations(form: Form, { over, sum: addends, equals }: Identity): [string[], string[]][] {
  if (over === 'columns') {
    return form.columns.map(({ code }) => [
      addends.map((row) => `${form.table}.${row}.${code}`),
      equals.map((row) => `${form.table}.${row}.${code}`),
    ])
  }
  return form.rows.map((row) => [
    addends.map((code) => `${form.table}.${row.code}.${code}`),
    equals.map((code) => `${form.table}.${row.code}.${code}`),
  ])
}

function value(report: PracticeReport, at: string): number | null {
  const raw = report.printed.get(at) ?? ''
  const parsed = Number(raw.normalize('NFKC').replaceAll(',', ''))
  return raw === '' || Number.isNaN(parsed) ? null : parsed
}

function sum(values: readonly (number | null)[]): number {
  return values.reduce<number>((all, each) => all + (each ?? 0), 0)
}
