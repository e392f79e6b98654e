import { describe, expect, it } from 'vitest'
import { identify } from '../../extract/identity.ts'

const year = (title: string) => identify({ title }).year
const body = '一、总体情况\n认真落实条例。\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n'

describe('the reporting year', () => {
  it.each([
    ['长沙市教育局2022年度政府信息公开工作年度报告', 2022],
    ['长沙市教育局2019年年度政府信息公开报告', 2019],
    ['长沙市教育局２０２２年政府信息公开年报', 2022],
    ['长沙市教育局二〇一七年政府信息公开年报', 2017],
    ['长沙市教育局二○一七年度政府信息公开年报', 2017],
    ['长沙市教育局二零一零年政府信息公开年报', 2010],
    ['北京市西城区人民防空办公室2020政府信息公开工作年度报告', 2020],
    ['长沙市教育局政府信息公开年度报告（2013年度）', 2013],
  ])('of %s is %i', (title, expected) => {
    expect(year(title)).toBe(expected)
  })

  it('is not the year of publication', () => {
    expect(year('长沙市教育局2024年公布的2023年度政府信息公开工作年度报告')).toBe(2023)
    expect(year('长沙市教育局2013年度政府信息公开年度报告（2014-01-15）')).toBe(2013)
  })

  it('comes from the statistics period, then from the introduction, where the title has none', () => {
    const title = '长沙市教育局政府信息公开工作年度报告'
    const period = `本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。\n${body}`
    expect(identify({ title, text: period })).toMatchObject({ year: 2023, yearFrom: 'period' })
    const short = `本报告统计数据从2023年1月1日至12月31日。\n${body}`
    expect(identify({ title, text: short })).toMatchObject({ year: 2023, yearFrom: 'period' })
    const first = `所列数据的统计期限自2008年5月1日起至2008年12月31日止。\n${body}`
    expect(identify({ title, text: first })).toMatchObject({ year: 2008, yearFrom: 'period' })
    const intro = `本报告由长沙市教育局根据2023年度政府信息公开工作情况编制。\n${body}`
    expect(identify({ title, text: intro })).toMatchObject({ year: 2023, yearFrom: 'intro' })
  })

  it('stays unknown where nothing states it, whatever the folder or the publication date says', () => {
    expect(
      identify({
        title: '长沙市教育局政府信息公开工作年度报告',
        url: 'http://www.changsha.gov.cn/zfxxgknb/2022/202301/t20230118_4373320.html',
        metadata: { PubDate: '2023-01-18 10:00' },
      }),
    ).toMatchObject({ isReport: true, year: null, yearFrom: 'none' })
  })

  it('keeps what disagrees', () => {
    const identity = identify({
      title: '长沙市教育局2023年政府信息公开工作年度报告',
      text: `统计期限自2022年1月1日起至2022年12月31日止。\n${body}`,
    })
    expect(identity).toMatchObject({ year: 2023, yearFrom: 'title' })
    expect(identity.disagreements).toEqual([{ of: 'year', from: 'period', value: '2022' }])
  })
})
