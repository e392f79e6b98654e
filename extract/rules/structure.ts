import type { Agency } from '../agency.ts'
import { plain } from '../characters.ts'
import type { Finding } from '../finding.ts'
import type { FormTable } from '../forms/form.ts'
import { tablesRequired } from '../forms/forms.ts'
import type { Facts } from './facts.ts'

/** What a report should hold and when it should be out. */
export function structural(facts: Facts): Finding[] {
  return [
    ...tablesRequired(facts.year)
      .filter((table) => facts.forms[table] === null)
      .map((table) => finding('structure.table_missing', { table })),
    ...facts.foreignHeads.map((at) => finding('structure.column_label', at)),
    ...sections(facts),
    ...publishedLate(facts),
  ]
}

interface Named {
  readonly table?: FormTable | null
  readonly row?: string | null
  readonly column?: string | null
  readonly expected?: number | null
  readonly actual?: number | null
  readonly difference?: number | null
}

function finding(rule: string, { table, row, column, expected, actual, difference }: Named): Finding {
  return {
    rule,
    class: 'completeness',
    table: table ?? null,
    row: row ?? null,
    column: column ?? null,
    expected: expected ?? null,
    actual: actual ?? null,
    difference: difference ?? null,
    cause: 'unknown',
  }
}

/** The six sections of 国办公开办函〔2021〕30号 and 〔2019〕60号, by words that every wording seen has. */
const required: readonly {
  readonly ordinal: number
  readonly table: FormTable | null
  readonly words: RegExp
}[] = [
  { ordinal: 1, table: null, words: /总体情况|基本情况|概述/u }, // 一、总体情况
  { ordinal: 2, table: 'proactive', words: /主动公开(?:政府)?(?:信息)?的?情况/u }, // 二、行政机关主动公开政府信息的情况
  { ordinal: 3, table: 'requests', words: /收到和处理|依申请公开/u }, // 三、收到和处理政府信息公开申请情况
  { ordinal: 4, table: 'disputes', words: /行政复议/u }, // 四、因政府信息公开工作被申请行政复议、提起行政诉讼情况
  { ordinal: 5, table: null, words: /问题/u }, // 五、存在的主要问题及改进情况
  { ordinal: 6, table: null, words: /其他(?:需要|需)?(?:报告|说明)?的?事项/u }, // 六、其他需要报告的事项
]

/**
 * `structure.sections`: each section is there, behind the one before. `expected` is the section's number, `actual` the
 * place at which its heading stands among the document's sections, or null. Evaluated from 2019 on, where a document has headings.
 */
function sections({ year, sections: found }: Facts): Finding[] {
  const headings = found.map(({ heading }) => plain(heading ?? ''))
  const spots = required.map(({ words }) => headings.findIndex((heading) => words.test(heading)))
  if (year === null || year < 2019 || spots.filter((spot) => spot >= 0).length < 2) return []
  return required.flatMap(({ ordinal, table }, index) => {
    const spot = spots[index] ?? -1
    if (spot < 0) return [finding('structure.sections', { table, expected: ordinal })]
    const late = spots.slice(0, index).some((before) => before > spot)
    return late ? [finding('structure.sections', { table, expected: ordinal, actual: spot + 1 })] : []
  })
}

/** 条例 2019 第四十九、五十条 bind bodies of the state's own levels: not towns, zones, schools, hospitals, firms. */
const unbound =
  /(?:街道办事处|街道|[乡镇]|[乡镇]人民政府|管委会|管理委员会|学校|大学|学院|中学|小学|医院|公司|集团)$/u

/**
 * `structure.published_late`: after 31 January for departments, 31 March for governments (条例 2019 第四十九条); for
 * 2008–2018 after 31 March for everybody (条例 2007 第三十一条). Dates as numbers (20240131); `difference` is days.
 */
function publishedLate({ year, agency, publishedOn }: Facts): Finding[] {
  const term = year === null ? null : termOf(year, agency)
  if (term === null || publishedOn === null || publishedOn <= term) return []
  const days = (Date.parse(publishedOn) - Date.parse(term)) / 86_400_000
  const named = { expected: asNumber(term), actual: asNumber(publishedOn), difference: days }
  return [finding('structure.published_late', named)]
}

function termOf(year: number, agency: Agency | null): string | null {
  if (year < 2008) return null
  if (year < 2019) return `${year + 1}-03-31`
  if (!agency?.level || agency.level === 'township' || unbound.test(agency.name)) return null
  // A government's office reports for the government as a whole.
  return agency.name.includes('人民政府') ? `${year + 1}-03-31` : `${year + 1}-01-31`
}

function asNumber(date: string): number {
  return Number(date.replaceAll('-', ''))
}
