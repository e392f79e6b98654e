import { describe, expect, it } from 'vitest'
import { readPage, readPlain } from './reading.ts'
import { changed, relabelled } from './sheets/change.ts'
import { draftOf } from './sheets/document.ts'
import { figureSet } from './sheets/figureSet.ts'
import { pageHtml, plainLayout } from './sheets/html.ts'
import { plainText } from './sheets/text.ts'

const layout = { proactive: 'each', disputes: 'row' } as const
const draft = draftOf(figureSet('hangzhou2025'), layout)

describe('a column is what its head says', () => {
  const swapped = changed(draft, 'requests', (sheet) =>
    relabelled(sheet, { 商业企业: '法律服务机构', 法律服务机构: '商业企业' }),
  )

  it('follows heads that stand in another order than the form’s', () => {
    const report = readPage(pageHtml(swapped, plainLayout), 2025)
    expect(report.row('requests', 'granted')).toEqual([5345, 19, 0, 41, 129, 14, 5548])
  })

  it('follows them in a text too, where all of them are there', () => {
    const report = readPlain(plainText(swapped, 'pdf_lines'), 2025)
    expect(report.row('requests', 'granted')).toEqual([5345, 19, 0, 41, 129, 14, 5548])
  })

  it('believes no order of figures in a text whose heads are out of order and not all there', () => {
    const torn = changed(swapped, 'requests', (sheet) => relabelled(sheet, { 科研机构: '' }))
    const report = readPlain(plainText(torn, 'pdf_lines'), 2025)
    expect(report.cell('requests', 'granted', 'enterprise')?.status).toBe('uncertain')
  })

  it('reads a text whose copy dropped repeated head words: 总计 and 结果维持 once', () => {
    const lines = plainText(draft, 'cell_a_line').split('\n')
    const second = lines.lastIndexOf('\t结果维持')
    const report = readPlain(lines.filter((_, index) => index !== second).join('\n'), 2025)
    expect(report.row('disputes', 'reconsideration')).toEqual(
      readPage(pageHtml(draft, plainLayout), 2025).row('disputes', 'reconsideration'),
    )
  })

  it('leaves a column missing where its head means something else, and says so', () => {
    const report = readPage(
      pageHtml(
        changed(draftOf(figureSet('donghu2020'), layout), 'proactive', (sheet) =>
          relabelled(sheet, { '本年增/减': '本年数量' }),
        ),
        plainLayout,
      ),
      2020,
    )
    expect(report.forms.proactive).toBe('2019')
    expect(report.cell('proactive', 'licensing', 'change')).toMatchObject({ status: 'missing', value: null })
    expect(report.cell('proactive', 'licensing', 'decisions')?.status).toBe('number')
    expect(report.findings).toContainEqual(
      expect.objectContaining({ rule: 'structure.column_label', row: 'licensing', column: 'change' }),
    )
  })

  it('tells 本年新制作 and 本年新公开 apart by order where both are cut to 本年新', () => {
    const report = readPage(
      pageHtml(
        changed(draftOf(figureSet('shanghai2019'), layout), 'proactive', (sheet) =>
          relabelled(sheet, { 本年新制作数量: '本年新', 本年新公开数量: '本年新' }),
        ),
        plainLayout,
      ),
      2019,
    )
    expect(report.row('proactive', 'regulations')).toEqual([13, 13, 524])
  })
})
