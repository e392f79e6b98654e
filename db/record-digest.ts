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
  const cellsDigest = digestOf(JSON.stringify(forms) + cells.map(printed).join(''))
  return {
    cellsDigest,
    digest: digestOf(
      JSON.stringify([title, agency?.key, agency?.name, year, publishedOn, cellsDigest, sections, tables]),
    ),
  }
}

/** A line a cell. What a source may print comes last, and as JSON, so that no text can look like two cells. */
function printed(cell: Cell): string {
  const { at, status, value, raw, unit } = cell
  const doubt = cell.status === 'uncertain' ? cell.doubt : ''
  // Nearly every cell prints its figure and nothing else.
  const text = value !== null && raw === String(value) ? '' : JSON.stringify(raw)
  return `${at.table}.${at.row}.${at.column} ${status} ${value} ${unit} ${doubt} ${text}\n`
}

function digestOf(content: string): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 32)
}
