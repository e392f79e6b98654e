import type { Cell } from '../extract/cell.ts'
import { tablesRequired } from '../extract/forms/forms.ts'
import type { ReportRecord } from './report-record.ts'
import type { ReportState } from './vocabulary.ts'

/** Cells that a reader of the figures must not take on trust. */
export function isDoubtful({ status }: Cell): boolean {
  return status === 'uncertain' || status === 'missing' || status === 'unreadable'
}

/** `read`, or `partly` where a table that the year's form requires, or a cell of a table, was not found. */
export function stateOfRecord({ cells, forms, year }: ReportRecord): Extract<ReportState, 'read' | 'partly'> {
  const tableMissing = tablesRequired(year).some((table) => forms[table] === null)
  const cellMissing = cells.some(({ status }) => status === 'missing' || status === 'unreadable')
  return tableMissing || cellMissing ? 'partly' : 'read'
}
