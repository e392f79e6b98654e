import type { AgencyKind, PracticeReport } from '../portal.ts'
import { random } from '../random.ts'

/** The words around the tables. They are invented: only labels and figures follow real reports. */

/** Paragraphs of a section; `text.received` and its like are stated in words, as in real reports. */
export type Paragraphs = readonly string[]

export interface ReportText {
  readonly opening: string
  readonly overview: Paragraphs
  readonly problems: Paragraphs
  readonly others: Paragraphs
}

const we: Readonly<Record<AgencyKind, string>> = {
  government: '本机关',
  department: '我局',
  township: '本单位',
}

export function reportText(report: PracticeReport): ReportText {
  const chance = random(`${report.id}/text`)
  const { year, agency } = report
  const self = we[agency.kind]
  const nextYear = year + 1
  return {
    opening: `本报告由${agency.name}依照《中华人民共和国政府信息公开条例》和${issued[report.form]}规定的格式编制，所列数据的统计期限为${year}年1月1日至${year}年12月31日。`,
    overview: [
      chance.pick([
        `${year}年，${self}按照练习门户的安排推进政务公开，重点公开办事指南、资金分配和公共服务内容。`,
        `${year}年，${self}围绕群众关心的事项做好公开，栏目更新按月检查。`,
        `一年来，${self}坚持应公开尽公开，信息发布前逐条审核。`,
      ]),
      `（一）主动公开。全年通过网站发布信息${chance.int(40, 900)}条，其中解读材料${chance.int(2, 20)}条。`,
      requestSentence(report, self),
      `（三）政府信息管理。${chance.pick(['建立信息台账，专人负责归档。', '公文制发时同步确定公开属性。', '对历年文件的有效性作了清理。'])}`,
      `（四）平台建设。${chance.pick(['公开专栏运行正常。', '栏目名称按统一规范作了调整。', '增设了检索入口。'])}`,
      `（五）监督保障。${chance.pick(['全年组织业务培训两次。', '明确一名负责人分管公开工作。', '公开了监督电话。'])}`,
    ],
    problems: [
      chance.pick([
        '存在的问题：部分栏目更新不够及时，解读形式较为单一。',
        '存在的问题：信息分类有待细化，工作人员业务水平还需提高。',
      ]),
      `改进措施：${nextYear}年将${chance.pick(['完善内部流程，按季度自查。', '加强培训，丰富解读形式。', '对照清单逐项补齐栏目内容。'])}`,
    ],
    others: [
      chance.pick([
        '本年度未收取政府信息处理费，无其他需要报告的事项。',
        '没有其他需要报告的事项。本年度未产生信息处理费。',
      ]),
    ],
  }
}

const issued = {
  '2014': '国办发〔2014〕32号',
  '2019': '国办公开办函〔2019〕60号',
  '2021': '国办公开办函〔2021〕30号',
} as const

/** States the figure of the table itself, so that text and table agree unless a misprint parts them. */
function requestSentence({ printed }: PracticeReport, self: string): string {
  const received =
    printed.get('requests.new_received.total') ?? printed.get('statistics.received.count') ?? ''
  // A plain whole number only ("12"): a blank or a remark is not put into words.
  if (!/^\d+$/.test(received)) return `（二）依申请公开。${self}公开了申请的渠道和办理的期限。`
  return received === '0'
    ? `（二）依申请公开。${self}全年未收到政府信息公开申请。`
    : `（二）依申请公开。${self}全年共收到政府信息公开申请${received}件，均按规定期限办理。`
}
