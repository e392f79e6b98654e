import { describe, expect, it } from 'vitest'
import { readPage, readPlain } from './reading.ts'
import { draftOf } from './sheets/document.ts'
import { figureSet } from './sheets/figureSet.ts'
import { pageHtml, plainLayout } from './sheets/html.ts'
import { flattenings, plainText } from './sheets/text.ts'
import type { Flattening } from './sheets/text.ts'

const layout = { proactive: 'each', disputes: 'row' } as const
const shanghai = draftOf(figureSet('shanghai2019'), layout)

describe('a blank is not a zero', () => {
  it('keeps 上海市人民政府办公厅 2019 as printed: 859 applications, most totals blank', () => {
    const report = readPage(pageHtml(shanghai, plainLayout), 2019)
    expect(report.row('requests', 'new_received')).toEqual([821, 35, 'blank', 'blank', 2, 1, 859])
    expect(report.row('requests', 'granted')).toEqual([258, 12, 'blank', 'blank', 1, 1, 'blank'])
    expect(report.cell('requests', 'granted', 'total')).toMatchObject({
      status: 'blank',
      value: null,
      raw: '',
    })
    expect(report.findings.filter((finding) => finding.class === 'identity')).toEqual([])
  })

  it.each(Object.keys(flattenings).filter((name) => name !== 'pdf_lines'))(
    'keeps blanks apart from zeros in text cut by %s',
    (name) => {
      const report = readPlain(plainText(shanghai, name as Flattening), 2019)
      expect(report.row('requests', 'new_received')).toEqual([821, 35, 'blank', 'blank', 2, 1, 859])
    },
  )

  it('believes no figure of a row whose blanks were lost with the lines of a PDF', () => {
    const report = readPlain(plainText(shanghai, 'pdf_lines'), 2019)
    expect(new Set(report.row('requests', 'granted'))).toEqual(new Set(['uncertain']))
  })

  it('reads a report whose tables are wholly blank: every cell is there, and blank', () => {
    const report = readPage(pageHtml(draftOf(figureSet('xiyuan2022'), layout), plainLayout), 2022)
    expect(report.cells).toHaveLength(200)
    expect(new Set(report.cells.map(({ status }) => status))).toEqual(new Set(['blank']))
    expect(report.findings.filter(({ class: kind }) => kind === 'identity')).toEqual([])
  })

  it('keeps dashes, 无 and strokes as printed, with a status of their own', () => {
    const report = readPage(pageHtml(draftOf(figureSet('nanping2022'), layout), plainLayout), 2022)
    expect(report.row('proactive', 'regulations')).toEqual(['dash', 'dash', 'dash'])
    expect(report.cell('proactive', 'regulations', 'repealed')).toMatchObject({ raw: '—', value: null })
    expect(report.cell('proactive', 'coercion', 'decisions')).toMatchObject({ raw: '无', status: 'dash' })
  })
})
