import type { Grid } from '../document.ts'
import type { FormTable } from '../forms/form.ts'
import { formTables } from '../forms/form.ts'
import { forms } from '../forms/forms.ts'
import { meaning } from '../labels.ts'

/** Which form tables a grid holds lines of: mostly one, several where an agency pasted all into one grid. */
export type Claims = ReadonlyMap<Grid, ReadonlySet<FormTable>>

/** Labels that only one table has. 总计 and 其他 stand in several: they tell nothing. */
const telling = new Map<string, FormTable>()
for (const { table, rows, columns } of forms) {
  for (const line of [...rows, ...columns]) {
    for (const label of [line.label, ...line.also]) {
      const key = meaning(label)
      if (key.length > 2) telling.set(key, table)
    }
  }
}

/** Below this share of the strongest table's labels, a table's own are words that happen to stand there. */
const enough = 0.3

/** @param grids in reading order: a grid without any telling label (a last row on a page of its own) goes with the one before */
export function claim(grids: readonly Grid[]): Claims {
  const claims = new Map<Grid, ReadonlySet<FormTable>>()
  let before: ReadonlySet<FormTable> = new Set(formTables)
  for (const grid of grids) {
    const seen = labelsSeen(grid)
    const most = Math.max(0, ...seen.values())
    if (most > 0) before = new Set(formTables.filter((table) => (seen.get(table) ?? 0) >= most * enough))
    claims.set(grid, before)
  }
  return claims
}

function labelsSeen(grid: Grid): Map<FormTable, number> {
  const seen = new Map<FormTable, Set<string>>()
  for (const { text } of grid.cells) {
    if (text.length < 3) continue
    const key = meaning(text)
    const table = telling.get(key)
    if (table) seen.set(table, (seen.get(table) ?? new Set()).add(key))
  }
  return new Map([...seen].map(([table, keys]) => [table, keys.size]))
}
