import { describe, expect, it } from 'vitest'
import { readPage, readPlain } from './reading.ts'
import type { Read } from './reading.ts'
import { changed, relabelled } from './sheets/change.ts'
import { draftOf } from './sheets/document.ts'
import type { Draft } from './sheets/document.ts'
import { figureSet } from './sheets/figureSet.ts'
import { pageHtml, plainLayout } from './sheets/html.ts'
import { brokenOver, oneTableARow, withLoweredTotal, withSplitHeads } from './sheets/oddities.ts'
import { flattenings, plainText } from './sheets/text.ts'
import type { Flattening } from './sheets/text.ts'

const set = figureSet('hangzhou2025')
const draft = draftOf(set, { proactive: 'each', disputes: 'row' })

/** All 200 figures as printed, every one of them sure. */
function expectExact(report: Read): void {
  const read = report.cells.map(({ at, raw }) => [`${at.table}.${at.row}.${at.column}`, raw])
  expect(read).toEqual([...set.printed])
  expect(report.cells.filter(({ status }) => status !== 'number')).toEqual([])
  expect(report.unplaced).toEqual([])
}

const page = (report: Draft, layout: Partial<typeof plainLayout> = {}) =>
  readPage(pageHtml(report, { ...plainLayout, ...layout }), set.year)

describe('one report, laid out in every way that agencies do', () => {
  for (const proactive of ['each', 'one'] as const) {
    for (const disputes of ['row', 'three', 'labelled'] as const) {
      const own = draftOf(set, { proactive, disputes })
      const tables = `${proactive === 'each' ? 'a table an item' : 'one proactive table'}, disputes as ${disputes}`
      it(`reads a page with spans: ${tables}`, () => expectExact(page(own)))
      it(`reads a page without spans: ${tables}`, () => expectExact(page(own, { cells: 'padded' })))
      it.each(Object.keys(flattenings))(`reads text cut by %s: ${tables}`, (name) => {
        expectExact(readPlain(plainText(own, name as Flattening), set.year))
      })
    }
  }

  it('reads what Word leaves in a page: a <span> and a <font> around every few letters', () => {
    expectExact(page(draft, { markup: 'word' }))
  })

  it('reads labels spaced out, broken over lines, or in ASCII brackets', () => {
    expectExact(page(draft, { labels: 'spaced' }))
    expectExact(page(draft, { labels: 'narrow' }))
    const broken = { 科研机构: '科研\n机构', 结果维持: '结果\n维持', 自然人: '自\n然\n人', 总计: '总\n计' }
    expectExact(
      page(
        changed(
          changed(draft, 'requests', (s) => relabelled(s, broken)),
          'disputes',
          (s) => relabelled(s, broken),
        ),
      ),
    )
  })

  it('reads a requests table cut by a page break, with and without its heads repeated', () => {
    expectExact(page(changed(draft, 'requests', brokenOver(14, 3)), { cells: 'padded' }))
    expectExact(page(changed(draft, 'requests', brokenOver(14, 0)), { cells: 'padded' }))
  })

  it('reads a requests table that is one small table for each row', () => {
    expectExact(page(changed(draft, 'requests', oneTableARow)))
  })

  it('reads 总计 in the third head row', () => {
    expectExact(page(changed(draft, 'requests', withLoweredTotal)))
  })

  it('reads a head cell split over two rows: 商业 | 科研, then 企业 | 机构', () => {
    expectExact(page(changed(draft, 'requests', withSplitHeads)))
  })

  it('reads a page whose whole article stands in a layout table, among tables of its own', () => {
    const html = pageHtml(draft, plainLayout)
      .replace(
        '<body>',
        '<body><table><tr><td>首页</td><td>政务公开</td><td>2025</td></tr></table><table><tr><td>',
      )
      .replace(
        '<h1>',
        '<table><tr><td>索引号</td><td>330100/2026-00012</td><td>发布机构</td><td>杭州市人民政府</td></tr></table><h1>',
      )
      .replace('</body>', '</td></tr></table></body>')
    const report = readPage(html, set.year)
    expect(report.cells.map(({ raw }) => raw)).toEqual([...set.printed.values()])
    expect(report.cells.filter(({ status }) => status !== 'number')).toEqual([])
  })

  it('takes page numbers between the rows of a text for page numbers', () => {
    const lines = plainText(draft, 'pdf_lines').split('\n')
    const at = lines.findIndex((line) => line.startsWith('3.补正后'))
    expectExact(readPlain([...lines.slice(0, at), '- 7 -', '', ...lines.slice(at)].join('\n'), set.year))
  })
})

describe('上海市人民政府办公厅 2019: heads and figures of one block span differently', () => {
  it('maps them by order, each spanned value once', () => {
    const report = readPage(
      `<table>
       <tr><td colspan=4>第二十条第（一）项</td></tr>
       <tr><td>信息内容</td><td>本年新<br>制作数量</td><td>本年新<br>公开数量</td><td>对外公开总数量</td></tr>
       <tr><td>规章</td><td>13</td><td>13</td><td>524</td></tr>
       <tr><td>规范性文件</td><td>60</td><td>60</td><td>368</td></tr>
       <tr><td colspan=4>第二十条第（九）项</td></tr>
       <tr><td>信息内容</td><td>采购项目数量</td><td colspan=2>采购总金额</td></tr>
       <tr><td>政府集中采购</td><td colspan=2>6</td><td>251000元</td></tr></table>`,
      2019,
    )
    expect(report.forms.proactive).toBe('2019')
    expect(report.row('proactive', 'regulations')).toEqual([13, 13, 524])
    expect(report.row('proactive', 'central_procurement')).toEqual([6, 251000])
    expect(report.cell('proactive', 'central_procurement', 'amount')).toMatchObject({
      raw: '251000元',
      unit: '元',
    })
  })
})
