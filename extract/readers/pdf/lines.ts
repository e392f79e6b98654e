import { struckThrough } from '../../characters.ts'
import type { Glyph } from './drawing.ts'
import { around, middleY, uprighted } from './geometry.ts'
import type { Box, Direction } from './geometry.ts'
import { isBlank, isSpace, isWide } from './letters.ts'

/** Characters that stand on one line, from left to right. */
export interface Line extends Box {
  readonly glyphs: readonly Glyph[]
  readonly size: number
}

/** Characters whose middles differ by less than this, in ems, stand on one line: superscripts, mixed sizes. */
const sameLine = 0.45

/** Lines from top to bottom. Blanks stand on the line that they fall on, and never make one. */
export function linesOf(glyphs: readonly Glyph[]): Line[] {
  const groups: { glyphs: Glyph[]; middle: number; size: number }[] = []
  const printed = glyphs.filter(({ text }) => !isBlank(text))
  for (const glyph of printed.sort((a, b) => middleY(a) - middleY(b))) {
    const last = groups.at(-1)
    const middle = middleY(glyph)
    if (last && middle - last.middle < sameLine * Math.max(last.size, glyph.size)) {
      const count = last.glyphs.push(glyph)
      last.middle += (middle - last.middle) / count
      last.size = Math.max(last.size, glyph.size)
    } else groups.push({ glyphs: [glyph], middle, size: glyph.size })
  }
  const lines = groups.map(({ glyphs: own, size }) => ({ own, size, box: around(own) }))
  for (const blank of glyphs.filter(({ text }) => isBlank(text))) {
    const middle = middleY(blank)
    lines.find(({ box }) => middle >= box.top && middle <= box.bottom)?.own.push(blank)
  }
  return lines.map(({ own, size, box }) => ({ ...box, size, glyphs: own.sort((a, b) => a.left - b.left) }))
}

/** Gap in ems that reads as a blank between letters or figures, and between Chinese characters. */
const blankGap = 0.3

/** The text of a line: printed blanks kept as one, a gap between Latin words or figures read as one. */
export function lineText(glyphs: readonly Glyph[]): string {
  let text = ''
  let before: Glyph | null = null
  let blank = false
  for (const glyph of glyphs) {
    if (isBlank(glyph.text)) {
      blank ||= isSpace(glyph.text)
      continue
    }
    if (before) {
      const open = (glyph.left - before.right) / Math.max(glyph.size, before.size)
      const narrow = !isWide(before.text) || !isWide(glyph.text)
      const both = !isWide(before.text) && !isWide(glyph.text)
      if (standsApart(before, glyph)) text += ' '
      else if ((blank && open > -0.1) || (both && open > blankGap) || (narrow && open > 1)) text += ' '
    }
    text += glyph.struck ? struckThrough(glyph.text) : glyph.text
    before = glyph
    blank = false
  }
  return text.trim()
}

/** A note's mark beside a figure, much smaller or much higher, is no digit of it, nor is one struck out of its correction. */
function standsApart(before: Glyph, glyph: Glyph): boolean {
  if (!/\d$/u.test(before.text) || !/^\d/u.test(glyph.text)) return false
  const larger = Math.max(before.size, glyph.size)
  return (
    before.struck !== glyph.struck ||
    larger > 1.2 * Math.min(before.size, glyph.size) ||
    Math.abs(middleY(before) - middleY(glyph)) > 0.25 * larger
  )
}

/**
 * The text of a cell: lines from top to bottom, parted by \n. Writing that was turned is turned back; characters
 * that stand one below the other are one line (数 / 量), columns of them are read from right to left.
 */
export function cellText(glyphs: readonly Glyph[]): string {
  const upright = turnedBack(glyphs)
  const lines = linesOf(upright)
  const columns = stacked(lines)
  if (columns) return columns.map((column) => column.map(({ text }) => text).join('')).join('')
  return lines.map((line) => lineText(line.glyphs)).join('\n')
}

function turnedBack(glyphs: readonly Glyph[]): readonly Glyph[] {
  const counts = new Map<Direction, number>()
  for (const { direction, text } of glyphs) {
    if (!isBlank(text)) counts.set(direction, (counts.get(direction) ?? 0) + 1)
  }
  const direction = [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'right'
  return direction === 'right' ? glyphs : glyphs.map((glyph) => uprighted(glyph, direction, 0, 0))
}

/** Columns of vertical writing, right to left; null where the lines run across. */
function stacked(lines: readonly Line[]): Glyph[][] | null {
  if (lines.length < 2) return null
  const rows = lines.map(({ glyphs }) => glyphs.filter(({ text }) => !isBlank(text)))
  if (!rows.flat().every(({ text }) => isWide(text))) return null
  if (rows.every((row) => row.length === 1)) return [rows.flat()]
  const [widest] = rows.toSorted((a, b) => b.length - a.length)
  if (!widest || widest.length < 2 || lines.length < 3) return null
  const pitchAcross = Math.min(
    ...widest.slice(1).map((glyph, index) => glyph.left - (widest[index]?.left ?? 0)),
  )
  const pitchDown = Math.max(...lines.slice(1).map((line, index) => line.top - (lines[index]?.top ?? 0)))
  if (pitchAcross <= pitchDown * 1.2) return null
  const columns = widest.map((): Glyph[] => [])
  for (const glyph of rows.flat()) {
    const at = widest.findIndex(({ left, size }) => Math.abs(left - glyph.left) < size * 0.4)
    if (at < 0) return null
    columns[at]?.push(glyph)
  }
  return columns.reverse()
}
