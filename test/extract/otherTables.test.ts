import { describe, expect, it } from 'vitest'
import { readPage, readPlain } from './reading.ts'
import { draftOf } from './sheets/document.ts'
import { figureSet } from './sheets/figureSet.ts'
import { pageHtml, plainLayout } from './sheets/html.ts'
import { plainText } from './sheets/text.ts'

const set = figureSet('hangzhou2025')
const draft = draftOf(set, { proactive: 'each', disputes: 'row' })
const page = pageHtml(draft, plainLayout)
const requestsTable = /<p>三、收到和处理.*?<\/p>\s*(?<table><table.*?<\/table>)/su
const requests = requestsTable.exec(page)?.groups?.['table'] ?? ''
const blank = requests.replace(/<td>\d+<\/td>/gu, '<td>&nbsp;</td>')
const others = requests.replace(/<td>(\d+)<\/td>/gu, (_, digits: string) => `<td>${Number(digits) + 1}</td>`)
const whole = { ...readPage(page, set.year) }
const resultHeads = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计']
const received = [1, 2, 3, 4, 5, 6, 7].map(() => 'uncertain')

describe('another table with the words of the form beside the form', () => {
  it('last year’s, with other figures, leaves the figures of both in doubt', () => {
    const read = readPage(page.replace(requests, `${requests}<p>上年：</p>${others}`), set.year)
    expect(read.row('requests', 'new_received')).toEqual(received)
    const text = plainText(draft, 'pdf_lines')
    const table = /三、收到和处理[^]*?(?=\n四、政府信息公开行政复议)/u.exec(text)?.[0] ?? ''
    const last = table.replace(/(?<= )\d+/gu, (digits) => String(Number(digits) + 1))
    const copy = readPlain(text.replace(table, `${table}\n上年：\n${last}`), set.year)
    expect(copy.row('requests', 'new_received')).toEqual(received)
    expect(copy.row('requests', 'outcome_total')).toEqual(received)
  })

  it('last year’s is left aside where headings tell the two apart, whichever comes first; its figures are unplaced', () => {
    const [own, last] = [`<p>${set.year}年情况</p>${requests}`, `<p>${set.year - 1}年情况</p>${others}`]
    for (const both of [own + last, last + own]) {
      const read = readPage(page.replace(requests, both), set.year)
      expect(read.notZero()).toEqual(whole.notZero())
      expect(read.unplaced).toHaveLength(25 * 7)
    }
  })

  it('the figures of another copy that no cell took up are unplaced', () => {
    const read = readPage(page.replace(requests, requests + others), set.year)
    expect(read.unplaced.length).toBeGreaterThan(100)
  })

  it('the same once more, word for word, leaves none', () => {
    expect(readPage(page.replace(requests, requests + requests), set.year).notZero()).toEqual(whole.notZero())
  })

  it('the blank form, before or behind, says nothing', () => {
    for (const both of [blank + requests, requests + blank])
      expect(readPage(page.replace(requests, both), set.year).notZero()).toEqual(whole.notZero())
  })

  it('a comparison of years under heads of its own says nothing', () => {
    const comparison = `<table><tr><td>项目</td><td>2025年</td><td>2024年</td><td>增减</td></tr>
      <tr><td>本年新收政府信息公开申请数量</td><td>7</td><td>9</td><td>-2</td></tr>
      <tr><td>予以公开</td><td>3</td><td>4</td><td>-1</td></tr></table>`
    const read = readPage(page.replace(requests, requests + comparison), set.year)
    expect(read.notZero()).toEqual(whole.notZero())
    expect(read.unplaced.map(({ raw }) => raw)).toEqual(['7', '9', '-2', '3', '4', '-1'])
  })

  it('figures of disputes that cannot be told apart leave those of another year in doubt', () => {
    const heads = `行政复议 行政诉讼
结果维持 结果纠正 其他结果 尚未审结 总计 未经复议直接起诉 复议后起诉
${Array.from({ length: 2 }, () => resultHeads.join(' ')).join(' ')}`
    const years = [`${heads}\n${'1 '.repeat(16)}`, '2021年', `${heads}\n${'0 '.repeat(15)}`].join('\n')
    const read = readPlain(`四、政府信息公开行政复议、行政诉讼情况\n${years}\n`, 2022)
    expect(read.row('disputes', 'reconsideration')).toEqual(resultHeads.map(() => 'uncertain'))
  })

  it('two years beside one label leave its figures in doubt', () => {
    const years = `<table><tr><td>信息内容</td><td>年度</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>
      <tr><td rowspan="2">规章</td><td>2024年</td><td>7</td><td>8</td><td>9</td></tr><tr><td>2025年</td><td>1</td><td>2</td><td>3</td></tr>
      <tr><td>行政规范性文件</td><td>2025年</td><td>4</td><td>5</td><td>6</td></tr></table>`
    const read = readPage(years, 2025)
    expect(read.row('proactive', 'regulations')).toEqual(['uncertain', 'uncertain', 'uncertain'])
    expect(read.row('proactive', 'normative_documents')).toEqual([4, 5, 6])
  })
})

describe('a row that the page hides', () => {
  it.for([
    ['by a group of rows', '</tbody><tbody hidden>', '</tbody><tbody>'],
    ['by the page’s own rules', '<style>tr.old{display:none}</style>', ''],
  ])('%s is not read', ([, before, after]) => {
    const row =
      '<tr class="old"><td colspan="3">一、本年新收政府信息公开申请数量</td>' + '<td>99</td>'.repeat(7)
    const twice = requests.replace(/(?=<tr><td colspan="3">二、上年结转)/u, `${before}${row}</tr>${after}`)
    expect(twice).not.toBe(requests)
    expect(readPage(page.replace(requests, twice), set.year).notZero()).toEqual(whole.notZero())
  })
})
