import { distance } from 'fastest-levenshtein'
import { han, plain } from './characters.ts'
import type { FormLine } from './forms/form.ts'
import { recalled, remembered } from './recall.ts'

/** 一、 · （一） · 1. · 1． · 1、 · 其中： at a label's start: the numbering, not the meaning. */
const numbering = /^(?:[（(]?[一二三四五六七八九十]{1,2}[)）、.．]|\d{1,2}[.．、:：]|其中[:：]|第二十条)+/u
/** （区分处理的，只计这一情形，不计其他情形）: a gloss, printed or left out; its bracket may lack the closing half. */
export const gloss = /[（(][^（()）]*(?:[)）]|$)/gu

/** A label reduced to its meaning: no numbering, no gloss, no white space or punctuation. */
export const meaning: (label: string) => string = recalled(reduced, 20_000)

function reduced(label: string): string {
  const bare = plain(label)
    .replace(/[\s\u200B\uFEFF]+/gu, '')
    .replace(numbering, '')
  const glossed = han(bare)
  const unglossed = han(bare.replace(gloss, ''))
  return unglossed === '' ? glossed : unglossed
}

/** What a line is called: its label as issued and the wordings seen, as `meaning`. */
export const wordings = remembered((line: FormLine): readonly string[] =>
  [line.label, ...line.also].map((label) => meaning(label)),
)

/** The same, and the label with its headings run into it (行政诉讼：未经复议直接起诉). */
const wordingsHeaded = remembered((line: FormLine): readonly string[] => {
  const headed = line.under.map((_, from) =>
    [...line.under.slice(from), line.label].map((label) => meaning(label)).join(''),
  )
  return [...new Set([...wordings(line), ...headed])]
})

/** 1 for the same text, 0 for nothing in common: 1 − edit distance / longer length. */
export function likeness(a: string, b: string): number {
  const longer = Math.max(a.length, b.length)
  return longer === 0 ? 0 : 1 - distance(a, b) / longer
}

/** A printed label may differ from the issued one by about a quarter: 其他法律行政止公开, 属于三类内容事务信息. */
const enough = 0.72
/** … and must fit its line clearly better than any other. */
const margin = 0.12

/** 上年处理决定数量 is one letter from 本年处理决定数量, and another year's figure. */
const anotherYear = /^(?:上|去|前|往)一?年/u

/** How well a printed label fits a form's line, over its label as issued and the wordings seen; 0 to 1. */
export function fit(printed: string, line: FormLine): number {
  let best = 0
  const past = anotherYear.test(printed)
  for (const wanted of wordingsHeaded(line)) {
    if (printed === wanted) return 1
    if (past !== anotherYear.test(wanted)) continue
    const [shorter, longer] = [
      Math.min(printed.length, wanted.length),
      Math.max(printed.length, wanted.length),
    ]
    // Too unequal in length to come near: not even as a rival of the best.
    if (shorter < (enough - margin) * longer) continue
    best = Math.max(best, likeness(printed, wanted))
  }
  // 三、本年度办理结果 is most of 三、本年度办理结果（七）总计, and is the heading alone.
  return best > 0 && line.under.some((heading) => meaning(heading) === printed) ? 0 : best
}

export interface LabelMatch<Line extends FormLine> {
  readonly line: Line
  readonly fit: number
}

/**
 * The line that a printed label names; null where none fits well enough, or two fit alike.
 * @param printed a label already reduced by `meaning`
 * @param lines one of a form's own lists: answers are remembered for each
 */
export function bestLine<Line extends FormLine>(
  printed: string,
  lines: readonly Line[],
): LabelMatch<Line> | null {
  if (printed === '') return null
  const index = answersFor(lines)(printed)
  const line = lines[index.at]
  return line ? { line, fit: index.fit } : null
}

/**
 * The lines that a printed label names word for word; several where a form calls two rows alike.
 * @param printed a label already reduced by `meaning`
 * @param lines one of a form's own lists: answers are remembered for each
 */
export function linesNamed<Line extends FormLine>(printed: string, lines: readonly Line[]): readonly Line[] {
  const places = namesOf(lines).get(printed)
  return places === undefined ? [] : places.flatMap((at) => lines[at] ?? [])
}

const namesOf = remembered((lines: readonly FormLine[]) => {
  const known = new Map<string, number[]>()
  for (const [at, line] of lines.entries()) {
    for (const wording of wordingsHeaded(line)) known.set(wording, [...(known.get(wording) ?? []), at])
  }
  return known
})

interface Answer {
  readonly at: number
  readonly fit: number
}

const nothing: Answer = { at: -1, fit: 0 }

const answersFor = remembered((lines: readonly FormLine[]) =>
  recalled((printed: string) => compared(printed, lines)),
)

function compared(printed: string, lines: readonly FormLine[]): Answer {
  let best: Answer | null = null
  let second = 0
  for (const [at, line] of lines.entries()) {
    const score = fit(printed, line)
    if (best === null || score > best.fit) {
      second = best?.fit ?? 0
      best = { at, fit: score }
    } else if (score > second) second = score
  }
  if (!best || best.fit < enough) return nothing
  return best.fit === 1 || best.fit - second >= margin ? best : nothing
}
