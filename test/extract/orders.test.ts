import { describe, expect, it } from 'vitest'
import { latticesOf } from '../../extract/readers/pdf/lattice.ts'
import { ruledTables } from '../../extract/readers/pdf/ruled.ts'
import type { Glyph, Stroke } from '../../extract/readers/pdf/drawing.ts'
import { readPage, readPlain } from './reading.ts'
import { changed } from './sheets/change.ts'
import { draftOf } from './sheets/document.ts'
import { figureSet } from './sheets/figureSet.ts'
import { pageHtml, plainLayout } from './sheets/html.ts'
import { figure, label } from './sheets/sheet.ts'
import type { Sheet, SheetCell } from './sheets/sheet.ts'

const set = figureSet('hangzhou2025')
const draft = draftOf(set, { proactive: 'each', disputes: 'row' })
const page = (report: typeof draft) => readPage(pageHtml(report, plainLayout), set.year)
const printed = (at: string) => set.printed.get(at) ?? ''
const results = ['upheld', 'corrected', 'other_result', 'pending', 'total'] as const
const resultHeads = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计']
const disputes = (rows: readonly (readonly SheetCell[])[]): Sheet => ({ columns: rows[0]?.length ?? 0, rows })
const cellsOf = (row: string) =>
  results.map((column) => figure(printed(`disputes.${row}.${column}`), `disputes.${row}.${column}`))

const turned = (sheet: Sheet): Sheet => {
  const rows = sheet.rows.filter((row) => row.some(({ kind }) => kind === 'figure'))
  const figures = rows.map((row) => row.filter(({ kind }) => kind === 'figure'))
  const heads = rows.map((row) => label(row.findLast(({ kind }) => kind === 'label')?.text ?? ''))
  const applicants = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计']
  return {
    columns: heads.length + 1,
    rows: [
      [label(''), ...heads],
      ...applicants.map((name, at) => [label(name), ...figures.map((row) => figure(row[at]?.text ?? ''))]),
    ],
  }
}

const copied = (line: (figures: readonly number[]) => readonly number[]) =>
  [
    ['一、本年新收政府信息公开申请数量', [5, 1, 0, 0, 0, 2]],
    ['二、上年结转政府信息公开申请数量', [1, 0, 0, 0, 0, 0]],
    ['（一）予以公开', [3, 1, 0, 0, 0, 2]],
    ['（二）部分公开（区分处理的，只计这一情形，不计其他情形）', [1, 0, 0, 0, 0, 0]],
    ['（七）总计', [4, 1, 0, 0, 0, 2]],
    ['四、结转下年度继续办理', [2, 0, 0, 0, 0, 0]],
  ]
    .map(([name, figures]) => [name, ...line(figures as number[])].join(' '))
    .join('\n')

const sum = (figures: readonly number[]) => figures.reduce((a, b) => a + b, 0)

const across = (at: number, from: number, to: number): Stroke => ({ axis: 'across', at, from, to })

const down = (at: number, from: number, to: number): Stroke => ({ axis: 'down', at, from, to })

const glyph = (text: string, left: number, top: number): Glyph => ({
  left,
  top,
  right: left + 8,
  bottom: top + 8,
  text,
  size: 8,
  direction: 'right',
  run: left * 1000 + top,
})

/** No cell of a table says for sure what is not printed there. */
function expectNothingWrong(report: ReturnType<typeof page>): void {
  const wrong = report.cells.filter(
    ({ at, status, raw }) => status === 'number' && raw !== printed(`${at.table}.${at.row}.${at.column}`),
  )
  expect(wrong).toEqual([])
}

describe('tables in an order of their own', () => {
  it('行政诉讼 before 行政复议: each figure under its own head', () => {
    const report = page(
      changed(draft, 'disputes', () =>
        disputes([
          [label('行政诉讼', 10), label('行政复议', 5)],
          [
            label('未经复议直接起诉', 5),
            label('复议后起诉', 5),
            ...resultHeads.map((head) => label(head, 1, 2)),
          ],
          [...resultHeads, ...resultHeads].map((head) => label(head)),
          [
            ...cellsOf('litigation_direct'),
            ...cellsOf('litigation_after_reconsideration'),
            ...cellsOf('reconsideration'),
          ],
        ]),
      ),
    )
    expectNothingWrong(report)
    expect(report.cells.filter(({ status }) => status !== 'number')).toEqual([])
  })

  it('the same in running text: in doubt', () => {
    const report = readPlain(
      `行政诉讼 行政复议\n未经复议直接起诉 复议后起诉 ${resultHeads.join(' ')}\n${resultHeads.join(' ')} ${resultHeads.join(' ')}\n1 0 0 0 1 2 0 0 0 2 3 0 0 0 3`,
      2023,
    )
    expect(report.cells.filter(({ status }) => status === 'number')).toEqual([])
  })

  it('results down, kinds across: no figure is taken for its neighbour across', () => {
    const kinds = ['reconsideration', 'litigation_direct', 'litigation_after_reconsideration']
    const rows = results.map((column, index) => [
      label(resultHeads[index] ?? ''),
      ...kinds.map((row) => figure(printed(`disputes.${row}.${column}`))),
    ])
    const heads = [label(''), label('行政复议'), label('未经复议直接起诉'), label('复议后起诉')]
    const report = page(changed(draft, 'disputes', () => disputes([heads, ...rows])))
    expect(report.cells.filter(({ at, status }) => at.table === 'disputes' && status === 'number')).toEqual(
      [],
    )
  })

  it('applicants down, outcomes across: 总计 over a column is a row of the form, not its column', () => {
    const report = page(changed(draft, 'requests', turned))
    expect(report.cells.filter(({ at, status }) => at.table === 'requests' && status === 'number')).toEqual(
      [],
    )
  })
})

describe('总计 before 自然人', () => {
  const heads = '自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他'

  it('with its figures before theirs: the sums of the rows tell', () => {
    const report = readPlain(`总计 ${heads}\n${copied((own) => [sum(own), ...own])}`, 2023)
    expect(report.row('requests', 'new_received')).toEqual([5, 1, 0, 0, 0, 2, 8])
    expect(report.row('requests', 'carried_out')).toEqual([2, 0, 0, 0, 0, 0, 2])
  })

  it('with its figures behind theirs, as most copies have it', () => {
    const report = readPlain(`总计 ${heads}\n${copied((own) => [...own, sum(own)])}`, 2023)
    expect(report.row('requests', 'new_received')).toEqual([5, 1, 0, 0, 0, 2, 8])
  })

  it('in a table with spans the heads tell, and nothing contradicts them', () => {
    const report = page(
      changed(draft, 'requests', (sheet) => ({
        ...sheet,
        rows: sheet.rows.map((row, index) => {
          if (index === 1) return [row.at(-1) ?? label(''), ...row.slice(0, -1)]
          return index < 3 ? row : [...row.slice(0, -7), row.at(-1) ?? label(''), ...row.slice(-7, -1)]
        }),
      })),
    )
    expectNothingWrong(report)
    expect(report.cells.filter(({ status }) => status !== 'number')).toEqual([])
  })
})

describe('a copy that gives a table column by column', () => {
  it('figures before their labels are no figures of the label before', () => {
    const text =
      '信息内容\n本年制发件数 本年废止件数 现行有效件数\n1\n2\n33\n规章\n14\n5\n206\n行政规范性文件\n第二十条第（五）项\n信息内容 本年处理决定数量\n行政许可 48251\n'
    const report = readPlain(text, 2023)
    expect(report.row('proactive', 'regulations')).toEqual(Array(3).fill('uncertain'))
    expect(report.row('proactive', 'normative_documents')).toEqual(Array(3).fill('uncertain'))
    expect(report.row('proactive', 'licensing')).toEqual([48251])
  })

  it('figures on lines of their own within a broken label stand in no order', () => {
    const heads = '信息内容 上一年项目数量 本年增/减 处理决定数量\n'
    const around = readPlain(`${heads}行政处 377\n1377\n减3\n罚\n行政强 29 0 6\n制\n`, 2020)
    expect(around.row('proactive', 'penalties')).toEqual(Array(3).fill('uncertain'))
    expect(around.row('proactive', 'coercion')).toEqual([29, 0, 6])
    const behind = readPlain(`${heads}行政处\n罚\n377\n-3\n1377\n行政强制 29 0 6\n`, 2020)
    expect(behind.row('proactive', 'penalties')).toEqual([377, -3, 1377])
  })

  it('labels first, then figures: rows with nothing behind them are no blanks', () => {
    const labels =
      '（一）收到申请数\n件 9\n1.当面申请数\n件 1\n2.传真申请数\n件 2\n3.网络申请数\n件 3\n4.信函申请数\n件 3\n四、行政复议数量\n（一）维持具体行政行为数\n五、行政诉讼数量\n六、举报投诉数量\n（三）接受培训人员数\n件 4\n件 5\n件 6\n件 7\n人次 8\n'
    const report = readPlain(labels, 2016)
    expect(report.row('statistics', 'reconsiderations')).toEqual(['uncertain'])
    expect(report.row('statistics', 'complaints')).toEqual(['uncertain'])
  })
})

describe('one label, one figure', () => {
  it('a figure beside three labels belongs to none of them for sure', () => {
    const report = page(
      changed(draft, 'requests', (sheet) => ({
        ...sheet,
        rows: sheet.rows.map((row, index) => {
          if (index === 9)
            return row.map((cell, at) => (at === row.length - 2 ? { ...cell, rowSpan: 3 } : cell))
          return index === 10 || index === 11 ? row.filter((_, at) => at !== row.length - 2) : row
        }),
      })),
    )
    for (const row of ['denied_security_stability', 'denied_third_party_rights', 'denied_internal_affairs'])
      expect(report.cell('requests', row, 'other_organization')?.status).toBe('uncertain')
  })

  it('figures behind a label of no form are not the row’s above it', () => {
    const heads = '信息内容 本年新制作数量 本年新公开数量 对外公开总数量\n'
    const rest = '信息内容 上一年项目数量 本年增/减 处理决定数量\n行政处罚 3 0 4\n行政强制 3 0 4\n'
    const blank = readPlain(`${heads}规章 1 2 3\n规范性文件\n其他主动公开文件 71 72 73\n${rest}`, 2020)
    expect(blank.row('proactive', 'regulations')).toEqual([1, 2, 3])
    expect(blank.row('proactive', 'normative_documents')).toEqual(Array(3).fill('uncertain'))
    const filled = readPlain(`${heads}规章 1 2 3\n规范性文件 4 5 6\n其他主动公开文件 71 72 73\n${rest}`, 2020)
    expect(filled.row('proactive', 'normative_documents')).toEqual([4, 5, 6])
    expect(filled.unplaced.map(({ raw }) => raw)).toEqual(['71', '72', '73'])
  })

  it('三、本年度办理结果 is a heading, however much of 三、本年度办理结果（七）总计 it is', () => {
    const report = page(
      changed(draft, 'requests', (sheet) => ({
        ...sheet,
        rows: sheet.rows.flatMap((row, index) =>
          index === 5
            ? [
                [label('三、本年度办理结果', 3), ...Array.from({ length: 7 }, () => figure('99'))],
                [label('', 1, sheet.rows.length - 6), ...row.slice(1)],
              ]
            : [row],
        ),
      })),
    )
    expectNothingWrong(report)
    expect(report.row('requests', 'outcome_total')).not.toContain('uncertain')
  })

  it('two results run into one row are in doubt, and a table without its row of figures has no blanks', () => {
    const heads = `类别 ${resultHeads.join(' ')}\n行政复议 1 0 0 0 1\n`
    const together = readPlain(
      `${heads}行政诉讼：未经复议直接起诉\n行政诉讼：复议后起诉\n2 3 0 0 0 0 0 0 2 3\n`,
      2023,
    )
    expect(together.cells.filter(({ status }) => status === 'number')).toEqual([])
    const lost = page(changed(draft, 'disputes', (sheet) => ({ ...sheet, rows: sheet.rows.slice(0, -1) })))
    expect(lost.cells.filter(({ at, status }) => at.table === 'disputes' && status === 'blank')).toEqual([])
  })

  it('上年处理决定数量 is another year’s figure, one letter from this year’s', () => {
    const report = readPage(
      '<table><tr><td>信息内容</td><td>上年处理决定数量</td><td>本年处理决定数量</td></tr><tr><td>行政许可</td><td>7</td><td>8</td></tr><tr><td>行政处罚</td><td>5</td><td>6</td></tr></table>',
      2023,
    )
    expect(report.row('proactive', 'licensing')).toEqual([8])
    const alone = readPage(
      '<table><tr><td>信息内容</td><td>上年处理决定数量</td></tr><tr><td>行政许可</td><td>7</td></tr><tr><td>行政处罚</td><td>5</td></tr></table>',
      2023,
    )
    expect(alone.cells.filter(({ status }) => status === 'number')).toEqual([])
  })

  it('本年数量 in the place of 本年增/减, in running text too: missing, with a finding', () => {
    const text =
      '信息内容 上一年项目数量 本年数量 处理决定数量\n行政许可 48 3 48251\n其他对外管理服务事项 57 2 918\n信息内容 上一年项目数量 本年增/减 处理决定数量\n行政处罚 377 减 3 1377\n行政强制 29 0 6\n'
    const report = readPlain(text, 2019)
    expect(report.row('proactive', 'licensing')).toEqual([48, 'missing', 48251])
    expect(report.row('proactive', 'other_services')).toEqual([57, 'missing', 918])
    expect(report.row('proactive', 'penalties')).toEqual([377, -3, 1377])
    expect(report.findings.filter(({ rule }) => rule === 'structure.column_label')).toMatchObject([
      { row: 'licensing', column: 'change' },
      { row: 'other_services', column: 'change' },
    ])
    expect(report.unplaced.map(({ raw }) => raw)).toEqual(['3', '2'])
  })

  it('two tables of one kind that differ: both are named', () => {
    const twice = pageHtml(draft, plainLayout)
    const other = twice.replaceAll('<td>0</td>', '<td>1</td>')
    const report = readPage(
      twice.replace('</body>', `${/<body>(.*)<\/body>/su.exec(other)?.[1] ?? ''}</body>`),
      set.year,
    )
    expectNothingWrong(report)
    expect(report.cells.filter(({ status }) => status === 'uncertain').map(({ raw }) => raw)).toEqual(
      [...set.printed.values()].filter((raw) => raw === '0'),
    )
  })
})

describe('blanks within a figure or a label', () => {
  it('减 3 is -3, and 251000 元 keeps its unit', () => {
    const text =
      '信息内容 上一年项目数量 本年增/减 处理决定数量\n行政处罚 3 减 2 4\n行政强制 3 0 4\n信息内容 上一年项目数量 本年增/减\n行政事业性收费 11 减 1\n信息内容 采购项目数量 采购总金额\n政府集中采购 6 251000 元\n'
    const report = readPlain(text, 2019)
    expect(report.cell('proactive', 'central_procurement', 'amount')).toMatchObject({
      value: 251000,
      unit: '元',
    })
    expect(report.row('proactive', 'administrative_fees')).toEqual([11, -1])
  })

  it('3 . 危 及: a numbering cut from its label is no figure', () => {
    const text =
      '自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计\n一 、 本 年 新 收 政 府 信 息 公 开 申 请 数 量 1 0 0 0 0 0 1\n1 . 本 机 关 不 掌 握 相 关 政 府 信 息 2 0 0 0 0 0 2\n（ 四 ） 无 法 提 供\n2 . 重 复 申 请 3 0 0 0 0 无 3\n'
    const report = readPlain(text, 2023)
    expect(report.row('requests', 'new_received')).toEqual([1, 0, 0, 0, 0, 0, 1])
    expect(report.row('requests', 'unavailable_not_held')).toEqual([2, 0, 0, 0, 0, 0, 2])
    expect(report.row('requests', 'refused_duplicate')).toEqual([3, 0, 0, 0, 0, 'dash', 3])
  })
})

describe('a figure close behind a label that ends in a bracket', () => {
  it('stands in its own cell, though the bracket’s blank half lies over the rule and under it', () => {
    const strokes = [
      across(100, 50, 250),
      across(120, 50, 250),
      down(50, 100, 120),
      down(150, 100, 120),
      down(250, 100, 120),
    ]
    const glyphs = ['形', '）'].map((text, at) => glyph(text, 135 + 10 * at, 106))
    const drawing = {
      page: 1,
      width: 595,
      height: 842,
      direction: 'right',
      glyphs: [...glyphs, glyph('0', 152, 106)],
      strokes,
      pictures: [],
    } as const
    const [table] = ruledTables(drawing, latticesOf(strokes, 1000) ?? []).tables
    expect(table?.cells.map(({ text }) => text)).toEqual(['形）', '0'])
  })
})

describe('tables that touch', () => {
  /** Two columns over three; the lower table is the narrower. */
  const strokes = [
    across(100, 50, 350),
    across(120, 50, 350),
    across(140, 50, 350),
    across(160, 50, 250),
    across(180, 50, 250),
    down(50, 100, 180),
    down(150, 100, 140),
    down(350, 100, 140),
    down(120, 140, 180),
    down(250, 140, 180),
  ]
  const read = (glyphs: readonly Glyph[]) => {
    const drawing = {
      page: 1,
      width: 595,
      height: 842,
      direction: 'right',
      glyphs,
      strokes,
      pictures: [],
    } as const
    return ruledTables(drawing, latticesOf(strokes, 1000) ?? []).tables[0]
  }
  const inside = [glyph('规', 60, 106), glyph('3', 200, 106), glyph('许', 60, 166), glyph('7', 130, 166)]

  it('keep their places: what lies beside the narrower one is no cell', () => {
    const table = read(inside)
    expect(table?.positions).toBe('exact')
    expect(table?.cells.filter(({ left }) => left >= 250)).toEqual([])
  })

  it('are loose where something is printed there', () => {
    expect(read([...inside, glyph('9', 300, 166)])?.positions).toBe('loose')
  })
})
