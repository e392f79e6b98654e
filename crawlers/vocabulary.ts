/**
 * The words that recur on portals, for finding the way only: whether a document is a report is decided by the caller's
 * judge. From the standard column of 国办公开办函〔2019〕61号 and link texts seen on all provinces' portals.
 */

/** Link texts of the annual-report column: 政府信息公开年报, 信息公开工作年度报告, 年报. */
const annualText =
  /(信息|政务)?公开(工作)?(年报|年度(工作)?报告)|^(市|区|县|旗|州|盟|部门|乡镇|街道|各部门|各单位|镇街)*(年报|年度报告)(汇总|专栏)?$/

/** What a whole column is called that is none of ours: 政府网站工作年度报表, 法治政府建设年度报告, 企业年报, 统计年鉴. */
const lookAlike =
  /网站(工作)?(年度|年报|报表)|网站监管|工作年度报表|法治政府|依法行政|预决算|预算|决算|年鉴|企业年报|法人年报|事业单位法人|社会责任|统计公报|审计|绩效|建议提案|政府工作报告/

/** Paths of the annual-report column: /zfxxgknb/, /xxgknb_1840/, /gkndbg/, /zfxxgkgzndbg/, /nb/, /2023nianbao/. */
const annualPath =
  /(^|\/)(\d{4})?(zf|zw)?(xx)?(gk)?(gz)?(nb|ndbg|ndbao|nianbao|nbzl)(szf|bm|xz)?[\d_a-z]{0,8}(\/|\.|$)/i

/** Paths of look-alikes: /wzbbzt/, /wznb/, /zfwzndbb/, /fzzfjs/. */
const lookAlikePath = /(wzbb|wznb|wznd|wzgz|wzndbb|fzzf|yjsgk|czyjs|qynb)/i

/** 政府信息公开 and what stands in for it on the way there. */
const disclosureText =
  /^(政府|政务)?信息公开(专栏|平台|目录|网)?$|^政务公开(专栏|平台)?$|^公开$|^(法定)?主动公开(内容)?$|^政府信息公开(制度|指南)$|^信息公开$|^(市|区|县|旗)?政府信息公开$/
const disclosurePath =
  /\/(zfxxgk|zwgk|xxgk|zfxxgkzl|zwxxgk|gkmlpt|zfxxgkml|gongkai|openness|govxxgk)(\/|\.|_|$)/i

/** Columns that hold reports where there is no column for them: 通知公告 (泰达), 部门文件. */
const genericColumn =
  /^(通知公告|公示公告|公告公示|公告通知|通知|公告|部门文件|其他文件|其他信息|文件类信息公开|部门文件类信息公开|最新公开|信息公开动态)$/

/** Rows of an index of units: 市政府部门, 乡镇街道, 县直部门, 部门信息公开. */
const unitIndexText =
  /^(各|市|区|县|旗|州|盟)?(级|直|政府)?(直属)?(政府|部门|单位|委办局|机构|乡镇|街道|镇街|镇|乡|苏木|乡镇街道|乡镇（街道）|乡（镇）|县区|区县|县市区|园区|开发区|部门单位|工作部门|组成部门)+(政府)?(信息公开|政务公开|年报|年度报告|公开目录|名单|列表)?$/

/** A year and nothing more: 2023, 2023年, 2023年度, 2023年度报告, 2015年以前, 历年. */
const yearLabel =
  /^[（([【]?((19|20)\d{2}|二[〇○零][〇○零一二三四五六七八九]{2})[)）\]】]?\s*(年度?)?(及?(以前|之前))?(政府)?(信息公开|政务公开)?(工作)?(年报|年度报告|报告)?$|^(历年|往年|以往|更早)(年报|年度报告)?$/

/** What an agency's name ends in. */
const agencyName =
  /^[\u4e00-\u9fff（）()·、]{2,28}(局|委|委员会|办|办公室|厅|镇|乡|街道|街道办|办事处|政府|部|中心|院|队|支队|大队|分局|管委会|管理处|公司|集团|银行|联合会|县|区|市|旗|学校|医院|处|所|会|苏木|总社|供销社|站|馆|社|场|联)$/

/** Ends of a breadcrumb's or column's name that are not an agency's, though they end like one. */
const notAgency =
  /公开|首页|网站|报告|年报|专栏|目录|门户|栏目|新闻|服务|互动|本市|本区|领导|全部|更多|下一页|搜索/

/** 下一页, in the ways it is written. */
export const nextPageText =
  /^[\s>»›[【]*(下一?页|下一頁|后一页|后页|下页|向后翻页|next|(点击)?(加载|显示|查看)更多)[\s>»›\]】]*$|^(»|›|>|>>|→)$/i // 下一页>, [下页], 加载更多

/** A report's own headings: two of them make a page a report, whatever its address. */
const reportMarkers: readonly RegExp[] = [
  /本年新收政府信息公开申请/,
  /第二十条第[（(]\s*一\s*[)）]项/,
  /一\s*[、.．]\s*总体情况/,
  /主动公开政府信息(的)?情况/,
  /收到和处理政府信息公开申请(的)?情况/,
  /行政复议、?(和)?行政诉讼情况/,
  /存在的主要问题及改进情况/,
]

/** 更多, beside the newest rows of a list. */
const moreText = /^(查看)?更多(信息|年报)?$|^more$/i

/** What only a column is called, whatever its address looks like: 政府信息公开年报, 政府信息公开指南, 通知公告. */
const columnText =
  /^(本?[市区县旗州盟省]|本级)?(政府|政务)?(信息)?公开(工作)?(年报|年度(工作)?报告)(专栏|汇总|栏目|列表|公示)?$|^(年报|年度报告|历年年报|年报汇总)$/

export function isColumnLabel(text: string): boolean {
  return (
    columnText.test(text) || disclosureText.test(text) || genericColumn.test(text) || unitIndexText.test(text)
  )
}

export function isMoreText(text: string): boolean {
  return moreText.test(text)
}

/** What leads on from a greeting: 点击进入网站首页, 简体中文, ENTER. */
const entranceText = /^.{0,8}(进入|首页|主页|简体|中文版|电脑版|正式版).{0,6}$|^enter$/i

export function isEntranceText(text: string): boolean {
  return entranceText.test(text)
}

/** Link texts that say nothing of what is behind them: 查看, [下载], 附件1, an icon. */
const emptyText =
  /^[[【(（]?(附件|下载|查看|详情|详细|点击(查看|下载)|查看(详情|全文)|浏览|pdf|word|doc|原文|链接|√|●|▲|图标)?[\d.]*[\]】)）]?$/i

export function isEmptyText(text: string): boolean {
  return emptyText.test(plainLabel(text))
}

export function isAnnualColumn(text: string, path: string): boolean {
  if (isLookAlike(text) || lookAlikePath.test(path)) return false
  return annualText.test(text) || annualPath.test(path)
}

export function isAnnualText(text: string): boolean {
  return annualText.test(text) && !isLookAlike(text)
}

export function isLookAlike(text: string): boolean {
  return lookAlike.test(text)
}

export function isDisclosureText(text: string): boolean {
  return disclosureText.test(text)
}

export function isDisclosurePath(path: string): boolean {
  return disclosurePath.test(path)
}

export function isGenericColumn(text: string): boolean {
  return genericColumn.test(text)
}

export function isUnitIndex(text: string): boolean {
  return unitIndexText.test(text)
}

export function isYearLabel(text: string): boolean {
  return yearLabel.test(text)
}

/** 新乡县教育局2023年政府信息公开工作年度报告: one report's title, not a column's. */
export function namesYear(text: string): boolean {
  return /(?:19|20)\d{2}|二[〇○零]/u.test(text) // 2023, 二〇一七年
}

/** 市教育局, 长沙市医疗保障局, 观音寺街道办事处; never 政府信息公开. */
export function isAgencyName(text: string): boolean {
  return agencyName.test(text) && !notAgency.test(text)
}

/** How many of a report's own headings a text has, from 0 to 7. */
export function countReportMarkers(text: string): number {
  return reportMarkers.filter((marker) => marker.test(text)).length
}

/** A link's text without bullets, brackets, dates and counts around it: `· 政府信息公开年报 (12)` → `政府信息公开年报`. */
export function plainLabel(text: string): string {
  return text
    .replaceAll(/\s+/g, '') // white space within a label is layout
    .replace(/^[·•●■◆>›»▪\-—]+/, '') // ·政府信息公开年报
    .replace(/[[(（【]?(19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}[\])）】]?$/, '') // 年报2024-01-12
    .replace(/[（([【]\d+[)）\]】]$/, '') // 年报(12)
    .replace(/[>›»：:]+$/, '') // 年报>>
}
