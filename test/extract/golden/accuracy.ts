import { grouped } from './grouped.ts'
import type { Cell } from '../../../extract/cell.ts'
import { readFigure } from '../../../extract/figure.ts'
import type { Printed } from '../sheets/sheet.ts'
import type { GoldenDocument } from './goldenDocuments.ts'

/** How many cells of a table came out of a document as they were printed into it: value and status both. */
export interface Score {
  readonly format: string
  readonly table: string
  readonly cells: number
  readonly exact: number
}

export function scored({ format }: GoldenDocument, cells: readonly Cell[], printed: Printed): Score[] {
  const read = new Map(cells.map((cell) => [`${cell.at.table}.${cell.at.row}.${cell.at.column}`, cell]))
  const tables = grouped([...printed], ([at]) => at.split('.')[0] ?? '')
  return [...tables].map(([table, own]) => ({
    format,
    table,
    cells: own.length,
    exact: own.filter(([at, text]) => {
      const [cell, meant] = [read.get(at), readFigure(text)]
      return cell?.status === meant.status && cell.value === meant.value
    }).length,
  }))
}

/** Exact cells by format and table, as lines of text. */
export function accuracyTable(scores: readonly Score[]): string {
  const rows = [...grouped(scores, ({ format, table }) => `${format.padEnd(9)} ${table.padEnd(11)}`)].sort(
    ([a], [b]) => (a < b ? -1 : 1),
  )
  return [
    'format    table       documents  exact / cells',
    ...rows.map(([name, own]) => {
      const sum = (of: 'cells' | 'exact') => own.reduce((all, score) => all + score[of], 0)
      const [exact, cells] = [sum('exact'), sum('cells')]
      return `${name} ${String(own.length).padStart(8)}  ${exact} / ${cells}  ${((100 * exact) / cells).toFixed(2)} %`
    }),
  ].join('\n')
}
