import type { AgencyOrigin, YearOrigin } from '../agency.ts'
import { printed } from './printed.ts'
import { readTitle, type TitleReading } from './title.ts'
import { agencyEnding, collective, selfReference } from './words.ts'

/** A name found in a document's text, and where. */
export interface NameFound {
  readonly name: string
  readonly from: AgencyOrigin
}

export interface YearFound {
  readonly year: number
  readonly from: YearOrigin
}

/** What a report's text says of itself. */
export interface BodyReading {
  /** The heading, or the title that the first sentence quotes (《亳州市医疗保障局2021年…年度报告》). */
  readonly title: TitleReading | null
  /** Where that title stands: a heading is the title, a quoted one stands in the introduction. */
  readonly titleFrom: 'title' | 'intro'
  readonly names: readonly NameFound[]
  readonly years: readonly YearFound[]
  /** The text has the sections or tables that only a report has. */
  readonly isReport: boolean
  /** GB/T 2260 code in 网站标识码: the site's own division. */
  readonly siteDivision: string | null
}

/** Sections, rows and columns of the forms of 2019 and 2021, and of reports before them. Three of them make a report. */
const marks = [
  /总体情况|工作概述|概述/u,
  /第二十条第?\(?[一五六八]/u, // 第二十条第(一)项
  /本年新收政府信息公开申请/u,
  /上年结转政府信息公开/u,
  /结果维持.{0,40}结果纠正/u,
  /主动公开政府信息(?:的)?情况|主动公开情况/u,
  /收到和处理政府信息公开申请|依申请公开(?:政府信息)?(?:的)?情况/u,
  /(?:被?申请|提起)?行政复议.{0,6}行政诉讼.{0,12}情况|复议和?、?诉讼(?:的)?情况/u,
  /(?:存在的?)?(?:主要)?问题(?:和|及|与)改进/u,
  /其他需要报告的事项/u,
  /收费(?:及|和)减免/u,
]
const enoughMarks = 3

/** 统计期限为2023年1月1日至2023年12月31日; 自2008年5月1日起至12月31日止: the year's own end closes it. */
const period =
  /(20\d{2})年(?:1月1日|5月1日)(?:起|开始)?(?:,|至|到|-|—|–|~|起至|截止至?|截至)+(?:(20\d{2})年)?12月31日/gu
/** 由芜湖市医疗保障局根据2023年度政府信息公开工作情况编制 */
const compiledBy = /由([^,。;:、()《》]{3,40}?)(?:根据|按照|依据|负责编制|编制)/gu
/** 现将长沙市教育局2012年政府信息公开工作情况报告如下; 现公布XX局2011年度政府信息公开年度报告 */
const presented = /(?:现将|现公布|现发布|特公布|公布|特向社会公布)([^,。;:《》]{3,40}?)(20\d{2})年(?:度)?/gu
/** 如对本报告有疑问,请与芜湖市医疗保障局综合科联系 */
const contact =
  /(?:请?与|请?向|请?同|致电|请联系)([^,。;:《》]{4,40}?)(?:进行)?(?:联系|咨询|反映|索取|\(地址|\(联系|\(电话|。)/gu
/** 综合科, 办公室: the unit within the agency that answers the telephone. */
const unit =
  /^(.+(?:局|委|委员会|厅|部|中心|院|署|社|会|队|街道(?:办事处)?|(?:镇|乡)(?![市县区])|管委会|政府))(?:机关)?.{0,12}(?:办公室|[科股室组]|(?<!办事|管理)处)$/u
/** 2023年,亳州市医疗保障局认真贯彻落实: an agency as the subject of a year's first sentence. */
const subject =
  /20\d{2}年(?:度|以来|来)?,?([^,。;:《》\d我本]{4,30}?(?:局|委|委员会|厅|办公室|人民政府|管委会|办事处|[大支总]队|中心|镇|乡|街道|[市县区旗]))(?=在|认真|坚持|始终|严格|深入|高度|积极|累计|共|主动|按照|全面|紧紧|切实|不断|以|继续|进一步|围绕|政府信息公开)/gu
/** 2024年1月12日 under a name: a signature. */
const date = /^20\d{2}年\d{1,2}月\d{1,2}日$/u
const siteCode = /网站标识码[:：]?(\d{6})\d{4}/u

function isName(name: string): boolean {
  return (
    name.length >= 3 &&
    name.length <= 40 &&
    agencyEnding.test(name) &&
    !collective.test(name) &&
    !selfReference.test(name)
  )
}

function agencyPart(printedName: string): string {
  const name = printedName.replace(/\(以下简称[^()]*\)?|\(下称[^()]*\)?/gu, '') // 阳山县人民政府办公室(以下简称县政府办公室)
  const part = unit.exec(name)?.[1] ?? name
  // 长沙市人民政府办公室 is an agency; 长沙市人民政府办公室电子政务科 is its section.
  return part.endsWith('政府') && name.startsWith(`${part}办公`)
    ? (/^.+?办公[室厅]/u.exec(name)?.[0] ?? part)
    : part
}

function headingIn(lines: readonly string[]): TitleReading | null {
  for (let at = 0; at < Math.min(lines.length, 15); at += 1) {
    // A heading may be broken over lines: …2023年政府信息公开工作年度 / 报告.
    for (let count = 1; count <= 3; count += 1) {
      const joined = lines.slice(at, at + count).join('')
      if (joined.length > 80) break
      if (!/(?:报告|年报)(?:书|表)?(?:\([^()]*\))?$/u.test(joined)) continue
      const reading = readTitle(joined)
      if (reading.verdict === 'report') return reading
    }
  }
  return null
}

function quotedIn(opening: string): TitleReading | null {
  for (const [, quoted = ''] of opening.matchAll(/《([^《》]{8,60})》/gu)) {
    // 现发布《…2021年政府信息公开工作年度报告》
    const reading = readTitle(quoted)
    if (reading.verdict === 'report') return reading
  }
  return null
}

function signatureIn(lines: readonly string[]): string | null {
  for (let at = lines.length - 1; at > lines.length / 2; at -= 1) {
    const line = lines[at] ?? ''
    const above = lines[at - 1] ?? ''
    if (date.test(line) && isName(above)) return above
    const [, before = ''] = /^(.{4,40}?)20\d{2}年\d{1,2}月\d{1,2}日$/u.exec(line) ?? [] // 长沙市医疗保障局2024年1月12日
    if (isName(before)) return before
  }
  return null
}

/** 由长沙市人民政府办公厅编制: an office writes its own report and the government's; this does not tell which. */
const office = /政府办公[室厅]$/u

function first(pattern: RegExp, text: string): string | null {
  for (const [, found = ''] of text.matchAll(pattern)) {
    const name = agencyPart(found)
    if (isName(name) && (pattern === presented || pattern === subject || !office.test(name))) return name
  }
  return null
}

function yearsOf(opening: string, all: string): YearFound[] {
  const found: YearFound[] = []
  for (const [, from = '', to = from] of all.matchAll(period)) {
    if (from === to) found.push({ year: Number(from), from: 'period' })
  }
  const compiled = /(?:根据|现将|编制|公布)[^。]{0,40}?(20\d{2})年度?(?:政府)?信息公开/u.exec(opening) // 根据2023年度政府信息公开工作情况编制
  if (compiled?.[1]) found.push({ year: Number(compiled[1]), from: 'intro' })
  const [, opened] = /总体情况.{0,30}?(?<!\d)(20\d{2})年(?:度|以来|来)?,?[^\d\d月]/u.exec(all) ?? [] // 一、总体情况2023年,我局深入贯彻
  if (opened) found.push({ year: Number(opened), from: 'body' })
  return found
}

/** Reads what a report's text says of its agency, its year, and of being a report. */
export function readBody(text: string): BodyReading {
  const lines = text
    .split(/[\r\n]+/u)
    .map((line) => printed(line).replace(/^#+|\*+/gu, ''))
    .filter((line) => line !== '')
  const all = lines.join('')
  const opening = all.slice(0, 1500)
  const heading = headingIn(lines)
  const names: NameFound[] = []
  const add = (name: string | null, from: AgencyOrigin) => {
    if (name !== null) names.push({ name, from })
  }
  add(first(compiledBy, opening), 'intro')
  add(first(presented, opening), 'intro')
  add(first(contact, all), 'contact')
  add(signatureIn(lines), 'signature')
  add(first(subject, all), 'body')
  const found = marks.filter((mark) => mark.test(all)).length
  const notice = lines.slice(0, 6).some((line) => line.length < 90 && line.endsWith('通知')) // 关于印发…格式的通知
  return {
    title: heading ?? quotedIn(opening),
    titleFrom: heading ? 'title' : 'intro',
    names,
    years: yearsOf(opening, all),
    isReport: found >= enoughMarks && !notice,
    siteDivision: siteCode.exec(all)?.[1] ?? null,
  }
}
