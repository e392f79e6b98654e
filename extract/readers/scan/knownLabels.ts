import { forms, allColumns, allRows } from '../../forms/forms.ts'
import { meaning } from '../../labels.ts'

let known: ReadonlySet<string> | undefined

/** Whether a text is, word for word, a label or a heading of one of the forms: nothing else is printed in those words. */
export function isKnownLabel(text: string): boolean {
  known ??= new Set(
    forms
      .flatMap((form) => [...allRows(form), ...allColumns(form)])
      .flatMap(({ label, under, also }) => [label, ...under, ...also])
      .map((label) => meaning(label)),
  )
  const own = meaning(text)
  return own.length >= shortest && known.has(own)
}

/** 其他 and 1 are labels too; a reading as short as they are is right by chance. */
const shortest = 2
