import { describe, expect, it } from 'vitest'
import { readPage, readPlain } from './reading.ts'
import { changed, withRow } from './sheets/change.ts'
import { draftOf } from './sheets/document.ts'
import { figureSet } from './sheets/figureSet.ts'
import { pageHtml, plainLayout } from './sheets/html.ts'
import { label } from './sheets/sheet.ts'
import { plainText } from './sheets/text.ts'

const draft = draftOf(figureSet('hangzhou2025'), { proactive: 'each', disputes: 'row' })
const granted = '（一）予以公开'
const doubtful = Array.from({ length: 7 }, () => 'uncertain')

describe('a row whose figures cannot be told apart', () => {
  const five = changed(draft, 'requests', (sheet) => withRow(sheet, granted, (row) => row.slice(0, -2)))

  it('is in doubt as a whole where five of seven figures are there: never packed to the left', () => {
    const report = readPage(pageHtml(five, plainLayout), 2025)
    expect(report.row('requests', 'granted')).toEqual(doubtful)
    expect(report.row('requests', 'granted_in_part')).toEqual([2120, 39, 0, 1, 6, 2, 2168])
  })

  it.each(['tabs', 'cell_a_line', 'pdf_lines'] as const)('in text cut by %s too', (name) => {
    const report = readPlain(plainText(five, name), 2025)
    expect(report.row('requests', 'granted')).toEqual(doubtful)
    expect(report.row('requests', 'granted_in_part')).toEqual([2120, 39, 0, 1, 6, 2, 2168])
  })

  it('lists its figures as unplaced: none is lost', () => {
    const report = readPage(pageHtml(five, plainLayout), 2025)
    expect(report.unplaced.map(({ raw }) => raw)).toEqual(['5345', '129', '0', '41', '19'])
  })
})

describe('figures that slipped', () => {
  it('belong to their row where the last one stands on the next line', () => {
    const text = plainText(draft, 'pdf_lines').replace('0 41 19 14 5548', '0 41 19 14\n5548')
    expect(readPlain(text, 2025).row('requests', 'granted')).toEqual([5345, 129, 0, 41, 19, 14, 5548])
  })

  it('belong to nobody for sure where they stand behind the next label', () => {
    const text = plainText(draft, 'pdf_lines').replace(
      /（一）予以公开 (.*) 5548\n/u, // 5548 is now the first figure behind （二）部分公开
      '（一）予以公开 $1\n',
    )
    const report = readPlain(text.replace('不计其他情形）\n', '不计其他情形）\n5548 '), 2025)
    expect(report.row('requests', 'granted')).toEqual(doubtful)
    expect(report.row('requests', 'granted_in_part')).toEqual(doubtful)
  })

  it('are read between the two halves of a label', () => {
    const text = plainText(draft, 'pdf_lines').replace(
      /5\.要求行政机关确认或重新出具已获取信\n息\n(.*)\n/u, // the label's last letter comes behind its figures
      '5.要求行政机关确认或重新\n$1\n出具已获取信息\n',
    )
    const report = readPlain(text, 2025)
    const row = report.row('requests', 'refused_confirm_or_reissue')
    expect([
      readPlain(plainText(draft, 'pdf_lines')).row('requests', 'refused_confirm_or_reissue'),
      doubtful,
    ]).toContainEqual(row)
    expect(report.row('requests', 'outcome_total')).not.toContain('uncertain')
  })
})

describe('labels and figures run together', () => {
  it('reads 规章000 as three figures or not at all, and never as one', () => {
    const text = [
      '信息内容本年制发件数本年废止件数现行有效件数',
      '规章000',
      '行政规范性文件2011',
      '行政许可 7',
      '行政处罚 8',
      '行政强制 9',
    ].join('\n')
    const report = readPlain(text, 2023)
    expect(report.row('proactive', 'licensing')).toEqual([7])
    expect(['uncertain', 'missing']).toContain(report.row('proactive', 'normative_documents')[0])
    expect(['uncertain', 'missing', 0]).toContain(report.row('proactive', 'regulations')[0])
  })
})

describe('a row without its label', () => {
  it('is 规章 where it stands between the heads and 行政规范性文件', () => {
    const bare = changed(draft, 'proactive', (sheet) =>
      withRow(sheet, '规章', (row) => [label(''), ...row.slice(1)]),
    )
    expect(readPage(pageHtml(bare, plainLayout), 2025).row('proactive', 'regulations')).toEqual([3, 5, 74])
  })

  it('is nobody’s in the requests table: its cells are missing, its figures unplaced', () => {
    const bare = changed(draft, 'requests', (sheet) =>
      withRow(sheet, '7.属于行政执法案卷', (row) =>
        row.map((cell) => (cell.kind === 'label' ? label('') : cell)),
      ),
    )
    const report = readPage(pageHtml(bare, plainLayout), 2025)
    expect(new Set(report.row('requests', 'denied_enforcement_file'))).toEqual(new Set(['missing']))
    expect(report.unplaced.map(({ raw }) => raw)).toEqual(['282', '4', '0', '0', '0', '0', '286'])
  })
})
