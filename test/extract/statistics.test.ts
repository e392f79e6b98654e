import { describe, expect, it } from 'vitest'
import { readPage } from './reading.ts'
import { changed } from './sheets/change.ts'
import { draftOf } from './sheets/document.ts'
import type { Draft } from './sheets/document.ts'
import { figureSet } from './sheets/figureSet.ts'
import { pageHtml, plainLayout } from './sheets/html.ts'
import { figure, label } from './sheets/sheet.ts'
import type { SheetCell } from './sheets/sheet.ts'

const set = figureSet('hongqiao2016')
const draft = draftOf(set, { proactive: 'each', disputes: 'row' })
const read = (report: Draft) => readPage(pageHtml(report, plainLayout), set.year)

const widened = (more: (row: readonly SheetCell[], index: number) => SheetCell[]) =>
  changed(draft, 'statistics', (sheet) => ({
    columns: sheet.columns + 2,
    rows: sheet.rows.map((row, index) => more(row, index)),
  }))

describe('the statistics return of 2014', () => {
  it('reads all 58 figures with their units', () => {
    const report = read(draft)
    expect(report.forms).toMatchObject({ statistics: '2014', requests: null })
    expect(report.cells.map(({ at, raw }) => [`statistics.${at.row}.count`, raw])).toEqual([...set.printed])
    expect(report.cell('statistics', 'published_items', 'count')).toMatchObject({ value: 1283, unit: '条' })
    expect(report.cell('statistics', 'people_trained', 'count')).toMatchObject({ value: 86, unit: '人次' })
    expect(report.findings.filter((finding) => finding.class === 'identity')).toEqual([])
  })

  it('passes over a 序号 column before the labels: numbers of rows are no figures', () => {
    const numbered = widened((row, index) =>
      [label(index === 0 ? '序号' : ''), ...row].map((cell, at) =>
        at === 0 && index > 0 ? figure(String(index)) : cell,
      ),
    )
    expect(read(numbered).cells.map(({ raw }) => raw)).toEqual([...set.printed.values()])
  })

  it('takes the one column 合计 where several figure columns stand', () => {
    const summed = widened((row, index) =>
      index === 0
        ? [...row.slice(0, 2), label('区政府'), label('乡镇街道'), label('合计')]
        : [...row.slice(0, 2), figure('1'), figure('2'), ...row.slice(2)],
    )
    expect(read(summed).cells.map(({ raw }) => raw)).toEqual([...set.printed.values()])
  })

  it('takes none of several figure columns without a 合计: the table stays a raw one', () => {
    const several = widened((row, index) =>
      index === 0
        ? [...row.slice(0, 2), label('区政府'), label('区直单位'), label('乡镇街道')]
        : [...row.slice(0, 2), figure('1'), figure('2'), ...row.slice(2)],
    )
    const report = read(several)
    expect(report.cells.filter(({ status }) => status === 'number')).toEqual([])
    expect(report.unplaced.length).toBeGreaterThan(100)
  })

  it('takes none of 本期 and 累计', () => {
    const two = changed(draft, 'statistics', (sheet) => ({
      columns: 4,
      rows: sheet.rows.map((row, index) =>
        index === 0
          ? [...row.slice(0, 2), label('本期'), label('累计')]
          : [...row.slice(0, 2), figure('1'), ...row.slice(2)],
      ),
    }))
    expect(read(two).cells.filter(({ status }) => status === 'number')).toEqual([])
  })

  it('keeps the standard rows where 安徽 puts rows of its own among them', () => {
    const more = changed(draft, 'statistics', (sheet) => ({
      ...sheet,
      rows: sheet.rows.flatMap((row) =>
        row[0]?.text === '制发规范性文件总数'
          ? [
              row,
              [label('其中：公开重点领域信息数'), label('条'), figure('77')],
              [label('公开财政信息数'), label('条'), figure('78')],
            ]
          : [row],
      ),
    }))
    const report = read(more)
    expect(report.cells.map(({ raw }) => raw)).toEqual([...set.printed.values()])
    expect(report.unplaced.map(({ raw }) => raw)).toEqual(['77', '78'])
  })

  it('finds the broken sum in the row that holds it', () => {
    const report = read(
      draftOf(
        { ...set, printed: new Map([...set.printed, ['statistics.received_online.count', '12']]) },
        { proactive: 'each', disputes: 'row' },
      ),
    )
    expect(report.findings.filter((finding) => finding.class === 'identity')).toEqual([
      expect.objectContaining({ rule: 'statistics.received', expected: 18, actual: 17, difference: -1 }),
    ])
  })
})
