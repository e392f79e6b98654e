import { column, row, under } from './form.ts'
import type { Form, FormLine, FormRow, Identity } from './form.ts'

/** 收到和处理政府信息公开申请情况: section 三 of the report, forms 2021 and 2019. */

const applicants: FormLine[] = [
  column('natural_person', '自然人'),
  ...under('法人或其他组织', [
    column('enterprise', '商业企业'),
    column('research', '科研机构'),
    column('social_organization', '社会公益组织'),
    column('legal_service', '法律服务机构'),
    column('other_organization', '其他'),
  ]),
]
const total = column('total', '总计', { also: ['合计'] })
const columns = [...applicants, total]

const line = (code: string, label: string, also: readonly string[] = []): FormRow =>
  row(code, label, columns, { also })

const received: FormRow[] = [
  line('new_received', '一、本年新收政府信息公开申请数量', ['本年新收政府信息公开数量']),
  line('carried_in', '二、上年结转政府信息公开申请数量', ['上年结转政府信息公开数量']),
]

const sharedOutcomes: FormRow[] = [
  line('granted', '（一）予以公开'),
  line('granted_in_part', '（二）部分公开（区分处理的，只计这一情形，不计其他情形）'),
  ...under('（三）不予公开', [
    line('denied_state_secret', '1.属于国家秘密'),
    line('denied_prohibited_by_law', '2.其他法律行政法规禁止公开', ['其他法律行政止公开']),
    line('denied_security_stability', '3.危及“三安全一稳定”'),
    line('denied_third_party_rights', '4.保护第三方合法权益'),
    line('denied_internal_affairs', '5.属于三类内部事务信息', ['属于三类内容事务信息']),
    line('denied_process_information', '6.属于四类过程性信息'),
    line('denied_enforcement_file', '7.属于行政执法案卷'),
    line('denied_administrative_query', '8.属于行政查询事项'),
  ]),
  ...under('（四）无法提供', [
    line('unavailable_not_held', '1.本机关不掌握相关政府信息'),
    line('unavailable_must_be_created', '2.没有现成信息需要另行制作'),
    line('unavailable_unclear_after_correction', '3.补正后申请内容仍不明确'),
  ]),
  ...under('（五）不予处理', [
    line('refused_petition_complaint', '1.信访举报投诉类申请'),
    line('refused_duplicate', '2.重复申请'),
    line('refused_published_material', '3.要求提供公开出版物'),
    line('refused_excessive_repeat', '4.无正当理由大量反复申请'),
    line('refused_confirm_or_reissue', '5.要求行政机关确认或重新出具已获取信息'),
  ]),
]

const outcomes2021: FormRow[] = [
  ...sharedOutcomes,
  ...under('（六）其他处理', [
    line('other_correction_overdue', '1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请'),
    line('other_fee_unpaid', '2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请'),
    line('other_other', '3.其他'),
  ]),
]

const outcomes2019: FormRow[] = [...sharedOutcomes, line('other_handling', '（六）其他处理')]

const processed = '三、本年度办理结果'
const carriedOut = line('carried_out', '四、结转下年度继续办理')
const outcomeTotal = line('outcome_total', '（七）总计', ['七、总计', '（七）合计'])

/** Figures on heading rows and the 法人合计 column: not in the form, printed by some agencies. */
const subtotals: FormRow[] = under(processed, [
  line('denied_subtotal', '（三）不予公开'),
  line('unavailable_subtotal', '（四）无法提供'),
  line('refused_subtotal', '（五）不予处理'),
])
const otherSubtotal = under(processed, [line('other_subtotal', '（六）其他处理')])
const legalPersonSubtotal = column('legal_person_subtotal', '法人合计', {
  under: ['法人或其他组织'],
  also: ['小计', '法人或其他组织合计'],
})

const codes = (lines: readonly FormLine[]) => lines.map(({ code }) => code)

/** The note printed in the table's corner: 第一项加第二项之和，等于第三项加第四项之和. */
const balance: Identity = {
  rule: 'requests.balance',
  over: 'columns',
  sum: ['new_received', 'carried_in'],
  equals: ['outcome_total', 'carried_out'],
}
const byApplicant: Identity = {
  rule: 'requests.applicants',
  over: 'rows',
  sum: codes(applicants),
  equals: ['total'],
}
const byOutcome = (outcomes: readonly FormRow[]): Identity => ({
  rule: 'requests.outcome',
  over: 'columns',
  sum: codes(outcomes),
  equals: ['outcome_total'],
})

const common = {
  table: 'requests',
  title: '收到和处理政府信息公开申请情况',
  columns,
  extraColumns: [legalPersonSubtotal],
} as const

/** As issued in 国办公开办函〔2021〕30号, section 三: 25 rows, 175 cells. */
export const requests2021: Form = {
  ...common,
  form: '2021',
  issued: '国办公开办函〔2021〕30号',
  rows: [...received, ...under(processed, [...outcomes2021, outcomeTotal]), carriedOut],
  extraRows: [...subtotals, ...otherSubtotal],
  headings: [processed, '（三）不予公开', '（四）无法提供', '（五）不予处理', '（六）其他处理'],
  identities: [balance, byOutcome(outcomes2021), byApplicant],
}

/** As issued in 国办公开办函〔2019〕60号, section 三: （六）其他处理 is one row with figures; 23 rows, 161 cells. */
export const requests2019: Form = {
  ...common,
  form: '2019',
  issued: '国办公开办函〔2019〕60号',
  rows: [...received, ...under(processed, [...outcomes2019, outcomeTotal]), carriedOut],
  extraRows: subtotals,
  headings: [processed, '（三）不予公开', '（四）无法提供', '（五）不予处理'],
  identities: [balance, byOutcome(outcomes2019), byApplicant],
}
