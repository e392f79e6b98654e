import type { Cell } from '../../../extract/cell.ts'
import type { Extraction } from '../../../extract/extraction.ts'
import type { Finding } from '../../../extract/finding.ts'

/**
 * What a golden document must give, written so that a person can read it beside the document: a figure printed plainly
 * is a number, one printed otherwise is `"11,398,889 = 11398889"`, a cell without a figure is its status and its text.
 */
export interface Expectation {
  readonly title: string | null
  readonly agency: string | null
  readonly year: number | null
  readonly forms: Extraction['forms']
  /** table → row → the row's cells in the form's order. */
  readonly cells: Readonly<Record<string, Readonly<Record<string, readonly (number | string)[]>>>>
  readonly unplaced: readonly string[]
  readonly findings: readonly string[]
}

export function expectationOf(extraction: Extraction): Expectation {
  const { title, agency, year, forms, unplaced, findings } = extraction
  const cells: Record<string, Record<string, (number | string)[]>> = {}
  for (const cell of extraction.cells) {
    const rows = (cells[cell.at.table] ??= {})
    ;(rows[cell.at.row] ??= []).push(shown(cell))
  }
  return {
    title,
    agency: agency?.name ?? null,
    year,
    forms,
    cells,
    unplaced: unplaced.map(({ raw }) => raw),
    findings: findings.map(sentence),
  }
}

function shown(cell: Cell): number | string {
  if (cell.status === 'number')
    return cell.raw === String(cell.value) ? cell.value : `${cell.raw} = ${cell.value}`
  if (cell.status === 'uncertain') return `uncertain ${cell.raw}`.trim()
  return `${cell.status} ${cell.raw}`.trim()
}

function sentence({ rule, table, row, column, expected, actual, cause }: Finding): string {
  const place = [table, row, column].filter((part) => part !== null).join('.')
  const figures = expected === null && actual === null ? '' : `: ${actual}, expected ${expected}`
  return `${rule} ${place}${figures} (${cause})`
}

/** JSON with a row of a table on a line. */
export function written(expectation: Expectation): string {
  const rows = /\[\n(?<cells>(?:\s+(?:-?[\d.]+|"[^"]*"),?\n)+)\s+\]/gu
  const json = JSON.stringify(expectation, null, 2)
  return `${json.replace(rows, (_, cells: string) => `[${cells.trim().replaceAll(/,\s*\n\s*/gu, ', ')}]`)}\n`
}
