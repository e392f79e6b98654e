/** What is said twice on the page: Chinese first, English beside it. */
export interface Words {
  readonly zh: string
  readonly en: string
}

const say = (zh: string, en: string): Words => ({ zh, en })

/** Columns of the page's tables, and the names that charts give to what they show. */
export const words = {
  agency: say('机关', 'Agency'),
  agencies: say('机关', 'Agencies'),
  cause: say('原因', 'Cause'),
  cells: say('单元格', 'Cells'),
  corrected: say('结果纠正', 'Corrected'),
  coverage: say('覆盖', 'Coverage'),
  denied: say('不予公开', 'Denied'),
  division: say('地区', 'Division'),
  doubtful: say('存疑', 'Doubtful'),
  due: say('应于', 'Due'),
  error: say('说明', 'What is wrong'),
  findings: say('核验发现', 'Findings'),
  granted: say('予以公开', 'Disclosed'),
  granted_in_part: say('部分公开', 'In part'),
  ground: say('理由', 'Ground'),
  handled: say('办结', 'Handled'),
  handled_otherwise: say('其他处理', 'Otherwise'),
  litigation_after_reconsideration: say('复议后起诉', 'Lawsuit after reconsideration'),
  litigation_direct: say('直接起诉', 'Lawsuit'),
  name: say('名称', 'Name'),
  not_available: say('无法提供', 'Not available'),
  not_processed: say('不予处理', 'Not processed'),
  other_result: say('其他结果', 'Other'),
  owed: say('应发未发', 'Owed'),
  pending: say('尚未审结', 'Pending'),
  portal: say('门户', 'Portal'),
  portals: say('门户', 'Portals'),
  published: say('发布', 'Published'),
  received: say('新收申请', 'Requests received'),
  reconsideration: say('行政复议', 'Reconsideration'),
  report: say('报告', 'Report'),
  reports: say('报告', 'Reports'),
  requests: say('件', 'Requests'),
  result: say('结果', 'Result'),
  rule: say('规则', 'Rule'),
  state: say('状态', 'State'),
  upheld: say('结果维持', 'Upheld'),
  year: say('年度', 'Year'),
} as const satisfies Readonly<Record<string, Words>>

export type Word = keyof typeof words

/** 予以公开 Disclosed: as a chart's legend says it. */
export function both({ zh, en }: Words): string {
  return `${zh} ${en}`
}

/** Who is to blame for a finding. */
export const causeWords: Readonly<Record<string, Words>> = {
  publisher: say('发布机关', 'Publisher'),
  extraction: say('读取', 'Extraction'),
  unknown: say('不明', 'Unknown'),
}

export const portalStateWords: Readonly<Record<string, Words>> = {
  ok: say('正常', 'ok'),
  blocked: say('拒绝访问', 'blocked'),
  failing: say('访问失败', 'failing'),
  silent: say('无内容', 'silent'),
  redesigned: say('已改版', 'redesigned'),
  never_visited: say('未访问', 'never visited'),
}
