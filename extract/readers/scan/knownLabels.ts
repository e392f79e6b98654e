import { allColumns, allRows, forms } from '../../forms/forms.ts'
import { likeness, meaning } from '../../labels.ts'

let known: ReadonlySet<string> | undefined

/** Shorter readings (1, 次) may be those of a label by chance; longer ones may differ from theirs in a character or two. */
const shortest = 2
const long = 12
const enough = 0.88

/** What stands in the corner of the table of requests, over no row and no column. */
const note = /本列数据的勾/u // （本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）

/**
 * Whether a text is a label or a heading of one of the forms: nothing else is printed in those words, and reading it
 * again at another size would say no more.
 */
export function isKnownLabel(text: string): boolean {
  known ??= new Set(
    forms
      .flatMap((form) => [...allRows(form), ...allColumns(form)])
      .flatMap(({ label, under, also }) => [label, ...under, ...also])
      .map((label) => meaning(label)),
  )
  if (note.test(text)) return true
  const own = meaning(text)
  if (own.length < shortest) return false
  if (known.has(own)) return true
  return own.length >= long && [...known].some((label) => likeness(own, label) >= enough)
}
