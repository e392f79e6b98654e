import { placeKey } from './reading.ts'
import type { Figureless } from './reading.ts'
import type { Token } from './tokens.ts'

/** The cells behind the label in its own table row, where they are as many as columns and hold all figures up to the next label. */
export function slotsInRow(
  between: readonly Token[],
  label: Token | undefined,
  count: number,
): readonly Token[] | null {
  if (!label?.grid) return null
  const cells = between.filter(
    ({ kind, grid, line }) => kind !== 'label' && grid === label.grid && line === label.line,
  )
  const figures = between.filter(({ kind }) => kind === 'figure').length
  const own = cells.filter(({ kind }) => kind === 'figure').length
  return cells.length === count && own === figures && own > 0 ? ifPlain(cells) : null
}

/** An empty cell behind the label may be a part of the label's, and a muddle may be several figures. */
function ifPlain(cells: readonly Token[]): readonly Token[] | null {
  const muddled = cells[0]?.kind === 'empty' || cells.some(({ kind }) => kind === 'muddle')
  return muddled ? null : cells
}

/**
 * The row's slots: its figures, where there are exactly as many as columns; else figures and blanks together, where
 * they are; all blank where nothing is printed. Null where the count does not tell.
 */
export function slotsOf(between: readonly Token[], count: number): readonly (Token | undefined)[] | null {
  const cells = between.filter(({ kind }) => kind !== 'label')
  const figures = cells.filter(({ kind }) => kind === 'figure')
  if (cells.some(({ kind }) => kind === 'muddle')) return null
  if (figures.length === count) return interrupted(cells) ? null : figures
  if (figures.length === 0) return Array.from({ length: count }, (_, index) => cells[index])
  // Blanks of another row are not this one's.
  const together = cells.every(({ line }) => line === cells[0]?.line) || count > longestRow
  return cells.length === count && together ? ifPlain(cells) : null
}

/** Figures of one table row; disputes print their 15 in one row or in three. */
const longestRow = 8

/** A blank between two figures: as many figures as columns, and yet one of them may belong elsewhere. */
function interrupted(cells: readonly Token[]): boolean {
  const first = cells.findIndex(({ kind }) => kind === 'figure')
  const last = cells.findLastIndex(({ kind }) => kind === 'figure')
  return cells.slice(first, last).some(({ kind }) => kind === 'empty')
}

/** Figures of running text among a table's rows that no cell took up; those of grids are accounted for as grids. */
export function figuresLeft(between: readonly Token[], taken: ReadonlySet<string>): Figureless[] {
  return between.flatMap(({ kind, grid, place, text }) =>
    kind === 'figure' && grid === null && place && !taken.has(placeKey(place))
      ? [{ raw: text, where: place }]
      : [],
  )
}
