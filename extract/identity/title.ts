import { recalled } from '../recall.ts'
import { printed } from './printed.ts'
import {
  agencyEnding,
  brokenWords,
  collective,
  neighbourIn,
  perhapsWords,
  reportWords,
  selfReference,
  situationWords,
  yearPhrase,
} from './words.ts'

/** What a title says by itself. */
export interface TitleReading {
  /** `report`: it names an annual report; `maybe`: it could (2023年, 年度报告); `no`: it is something else. */
  readonly verdict: 'report' | 'maybe' | 'no'
  /** The reporting year; null where it prints none, or several. */
  readonly year: number | null
  /** The agency's name as printed, cleaned; null where it prints none. */
  readonly agency: string | null
  /** The words that rule a report out, whatever the page holds (解读, 的通知); null where there are none. */
  readonly against: string | null
}

/** 2024年公布的2023年度报告: the year of publication. 2024-01-15, 2024年1月: a date. 〔2021〕30号, 2021年第3号: a number. */
const notReportingYear =
  /20\d{2}年?(?:公布|发布|公开发布|公示)的?(?=.*20\d{2})|20\d{2}[-/.]\d{1,2}(?:[-/.]\d{1,2})?(?!\d)|20\d{2}年\d{1,2}月(?:\d{1,2}日)?|[[(〔]20\d{2}[\])〕]\d+号|20\d{2}年第\d+[号期]/gu
/** 2019-2020年, 2008至2010年: several years are not one year's report. */
const severalYears = /20\d{2}年?度?(?:-|—|–|~|至|到|、|和)+(?:20)?\d{2}年/u
const yearPhrases = new RegExp(yearPhrase, 'gu')
const yearDigits = /(?<!\d)20\d{2}(?!\d)/gu // 2023 in 2023年度
const bareYear = new RegExp(
  `^(?:${yearPhrase})?(?:工作)?(?:年度?)?(?:报告|年报)?(?:\\(?(?:全文|正文|pdf|word)\\)?)?$`,
  'iu',
) // 2023年, 2023年度报告, 年报
const anyAnnual = /年报|年度(?:工作)?报告/u

/** The years that a title prints as reporting years, each once. */
export function yearsIn(title: string): readonly number[] {
  const found = title.replace(notReportingYear, '').match(yearDigits) ?? []
  return [...new Set(found.map(Number))].filter((year) => year >= 2003)
}

/** 附件1:, 关于, 【年报】, 1. and the like before a name. */
const before =
  /^(?:附件\d*[:：.、]?|关于(?:公布|发布|报送|上报|印发)?|[现特]?公布|[现特]?发布|现将|\d{1,3}[.、．]|[【[][^】\]]*[】\]]|[《<"“”'「:：,，.·、|/_—–-])+/u
/** 的, 贯彻执行, 开展 and punctuation after a name. */
const after =
  /(?:关于|的|本级|年度|本?年|度|有关|开展|推进|贯彻|落实|执行|实施|加强|主动|《|<|"|“|”|[:：,，.·、|/_—–-]|\(\))+$/u
/** 长沙市教育局-, 长沙市教育局|, 首页>: what separates a site or a column from the title. */
const separator = /[|_>/]|--|——|:|：/u

/** 益阳市人民政府门户网站: where it stands, not who reports. */
const site = /网站?$|门户$|平台$|专栏$/u

function isAgency(text: string): boolean {
  return (
    text.length >= 2 &&
    text.length <= 50 &&
    agencyEnding.test(text) &&
    !site.test(text) &&
    !collective.test(text) &&
    !selfReference.test(text)
  )
}

function stripped(text: string): string {
  let rest = text
  for (let last = ''; last !== rest;) {
    last = rest
    rest = rest.replace(before, '').replace(after, '')
  }
  return rest
}

/** The agency's name in what stands before the report's words; null where there is none. */
function nameIn(prefix: string): string | null {
  const rest = stripped(prefix.replace(notReportingYear, '').replace(yearPhrases, ''))
  const pieces = rest.split(separator).filter((piece) => piece !== '')
  const name = pieces.findLast((piece) => isAgency(piece)) ?? ''
  return isAgency(name) && !/[a-z]{3}/iu.test(name) ? name : null
}

/** (长沙市医疗保障局) after the words; a site's name after a dash is not taken. */
const bracketed = /^[^(]*\(([^()]{3,40})\)$/u

/** -通知公告-长沙市医疗保障局, _图解_…: columns and sites after the title. Only 图解 and its like still count there. */
const trailing = /[_|>-].*$/u
const explained = /解读|图解|读懂|一图/u

/** 贵州省发布2016年政府信息公开工作年度报告: news of a report. 现公布, 关于公布: its own heading. */
const announced = /(?<!现|关于|特)(?<=\p{Script=Han}{2})(?:发布|公布|晒出)$/u

function ruledOut(against: string): TitleReading {
  return { verdict: 'no', year: null, agency: null, against }
}

/** A title without a report's words: a bare year, 年报, an agency's name, or something else. */
function other(title: string, year: number | null): TitleReading {
  const name = nameIn(title)
  const alone = name === title.replace(yearPhrases, '') ? name : null
  // 浑南区国资局, 2010年广州市海珠区城市管理局: columns of annual reports list them so.
  const may = bareYear.test(title) || anyAnnual.test(title) || perhapsWords.test(title) || alone !== null
  return may
    ? { verdict: 'maybe', year, agency: alone, against: null }
    : { verdict: 'no', year: null, agency: null, against: null }
}

interface Words {
  readonly end: number
  /** What stands before, back to an earlier occurrence of the words: 政府信息公开年报 资阳区统计局2020年…年度报告. */
  readonly prefix: string
  readonly text: string
}

/** The report's words: of several occurrences the first that a name stands before. */
function wordsIn(title: string): Words | null {
  const found: Words[] = []
  let last = 0
  for (const { 0: text, index } of title.matchAll(reportWords)) {
    found.push({ end: index + text.length, prefix: title.slice(last, index), text })
    last = index + text.length
  }
  if (found.length > 0) return found.find(({ prefix }) => nameIn(prefix) !== null) ?? found[0] ?? null
  const rare = brokenWords.exec(title) ?? situationWords.exec(title)
  if (!rare) return null
  const { 0: text, index } = rare
  return { end: index + text.length, prefix: title.slice(0, index), text }
}

/** The agency that a title names before its words, in brackets after them, or after a dash where it is no site. */
function agencyAround(words: Words, title: string): string | null {
  const rest = title.slice(words.end)
  const inside = nameIn(bracketed.exec(rest)?.[1] ?? '')
  if (inside !== null) return inside
  // 泾县人民政府信息公开年度报告: 政府 belongs to the name.
  const government = words.prefix.endsWith('人民') && words.text.startsWith('政府') ? '政府' : ''
  const named = nameIn(`${words.prefix}${government}`)
  if (named !== null) return named
  const trailer = /[_|>-]+([^_|>-]+)$/u.exec(rest)?.[1] ?? '' // --资阳区统计局; _益阳市人民政府 is a site's name
  return /政府$|[省市县区旗州盟]$/u.test(trailer) ? null : nameIn(trailer)
}

function whole(title: string): TitleReading {
  const words = wordsIn(title)
  const years = yearsIn(title)
  const year = years.length === 1 ? (years[0] ?? null) : null
  if (words === null) {
    const against = neighbourIn(title)
    return against === null ? other(title, year) : ruledOut(against)
  }
  const own = title.slice(0, words.end) + title.slice(words.end).replace(trailing, '')
  const against = neighbourIn(own) ?? explained.exec(title)?.[0] ?? severalYears.exec(title)?.[0] ?? null
  if (against !== null) return ruledOut(against)
  const many = collective.exec(stripped(words.prefix.replace(yearPhrases, '')))
  if (many) return ruledOut(many[0])
  const news = announced.exec(words.prefix.replace(notReportingYear, '').replace(yearPhrases, ''))
  if (news) return ruledOut(news[0])
  const agency = agencyAround(words, title)
  const reported = /报告|年报/u.test(words.text)
  const verdict = year !== null || (reported && agency !== null) ? 'report' : 'maybe'
  return { verdict, year, agency, against: null }
}

/** Longer ones are pages' whole texts put in the wrong place. */
const longestTitle = 400

/** What a page's or a link's title says by itself: whether it is an annual report, of whom, for which year. */
export const readTitle: (title: string) => TitleReading = recalled((title) =>
  // A portal's navigation stands on each of its pages: its titles are read once.
  whole(printed(title.slice(0, longestTitle))),
)
