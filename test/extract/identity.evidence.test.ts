import { describe, expect, it } from 'vitest'
import { identify } from '../../extract/identity.ts'

const title = '2020年政府信息公开工作年度报告'
const body =
  '一、总体情况\n2020年，我局认真落实条例。\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n'

describe('where the agency is found when the title does not name it', () => {
  it.each([
    ['intro', '现公布西秀区东街街道办事处2020年政府信息公开工作年度报告。', '西秀区东街街道办事处'],
    ['intro', '本年报由温州空港新区管委会编制。', '温州空港新区管委会'],
    ['contact', '如对本报告有疑问，请与芜湖市教育局综合科联系（电话：0553）。', '芜湖市教育局'],
    ['contact', '如对本报告有疑问，请联系芜湖市教育局（地址：芜湖市）。', '芜湖市教育局'],
  ])('%s: %s', (agencyFrom, sentence, name) => {
    expect(identify({ title, text: `${sentence}\n${body}` })).toMatchObject({ agencyFrom, agency: { name } })
  })

  it('the signature', () => {
    const identity = identify({
      title,
      text: `${body}六、其他需要报告的事项\n无。\n芜湖市教育局\n2021年1月12日\n`,
    })
    expect(identity).toMatchObject({ agencyFrom: 'signature', agency: { name: '芜湖市教育局' } })
  })

  it('the page’s own labels, but never the site that carries it', () => {
    expect(
      identify({ title, metadata: { 发布机构: '芜湖市教育局', ContentSource: '芜湖市人民政府网站' } }),
    ).toMatchObject({
      agencyFrom: 'metadata',
      agency: { name: '芜湖市教育局' },
    })
    expect(identify({ title, metadata: { 'ContentSource ': '芜湖市人民政府网站' } }).agency).toBeNull()
  })

  it('the breadcrumb', () => {
    expect(
      identify({ title, breadcrumb: '首页 > 政府信息公开 > 芜湖市教育局 > 政府信息公开年报' }),
    ).toMatchObject({
      agencyFrom: 'breadcrumb',
      agency: { name: '芜湖市教育局' },
    })
  })

  it('the whole city, where the portal is the city’s', () => {
    const identity = identify({ title: `全市${title}`, portalDivision: '340200' })
    expect(identity.agency).toMatchObject({ name: '芜湖市人民政府', key: '340200/人民政府' })
  })

  it('nowhere: null, on a city’s portal too', () => {
    expect(identify({ title, portalDivision: '340200' })).toMatchObject({
      isReport: true,
      agency: null,
      agencyFrom: 'none',
    })
    expect(identify({ title, text: `由芜湖市人民政府办公室编制。\n${body}` }).agency).toBeNull()
  })

  it('takes the place of a name from where the same agency is printed in full', () => {
    const text = `${body}六、其他需要报告的事项\n无。\n汝州市城市管理局\n2021年1月20日\n`
    expect(identify({ title: `城市管理局${title}`, text })).toMatchObject({
      agencyFrom: 'signature',
      agency: { name: '汝州市城市管理局', divisionCode: '410482' },
    })
  })

  it('takes the place of a name from the site’s own code', () => {
    const text = `${body}网站标识码：3402000004`
    expect(identify({ title: `市教育局${title}`, text }).agency?.key).toBe('340200/教育局')
    expect(identify({ title: `市教育局${title}`, metadata: { SiteIDCode: '3402000004' } }).agency?.key).toBe(
      '340200/教育局',
    )
  })

  it('reads a heading that is broken over lines, and a title that only the first sentence quotes', () => {
    const broken = `新乡县医疗保障局2023年政府信息公开工作年度\n报告\n${body}`
    expect(identify({ text: broken })).toMatchObject({ year: 2023, agency: { divisionCode: '410721' } })
    const quoted = `根据《条例》规定,现发布《亳州市医疗保障局2021年政府信息公开工作年度报告》。\n${body}`
    expect(identify({ text: quoted })).toMatchObject({
      yearFrom: 'intro',
      year: 2021,
      agency: { divisionCode: '341600' },
    })
  })

  it('keeps another agency that the text names as a disagreement', () => {
    const text = `请与芜湖市财政局办公室联系。\n${body}`
    const { agency, disagreements } = identify({ title: `芜湖市教育局${title}`, text })
    expect(agency?.name).toBe('芜湖市教育局')
    expect(disagreements).toEqual([{ of: 'agency', from: 'contact', value: '芜湖市财政局' }])
  })
})
