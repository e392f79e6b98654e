import type { Document, Grid } from './document.ts'
import { gridRows } from './document.ts'
import type { Section, SourceTable } from './extraction.ts'
import { forms } from './forms/forms.ts'
import { bestLine, meaning } from './labels.ts'

/** 一、总体情况 · 第一部分 概述 · ## 二、… */
const numbered = /^(?:[一二三四五六七八九十]{1,2}\s*、|第[一二三四五六七八九十]部分)\s*\S/u
const longestHeading = 45

const rows = forms.flatMap((form) => form.rows)
/** 三、本年度办理结果 is numbered too, and heads rows of a table. */
const rowHeadings = new Set(forms.flatMap((form) => form.headings.map((heading) => meaning(heading))))

/** A numbered line that is no row of a form: 一、本年新收政府信息公开申请数量 is one. */
function isHeading(text: string): boolean {
  if (text.length > longestHeading || !numbered.test(text) || /[。；;]$/u.test(text)) return false
  // 二、主动公开政府信息情况 is near （一）主动公开政府信息数, and no row: only the row's own words are.
  const printed = meaning(text.replace(/[\s\d]+$/u, '')) // 一、本年新收政府信息公开申请数量 0 0 0
  if (rowHeadings.has(printed)) return false
  const row = bestLine(printed, rows)
  return row === null || row.fit < rowsOwnWords
}

const rowsOwnWords = 0.9

/**
 * The report's text by its numbered headings (一、总体情况 … 六、其他需要报告的事项). Tables are left out, but for headings
 * that stand alone in a row: in a spreadsheet the whole report is one table.
 */
export function sectionsOf(document: Document): Section[] {
  const sections: { heading: string | null; lines: string[] }[] = []
  for (const block of document.blocks) {
    if (block.kind === 'grid') {
      sections.push(...headingsIn(block).map((heading) => ({ heading, lines: [] })))
      continue
    }
    if (isHeading(block.text)) sections.push({ heading: block.text, lines: [] })
    else if (sections.length === 0) sections.push({ heading: null, lines: [block.text] })
    else sections.at(-1)?.lines.push(block.text)
  }
  return sections.map(({ heading, lines }, index) => ({
    ordinal: index + 1,
    heading,
    text: lines.join('\n'),
  }))
}

function headingsIn(grid: Grid): string[] {
  return gridRows(grid).flatMap((cells) => {
    const [first, ...others] = cells.filter(({ text }) => text !== '')
    return first && others.length === 0 && isHeading(first.text) ? [first.text] : []
  })
}

/** Every table of the document as found, with the nearest heading above it. */
export function sourceTablesOf(document: Document): SourceTable[] {
  let heading: string | null = null
  return document.blocks.flatMap((block) => {
    if (block.kind === 'paragraph') {
      if (block.heading !== null || isHeading(block.text)) heading = block.text
      return []
    }
    return [{ ordinal: block.index + 1, heading, grid: expanded(block) }]
  })
}

function expanded(grid: Grid): string[][] {
  const slots = Array.from({ length: grid.rows }, () => Array.from({ length: grid.columns }, () => ''))
  for (const cell of grid.cells) {
    const row = slots[cell.row]
    if (row) row[cell.column] = cell.text
  }
  return slots
}
