import { decodeText } from '../decode.ts'
import type { Block, Document, Grid, GridCell } from '../document.ts'

const readBy = { engine: 'text', version: '1' }

interface Line {
  readonly text: string
  /** From 1. */
  readonly number: number
}

interface LooseCell {
  text: string
  readonly line: number
  readonly column: number
}

/**
 * Reads plain text and Markdown. Copies of reports flatten their tables in one of three ways: cells cut by tabs, cells
 * cut by pipes, or one cell a line with a tab before it; whatever fits none of them stays a paragraph a line.
 */
export function readText(bytes: Uint8Array): Document {
  const text = decodeText(bytes).replaceAll('\r\n', '\n').replaceAll('\r', '\n').replaceAll('\f', '\n')
  const lines = text.split('\n').map((line, index) => ({ text: line, number: index + 1 }))
  const blocks: Block[] = []
  let grids = 0
  for (let at = 0; at < lines.length;) {
    const table = cellALine(lines, at) ?? cutRows(lines, at, '\t') ?? cutRows(lines, at, '|')
    if (table) {
      blocks.push(looseGrid(table.rows, grids))
      grids += 1
      at = table.next
    } else {
      const line = lines[at]
      if (line) blocks.push(...paragraph(line))
      at += 1
    }
  }
  return {
    mediaType: 'text/plain',
    readBy,
    title: titleOf(blocks),
    metadata: {},
    blocks,
    links: [],
    images: [],
  }
}

/** `## **一、总体情况**` */
const markdownHeading = /^(?<marks>#{1,6})\s+(?<text>.*)$/u
/** `|---|:---:|` and `--- | ---`: Markdown's line under a table's head. */
const ruler = /^[\s|:-]*-{3,}[\s|:-]*$/u

function paragraph({ text, number }: Line): Block[] {
  const trimmed = text.trim()
  if (trimmed === '') return []
  const column = text.length - text.trimStart().length + 1
  const heading = markdownHeading.exec(trimmed)?.groups
  const marks = heading?.['marks']?.length ?? 0
  const bare = heading ? (heading['text'] ?? '').replaceAll('**', '').trim() : trimmed
  return [
    {
      kind: 'paragraph',
      text: bare,
      heading: heading ? marks : null,
      place: { line: number, column: column + trimmed.indexOf(bare) },
    },
  ]
}

/**
 * One cell a line: each begins with a tab, a cell's further lines do not, a blank line ends the row. Word's own
 * conversion to text gives this; blank cells are kept as a lone tab.
 */
function cellALine(lines: readonly Line[], start: number): { rows: LooseCell[][]; next: number } | null {
  if (!opensCell(lines[start]) || !opensCell(lines[start + 1] ?? lines[start + 2])) {
    if (!(opensCell(lines[start]) && lines[start + 1]?.text.trim() === '' && opensCell(lines[start + 2])))
      return null
  }
  const rows: LooseCell[][] = []
  let row: LooseCell[] = []
  let at = start
  for (; at < lines.length; at += 1) {
    const line = lines[at]
    if (!line) break
    const cell = row.at(-1)
    if (opensCell(line)) {
      const text = line.text.slice(1)
      row.push({ text: text.trim(), line: line.number, column: 2 + text.length - text.trimStart().length })
    } else if (line.text.trim() === '' && !line.text.startsWith('\t')) {
      if (row.length > 0) rows.push(row)
      row = []
      if (!opensCell(lines[at + 1])) break
    } else if (cell && line.text.trim().length <= longestContinuation) {
      cell.text = cell.text === '' ? line.text.trim() : `${cell.text}\n${line.text.trim()}`
    } else break
  }
  if (row.length > 0) rows.push(row)
  return rows.length >= 3 ? { rows, next: at } : null
}

/** A label broken within its cell (自 / 然 / 人) is short; a longer line is text behind the table. */
const longestContinuation = 40

/** `\t一、本年新收…`: one tab, at the start. */
function opensCell(line: Line | undefined): boolean {
  return line !== undefined && line.text.startsWith('\t') && !line.text.includes('\t', 1)
}

/** Rows of cells cut by tabs or pipes, on consecutive lines. */
function cutRows(
  lines: readonly Line[],
  start: number,
  mark: '\t' | '|',
): { rows: LooseCell[][]; next: number } | null {
  const own: Line[] = []
  let at = start
  for (; at < lines.length; at += 1) {
    const line = lines[at]
    if (!line || (mark === '|' && line.text.includes('\t'))) break
    if (!line.text.includes(mark) && (own.length === 0 || !bareFigure.test(line.text))) break
    if (!ruler.test(line.text)) own.push(line)
  }
  const marked = own.filter(({ text }) => text.includes(mark))
  const borders = bordersOf(marked, mark)
  const rows = own.map((line) => cut(line, mark, borders))
  const cells = rows.flat().filter((cell) => cell.text !== '')
  const tabular = mark === '\t' || marked.length >= 3 || cells.every((cell) => cell.text.length < 30)
  return marked.length >= 2 && tabular ? { rows, next: at } : null
}

/** A figure alone on the line below a row of cells: the rest of one that was broken there, or slipped down. */
const bareFigure = /^ *[.,]?\d[\d,.]*(?:[万亿]?元|[件条项次])? *$/u

interface Borders {
  readonly left: boolean
  readonly right: boolean
}

/**
 * `| 规章 | 0 |` and `规章 | 0 |` are the same row: an outer pipe is a border, not an empty cell. A left border stands on
 * every line (else it cuts off an empty first cell); a right one is forgotten on some.
 */
function bordersOf(lines: readonly Line[], mark: '\t' | '|'): Borders {
  const texts = lines.map(({ text }) => text.trim())
  const right = texts.filter((text) => text.endsWith('|')).length
  const even = new Set(texts.map((text) => text.split('|').length)).size === 1
  return {
    left: mark === '|' && texts.every((text) => text.startsWith('|')),
    // Where all lines are cut into as many pieces, a pipe at the end of some stands before an empty last cell.
    right:
      mark === '|' && (right === texts.length || (!even && right >= texts.length * 0.7 && !alike(texts))),
  }
}

/** Lines with a pipe at their end are mostly cut into as many pieces as those without: it stands before an empty cell. */
function alike(texts: readonly string[]): boolean {
  const open = texts.filter((text) => !text.endsWith('|'))
  // One line without a pipe at its end was only cut short.
  if (open.length < 3) return false
  return usualPieces(texts.filter((text) => text.endsWith('|'))) === usualPieces(open)
}

function usualPieces(lines: readonly string[]): number | undefined {
  const counts = new Map<number, number>()
  for (const line of lines) {
    const pieces = line.split('|').length
    counts.set(pieces, (counts.get(pieces) ?? 0) + 1)
  }
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0]
}

function cut({ text, number }: Line, mark: '\t' | '|', { left, right }: Borders): LooseCell[] {
  const row: LooseCell[] = []
  let column = 1
  for (const part of text.split(mark)) {
    const lead = part.length - part.trimStart().length
    row.push({ text: part.trim().replaceAll('**', ''), line: number, column: column + lead })
    column += part.length + 1
  }
  if (right && text.trim().endsWith('|')) row.pop()
  if (left && text.trim().startsWith('|') && row.length > 1) row.shift()
  return row
}

function looseGrid(rows: readonly (readonly LooseCell[])[], index: number): Grid {
  const cells: GridCell[] = rows.flatMap((row, r) =>
    row.map((cell, c) => ({
      row: r,
      column: c,
      rowSpan: 1,
      columnSpan: 1,
      text: cell.text,
      place: { line: cell.line, column: cell.column },
      image: false,
    })),
  )
  const columns = Math.max(...rows.map((row) => row.length))
  return { kind: 'grid', index, rows: rows.length, columns, cells, positions: 'loose' }
}

/** 2.其他 · 一、总体情况: numbered lines are never a title. */
const numbered = /^[（(]?[一二三四五六七八九十\d]+[、.．)）]/u

/** The first lines, up to the first sentence or numbered heading, where they are short: a title may be broken over two. */
export function titleOf(blocks: readonly Block[]): string | null {
  let title = ''
  for (const block of blocks.slice(0, 3)) {
    if (
      block.kind !== 'paragraph' ||
      block.text.length > 60 ||
      /[。；;]$/u.test(block.text) ||
      numbered.test(block.text)
    )
      break
    title += block.text
    if (/报告$|年报$/u.test(block.text)) break // …政府信息公开工作年度报告
  }
  return title === '' ? null : title
}
