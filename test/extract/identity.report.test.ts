import { describe, expect, it } from 'vitest'
import { identify, judgeTitle } from '../../extract/identity.ts'

const reports = [
  '长沙市医疗保障局2023年政府信息公开工作年度报告',
  '关于2022年度政府信息公开情况的报告',
  '2019年年度政府信息公开报告',
  '长沙市教育局 2023年政府信息公开工作年度 报 告',
  '沭阳县人民政府2020年政府信息公开 公开工作年度报告',
  '长沙市教育局政府信息公开工作2025年度报告',
  '2014年上海市发展和改革委员会政府信息公开年报',
  '长沙市教育局政务信息公开年度报告（2013年度）',
  '外交部2014年政府信息公开工作情况',
  '長沙市教育局2012年度政府信息公開工作年度報(bào)告',
  '安徽省人民政府2022年政府信息公开工作年度报告-通知公告-安徽省人民政府网',
  '市政府新闻办公室2021年政府信息公开工作年度报告',
  '长沙市统计局2021年政府信息公开工作年度报告',
]
const others = [
  '长沙市教育局2022年度政府网站工作年度报表',
  '长沙市教育局2022年法治政府建设年度报告',
  '文字解读:长沙市2022年政府信息公开工作年度报告',
  '一图读懂长沙市2022年政府信息公开工作年度报告',
  '长沙市2022年政府信息公开工作年度报告|图解',
  '关于做好2022年政府信息公开工作年度报告编制发布工作的通知',
  '中华人民共和国政府信息公开工作年度报告格式',
  '长沙市教育局政府信息公开指南',
  '政府信息公开制度',
  '2023年部门预算',
  '2022年政务公开工作要点',
  '2014年政府信息公开第三方评估报告',
  '2023年度市政府各部门政府信息公开年报汇总',
  '2023年市直部门政府信息公开年度报告',
  '2008-2009年长沙市教育局政府信息公开年度报告',
  '精进电动科技股份有限公司2022年年度报告',
  'XX县2021年政府信息公开工作年度报告',
  '2023年政府工作报告',
  '下一页',
]
const unsure = ['2023年', '2023年度报告', '年报', '政府信息公开年报', '长沙市教育局2022年政务公开工作总结']

describe('what is an annual report and what stands beside it', () => {
  it.each(reports)('%s is one', (title) => {
    expect(judgeTitle(title)).toBe('report')
    expect(identify({ title })).toMatchObject({ isReport: true, certainty: 'title' })
  })

  it.each(others)('%s is none', (title) => {
    expect(judgeTitle(title)).toBe('no')
    expect(identify({ title })).toMatchObject({
      isReport: false,
      certainty: 'none',
      year: null,
      agency: null,
    })
  })

  it.each(unsure)('%s could be one: worth a look, not called a report', (title) => {
    expect(judgeTitle(title)).toBe('maybe')
    expect(identify({ title }).isReport).toBe(false)
  })

  it('takes an agency’s name for a report only as an article in a column of annual reports', () => {
    const column = 'http://www.hunnan.gov.cn/zwgk/zfxxgknb/2022/2022bmdnbg/'
    expect(judgeTitle('浑南区国资局')).toBe('no')
    expect(judgeTitle('浑南区国资局', column)).toBe('maybe')
    expect(judgeTitle('浑南区国资局', `${column}202301/t20230118_4373320.html`)).toBe('report')
    expect(judgeTitle('浑南区国资局', 'http://www.hunnan.gov.cn/wznb/202301/t20230118_4373320.html')).toBe(
      'no',
    )
  })

  it('goes by the contents where the title says nothing', () => {
    const text =
      '一、总体情况\n2022年，我局认真落实条例。\n二、主动公开政府信息情况\n第二十条第（一）项\n三、收到和处理政府信息公开申请情况'
    expect(identify({ title: '长沙市教育局', text })).toMatchObject({
      isReport: true,
      certainty: 'content',
      year: 2022,
    })
    expect(identify({ title: '长沙市教育局', text: '今天召开了会议。' }).isReport).toBe(false)
  })

  it('is not deceived by an explanation or a notice that holds the whole form', () => {
    const form = '一、总体情况\n第二十条第（一）项\n本年新收政府信息公开申请数量\n六、其他需要报告的事项'
    expect(identify({ title: '长沙市2022年政府信息公开年报解读', text: form }).isReport).toBe(false)
    expect(identify({ text: `关于印发政府信息公开工作年度报告格式的通知\n${form}` }).isReport).toBe(false)
  })

  it('stays quick on a title made to be slow', () => {
    const started = performance.now()
    for (const piece of ['政府信息公开年度', '公开工作的', '2023年', '长沙市', '《', '('])
      identify({ title: piece.repeat(5000) })
    expect(performance.now() - started).toBeLessThan(1000)
  })
})
