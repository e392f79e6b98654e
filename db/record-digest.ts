import { createHash } from 'node:crypto'
import type { Cell } from '../extract/cell.ts'
import type { ReportRecord } from './report-record.ts'

export interface RecordDigest {
  /** Of everything that a reader of the report would call its content. Places and findings are ours, not the report's. */
  readonly digest: string
  /** Of the cells alone. */
  readonly cellsDigest: string
}

export function digestOfRecord(record: ReportRecord): RecordDigest {
  const { title, agency, year, publishedOn, forms, cells, sections, tables } = record
  const cellsDigest = digestOf([forms, cells.map(printed)])
  return {
    cellsDigest,
    digest: digestOf([title, agency?.key, agency?.name, year, publishedOn, cellsDigest, sections, tables]),
  }
}

function printed(cell: Cell): unknown[] {
  const { at, status, value, raw, unit } = cell
  return [
    at.table,
    at.row,
    at.column,
    status,
    value,
    raw,
    unit,
    cell.status === 'uncertain' ? cell.doubt : null,
  ]
}

function digestOf(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 32)
}
