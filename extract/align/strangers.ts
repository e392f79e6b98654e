import { han, plain } from '../characters.ts'
import type { FormRow } from '../forms/form.ts'
import { recalled, remembered } from '../recall.ts'
import type { Anchor } from './anchors.ts'
import type { Token } from './tokens.ts'

/**
 * A row's tokens up to a label that is none of the form's (其他主动公开文件, behind 行政规范性文件): figures behind that are its own.
 * @param between from the row's label to the next one of the form
 * @returns null where such a label stands before the row's first figure: the row may be blank, and the figures the other's
 */
export function ofOneLabel(between: readonly Token[], anchor: Anchor): readonly Token[] | null {
  const count = anchor.row.columns.length
  let [figures, depth] = [0, 0]
  for (const [index, { kind, text }] of between.entries()) {
    if (kind !== 'label') figures += 1
    else {
      const isGloss = depth > 0 || /^[（(]/u.test(text)
      depth = Math.max(0, depth + brackets(text))
      if (anchor.from + index <= anchor.to || isGloss || !isStranger(text, anchor.row)) continue
      const figuresBehind = between.slice(index).some((token) => token.kind === 'figure')
      if (figures === 0 && figuresBehind) return null
      if (figures === count) return between.slice(0, index)
    }
  }
  return between
}

/** Words of their own, not a part of the row's label or of the headings over it that a line's end cut off: 理结果 */
function isStranger(text: string, row: FormRow): boolean {
  const words = han(text)
  return words.length >= shortestLabel && !wordsOf(row).some((own) => own.includes(words))
}

/** 其他文件 is a label; 人次 and 理结果 are a unit and a rest. */
const shortestLabel = 4

const wordsOf = remembered((row: FormRow): readonly string[] =>
  [row.label, ...row.also, ...row.under].map((label) => han(label)),
)

/** How many brackets a text opens and leaves open; negative for those that it only closes. */
const brackets = recalled((text) => {
  const bare = plain(text)
  return bare.split('(').length - bare.split(')').length
})
