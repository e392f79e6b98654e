import type { Cell } from './cell.ts'
import type { Finding } from './finding.ts'
import type { FormId, FormTable, Identity } from './forms/form.ts'
import { formOf } from './forms/forms.ts'

/**
 * Cells of a report that was read off a picture, with those in doubt that broken sums point to. A misread figure breaks
 * a sum of its row and one of its column: where both run through a cell, it is that cell; else every figure of the
 * sum. What was read stays.
 * @param findings the rules that the cells break
 */
export function misread(
  cells: readonly Cell[],
  findings: readonly Finding[],
  forms: Readonly<Record<FormTable, FormId | null>>,
): Cell[] {
  const broken = findings.flatMap((finding): Broken[] => {
    const { rule, table, row, column } = finding
    const form = table && forms[table] ? formOf(table, forms[table]) : undefined
    const identity = form?.identities.find((each) => each.rule === rule)
    return identity && table ? [{ table, identity, line: identity.over === 'rows' ? row : column }] : []
  })
  const suspects = cells.filter((cell) => broken.some((sum) => runsThrough(sum, cell)))
  const crossed = suspects.filter((cell) => {
    const through = broken.filter((sum) => runsThrough(sum, cell))
    return new Set(through.map(({ identity }) => identity.over)).size === 2
  })
  // A sum that no other sum crosses in a broken cell points to all its figures alike.
  const open = broken.filter((sum) => !crossed.some((cell) => runsThrough(sum, cell)))
  const doubted = new Set<Cell>([
    ...crossed,
    ...suspects.filter((cell) => open.some((sum) => runsThrough(sum, cell))),
  ])
  return cells.map((cell) =>
    doubted.has(cell) && cell.status === 'number' ? { ...cell, status: 'uncertain', doubt: 'reading' } : cell,
  )
}

interface Broken {
  readonly table: FormTable
  readonly identity: Identity
  /** The row or the column that the sum runs along. */
  readonly line: string | null
}

function runsThrough({ table, identity, line }: Broken, { at }: Cell): boolean {
  if (at.table !== table) return false
  const [along, across] = identity.over === 'rows' ? [at.row, at.column] : [at.column, at.row]
  return along === line && (identity.sum.includes(across) || identity.equals.includes(across))
}
