import type { Cell } from './cell.ts'
import type { Extraction } from './extraction.ts'
import type { Finding } from './finding.ts'
import type { FormTable } from './forms/form.ts'
import { formTables } from './forms/form.ts'
import { cellAt, exact } from './rules/facts.ts'
import type { CellAt, Facts } from './rules/facts.ts'
import { comparisonsOf, compared } from './verify.ts'

/** The rule that a page and its attachment break where they print a cell differently. */
export const readingRule = 'reading.attachment'

/**
 * One report read twice: from the page and from its attachment. What is kept are `own`'s cells, for their places are in
 * `own`'s document; where the other prints another figure the cell is in doubt, and a finding names what the other has
 * (`expected`). Where both print the same figures a broken sum is the publisher's.
 * @param other where it is another agency's or year's report, or has no table of the same form, `own` stays as it is
 */
export function together(own: Extraction, other: Extraction): Extraction {
  if (!sameReport(own, other)) return own
  const at = cellAt(other.cells)
  const both = new Set(
    formTables.filter((table) => own.forms[table] !== null && own.forms[table] === other.forms[table]),
  )
  if (both.size === 0) return own
  const kept = cellAt(own.cells)
  const second: Facts['second'] = (address) => opinion(kept(address), at(address))
  return judged(own, both, at, second)
}

/**
 * A report that was read together with its attachment, read again alone: where the attachment printed another figure, it
 * still does.
 * @param before the findings of the earlier reading
 */
export function asBefore(own: Extraction, before: readonly Finding[]): Extraction {
  const differences = before.filter(({ rule, row }) => rule === readingRule && row !== null)
  const printed = new Map(differences.map((each) => [`${each.table}.${each.row}.${each.column}`, each]))
  const standing: Finding[] = []
  const cells = own.cells.map((cell) => {
    const { table, row, column } = cell.at
    const found = printed.get(`${table}.${row}.${column}`)
    if (!found || (cell.value !== found.actual && cell.value === found.expected)) return cell
    standing.push(difference(cell, found.expected))
    return isSure(cell) ? inDoubt(cell) : cell
  })
  const tables = before.filter(({ rule, row }) => rule === readingRule && row === null)
  const doubted = new Set(standing.map(({ table }) => table))
  const kept = own.findings.filter(
    (finding) =>
      finding.class !== 'identity' || !doubted.has(finding.table) || stillStands(finding, own, cells),
  )
  return {
    ...own,
    cells,
    findings: [...kept.map((finding) => blamed(finding, before)), ...standing, ...tables],
  }
}

/** A sum one of whose figures came into doubt says nothing any more. */
function stillStands(finding: Finding, own: Extraction, cells: readonly Cell[]): boolean {
  const found = compared(own.forms, cellAt(cells), () => 'cannot tell')
  return found.some((each) => isSame(each, finding))
}

function isSame(a: Finding, b: Finding): boolean {
  return a.rule === b.rule && a.table === b.table && a.row === b.row && a.column === b.column
}

/** Who is to blame for a finding that stands as it stood. */
function blamed(finding: Finding, before: readonly Finding[]): Finding {
  const earlier = before.find(
    (each) => isSame(each, finding) && each.expected === finding.expected && each.actual === finding.actual,
  )
  return earlier?.cause === 'publisher' ? { ...finding, cause: 'publisher' } : finding
}

function sameReport(a: Extraction, b: Extraction): boolean {
  const years = a.year === null || b.year === null || a.year === b.year
  const agencies = a.agency === null || b.agency === null || a.agency.name === b.agency.name
  return years && (agencies || a.agency?.divisionCode === b.agency?.divisionCode)
}

function judged(
  own: Extraction,
  both: ReadonlySet<FormTable>,
  at: CellAt,
  second: Facts['second'],
): Extraction {
  const differing = own.cells.filter((cell) => both.has(cell.at.table) && second(cell.at) === 'differs')
  const wrong = new Set(differing)
  const cells = own.cells.map((cell) => (wrong.has(cell) ? inDoubt(cell) : cell))
  const found = compared(own.forms, cellAt(cells), second).filter(({ table }) => table && both.has(table))
  const rules = new Set(
    formTables.flatMap((table) => comparisonsOf(table, own.forms[table]).map(({ rule }) => rule)),
  )
  const others = own.findings.filter(({ rule, table }) => !table || !both.has(table) || !rules.has(rule))
  const blanks = [...both].filter((table) => blankAgainstZero(own.cells, at, table))
  return {
    ...own,
    cells,
    findings: [
      ...found.map((finding) => blamed(finding, own.findings)),
      ...others,
      ...differing.map((cell) => difference(cell, at(cell.at)?.value ?? null)),
      ...blanks.map((table) => ({ ...nothing, table })),
    ],
  }
}

/** 5 against 6, and nothing against 5; a blank where the other prints 0 is no other figure. */
function opinion(own: Cell | undefined, other: Cell | undefined): ReturnType<Facts['second']> {
  if (!own || !other || !isSure(own) || !isSure(other)) return 'cannot tell'
  if (own.status === 'text' || other.status === 'text') return own.raw === other.raw ? 'agrees' : 'differs'
  if (own.unit !== other.unit && own.value !== null && other.value !== null) return 'differs'
  return exact(own.value ?? 0) === exact(other.value ?? 0) ? 'agrees' : 'differs'
}

function isSure({ status }: Cell): boolean {
  return status === 'number' || status === 'blank' || status === 'dash' || status === 'text'
}

function blankAgainstZero(cells: readonly Cell[], at: CellAt, table: FormTable): boolean {
  return cells.some((cell) => {
    const other = cell.at.table === table ? at(cell.at) : undefined
    if (!other || !isSure(cell) || !isSure(other)) return false
    return (
      (cell.status === 'number') !== (other.status === 'number') && (cell.value ?? 0) === (other.value ?? 0)
    )
  })
}

function inDoubt(cell: Cell): Cell {
  return { ...cell, status: 'uncertain', value: cell.value, doubt: 'reading' }
}

const nothing: Finding = {
  rule: readingRule,
  class: 'reading',
  table: null,
  row: null,
  column: null,
  expected: null,
  actual: null,
  difference: null,
  cause: 'unknown',
}

function difference({ at: { table, row, column }, value }: Cell, other: number | null): Finding {
  const apart = value === null || other === null ? null : exact(value - other)
  return { ...nothing, table, row, column, expected: other, actual: value, difference: apart }
}
