import { describe, expect, it } from 'vitest'
import { grids, paragraphs, textOf } from '../../../extract/document.ts'
import { openPdf } from '../../../extract/readers/pdf/open.ts'
import { formsPrinted, printed } from './printed.ts'
import type { Printed } from './printed.ts'
import { documentOf, pdfFixture, texts } from './readPdfFixture.ts'

/** Rows of figures as the report prints them, each under its label, in the order of the form. */
function printedRows(report: Printed, table: 'requests' | 'proactive'): string[][] {
  const form = formsPrinted(report.form).find((candidate) => candidate.table === table)
  return (form?.rows ?? []).map((row) => [
    row.label,
    ...row.columns.map((column) => report.cells.get(`${table}.${row.code}.${column}`) ?? ''),
  ])
}

/** The label and the figures of a row: its last cells. */
function tails(rows: readonly string[][], expected: readonly string[][]): string[][] {
  const labels = expected.map(([label]) => label)
  const found: string[][] = []
  for (const row of rows) {
    const at = row.findIndex((text) => text === labels[found.length])
    if (at >= 0) found.push(row.slice(at))
  }
  return found
}

const reports = [
  ['LibreOffice', 'libreoffice-hangzhou2025', 'hangzhou2025'],
  ['Chromium', 'chromium-shanghai2019', 'shanghai2019'],
  ['Chromium, page one ending within a label', 'chromium-distinct2021-running-heads', 'distinct2021'],
] as const

describe.each(reports)('a report printed by %s', (_, file, set) => {
  const report = printed(set)

  it('has three ruled tables, each one grid however many pages it fills', async () => {
    const found = grids(await documentOf(pdfFixture(file)))
    expect(found.map(({ positions }) => positions)).toEqual(['exact', 'exact', 'exact'])
    expect(found.map(({ index }) => index)).toEqual([0, 1, 2])
  })

  it('keeps every figure of the requests in its row and column; a blank is a blank', async () => {
    const [, requests] = grids(await documentOf(pdfFixture(file)))
    const expected = printedRows(report, 'requests')
    expect(tails(texts(requests), expected)).toEqual(expected)
    expect(requests?.columns).toBe(10)
  })

  it('keeps every figure of what was made public', async () => {
    const [proactive] = grids(await documentOf(pdfFixture(file)))
    const expected = printedRows(report, 'proactive')
    expect(tails(texts(proactive), expected)).toEqual(expected)
  })

  it('keeps the fifteen figures of the disputes in one row, under heads of three rows', async () => {
    const [, , disputes] = grids(await documentOf(pdfFixture(file)))
    const form = formsPrinted(report.form).find(({ table }) => table === 'disputes')
    const figures = form?.rows.flatMap((row) =>
      row.columns.map((column) => report.cells.get(`disputes.${row.code}.${column}`) ?? ''),
    )
    expect(texts(disputes).at(-1)).toEqual(figures)
    expect(texts(disputes)[0]).toEqual(['行政复议', '行政诉讼'])
    expect(disputes?.cells.find(({ text }) => text === '行政诉讼')).toMatchObject({
      column: 5,
      columnSpan: 10,
    })
  })

  it('says on which page and where each cell stands', async () => {
    const [, requests] = grids(await documentOf(pdfFixture(file)))
    const pages = requests?.cells.map(({ place }) => ('page' in place ? place.page : 0)) ?? []
    expect([...new Set(pages)]).toEqual([1, 2])
    for (const { place } of requests?.cells ?? []) {
      const [left, top, right, bottom] = 'box' in place ? place.box : [0, 0, 0, 0]
      expect(left).toBeGreaterThan(50)
      expect(right).toBeLessThan(545)
      expect(right - left).toBeGreaterThan(8)
      expect(bottom - top).toBeGreaterThan(8)
    }
  })

  it('keeps headings, paragraphs and tables in reading order', async () => {
    const { blocks } = await documentOf(pdfFixture(file))
    const order = blocks.map((block) => (block.kind === 'grid' ? 'table' : block.text.slice(0, 2)))
    expect(order.slice(2)).toEqual([
      '一、',
      `20`,
      '二、',
      'table',
      '三、',
      'table',
      '四、',
      'table',
      '五、',
      '公开',
      '下一',
      '六、',
      '无其',
    ])
  })

  it('takes the title from the metadata', async () => {
    const { title } = await documentOf(pdfFixture(file))
    expect(title).toBe(`${report.agency}${report.year}年政府信息公开工作年度报告`)
  })
})

// Chromium names some letters by the radical of their shape: ⼈ for 人.
function letters(text: string): string {
  return Array.from(text.normalize('NFKC').replace(/\s/gu, '')).sort().join('')
}

describe('nothing is lost and nothing is doubled', () => {
  it.each([
    'libreoffice-hangzhou2025',
    'chromium-shanghai2019',
    'chromium-borderless',
    'chromium-vertical-labels',
  ])('each character of %s stands in one block', async (file) => {
    const pdf = await openPdf(pdfFixture(file)).promise
    let page = ''
    for (let number = 1; number <= pdf.numPages; number++) {
      const { items } = await (await pdf.getPage(number)).getTextContent()
      page += items.map((item) => ('str' in item ? item.str : '')).join('')
    }
    await pdf.destroy()
    expect(letters(textOf(await documentOf(pdfFixture(file))))).toBe(letters(page))
  })
})

describe('dotted borders a little apart', () => {
  it('make one table with the lines of its cells', async () => {
    const [disputes] = grids(await documentOf(pdfFixture('chromium-dotted-spaced-borders')))
    expect(disputes).toMatchObject({ rows: 4, columns: 15, positions: 'exact' })
    expect(texts(disputes)[3]).toEqual(Array.from({ length: 15 }, (_, index) => String(1186 + index)))
  })
})

describe('a table without rules', () => {
  it('is cut at its gaps, and says that its places are loose', async () => {
    const document = await documentOf(pdfFixture('chromium-borderless'))
    const [table] = grids(document)
    expect(table?.positions).toBe('loose')
    expect(texts(table)).toEqual([
      ['统计指标', '单位', '统计数'],
      ['一、主动公开情况'],
      ['（一）主动公开政府信息数', '条', '1234'],
      ['其中：主动公开规范性文件数', '条', '56'],
      ['（二）制发规范性文件总数', '件', '7'],
      ['1.政府公报公开政府信息数', '条', '0'],
      ['2.政府网站公开政府信息数', '条', '890'],
    ])
    expect(paragraphs(document).map(({ text }) => text)).toEqual([
      '政府信息公开指标统计表',
      '以上为本机关统计，未含下属单位。',
    ])
  })
})

describe('vertical labels', () => {
  it('are read downwards, columns from right to left, turned letters turned back', async () => {
    const [table] = grids(await documentOf(pdfFixture('chromium-vertical-labels')))
    expect(texts(table)).toEqual([
      ['结果维持', '结果纠正', '法人或其他组织申请的情况说明汇总', '其他结果', '总计'],
      ['11', '12', '13', '14', '50'],
    ])
  })
})
