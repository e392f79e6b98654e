import { plain } from '../characters.ts'
import { simplified } from './traditional.ts'

/** 自治區(qū), 政務(wù): mirrors print the reading behind a letter. */
const reading = /(?<=\p{Script=Han})\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹ]{1,6}\)/gu
/** 二〇一七年, 二○一七年, 二零一七年, 二O一七年; no other number is written so. */
const numeralYear = /[二贰][〇○零O0oОΟ]([〇○零一二三四五六七八九O0o]{2})(?=年|度)/gu
/** 公开 公开, 年度年度: a word copied twice. */
const doubled = /(公开|工作|年度|报告|信息|情况|年报)\1+/gu
const numerals = '零一二三四五六七八九'

function digit(letter: string): string {
  const at = numerals.indexOf(letter)
  return at === -1 ? '0' : String(at)
}

/**
 * A title, name or line as it is compared and kept: plain forms of full-width letters, simplified, without readings in
 * brackets, without white space, years in digits, words that stand twice once.
 */
export function printed(text: string): string {
  return simplified(plain(text))
    .replace(/[\s\u00AD\u200B-\u200F\u2028\u2029\u2060\uFEFF]+/gu, '')
    .replace(reading, '')
    .replace(numeralYear, (_, rest: string) => `20${Array.from(rest, digit).join('')}`)
    .replace(doubled, '$1')
    .replace(/(?<=\d)年年度/gu, '年度') // 2019年年度
}
