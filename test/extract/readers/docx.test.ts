import { describe, expect, it } from 'vitest'
import { paragraphs } from '../../../extract/document.ts'
import { align } from '../../../extract/align.ts'
import { defaultLimits } from '../../../extract/limits.ts'
import { readDocx } from '../../../extract/readers/docx.ts'
import { documentOf, fixture, wrongCells } from './cells.ts'
import { printed, printedSets } from './printed.ts'

describe('a Word document is read to its last cell', () => {
  it.each(printedSets)('%s, as LibreOffice writes it', (set) => {
    const report = printed(set)
    const document = documentOf(readDocx(fixture(`docx/${set}.docx`), defaultLimits))
    expect(wrongCells(document, report)).toEqual([])
    expect(align(document, report.year).unplaced).toEqual([])
  })

  it('keeps title, headings and line breaks', () => {
    const document = documentOf(readDocx(fixture('docx/hangzhou2025.docx'), defaultLimits))
    expect(document.title).toBe('杭州市人民政府2025年政府信息公开工作年度报告')
    expect(
      paragraphs(document)
        .filter(({ heading }) => heading === 2)
        .map(({ text }) => text),
    ).toContain('一、总体情况')
    expect(paragraphs(document).map(({ text }) => text)).toContain('下一步将加强培训。')
  })
})
