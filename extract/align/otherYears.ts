import type { Block, Grid } from '../document.ts'

/** A line that names one year, and is no sentence: 2021年收到和处理政府信息公开申请情况 · the sheet 2021. */
const longestHeading = 45
const named = /(?<!\d)(?<year>20\d{2})(?!\d)(?: ?年|$)/gu

/** The year that the last heading over each table names; null where none does. */
export function yearsOver(blocks: readonly Block[]): ReadonlyMap<Grid, number | null> {
  const years = new Map<Grid, number | null>()
  let year: number | null = null
  for (const block of blocks) {
    if (block.kind === 'grid') years.set(block, year)
    else if (block.text.length <= longestHeading && !/[。；，]$/u.test(block.text)) {
      const found = new Set([...block.text.matchAll(named)].map(({ groups }) => Number(groups?.['year'])))
      const [only] = found
      if (found.size === 1 && only !== undefined) year = only
    }
  }
  return years
}
