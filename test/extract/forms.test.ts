import { describe, expect, it } from 'vitest'
import { readPage } from './reading.ts'
import { changed } from './sheets/change.ts'
import { draftOf } from './sheets/document.ts'
import { figureSet } from './sheets/figureSet.ts'
import { pageHtml, plainLayout } from './sheets/html.ts'
import { figure, label } from './sheets/sheet.ts'

const layout = { proactive: 'one', disputes: 'row' } as const
const page = (name: string) => pageHtml(draftOf(figureSet(name), layout), plainLayout)

describe('the form belongs to the table, not to the year', () => {
  it('reads tables of the 2019 form in a report of 2023', () => {
    const report = readPage(page('donghu2020'), 2023)
    expect(report.forms).toMatchObject({ proactive: '2019', requests: '2019' })
    expect(report.cell('requests', 'other_handling', 'total')?.status).toBe('number')
  })

  it('reads a proactive table of 2019 beside a requests table of 2021', () => {
    const report = readPage(page('beishan2023'), 2023)
    expect(report.forms).toMatchObject({ proactive: '2019', requests: '2021', disputes: '2021' })
    expect(report.cells.filter(({ status }) => status !== 'number')).toEqual([])
  })

  it('reads a hybrid: 2019 columns without the row 其他对外管理服务事项, which is missing', () => {
    const hybrid = changed(draftOf(figureSet('donghu2020'), layout), 'proactive', (sheet) => ({
      ...sheet,
      rows: sheet.rows.filter((row) => row[0]?.text !== '其他对外管理服务事项'),
    }))
    const report = readPage(pageHtml(hybrid, plainLayout), 2022)
    expect(report.forms.proactive).toBe('2019')
    expect(report.row('proactive', 'other_services')).toEqual(['missing', 'missing', 'missing'])
    expect(report.row('proactive', 'penalties')[1]).toBe(-8)
  })

  it('calls missing, not 0, what is not printed: only 第（九）项 stands in the report', () => {
    const only = changed(
      draftOf(figureSet('donghu2020'), { ...layout, proactive: 'each' }),
      'proactive',
      (sheet) => (sheet.rows[0]?.[0]?.text === '第二十条第（九）项' ? sheet : []),
    )
    const report = readPage(pageHtml(only, plainLayout), 2020)
    expect(report.forms.proactive).toBe('2019')
    expect(report.row('proactive', 'central_procurement')).toEqual([12, 160.5964])
    expect(report.row('proactive', 'licensing')).toEqual(['missing', 'missing', 'missing'])
  })

  it('finds no form in a page of prose, and says which tables are missing', () => {
    const report = readPage('<p>本机关2022年行政许可 3 件，行政处罚 5 件，无行政强制。</p>', 2022)
    expect(report.forms).toEqual({ proactive: null, requests: null, disputes: null, statistics: null })
    expect(report.findings.map(({ rule, table }) => `${rule} ${table}`)).toEqual(
      expect.arrayContaining(['structure.table_missing proactive', 'structure.table_missing requests']),
    )
  })
})

describe('rows and columns beyond the form', () => {
  it('leaves 其他主动公开文件 to the unplaced: it is never 行政规范性文件', () => {
    const more = changed(draftOf(figureSet('shanghai2019'), layout), 'proactive', (sheet) => ({
      ...sheet,
      rows: sheet.rows.flatMap((row) =>
        row[0]?.text === '规范性文件'
          ? [row, [label('其他主动公开文件'), figure('91'), figure('92'), figure('93')]]
          : [row],
      ),
    }))
    const report = readPage(pageHtml(more, plainLayout), 2019)
    expect(report.row('proactive', 'normative_documents')).toEqual([60, 60, 368])
    expect(report.unplaced.map(({ raw }) => raw)).toEqual(['91', '92', '93'])
  })

  it('leaves the closing row 政府信息公开发布总数量 to the unplaced', () => {
    const more = changed(draftOf(figureSet('donghu2020'), layout), 'proactive', (sheet) => ({
      ...sheet,
      rows: [
        ...sheet.rows,
        [label('2020年本行政区域（或本部门）政府信息公开发布总数量'), figure('4711'), label('', 2)],
      ],
    }))
    expect(readPage(pageHtml(more, plainLayout), 2020).unplaced.map(({ raw }) => raw)).toEqual(['4711'])
  })

  it('reads a subtotal on a heading row as a row of its own, shifting nobody', () => {
    const set = figureSet('hangzhou2025')
    const more = changed(draftOf(set, layout), 'requests', (sheet) => ({
      ...sheet,
      rows: sheet.rows.flatMap((row) =>
        row.some(({ text }) => text === '1.属于国家秘密')
          ? [
              [label('（三）不予公开', 2), ...[719, 8, 0, 0, 1, 2, 730].map((n) => figure(String(n)))],
              row.map((cell) => cell),
            ]
          : [row],
      ),
    }))
    const report = readPage(pageHtml(more, { ...plainLayout, cells: 'padded' }), 2025)
    expect(report.row('requests', 'denied_subtotal')).toEqual([719, 8, 0, 0, 1, 2, 730])
    expect(report.row('requests', 'denied_state_secret')).toEqual([13, 0, 0, 0, 0, 0, 13])
    expect(report.row('requests', 'granted')).toEqual([5345, 129, 0, 41, 19, 14, 5548])
  })

  it('reads a column 法人合计 as a column of its own', () => {
    const set = figureSet('hangzhou2025')
    const more = changed(draftOf(set, layout), 'requests', (sheet) => ({
      columns: sheet.columns + 1,
      rows: sheet.rows.map((row, index) => {
        if (index === 0) return row.map((cell, at) => (at === 1 ? { ...cell, columnSpan: 8 } : cell))
        if (index === 1) return row.map((cell, at) => (at === 1 ? { ...cell, columnSpan: 6 } : cell))
        if (index === 2) return [...row, label('法人合计')]
        const legal = row.slice(-6, -1).reduce((sum, { text }) => sum + Number(text), 0)
        return [...row.slice(0, -1), figure(String(legal)), ...row.slice(-1)]
      }),
    }))
    const report = readPage(pageHtml(more, plainLayout), 2025)
    expect(report.row('requests', 'granted')).toEqual([5345, 129, 0, 41, 19, 14, 5548, 203])
    expect(report.cell('requests', 'granted', 'legal_person_subtotal')).toMatchObject({
      status: 'number',
      value: 203,
    })
    expect(report.findings.filter((finding) => finding.class === 'identity')).toEqual([])
  })
})
