import { distance } from 'fastest-levenshtein'
import { han, plain } from './characters.ts'
import type { FormLine } from './forms/form.ts'

/** 一、 · （一） · 1. · 1． · 1、 · 其中： at a label's start: the numbering, not the meaning. */
const numbering = /^(?:[（(]?[一二三四五六七八九十]{1,2}[)）、.．]|\d{1,2}[.．、:：]|其中[:：]|第二十条)+/u
/** （区分处理的，只计这一情形，不计其他情形）: a gloss, printed or left out; its bracket may lack the closing half. */
const gloss = /[（(][^（()）]*(?:[)）]|$)/gu

/** A label reduced to its meaning: no numbering, no gloss, no white space or punctuation. */
export function meaning(label: string): string {
  const bare = plain(label)
    .replace(/[\s\u200B\uFEFF]+/gu, '')
    .replace(numbering, '')
  const glossed = han(bare)
  const unglossed = han(bare.replace(gloss, ''))
  return unglossed === '' ? glossed : unglossed
}

const meanings = new Map<string, string>()

/** `meaning` of a form's own label, computed once. */
export function meaningOf(label: string): string {
  const known = meanings.get(label)
  if (known !== undefined) return known
  const made = meaning(label)
  meanings.set(label, made)
  return made
}

const wordings = new WeakMap<FormLine, readonly string[]>()

/**
 * What a line may be called: its label as issued, the wordings seen, and the label with its headings run into it
 * (行政诉讼：未经复议直接起诉).
 */
function wordingsOf(line: FormLine): readonly string[] {
  const known = wordings.get(line)
  if (known) return known
  const own = [line.label, ...line.also].map((label) => meaningOf(label))
  const headed = line.under.map((_, from) =>
    [...line.under.slice(from), line.label].map((label) => meaningOf(label)).join(''),
  )
  const made = [...new Set([...own, ...headed])]
  wordings.set(line, made)
  return made
}

/** 1 for the same text, 0 for nothing in common: 1 − edit distance / longer length. */
export function likeness(a: string, b: string): number {
  const longer = Math.max(a.length, b.length)
  return longer === 0 ? 0 : 1 - distance(a, b) / longer
}

/** How well a printed label fits a form's line, over its label as issued and the wordings seen; 0 to 1. */
export function fit(printed: string, line: FormLine): number {
  let best = 0
  for (const wanted of wordingsOf(line)) {
    if (printed === wanted) return 1
    best = Math.max(best, likeness(printed, wanted))
  }
  return best
}

export interface LabelMatch<Line extends FormLine> {
  readonly line: Line
  readonly fit: number
}

/** A printed label may differ from the issued one by about a quarter: 其他法律行政止公开, 属于三类内容事务信息. */
const enough = 0.72
/** … and must fit its line clearly better than any other. */
const margin = 0.12

/**
 * The line that a printed label names; null where none fits well enough, or two fit alike.
 * @param printed a label already reduced by `meaning`
 */
export function bestLine<Line extends FormLine>(
  printed: string,
  lines: readonly Line[],
): LabelMatch<Line> | null {
  if (printed === '') return null
  let best: LabelMatch<Line> | null = null
  let second = 0
  for (const line of lines) {
    const score = fit(printed, line)
    if (best === null || score > best.fit) {
      second = best?.fit ?? 0
      best = { line, fit: score }
    } else if (score > second) second = score
  }
  if (!best || best.fit < enough) return null
  return best.fit === 1 || best.fit - second >= margin ? best : null
}
