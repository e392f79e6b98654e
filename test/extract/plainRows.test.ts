import { describe, expect, it } from 'vitest'
import { readPage, readPlain } from './reading.ts'

const blocks = (licensing: string) => `二、主动公开政府信息情况
第二十条第（一）项
信息内容 本年制发件数 本年废止件数 现行有效件数
规章 0 0 0
行政规范性文件 4 0 29
第二十条第（五）项
信息内容 本年处理决定数量
${licensing}
第二十条第（六）项
信息内容 本年处理决定数量
行政处罚 6
行政强制 0
`
const block = (heads: readonly string[], row: string, figures: readonly string[]) =>
  [
    ['信息内容', ...heads],
    [row, ...figures],
  ]
    .map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
    .join('')
const results = (
  second: string,
  third: string,
) => `<table><tr><td>类别</td><td>结果维持</td><td>结果纠正</td><td>其他结果</td><td>尚未审结</td><td>总计</td></tr>
    <tr><td>行政复议</td>${'<td>0</td>'.repeat(5)}</tr>
    <tr><td>${second}</td>${'<td>2</td>'.repeat(4)}<td>8</td></tr>
    <tr><td>${third}</td>${'<td></td>'.repeat(5)}</tr></table>`

const cutByTabs = (rest: string) => `信息内容\t本年制发件数\t本年废止件数\t现行有效件数
规章\t0\t0\t0
行政规范性文件\t2\t0\t1
${rest}第二十条第（五）项
信息内容\t本年处理决定数量
行政许可\t3
`
const piece = (label: string, figures: string) => `信息内容\t本年处理决定数量\n${label}\t${figures}\n`
const heading = (article: string) => `第二十条第（${article}）项\n`
const licensing = (line: string) => readPlain(blocks(line), 2022).cell('proactive', 'licensing', 'decisions')

describe('a row of running text without a plain figure', () => {
  it.for(['0*', '*1777', '若干', '约20', '十二', 'O', '×', '…', '3-5', '未统计', '①'])(
    'is no blank where it prints %s',
    (printed) => {
      expect(licensing(`行政许可 ${printed}`)).toMatchObject({ status: 'uncertain', value: null })
    },
  )

  it('nor where that stands on the line below, as in a copy with a cell a line, or has a blank within', () => {
    for (const printed of ['若干', '一', '约1777', '十二'])
      expect(licensing(`行政许可\n${printed}`)).toMatchObject({ status: 'uncertain', value: null })
    expect(licensing('行政许可 约 1777')).toMatchObject({ status: 'uncertain', value: null })
  })

  it('nor is a figure read as it stands whose qualifier ends the line before', () => {
    expect(licensing('行政许可 约\n1777')).toMatchObject({ status: 'uncertain' })
  })

  it('is blank where nothing stands there, or only its gloss or its unit', () => {
    for (const line of ['行政许可', '行政许可（含 备案）', '行政许可 件'])
      expect(licensing(line)).toMatchObject({ status: 'blank' })
  })
})

describe('rows cut by tabs', () => {
  it('the last of them is in doubt where a figure alone stands on the line below: it may be the rest of one', () => {
    expect(readPlain(cutByTabs(''), 2022).row('proactive', 'normative_documents')).toEqual([2, 0, 1])
    expect(readPlain(cutByTabs('1\n'), 2022).row('proactive', 'normative_documents')).not.toContain(1)
  })
})

describe('a row that stands twice in pieces of a table cut out of text', () => {
  it('is in doubt, though each piece has it once', () => {
    const text = [
      '信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t0\n行政规范性文件\t2\t0\t1\n',
      heading('五') + piece('行政许可', '0'),
      heading('六') + piece('行政许可', '3\t3\t3') + '行政强制\t0\n',
      heading('八') + '信息内容\t本年收费金额（单位：万元）\n行政事业性收费\t0\n',
    ].join('')
    expect(readPlain(text, 2022).row('proactive', 'licensing')).toEqual(['uncertain'])
  })

  it('is in doubt where one of the two is blank and the row beside it is nowhere', () => {
    const text = `自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计
一、本年新收政府信息公开申请数量\t20\t\t\t\t\t\t
二、上年结转政府信息公开申请数量\t2\t\t\t\t\t\t
（一）予以公开\t14\t\t\t\t\t\t
（一）予以公开\t\t\t\t\t\t\t
1.属于国家秘密\t3\t\t\t\t\t\t
四、结转下年度继续办理\t1\t\t\t\t\t\t
`
    expect(readPlain(text, 2022).row('requests', 'granted')).not.toContain(14)
  })
})

describe('heads that stand over other rows', () => {
  const items = ['上一年项目数量', '本年增/减', '处理决定数量']

  it('give no row their columns where the heads over it are another row’s', () => {
    const page = `<table>${[
      block(items, '行政许可', ['36', '2', '1653']),
      block(items, '行政强制', ['44', '0', '24']),
      block(items.slice(0, 2), '行政事业性收费', ['22', '1036']),
      block(['采购项目数量', '采购总金额'], '行政处罚', ['67', '-8', '302']),
    ].join('')}</table>`
    const read = readPage(page, 2019)
    expect(read.row('proactive', 'licensing')).toEqual([36, 2, 1653])
    expect(read.row('proactive', 'penalties').every((cell) => typeof cell === 'string')).toBe(true)
  })
})

describe('a figure that slipped into the cell of its label', () => {
  it('leaves its row in doubt: the others may have slipped as well', () => {
    const page = `<table><tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>
      <tr><td>规章<br>1</td><td>2</td><td>33</td><td></td></tr>
      <tr><td>行政规范性文件</td><td>4</td><td>5</td><td>6</td></tr></table>`
    const read = readPage(page, 2022)
    expect(read.row('proactive', 'regulations')).toEqual(['uncertain', 'uncertain', 'uncertain'])
    expect(read.row('proactive', 'normative_documents')).toEqual([4, 5, 6])
  })
})

describe('figures to the left of their labels', () => {
  const heads = '自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计'.split(' ')
  const names = [
    '一、本年新收政府信息公开申请数量',
    '二、上年结转政府信息公开申请数量',
    '四、结转下年度继续办理',
  ]
  const rows = (over: readonly string[]) =>
    [over, ...names.map((name) => [1, 2, 3, 4, 5, 6, 21, name])]
      .map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
      .join('')

  it('are read under heads that stand there too', () => {
    const read = readPage(`<table>${rows([...heads, '项目'])}</table>`, 2022)
    for (const row of ['new_received', 'carried_in', 'carried_out'])
      expect(read.row('requests', row)).toEqual([1, 2, 3, 4, 5, 6, 21])
  })

  it('are never blanks, whatever stands over them', () => {
    const read = readPage(`<table>${rows(['', ...heads])}</table>`, 2022)
    for (const row of ['new_received', 'carried_in', 'carried_out'])
      expect(read.row('requests', row)).not.toContain('blank')
  })
})

describe('two tables abreast, each under the same heads', () => {
  it('are read as two', () => {
    const rows = [
      ['第二十条第（五）项', '', '第二十条第（六）项', ''],
      ['信息内容', '本年处理决定数量', '信息内容', '本年处理决定数量'],
      ['行政许可', '5', '行政处罚', '6'],
      ['', '', '行政强制', '7'],
    ]
    const page = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')
    const read = readPage(`<table>${page}</table>`, 2022)
    expect(['licensing', 'penalties', 'coercion'].map((row) => read.row('proactive', row)[0])).toEqual([
      5, 6, 7,
    ])
  })

  it('are one where a cell spans from one into the other', () => {
    const page = `<tr><td>信息内容</td><td>本年处理决定数量</td><td>信息内容</td><td>本年处理决定数量</td></tr>
      <tr><td>行政许可</td><td colspan="2">5</td><td>6</td></tr>`
    expect(readPage(`<table>${page}</table>`, 2022).row('proactive', 'licensing')).not.toEqual([5])
  })
})

describe('a heading beside the figures of a row that lost its label', () => {
  it('does not make the older form’s row of it, in which it is one', () => {
    const rows = [
      '5.要求行政机关确认或重新出具已获取信息',
      '（六）其他处理',
      '2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
      '3.其他',
      '（七）总计',
      '四、结转下年度继续办理',
    ]
    const text = `三、收到和处理政府信息公开申请情况
自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计
一、本年新收政府信息公开申请数量 0 0 0 0 0 0 0
二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0
（一）予以公开 0 0 0 0 0 0 0
${rows.map((row) => `${row} 0 0 0 0 0 0 0`).join('\n')}
`
    const read = readPlain(text, 2023)
    expect(read.row('requests', 'other_handling')).not.toContain(0)
  })
})

describe('a row named twice, once blank', () => {
  it('is in doubt where the row beside it in the form is nowhere: one of the two may be that one', () => {
    const read = readPage(results('未经复议直接起诉', '未经复议直接起诉'), 2022)
    expect(read.row('disputes', 'litigation_direct').every((cell) => cell === 'uncertain')).toBe(true)
  })
})

describe('a table of which most rows lost a cell', () => {
  it('leaves in doubt those that did not, or seem not to have', () => {
    const heads = ['信息内容', '上一年项目数量', '本年增/减', '处理决定数量']
    const rows = [
      heads,
      ['行政许可', '2', '1653'],
      ['其他对外管理服务事项', '3', '331'],
      ['行政处罚', '8', '302'],
      ['行政事业性收费', '1036', ''],
    ]
    const page = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')
    const read = readPage(`<table>${page}</table>`, 2020)
    expect(read.row('proactive', 'administrative_fees')).toEqual(['uncertain', 'uncertain'])
  })
})
