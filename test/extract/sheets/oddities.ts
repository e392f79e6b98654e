import { label } from './sheet.ts'
import type { Sheet } from './sheet.ts'

/** Ways in which the requests table is laid out in real reports (quirks.md); its figures stay as they are. */

/** Two tables, cut by a page break before a row; the second repeats as many head rows as asked for. */
export const brokenOver =
  (at: number, repeatedHeads: number) =>
  (sheet: Sheet): Sheet[] => [
    { ...sheet, rows: shortened(sheet.rows.slice(0, at)) },
    { ...sheet, rows: [...sheet.rows.slice(0, repeatedHeads), ...shortened(sheet.rows.slice(at))] },
  ]

/** The head, and a small table for each row. */
export function oneTableARow(sheet: Sheet): Sheet[] {
  return [sheet.rows.slice(0, 3), ...sheet.rows.slice(3).map((row) => [row])].map((rows) => ({
    ...sheet,
    rows: shortened(rows),
  }))
}

/** 总计 stands in the third head row. */
export function withLoweredTotal(sheet: Sheet): Sheet {
  const rows = sheet.rows.map((row, index) => {
    if (index === 1) return [...row.slice(0, -1), label('')]
    return index === 2 ? [...row, label('总计')] : row
  })
  return { ...sheet, rows }
}

/** Each head of the third row is split over two: 商业 | 科研, then 企业 | 机构. */
export function withSplitHeads(sheet: Sheet): Sheet {
  const [first, second, third, ...rest] = sheet.rows
  if (!first || !second || !third) return sheet
  return {
    ...sheet,
    rows: [
      first.map((cell, at) => (at === 0 ? { ...cell, rowSpan: 4 } : cell)),
      second.map((cell) => (cell.rowSpan === 2 ? { ...cell, rowSpan: 3 } : cell)),
      third.map((cell) => ({ ...cell, text: cell.text.slice(0, half(cell.text)) })),
      third.map((cell) => ({ ...cell, text: cell.text.slice(half(cell.text)) })),
      ...rest,
    ],
  }
}

/** No cell spans further down than its table goes. */
function shortened(rows: Sheet['rows']): Sheet['rows'] {
  return rows.map((row, at) =>
    row.map((cell) => ({ ...cell, rowSpan: Math.min(cell.rowSpan, rows.length - at) })),
  )
}

function half(text: string): number {
  return Math.ceil(text.length / 2)
}
