import { column, row, under } from './form.ts'
import type { Form, FormRow, Identity } from './form.ts'

/** 政府信息公开情况统计表: the return of 国办发〔2014〕32号, one column of figures, attached to many reports of 2014–2018. */

/** Where several figure columns stand (区政府 | 乡镇街道 | 合计), only 合计 is the return's. */
const count = column('count', '统计数', { also: ['数据统计数', '数量', '合计', '总计'] })

const line = (code: string, label: string, unit: string, also: readonly string[] = []): FormRow =>
  row(code, label, [count], { unit, also })

const channels = ['received_in_person', 'received_by_fax', 'received_online', 'received_by_letter']
const replies = [
  'reply_already_public',
  'reply_granted',
  'reply_granted_in_part',
  'reply_denied',
  'reply_not_responsible',
  'reply_not_exist',
  'reply_amend',
  'reply_other_channel',
]
const denials = [
  'denied_state_secret',
  'denied_trade_secret',
  'denied_privacy',
  'denied_security_stability',
  'denied_not_government_information',
  'denied_other_law',
]

const sum = (rule: string, parts: readonly string[], whole: string): Identity => ({
  rule: `statistics.${rule}`,
  over: 'columns',
  sum: parts,
  equals: [whole],
})

export const statistics2014: Form = {
  table: 'statistics',
  form: '2014',
  title: '政府信息公开情况统计表',
  issued: '国办发〔2014〕32号',
  columns: [count],
  rows: [
    ...under('一、主动公开情况', [
      line('published_items', '（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）', '条'),
      line('published_normative_documents', '其中：主动公开规范性文件数', '条'),
      line('normative_documents_issued', '制发规范性文件总数', '件'),
      ...under('（二）通过不同渠道和方式公开政府信息的情况', [
        line('via_gazette', '1.政府公报公开政府信息数', '条'),
        line('via_website', '2.政府网站公开政府信息数', '条'),
        line('via_microblog', '3.政务微博公开政府信息数', '条'),
        line('via_wechat', '4.政务微信公开政府信息数', '条'),
        line('via_other', '5.其他方式公开政府信息数', '条'),
      ]),
    ]),
    ...under('二、回应解读情况', [
      line('responses', '（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）', '次'),
      ...under('（二）通过不同渠道和方式回应解读的情况', [
        line('press_conferences', '1.参加或举办新闻发布会总次数', '次'),
        line('press_conferences_by_head', '其中：主要负责同志参加新闻发布会次数', '次'),
        line('online_interviews', '2.政府网站在线访谈次数', '次'),
        line('online_interviews_by_head', '其中：主要负责同志参加政府网站在线访谈次数', '次'),
        line('policy_explanations', '3.政策解读稿件发布数', '篇'),
        line('microblog_wechat_responses', '4.微博微信回应事件数', '次'),
        line('other_responses', '5.其他方式回应事件数', '次'),
      ]),
    ]),
    ...under('三、依申请公开情况', [
      line('received', '（一）收到申请数', '件'),
      ...under('（一）收到申请数', [
        line('received_in_person', '1.当面申请数', '件'),
        line('received_by_fax', '2.传真申请数', '件'),
        line('received_online', '3.网络申请数', '件'),
        line('received_by_letter', '4.信函申请数', '件'),
      ]),
      line('completed', '（二）申请办结数', '件'),
      ...under('（二）申请办结数', [
        line('completed_on_time', '1.按时办结数', '件'),
        line('completed_extended', '2.延期办结数', '件'),
      ]),
      line('replies', '（三）申请答复数', '件'),
      ...under('（三）申请答复数', [
        line('reply_already_public', '1.属于已主动公开范围数', '件'),
        line('reply_granted', '2.同意公开答复数', '件'),
        line('reply_granted_in_part', '3.同意部分公开答复数', '件'),
        line('reply_denied', '4.不同意公开答复数', '件'),
        ...under('4.不同意公开答复数', [
          line('denied_state_secret', '其中：涉及国家秘密', '件'),
          line('denied_trade_secret', '涉及商业秘密', '件'),
          line('denied_privacy', '涉及个人隐私', '件'),
          line('denied_security_stability', '危及国家安全、公共安全、经济安全和社会稳定', '件'),
          line('denied_not_government_information', '不是《条例》所指政府信息', '件'),
          line('denied_other_law', '法律法规规定的其他情形', '件'),
        ]),
        line('reply_not_responsible', '5.不属于本行政机关公开数', '件'),
        line('reply_not_exist', '6.申请信息不存在数', '件'),
        line('reply_amend', '7.告知作出更改补充数', '件'),
        line('reply_other_channel', '8.告知通过其他途径办理数', '件'),
      ]),
    ]),
    line('reconsiderations', '四、行政复议数量', '件'),
    ...under('四、行政复议数量', [
      line('reconsiderations_upheld', '（一）维持具体行政行为数', '件'),
      line('reconsiderations_corrected', '（二）被依法纠错数', '件'),
      line('reconsiderations_other', '（三）其他情形数', '件'),
    ]),
    line('litigations', '五、行政诉讼数量', '件'),
    ...under('五、行政诉讼数量', [
      line('litigations_upheld', '（一）维持具体行政行为或者驳回原告诉讼请求数', '件'),
      line('litigations_corrected', '（二）被依法纠错数', '件'),
      line('litigations_other', '（三）其他情形数', '件'),
    ]),
    line('complaints', '六、举报投诉数量', '件'),
    line('fees_collected', '七、依申请公开信息收取的费用', '万元'),
    ...under('八、机构建设和保障经费情况', [
      line('dedicated_offices', '（一）政府信息公开工作专门机构数', '个'),
      line('reading_points', '（二）设置政府信息公开查阅点数', '个'),
      line('staff', '（三）从事政府信息公开工作人员数', '人'),
      ...under('（三）从事政府信息公开工作人员数', [
        line('staff_full_time', '1.专职人员数', '人'),
        line('staff_part_time', '2.兼职人员数', '人'),
      ]),
      line('budget', '（四）政府信息公开专项经费', '万元', [
        '政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）',
      ]),
    ]),
    ...under('九、政府信息公开会议和培训情况', [
      line('meetings', '（一）召开政府信息公开工作会议或专题会议数', '次'),
      line('trainings', '（二）举办各类培训班数', '次'),
      line('people_trained', '（三）接受培训人员数', '人次'),
    ]),
  ],
  identities: [
    sum('received', channels, 'received'),
    sum('completed', ['completed_on_time', 'completed_extended'], 'completed'),
    sum('replies', replies, 'replies'),
    sum('denied', denials, 'reply_denied'),
    sum(
      'reconsiderations',
      ['reconsiderations_upheld', 'reconsiderations_corrected', 'reconsiderations_other'],
      'reconsiderations',
    ),
    sum('litigations', ['litigations_upheld', 'litigations_corrected', 'litigations_other'], 'litigations'),
    sum('staff', ['staff_full_time', 'staff_part_time'], 'staff'),
  ],
  extraRows: [],
  extraColumns: [],
  headings: [
    '一、主动公开情况',
    '（二）通过不同渠道和方式公开政府信息的情况',
    '二、回应解读情况',
    '（二）通过不同渠道和方式回应解读的情况',
    '三、依申请公开情况',
    '八、机构建设和保障经费情况',
    '九、政府信息公开会议和培训情况',
  ],
}
