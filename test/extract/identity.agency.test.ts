import { describe, expect, it } from 'vitest'
import { identify } from '../../extract/identity.ts'
import type { Agency } from '../../extract/agency.ts'

function agency(name: string, portalDivision?: string, year = 2023): Agency | null {
  const title = `${name}${year}年政府信息公开工作年度报告`
  return identify({ title, ...(portalDivision === undefined ? {} : { portalDivision }) }).agency
}

describe('an agency', () => {
  it.each([
    ['洪泽区人民政府', '320800', '淮安市洪泽区人民政府'],
    ['市医保局', '340200', '芜湖市医疗保障局'],
    ['市医保局', '340202', '安徽省芜湖市医疗保障局'],
    ['上海市科委', undefined, '上海市科学技术委员会'],
    ['江苏省发展改革委', undefined, '江苏省发展和改革委员会'],
    ['县信访局', '430422', '衡南县信访局'],
    ['合江县', undefined, '四川省泸州市合江县人民政府'],
    ['西街街道', '331181', '龙泉市西街街道办事处'],
    ['落水镇人民政府', '530381', '宣威市落水镇'],
    ['黔南州卫生健康局', undefined, '黔南布依族苗族自治州卫生健康局'],
    ['昌江县卫生健康委员会', undefined, '昌江黎族自治县卫生健康委员会'],
    ['城管局', '410482', '汝州市城市管理局'],
    ['市民政局', '430100', '长沙市民政局'],
    ['市民宗局', '430100', '长沙市民族宗教事务局'],
    ['市政数局', '430100', '长沙市政务服务和数据管理局'],
    ['市监察局', '430100', '长沙市监察局'],
    ['市直机关工委', '430100', '长沙市直机关工作委员会'],
    ['市民中心', '430100', '长沙市市民中心'],
    ['市政园林局', '430100', '长沙市市政园林局'],
    ['湘西自治州财政局', undefined, '湘西土家族苗族自治州财政局'],
    ['阿里地区行署', undefined, '阿里地区行政公署'],
    ['深圳市龙华区财政局', undefined, '广东省深圳市龙华区财政局'],
    ['龙华区财政局', '440309', '广东省深圳市龙华区财政局'],
    ['市市场监管局', '410482', '汝州市市场监督管理局'],
    ['石家庄高新技术产业开发区', undefined, '石家庄高新技术产业开发区管委会'],
    ['第八师石河子市', undefined, '石河子市人民政府'],
  ])('%s (portal %s) is %s', (short, portal, full) => {
    expect(agency(short, portal)?.key).toBe(agency(full)?.key)
    expect(agency(short, portal)?.divisionCode).not.toBeNull()
  })

  it('keeps its name as printed, in simplified letters and without readings', () => {
    expect(agency('市医保局', '340200')?.name).toBe('市医保局')
    expect(agency('西藏自治區(qū)教育廳')?.name).toBe('西藏自治区教育厅')
    expect(agency('海关总署(本级机关)')).toMatchObject({
      name: '海关总署(本级机关)',
      level: 'national',
      divisionCode: null,
    })
  })

  it('is written out with the divisions above it, down to the town', () => {
    expect(agency('海陵区京泰路街道办事处')).toEqual({
      name: '海陵区京泰路街道办事处',
      fullName: '江苏省泰州市海陵区京泰路街道办事处',
      divisionCode: '321202007',
      level: 'township',
      key: '321202007/街道办事处',
    })
  })

  it.each([
    ['济南市市中区农业农村局', '370103'],
    ['北京市朝阳区教育局', '110105'],
    ['长春市朝阳区教育局', '220104'],
    ['仙桃市教育局', '429004'],
    ['东莞市教育局', '441900'],
    ['国家税务总局石家庄市长安区税务局', '130102'],
    ['国家统计局湖北调查总队', '420000'],
    ['南京市鼓楼区人民政府华侨路街道办事处', '320106002'],
    ['崇文区教育局', '110103'],
  ])('%s is in %s', (name, code) => {
    expect(agency(name)?.divisionCode).toBe(code)
  })

  it('whose district bears a name that recurs is placed by the portal, or not at all', () => {
    expect(agency('鼓楼区教育局')).toMatchObject({ name: '鼓楼区教育局', divisionCode: null, level: null })
    expect(agency('鼓楼区教育局', '320100')?.divisionCode).toBe('320106')
    expect(agency('鼓楼区教育局', '350100')?.divisionCode).toBe('350102')
    expect(agency('西城区街道办事处', '130682')?.divisionCode).toBe('130682003')
  })

  it('is placed by the divisions of its year', () => {
    expect(agency('巢湖市教育局', undefined, 2009)?.divisionCode).toBe('341400')
    expect(agency('巢湖市教育局', undefined, 2020)?.divisionCode).toBe('340181')
  })

  it('is null where the name says nothing without a place that is not known', () => {
    for (const name of ['县信访局', '市科技局', '区数据局', '全市', '我局', '本机关', '街道办事处'])
      expect(agency(name)).toBeNull()
    expect(agency('县信访局', '430400')).toBeNull()
  })

  it('whose place is not known is not one with another of its name on another host', () => {
    const title = '财政局2020年政府信息公开工作年度报告'
    const here = identify({ title, url: 'https://www.ruzhou.gov.cn/contents/1/328057.html' }).agency
    const there = identify({ title, url: 'http://zw.ningan.gov.cn/view.php?id=387' }).agency
    expect(here?.name).toBe('财政局')
    expect(here?.key).not.toBe(there?.key)
  })

  it('国务院各部委 has the level of the nation and no place', () => {
    for (const name of ['外交部', '国家林业和草原局', '国家卫生健康委', '国务院办公厅']) {
      expect(agency(name)).toMatchObject({ level: 'national', divisionCode: null })
    }
    expect(agency('国家卫生健康委')?.key).toBe(agency('国家卫生健康委员会')?.key)
  })
})

describe('a street that the gazetteer does not list', () => {
  it('is one agency with its office, within its county', () => {
    const short = agency('海陵区无名街道')
    expect(short?.key).toBe(agency('海陵区无名街道办事处')?.key)
    expect(short).toMatchObject({ divisionCode: '321202', level: 'township' })
  })
})
