import { describe, expect, it } from 'vitest'
import { agencyKind } from '../../extract/identity/functions.ts'
import { reformBetween, reforms } from '../../extract/identity/reforms.ts'

describe('the kind of an agency, by its name', () => {
  it.each([
    ['合江县', 'government'],
    ['西藏自治区人民政府', 'government'],
    ['天津经济技术开发区管委会', 'government'],
    ['安化县人民政府办公室', 'office'],
    ['政府办', 'office'],
    ['古蔺县财政局', 'department'],
    ['四平市国防动员办公室', 'department'],
    ['枣庄高新区消防救援大队', 'department'],
    ['落水镇人民政府', 'town'],
    ['曼德拉苏木人民政府', 'town'],
    ['海陵区京泰路街道办事处', 'street'],
    ['西街街道', 'street'],
    ['淮北市妇幼保健计划生育服务中心(市妇幼保健院)', 'institution'],
    ['贵州省文史研究馆', 'institution'],
    ['长沙市供水有限公司', 'enterprise'],
  ])('%s is a %s', (name, kind) => {
    expect(agencyKind(name)).toBe(kind)
  })
})

describe('reforms', () => {
  it('link an agency to the one that took over its work, whatever body it was', () => {
    expect(reformBetween('卫生和计划生育局', '卫生健康委员会')).toMatchObject({ year: 2018 })
    for (const name of ['工商行政管理局', '质量技术监督局', '食品药品监督管理局']) {
      expect(reformBetween(name, '市场监督管理局')).toMatchObject({ year: 2018 })
    }
    expect(reformBetween('乡村振兴局', '农业农村局')).toMatchObject({ year: 2023 })
    expect(reformBetween('财政局', '农业农村局')).toBeNull()
    expect(reformBetween('卫生健康委员会', '卫生和计划生育局')).toBeNull()
  })

  it('each cite the decision they rest on', () => {
    for (const { source, year } of reforms()) expect(source).toContain(String(year))
  })
})
