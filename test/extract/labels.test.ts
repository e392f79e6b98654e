import { describe, expect, it } from 'vitest'
import type { Form, FormId, FormTable } from '../../extract/forms/form.ts'
import { formOf } from '../../extract/forms/forms.ts'
import { bestLine, meaning } from '../../extract/labels.ts'

const requests = form('requests', '2021')
const proactive = form('proactive', '2021')
const proactive2019 = form('proactive', '2019')
const disputes = form('disputes', '2021')

function form(table: FormTable, id: FormId): Form {
  const found = formOf(table, id)
  if (!found) throw new Error(`there is no form ${table} ${id}`)
  return found
}

const named = (label: string, lines: Form['rows'] | Form['columns']) =>
  bestLine(meaning(label), [...lines])?.line.code

describe('a row is known by its label, however it is printed', () => {
  it.each([
    ['2.其他法律行政止公开', 'denied_prohibited_by_law'],
    ['七、总计', 'outcome_total'],
    ['（七）合计', 'outcome_total'],
    ['(七) 总 计', 'outcome_total'],
    ['5.属于三类内容事务信息', 'denied_internal_affairs'],
    ['上年结转政府信息公开数量', 'carried_in'],
    ['（二）部分公开（区分处理的，只计这一情况，不计其他情况）', 'granted_in_part'],
    ['（二）部分公开', 'granted_in_part'],
    ['5.要求行政机关确认或重新出具已\n获取信息', 'refused_confirm_or_reissue'],
    ['３．危及“三安全一稳定”', 'denied_security_stability'],
    ['四、结转下年度继续办理', 'carried_out'],
  ])('%s', (label, code) => {
    expect(named(label, requests.rows)).toBe(code)
  })

  it.each([
    ['行政规范性文件', proactive, 'normative_documents'],
    ['规范性文件', proactive, 'normative_documents'],
    ['规章（设区的市、自治州人民政府应提供相关数据）', proactive, 'regulations'],
    ['行政事业型收费', proactive, 'administrative_fees'],
    ['其他对外管理服务事项（不含行政处罚、行政强制）', proactive2019, 'other_services'],
  ] as const)('%s', (label, own, code) => {
    expect(named(label, own.rows)).toBe(code)
  })

  it.each([
    '其他主动公开文件',
    '2020年本行政区域（或本部门）政府信息公开发布总数量',
    '信息内容',
    '第二十条第',
    '',
  ])('is nobody else’s: %s', (label) => {
    expect(named(label, proactive.rows)).toBeUndefined()
  })
})

describe('a column is known by its head', () => {
  it.each([
    ['科研\n机构', requests, 'research'],
    ['总 计', requests, 'total'],
    ['合计', requests, 'total'],
    ['结果 维持', disputes, 'upheld'],
    ['现行有效件', proactive, 'in_force'],
    ['现行有效件数 (历史累计)', proactive, 'in_force'],
    ['本年收费金额单位：万元', proactive, 'amount'],
    ['本年处理绝对数量', proactive, 'decisions'],
    ['本年增\\减', proactive2019, 'change'],
    ['本年增/减(指2020年增加或减少的事项数,减用负值表示,如-8)', proactive2019, 'change'],
    ['上一年项目数量（指2019年事项数）', proactive2019, 'items_last_year'],
    ['对外公开\n总数量', proactive2019, 'disclosed_total'],
    ['处理决定数量（指2020年办件量）', proactive2019, 'decisions'],
  ] as const)('%s', (label, own, code) => {
    expect(named(label, own.columns)).toBe(code)
  })

  it('does not take 本年数量 for 本年增/减: that is an absolute count', () => {
    expect(named('本年数量', proactive2019.columns)).toBeUndefined()
  })
})
