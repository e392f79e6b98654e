import { describe, expect, it } from 'vitest'
import type { Document } from '../../../extract/document.ts'
import { defaultLimits } from '../../../extract/limits.ts'
import { readDoc } from '../../../extract/readers/doc.ts'
import { readDocx } from '../../../extract/readers/docx.ts'
import { readRtf } from '../../../extract/readers/rtf.ts'
import { documentOf, fixture } from './cells.ts'
import { printedSets } from './printed.ts'

/**
 * A document's blocks with nothing of its format in them: DOCX declares columns in which no cell begins, DOC and RTF know
 * borders only, so that columns are counted by the borders in use.
 */
function content(document: Document): unknown[] {
  return document.blocks.map((block) => {
    if (block.kind === 'paragraph') return block.text
    const borders = [
      ...new Set(block.cells.flatMap(({ column, columnSpan }) => [column, column + columnSpan])),
    ]
    borders.sort((a, b) => a - b)
    return block.cells.map(({ row, column, rowSpan, columnSpan, text }) => {
      const start = borders.indexOf(column)
      return [row, start, rowSpan, borders.indexOf(column + columnSpan) - start, text]
    })
  })
}

describe('one report in three word formats', () => {
  it.each([...printedSets, 'nested'])('%s: the same text and the same grids, span for span', (name) => {
    const docx = content(documentOf(readDocx(fixture(`docx/${name}.docx`), defaultLimits)))
    expect(content(documentOf(readDoc(fixture(`doc/${name}.doc.gz`), defaultLimits)))).toEqual(docx)
    expect(content(documentOf(readRtf(fixture(`rtf/${name}.rtf.gz`), defaultLimits)))).toEqual(docx)
  })

  it('reads a table within a layout table as itself, and a small one within a cell as its text', () => {
    expect(content(documentOf(readDocx(fixture('docx/nested.docx'), defaultLimits)))).toEqual([
      '外',
      '说明',
      [
        [0, 0, 1, 1, '甲'],
        [0, 1, 1, 2, '乙'],
        [1, 0, 2, 1, '丙'],
        [1, 1, 1, 1, '丁'],
        [1, 2, 1, 1, '1'],
        [2, 1, 1, 1, '戊'],
        [2, 2, 1, 1, '2'],
      ],
      '后',
      '尾',
      [
        ...['A', 'B', 'C', 'D', 'E', 'F'].map((text, column) => [0, column, 1, 1, text]),
        // LibreOffice moves the table out of the second cell into the first when it reads the page.
        ...['行\n1 2', '', '', '3', '', '4'].map((text, column) => [1, column, 1, 1, text]),
        ...['g', 'h', 'i', 'j', 'k', 'l'].map((text, column) => [2, column, 1, 1, text]),
      ],
      '完',
    ])
  })
})
