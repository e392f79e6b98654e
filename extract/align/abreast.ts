import type { Grid, GridCell } from '../document.ts'
import { gridRows } from '../document.ts'
import { meaning } from '../labels.ts'
import { remembered } from '../recall.ts'

/** What stands over labels; where it stands twice in a row, two tables stand abreast. */
const labelHeads = new Set(['统计指标', '指标', '指标名称', '信息内容', '项目'])

/**
 * A table that prints its rows in two columns or more, each under the same heads, as so many tables: 统计指标 | 单位 | 统计数 |
 * 统计指标 | 单位 | 统计数. Any other stands for itself.
 */
export const partsAbreast: (grid: Grid) => readonly Grid[] = remembered((grid) => {
  if (grid.positions !== 'exact') return [grid]
  for (const row of gridRows(grid)) {
    const width = periodOf(row.map(({ text }) => meaning(text)))
    if (width === null || !labelHeads.has(meaning(row[0]?.text ?? ''))) continue
    const starts = row.flatMap(({ column }, index) => (index % width === 0 ? [column] : []))
    const parts = starts.map((start, index) => within(grid, start, starts[index + 1] ?? grid.columns))
    const placed = parts.reduce((sum, { cells }) => sum + cells.length, 0)
    // What spans over all of them is their common title; what spans over some tells that they are one table.
    const titles = grid.cells.filter(({ columnSpan }) => columnSpan >= grid.columns).length
    if (placed + titles === grid.cells.length) return parts
  }
  return [grid]
})

/** After how many words they stand again, in the same order to the end; null for words that do not. */
function periodOf(words: readonly string[]): number | null {
  if (words.length < 4 || words.includes('')) return null
  const width = words.indexOf(words[0] ?? '', 1)
  const again = words.every((word, index) => word === words[index % width])
  return width >= 2 && words.length % width === 0 && again ? width : null
}

function within(grid: Grid, start: number, end: number): Grid {
  const inside = ({ column, columnSpan }: GridCell) => column >= start && column + columnSpan <= end
  return { ...grid, cells: grid.cells.filter(inside) }
}
