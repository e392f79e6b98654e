import { describe, expect, it } from 'vitest'
import type { Agency } from '../../../extract/agency.ts'
import { readPage } from '../reading.ts'
import { draftOf } from '../sheets/document.ts'
import { figureSet } from '../sheets/figureSet.ts'
import { pageHtml, plainLayout } from '../sheets/html.ts'

const html = pageHtml(draftOf(figureSet('wuhu2023'), { proactive: 'each', disputes: 'row' }), plainLayout)
const structural = (page: string, year = 2023) =>
  readPage(page, year).findings.filter(({ rule }) => rule.startsWith('structure.'))

describe('the six sections', () => {
  it('are all there, in order', () => {
    expect(structural(html)).toEqual([])
  })

  it('may be worded as real reports word them', () => {
    const page = html
      .replace('二、主动公开政府信息情况', '二、行政机关主动公开政府信息的情况')
      .replace('三、收到和处理政府信息公开申请情况', '三、依申请公开政府信息情况')
      .replace(
        '四、政府信息公开行政复议、行政诉讼情况',
        '四、因政府信息公开工作被申请行政复议、提起行政诉讼的情况',
      )
      .replace('五、存在的主要问题及改进情况', '五、存在问题及改进情况')
      .replace('六、其他需要报告的事项', '六、其他需要报告事项')
    expect(structural(page)).toEqual([])
  })

  it('are missed one by one, by number', () => {
    expect(structural(html.replace('五、存在的主要问题及改进情况', ''))).toEqual([
      expect.objectContaining({ rule: 'structure.sections', expected: 5, actual: null }),
    ])
  })

  it('are not missed before 2019, nor where a document has no headings at all', () => {
    expect(structural(html.replace('五、存在的主要问题及改进情况', ''), 2016)).toEqual([])
    expect(structural(html.replaceAll(/<p>.*<\/p>/gu, ''))).toEqual([])
  })
})

const agency = (name: string, level: Agency['level']): Agency => ({
  name,
  fullName: name,
  divisionCode: null,
  level,
  key: name,
})

const late = (name: string, level: Agency['level'], publishedOn: string, year = 2023) =>
  readPage(html, year, { agency: agency(name, level), publishedOn })
    .findings.filter(({ rule }) => rule === 'structure.published_late')
    .map(({ difference }) => difference)

describe('a report published late', () => {
  it.each([
    ['芜湖市医疗保障局', 'prefecture', '2024-01-31', []],
    ['芜湖市医疗保障局', 'prefecture', '2024-02-02', [2]],
    ['芜湖市人民政府', 'prefecture', '2024-03-31', []],
    ['芜湖市人民政府', 'prefecture', '2024-04-01', [1]],
    ['海陵区京泰路街道办事处', 'township', '2024-06-01', []],
    ['芜湖市第一医院', 'prefecture', '2024-06-01', []],
  ] as const)('%s %s on %s', (name, level, publishedOn, days) => {
    expect(late(name, level, publishedOn)).toEqual(days)
  })

  it('had until 31 March, whoever it was, up to the reporting year 2018', () => {
    expect(late('芜湖市医疗保障局', 'prefecture', '2018-03-31', 2017)).toEqual([])
    expect(late('海陵区京泰路街道办事处', 'township', '2018-04-02', 2017)).toEqual([2])
  })
})
