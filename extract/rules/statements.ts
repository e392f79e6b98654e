import { plain } from '../characters.ts'

/** What a report's sentences say of its figures: vocabulary and cutting, for the rules `text.*`. */

/** 2件, 0件次, 12宗: the units in which applications, reviews and lawsuits are counted. */
const count = '(?<count>\\d[\\d,]*)(?:件次|[件份条项宗次起例封])'
/** Words between a verb and its number, within one clause. */
const gap = (most: number) => `[^，,。；;：:\\d]{0,${most}}`

export interface Statement {
  readonly rule: string
  /** A number is stated … */
  readonly says: RegExp
  /** … or that there was none. */
  readonly none: RegExp | null
  /** Sentences about something else that uses the same verbs. */
  readonly unless: RegExp
}

/** 受理留言527件, 办理回复领导信箱网民留言676条: letters and complaints are handled too. */
const otherBusiness = /留言|信箱|热线|建议|提案|议案|咨询|投诉|举报/u

export const statements = {
  received: {
    rule: 'text.received',
    // 共收到政府信息公开申请12件 · 收到依申请公开信件4件 · 新收申请14069件
    says: new RegExp(`(?:收到|新收|受理)${gap(30)}申请${gap(12)}${count}`, 'gu'),
    // 未收到相关政府信息公开的申请 · 未受理政府信息公开申请
    none: /(?:未|没有|无)(?:收到|受理|接到)[^，,。；;]{0,20}公开的?申请/u,
    unless: new RegExp(`${otherBusiness.source}|复议|诉讼`, 'u'),
  },
  carriedIn: {
    rule: 'text.carried',
    // 上年结转3件 · 上年度结转政府信息公开申请3件
    says: new RegExp(`(?:上年|上一年|去年)度?结转${gap(15)}${count}`, 'gu'),
    none: null,
    unless: otherBusiness,
  },
  carriedOut: {
    rule: 'text.carried',
    // 结转下年度继续办理2件 · 结转至下一年度2件
    says: new RegExp(`结转(?:至|到)?(?:下一?年|次年)${gap(15)}${count}`, 'gu'),
    none: null,
    unless: otherBusiness,
  },
  replied: {
    rule: 'text.replied',
    // 共收到政府信息公开申请12件，办结10件 · 答复申请10件
    says: new RegExp(
      `申请${gap(30)}(?:\\d+件)?[，,]?(?:已|均已|共|全部)*(?:办结|答复|办理完毕)${gap(8)}${count}`,
      'gu',
    ),
    none: null,
    unless: new RegExp(`${otherBusiness.source}|按时|按期|延期|当场`, 'u'),
  },
  reconsideration: {
    rule: 'text.disputes',
    // 行政复议3件 · 引发行政复议案件3件
    says: new RegExp(`行政复议(?:案件|申请|案)?${gap(6)}${count}`, 'gu'),
    // 未发生因政府信息公开工作引起的行政复议和行政诉讼
    none: /(?:未|没有|无)(?:发生|出现|产生|收到)?[^，,。；;]{0,24}行政复议/u,
    unless: /办理行政复议|行政复议(?:机关|机构)/u,
  },
  litigation: {
    rule: 'text.disputes',
    // 行政诉讼2件 · 提起行政诉讼案件2件
    says: new RegExp(`行政诉讼(?:案件|案)?${gap(6)}${count}`, 'gu'),
    none: /(?:未|没有|无)(?:发生|出现|产生|收到)?[^，,。；;]{0,32}行政诉讼/u,
    unless: /行政应诉/u,
  },
} as const satisfies Readonly<Record<string, Statement>>

/** 2024年: another year than the report's makes a sentence an older or a later story. */
const namedYear = /(?<year>20\d\d)年/gu
/** What was taken back is counted nowhere alike. */
const takenBack = /撤回|撤销|撤诉/u

/** The sentences of a text that speak of the report's own year, without their breakdowns (其中…). */
export function sentencesOf(text: string, year: number | null): string[] {
  return plain(text)
    .replace(/[^\S\n]+/gu, '')
    .split(/[。；;！\n]/u)
    .filter((sentence) => sentence !== '' && !takenBack.test(sentence) && isOf(sentence, year))
    .map((sentence) => sentence.replace(/其中.*$/u, '')) // 收到申请10件，其中网络申请9件
}

function isOf(sentence: string, year: number | null): boolean {
  return [...sentence.matchAll(namedYear)].every((match) => Number(match.groups?.['year']) === year)
}

/** The numbers that some sentences state; empty where they state none. */
export function stated({ says, none, unless }: Statement, sentences: readonly string[]): number[] {
  return sentences.flatMap((sentence) => {
    if (unless.test(sentence)) return []
    const numbers = [...sentence.matchAll(says)].map((match) =>
      Number(match.groups?.['count']?.replaceAll(',', '')),
    )
    return numbers.length === 0 && none?.test(sentence) ? [0] : numbers
  })
}
