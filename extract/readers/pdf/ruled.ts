import type { Drawing, Glyph } from './drawing.ts'
import { around, contains, middleX, middleY } from './geometry.ts'
import type { Box } from './geometry.ts'
import type { Lattice, RuledCell } from './lattice.ts'
import { isBlank } from './letters.ts'
import { cellText } from './lines.ts'

/** A cell of a page's table, before tables are joined over pages. */
export interface PageCell extends RuledCell {
  readonly page: number
  readonly text: string
  readonly image: boolean
}

/** A table as one page shows it; column lines in points from the left, as the sheet is turned. */
export interface PageTable extends Box {
  readonly page: number
  readonly rows: number
  readonly xs: readonly number[]
  readonly cells: readonly PageCell[]
  readonly positions: 'exact' | 'loose'
}

/** Gap in ems between the characters of one word, and between two that only stand side by side. */
const wordGap = 0.15
/** A word that lies on both sides of a rule with more than this share on the lesser side may belong to either. */
const doubtfulShare = 0.25

interface Word extends Box {
  readonly glyphs: Glyph[]
}

/** Fills lattices with the page's characters: the innermost takes them. Empty lattices are drawings. */
export function ruledTables(
  drawing: Drawing,
  lattices: readonly Lattice[],
): { tables: PageTable[]; rest: Glyph[] } {
  const inside = lattices.map((): Glyph[] => [])
  let rest: Glyph[] = []
  const bySize = lattices
    .map((lattice, index) => ({ lattice, index }))
    .sort((a, b) => area(a.lattice) - area(b.lattice))
  for (const glyph of drawing.glyphs) {
    const home = bySize.find(({ lattice }) => contains(lattice, middleX(glyph), middleY(glyph)))
    ;(home ? inside[home.index] : rest)?.push(glyph)
  }
  const overhanging = overhang(drawing, lattices, inside, rest)
  const tables: PageTable[] = []
  for (const [index, lattice] of lattices.entries()) {
    const glyphs = inside[index] ?? []
    const holdsAnother = lattices.some((other) => other !== lattice && within(other, lattice))
    if (!glyphs.some(({ text }) => !isBlank(text)) || (holdsAnother && lattice.xs.length === 2))
      rest = rest.concat(glyphs)
    else tables.push(filled(drawing, lattice, glyphs))
  }
  return { tables, rest: rest.filter((glyph) => !overhanging.has(glyph)) }
}

/**
 * Where the page's end cuts a tall label, Chromium prints its next lines below the last rule. Lines that follow a
 * cell's last line at once, within its width, as the last thing on the page, belong to it; they are added to `inside`.
 */
function overhang(
  drawing: Drawing,
  lattices: readonly Lattice[],
  inside: Glyph[][],
  rest: readonly Glyph[],
): Set<Glyph> {
  const none = new Set<Glyph>()
  const last = lattices.length - 1
  const lattice = lattices[last]
  const glyphs = inside[last]
  if (!lattice || !glyphs || lattice.bottom < drawing.height * 0.75) return none
  const below = rest.filter(({ top, text }) => top > lattice.bottom - 2 && !isBlank(text))
  if (below.length === 0) return none
  const box = around(below)
  const cell = lattice.cells.find(
    ({ row, rowSpan, left, right }) =>
      row + rowSpan === lattice.ys.length - 1 && box.left >= left && box.right <= right,
  )
  if (!cell || cell.right - cell.left > (lattice.right - lattice.left) / 2) return none
  const own = glyphs.filter((glyph) => !isBlank(glyph.text) && contains(cell, middleX(glyph), middleY(glyph)))
  const ownBox = around(own)
  const size = below.reduce((most, glyph) => Math.max(most, glyph.size), 0)
  if (own.length === 0 || box.top - ownBox.bottom > 0.6 * size || Math.abs(box.left - ownBox.left) > 1)
    return none
  for (const glyph of below) glyphs.push(glyph)
  return new Set(below)
}

const area = (box: Box): number => (box.right - box.left) * (box.bottom - box.top)

function within(inner: Box, outer: Box): boolean {
  return area(inner) < area(outer) && contains(outer, middleX(inner), middleY(inner))
}

function filled(drawing: Drawing, lattice: Lattice, glyphs: readonly Glyph[]): PageTable {
  const contents = new Map<RuledCell, Glyph[]>()
  const cellAt = locator(lattice)
  let doubtful = lattice.broken
  for (const word of wordsOf(glyphs, cellAt)) {
    const cell = cellAt(middleX(word), middleY(word))
    if (!cell) continue
    const outside = Math.max(cell.left - word.left, word.right - cell.right)
    if (outside > doubtfulShare * (word.right - word.left)) doubtful = true
    const content = contents.get(cell) ?? []
    for (const glyph of word.glyphs) content.push(glyph)
    contents.set(cell, content)
  }
  const isPrinted = (cell: RuledCell): boolean =>
    contents.get(cell)?.some(({ text }) => !isBlank(text)) ?? false
  // Print beside the tables' own sides: a side is missing there.
  if ([...lattice.outside].some(isPrinted)) doubtful = true
  return {
    left: lattice.left,
    top: lattice.top,
    right: lattice.right,
    bottom: lattice.bottom,
    page: drawing.page,
    rows: lattice.ys.length - 1,
    xs: lattice.xs,
    positions: doubtful ? 'loose' : 'exact',
    cells: lattice.cells
      .filter((cell) => doubtful || !lattice.outside.has(cell))
      .map((cell) => {
        const text = cellText(contents.get(cell) ?? [])
        const image =
          text === '' &&
          drawing.pictures.some((picture) => contains(cell, middleX(picture), middleY(picture)))
        return { ...cell, page: drawing.page, text, image }
      }),
  }
}

type Locate = (x: number, y: number) => RuledCell | undefined

function locator({ xs, ys, cells }: Lattice): Locate {
  const columns = xs.length - 1
  const slots: RuledCell[] = []
  for (const cell of cells) {
    for (let row = cell.row; row < cell.row + cell.rowSpan; row++) {
      for (let column = cell.column; column < cell.column + cell.columnSpan; column++) {
        slots[row * columns + column] = cell
      }
    }
  }
  return (x, y) => slots[step(ys, y) * columns + step(xs, x)]
}

function step(lines: readonly number[], at: number): number {
  const after = lines.findIndex((line) => line > at)
  return Math.min(Math.max((after < 0 ? lines.length : after) - 1, 0), lines.length - 2)
}

/**
 * Characters shown one after the other without a gap are one word and stay together even where a rule cuts them:
 * a long figure in a narrow column runs over its border. A rule parts what only stands side by side.
 */
function wordsOf(glyphs: readonly Glyph[], cellAt: Locate): Word[] {
  const words: Glyph[][] = []
  let before: Glyph | null = null
  for (const glyph of glyphs) {
    const word = words.at(-1)
    if (word && before && follows(before, glyph, cellAt)) word.push(glyph)
    else words.push([glyph])
    before = glyph
  }
  return words.map((own) => ({ ...around(own), glyphs: own }))
}

/** Of a full-width closing mark the ink is on the left; the blank half may lie over the rule and under the next cell's figure. */
const closing = /^[）」』】〕》〉，。、；：]$/u

function follows(before: Glyph, glyph: Glyph, cellAt: Locate): boolean {
  if (isBlank(before.text) || isBlank(glyph.text)) return false
  if (before.direction !== 'right' || glyph.direction !== 'right') return false
  const em = Math.max(before.size, glyph.size)
  const right = closing.test(before.text) ? middleX(before) : before.right
  const open = (glyph.left - right) / em
  if (open > wordGap || open < -0.5 || Math.abs(middleY(before) - middleY(glyph)) > 0.2 * em) return false
  if (before.run === glyph.run) return true
  const home = cellAt(middleX(before), middleY(before))
  if (home === cellAt(middleX(glyph), middleY(glyph))) return true
  // Shown apart on two sides of a rule: one word only where the rule runs through a character.
  const rule = home ? home.right : 0
  return rule < right - 0.15 * em || rule > glyph.left + 0.15 * em
}
