import { describe, expect, it } from 'vitest'
import type { Agency } from '../../../extract/agency.ts'
import { readPage } from '../reading.ts'
import type { Known } from '../reading.ts'
import { draftOf } from '../sheets/document.ts'
import { figureSet } from '../sheets/figureSet.ts'
import { pageHtml, plainLayout } from '../sheets/html.ts'

const agency = (name: string, level: Agency['level']): Agency => ({
  name,
  fullName: name,
  divisionCode: null,
  level,
  key: name,
})

function rules(name: string, cells: Readonly<Record<string, string>>, known: Known = {}): string[] {
  const set = figureSet(name)
  const draft = draftOf(
    { ...set, printed: new Map([...set.printed, ...Object.entries(cells)]) },
    { proactive: 'each', disputes: 'row' },
  )
  return readPage(pageHtml(draft, plainLayout), set.year, known)
    .findings.filter((finding) => finding.class === 'plausibility')
    .map(({ rule, row, column }) => `${rule} ${row} ${column}`)
}

describe('figures that are read well and are hardly true', () => {
  it('are counts that are not whole or below zero', () => {
    expect(rules('wuhu2023', { 'requests.granted.total': '1.5' })).toEqual(['counts.natural granted total'])
    expect(rules('wuhu2023', { 'proactive.penalties.decisions': '-6' })).toEqual([
      'counts.natural penalties decisions',
    ])
  })

  it('are not a change below zero, nor an amount with decimals', () => {
    expect(rules('donghu2020', { 'proactive.licensing.change': '减3' })).toEqual([])
    expect(rules('wuhu2023', { 'proactive.administrative_fees.amount': '4068.208' })).toEqual([])
  })

  it('are amounts with another unit than the one over them', () => {
    expect(rules('wuhu2023', { 'proactive.administrative_fees.amount': '43788元' })).toEqual([
      'counts.unit administrative_fees amount',
    ])
    expect(rules('wuhu2023', { 'proactive.administrative_fees.amount': '43.788万元' })).toEqual([])
    expect(rules('shanghai2019', {})).toEqual([])
  })

  it.each([
    ['海陵区京泰路街道办事处', 'township', 1],
    ['洪泽区人民政府', 'county', 1],
    ['长沙市医疗保障局', 'prefecture', 1],
    ['长沙市人民政府', 'prefecture', 0],
    ['上海市人民政府办公厅', 'province', 0],
    ['海关总署', 'national', 0],
  ] as const)('are 规章 of who makes none: %s', (name, level, findings) => {
    const found = rules('wuhu2023', { 'proactive.regulations.issued': '1' }, { agency: agency(name, level) })
    expect(found).toHaveLength(findings)
  })

  it('are parts larger than their whole', () => {
    expect(rules('hongqiao2016', { 'statistics.press_conferences_by_head.count': '5' })).toEqual([
      'statistics.subset press_conferences_by_head null',
    ])
  })
})
