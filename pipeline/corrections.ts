import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CsvError, parse } from 'csv-parse/sync'
import { formTables } from '../extract/forms/form.ts'
import type { CellAddress } from '../extract/forms/form.ts'
import { exit, Stop } from './exit.ts'
import { packageRoot } from './version.ts'

/** The columns of data/corrections.csv, in their order (docs/agencies.md). */
export const correctionColumns = [
  'agency',
  'year',
  'table',
  'row',
  'column',
  'field',
  'value',
  'reason',
  'who',
  'sha256',
] as const
type Row = Readonly<Record<(typeof correctionColumns)[number], string>>

/** A row of data/corrections.csv: what a person who looked says of one agency's report for one year. */
export type Correction = {
  /** Any name that its reports print, or its key. Empty only where the report does not tell whose it is. */
  readonly agency: string
  /** Null only where the report does not tell. */
  readonly year: number | null
  readonly reason: string
  readonly who: string
  /** From 1, with the header. */
  readonly line: number
} & (
  | { readonly of: 'cell'; readonly at: CellAddress; readonly value: number | null; readonly sha256: string }
  | { readonly of: 'title' | 'published_on' | 'agency'; readonly value: string; readonly sha256: string }
  | { readonly of: 'year'; readonly value: number; readonly sha256: string }
  /** No report is owed. */
  | { readonly of: 'owed'; readonly value: 'waived' }
)

/** `NIANBAO_CORRECTIONS`-less default: the file in data/ here, else the one that ships. */
export function correctionsFile(): string {
  const own = join('data', 'corrections.csv')
  return existsSync(own) ? own : join(packageRoot, 'data', 'corrections.csv')
}

/**
 * Reads a file of corrections; none where there is no such file.
 * @throws Stop (wrong usage) naming the line and the column that are wrong
 */
export function readCorrections(file = correctionsFile()): Correction[] {
  return existsSync(file) ? parseCorrections(readFileSync(file, 'utf8'), file) : []
}

/**
 * @param file for messages
 * @throws Stop (wrong usage) naming the line and the column that are wrong
 */
export function parseCorrections(text: string, file: string): Correction[] {
  return recordsOf(text, file).map(({ record, info }) => {
    const wrong = (column: string, why: string) =>
      new Stop(exit.usage, `${file}: line ${info.lines}, ${column}: ${why}`)
    return correctionOf(record, info.lines, wrong)
  })
}

function recordsOf(text: string, file: string) {
  try {
    return parse(text, { bom: true, trim: true, info: true, skip_empty_lines: true, columns }) as unknown as {
      record: Row
      info: { lines: number }
    }[]
  } catch (error) {
    if (error instanceof CsvError || error instanceof TypeError)
      throw new Stop(exit.usage, `${file}: ${error.message}`)
    throw error
  }
}

function columns(head: readonly string[]): string[] {
  const missing = correctionColumns.filter((column) => !head.includes(column))
  if (missing.length > 0) throw new TypeError(`the header lacks ${missing.join(', ')}`)
  return [...head]
}

type Wrong = (column: string, why: string) => Stop

function correctionOf(row: Row, line: number, wrong: Wrong): Correction {
  const { agency, field, sha256 } = row
  if (row.reason === '') throw wrong('reason', 'say why: a correction without a reason cannot be checked')
  if (row.who === '') throw wrong('who', 'say who looked')
  const common = { agency, year: yearIn(row, wrong), reason: row.reason, who: row.who, line }
  if (field === 'owed') {
    if (row.value !== 'waived') throw wrong('value', `expected waived, got ${row.value}`)
    if (agency === '' || common.year === null) throw wrong('agency', 'a waiver names an agency and a year')
    return { ...common, of: field, value: row.value }
  }
  // 64 hexadecimal digits: the document that was looked at.
  if (!/^[0-9a-f]{64}$/u.test(sha256))
    throw wrong(
      'sha256',
      `expected the SHA-256 of the document that was looked at (v_reports.sha256), got ${sha256}`,
    )
  const known = { ...common, sha256 }
  switch (field) {
    case '':
      return { ...known, of: 'cell', at: addressIn(row, wrong), value: figureIn(row, wrong) }
    case 'title':
    case 'agency':
      if (row.value === '') throw wrong('value', `the right ${field}, please`)
      return { ...known, of: field, value: row.value }
    case 'published_on':
      if (!/^\d{4}-\d{2}-\d{2}$/u.test(row.value)) throw wrong('value', `expected a date, got ${row.value}`) // 2024-01-12
      return { ...known, of: field, value: row.value }
    case 'year':
      if (!isYear(row.value)) throw wrong('value', `expected a year, got ${row.value}`)
      return { ...known, of: field, value: Number(row.value) }
    default:
      throw wrong(
        'field',
        `expected title, published_on, agency, year, owed, or nothing for a cell; got ${field}`,
      )
  }
}

function yearIn({ year, field }: Row, wrong: Wrong): number | null {
  if (isYear(year)) return Number(year)
  if (year === '' && (field === 'year' || field === 'agency')) return null
  throw wrong('year', `expected a reporting year such as 2023, got ${year}`)
}

function isYear(text: string): boolean {
  return /^20\d\d$/u.test(text) // 2023
}

function addressIn({ table, row, column }: Row, wrong: Wrong): CellAddress {
  const known = formTables.find((each) => each === table)
  if (!known) throw wrong('table', `expected one of ${formTables.join(', ')}, got ${table}`)
  if (row === '') throw wrong('row', 'the row’s code, as in v_cells.row_code')
  if (column === '') throw wrong('column', 'the column’s code, as in v_cells.column_code')
  return { table: known, row, column }
}

/** Empty says that the cell is blank. */
function figureIn({ value }: Row, wrong: Wrong): number | null {
  if (value === '') return null
  if (!/^-?\d+(?:\.\d+)?$/u.test(value)) throw wrong('value', `expected a number or nothing, got ${value}`) // 12.5
  return Number(value)
}
