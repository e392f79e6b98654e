/** The vocabulary of titles and names: what recurs in annual reports' titles, and in those of their neighbours. */

/** 2022年度, 2022年, 2022度, 2022: a year as titles print it, after `printed`. */
export const yearPhrase = String.raw`20\d{2}(?:年度?|度)?`

/** What a report is about. Letters are lost and words swapped in copies: 政府信公开, 政务信息公开. */
const subject =
  '政府信息(?:和|与|、)?政务公开|政务公开(?:和|与|及|暨|、)政府信息公开|政府(?:政务)?信息公开|政务信息公开|党务政务公开|' +
  '政务公开|(?:院务|校务|企务|党务)?信息公开|政府信息公|府信息公开|政府信公开|政府信息开|政府公开信息|公开政府信息'
/** What may stand between subject and kind: 工作, 情况的, 工作2025年度, 条例执行情况. */
const between = String.raw`(?:工作|情况|开展|推进|落实|实施|执行|贯彻|条例|总体|有关|自查|全年|[年的度及和《》<>():：,·_—-]|20\d{2})*`

/** 政府信息公开工作年度报告, 政务公开工作情况的报告, 信息公开年报, 政府信息公开2023年年报. */
export const reportWords = new RegExp(`(?:${subject})${between}(?:报告|年报)(?:书|表)?`, 'gu')
/** 2014年政府信息公开工作情况: a report only where the title ends there and names its year. */
export const situationWords = new RegExp(`(?:${subject})(?:工作)?(?:年度)?情况$`, 'u')
/** 政府信息0365cc彩票APP…工作年度报告: foreign text pasted into the words; nothing else ends so. */
export const brokenWords = /政府信息[^。]{0,60}工作年度报告$/u
/** 政府信息公开工作总结, 政府信息公开统计表: may stand for the report or beside it. */
export const perhapsWords = new RegExp(`(?:${subject})${between}(?:总结|统计表|数据表)`, 'u')

/**
 * Neighbours of reports that share their words. Each is a phrase that no agency's own name carries: 国家统计局, 国家信访局
 * and 培训中心 publish reports too.
 */
const neighbours = [
  '通知',
  '通报',
  '解读',
  '图解',
  '读懂',
  '一图',
  '图说',
  '要点',
  '指南',
  '条例\\)?$',
  '条例\\(',
  '制度',
  '办法',
  '细则',
  '格式',
  '规定',
  '方案',
  '范文',
  '模板',
  '样本',
  '共\\d+篇',
  '目录',
  '清单',
  '流程',
  '汇总',
  '一览',
  '合集',
  '汇编',
  '专栏',
  '专题',
  '预算(?!编|评|局|处)',
  '决算',
  '绩效(?:评价|自评|报告|目标)',
  '法治政府',
  '依法行政',
  '政府工作报告',
  '第三方',
  '评估(?:报告|结果)',
  '考核(?!办|中心|委|局)',
  '测评',
  '排名',
  '培训[会班]',
  '座谈',
  '会议(?:纪要|召开|在)',
  '推进会',
  '动员[会部大]',
  '述职',
  '征求意见',
  '征集',
  '意见建议',
  '招聘',
  '政府网站',
  '网站工作',
  '网站年',
  '网站建设',
  '网站监管',
  '新媒体',
  '学年',
  '企业年报',
  '(?:公司|集团|基金会)(?:20\\d{2}年?)?度?报告',
  '社会责任',
  '统计公报',
  '统计年鉴',
  '审计结果',
  '工作计划',
  '对策',
  '思考',
  '研究报告',
  '现状',
  '分析(?!测试)',
  '印发',
  '编制说明',
  '填报说明',
  '转发',
  '发布会',
  '》发布',
  '>发布',
  '已发布',
  '点评',
  '新闻(?:稿|报道|发布)',
  '约谈',
  '整改',
  '第[一二三四1-4]季度',
  '季度',
  '上半年',
  '下半年',
  '半年',
  '月度',
  '月报',
  '周报',
  '环境信息',
  '财政信息',
  '招投标',
  '双随机',
  '执法公示',
  '行政执法(?:年度|工作|统计)',
  '依申请公开(?:年度)?报告',
  '述评',
  'x{1,3}[省市县区镇乡局]',
  '[某×*]{1,3}[省市县区镇乡局]',
] as const
/** An agency's own words that a neighbour's phrase would reject: 新闻出版局, 政策研究室, 评估中心, 新媒体中心. */
const innocent =
  /新闻(?:出版|中心|办公室|传媒|办)|广播电视新闻|新媒体(?:中心|集团)|政府网站管理(?:中心|处)|条例执行|贯彻[^。]{0,14}条例/gu
/** 关于印发《…》的通知, 文字解读:…, 一图读懂…, 2022年政务公开工作要点. */
export const neighbourWords = new RegExp(neighbours.join('|'), 'iu')

/** The neighbour's phrase in a title that makes it no report; null where there is none. */
export function neighbourIn(title: string): string | null {
  return neighbourWords.exec(title.replace(innocent, ''))?.[0] ?? null
}

/** 全市各部门, 市直部门, 乡镇: many agencies, or none by name. */
export const collective =
  /^(?:各|全[省市县区州]各|[省市县区州]?(?:直|政府|级)?(?:各)?(?:部门|单位|机构|委办局|组成部门|工作部门|直属机构|乡镇|镇街|街道乡镇|镇办|街镇|乡镇街道|乡镇\(街道\)|科室)(?:街道|及.*|和.*)?)$|^各(?:[省市县区州镇乡街委部级个]|单位|有关|相关|机关|直属|科室)|各(?:部门|单位|乡镇|镇街|地区)/u

/** 我局, 本机关, 本单位: a report's own word for its agency, never a name. */
export const selfReference =
  /^(?:我|本|该|贵)(?:局|委|厅|办|院|部|中心|单位|机关|镇|乡|街道|办事处|部门|会|所|站|处|队|馆|行政机关)|^(?:(?:镇|乡)?人民政府|街道办(?:事处)?|办事处|办公室|行政机关|政府机关|机关|单位|部门|政府|部门单位)$/u

/** What agencies' names end in: 局, 委员会, 人民政府, 管委会, 苏木 … */
export const agencyEnding =
  /(?:局|委|委员会|厅|办|办公室|办公厅|政府|公署|行署|院|中心|总站|站|所|处|[大支总]?队|部|总?署|会|馆|公司|集团|学校|大学|学院|中学|小学|幼儿园|医院|园区|园|开发区|高新区|经开区|保税区|保护区|度假区|风景区|示范区|试验区|实验区|合作区|新区|新城|街道|镇|乡|苏木|县|[市区旗州盟省]|场|银行|分行|支行|海关|法院|检察院|协会|联合会|总社|社|库|台|室|组|司|指挥部|基地|农垦|兵团|师|团|馆|院所|总工会|残联|文联|妇联|侨联|工商联|科协|监狱|学会|办事处|政协|人大|政务办|[开监]委|政府办|府办|校)(?:\([^()]+\))?$/u
