import { padded } from '../../portals/report/sketch.ts'
import type { Sketch, SketchCell } from '../../portals/report/sketch.ts'
import type { Draft } from './document.ts'

/** The ways in which copies of reports flatten their tables (quirks.md): each gives a table's lines. */
export const flattenings = {
  /** Cells cut by tabs; a covered slot is dropped, as a browser's copy does. */
  tabs: (sheet: Sketch) => sheet.rows.map((row) => row.map(({ text }) => text).join('\t')),
  /** Cells cut by tabs, an empty cell for each covered slot, as a spreadsheet's copy does. */
  tabs_padded: (sheet: Sketch) => padded(sheet).rows.map((row) => row.map(({ text }) => text).join('\t')),
  /** Cells cut by pipes, an empty cell for each covered slot. */
  pipes: (sheet: Sketch) => padded(sheet).rows.map((row) => `${row.map(({ text }) => text).join(' | ')} |`),
  /** A Markdown table with a ruler under its first row. */
  markdown: (sheet: Sketch) =>
    padded(sheet).rows.flatMap((row, index) => [
      `| ${row.map(({ text }) => text).join(' | ')} |`,
      ...(index === 0 ? [`|${row.map(() => '---').join('|')}|`] : []),
    ]),
  /** One cell a line behind a tab, a blank line behind each row, as Word's conversion to text does. */
  cell_a_line: (sheet: Sketch) =>
    withDescents(sheet).flatMap((row) => [...row.map((text) => `\t${text}`), '']),
  /** The text of a PDF: blanks are gone, long labels wrap, and their figures follow on a line of their own. */
  pdf_lines: (sheet: Sketch) => sheet.rows.flatMap((row) => pdfLines(row)),
} as const

export type Flattening = keyof typeof flattenings

/** A draft as plain text, its tables flattened. */
export function plainText(draft: Draft, flattening: Flattening): string {
  const lines = draft.parts.flatMap((part) =>
    part.kind === 'sheet' ? ['', ...flattenings[flattening](part.sheet), ''] : [part.text],
  )
  return [draft.title, '', ...lines, ''].join('\n')
}

/** Each row's cells, and an empty one for each cell that spans down into it. */
function withDescents(sheet: Sketch): string[][] {
  const falling: { left: number; down: number }[] = []
  return sheet.rows.map((row) => {
    const texts: string[] = []
    let column = 0
    const own = [...row]
    while (column < sheet.columns) {
      const from = falling.find(({ left, down }) => left === column && down > 0)
      const cell = from ? undefined : own.shift()
      if (from) texts.push('')
      else if (cell) {
        texts.push(cell.text)
        if (cell.rowSpan > 1) falling.push({ left: column, down: cell.rowSpan })
      } else break
      column += cell?.columnSpan ?? 1
    }
    texts.push(...own.map(({ text }) => text))
    for (const each of falling) each.down -= 1
    return texts
  })
}

const widestLabel = 20

function pdfLines(row: readonly SketchCell[]): string[] {
  const figures = row.filter(({ kind, text }) => kind === 'figure' && text !== '').map(({ text }) => text)
  const labels = row.filter(({ kind, text }) => kind === 'label' && text !== '')
  const wrapped = labels.filter(({ rowSpan }) => rowSpan > 1).flatMap(({ text }) => wrap(text, 4))
  const own = labels.filter(({ rowSpan }) => rowSpan <= 1).map(({ text }) => text)
  const last = own.at(-1)
  if (figures.length === 0) return [...wrapped, own.join(' ')].filter((line) => line !== '')
  if (last !== undefined && last.length > widestLabel) {
    return [...wrapped, ...own.slice(0, -1), ...wrap(last, widestLabel), figures.join(' ')]
  }
  return [...wrapped, [...own, ...figures].join(' ')]
}

function wrap(text: string, width: number): string[] {
  return Array.from({ length: Math.ceil(text.length / width) }, (_, at) =>
    text.slice(at * width, (at + 1) * width),
  )
}
