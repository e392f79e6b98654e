import type { Form, FormRow } from '../forms/form.ts'
import { meaning, wordings } from '../labels.ts'
import type { LabelStream, Span } from './stream.ts'

export interface Anchor extends Span {
  readonly row: FormRow
}

/**
 * The form's rows as they stand in the text. Labels found word for word come first, and keep the form's order where
 * they can; a misspelt one is looked for only between its neighbours.
 */
export function anchorsOf(stream: LabelStream, form: Form): Anchor[] {
  const exact = form.rows.flatMap((row, order) =>
    wordings(row).flatMap((wording) => stream.occurrences(wording).map((span) => ({ row, order, ...span }))),
  )
  const chain = longestChain(exact.sort((a, b) => a.from - b.from || b.length - a.length))
  const anchors: Anchor[] = [...chain]
  const worded = new Set(exact.map(({ from }) => from))
  for (const [order, row] of form.rows.entries()) {
    if (chain.some((anchor) => anchor.order === order)) continue
    const before = chain.findLast((anchor) => anchor.order < order)
    const after = chain.find((anchor) => anchor.order > order)
    if (!before && !after) continue
    // A swapped row stands word for word, but once, outside the chain.
    const elsewhere = exact.filter((anchor) => anchor.order === order && meaning(row.label).length >= 4)
    const span =
      elsewhere.length === 1 && before && after
        ? elsewhere[0]
        : stream.closest(wordings(row), before ? before.to + 1 : 0, after ? after.from : stream.end, worded)
    if (span && !anchors.some((anchor) => span.from <= anchor.to && span.to >= anchor.from))
      anchors.push({ row, ...span })
  }
  return anchors.sort((a, b) => a.from - b.from)
}

interface Candidate extends Anchor {
  readonly order: number
}

/**
 * The longest run of labels that keeps the form's order, the densest where several are as long: prose names 行政许可 too,
 * but not all its neighbours behind it.
 */
function longestChain(candidates: readonly Candidate[]): Candidate[] {
  const best = candidates.map(() => ({ length: 1, gap: 0, previous: -1 }))
  let last = -1
  for (const [index, candidate] of candidates.entries()) {
    const own = best[index]
    if (!own) continue
    for (let before = 0; before < index; before += 1) {
      const earlier = candidates[before]
      const state = best[before]
      if (!earlier || !state || earlier.order >= candidate.order || earlier.to >= candidate.from) continue
      const gap = state.gap + candidate.from - earlier.from
      if (state.length + 1 > own.length || (state.length + 1 === own.length && gap < own.gap)) {
        Object.assign(own, { length: state.length + 1, gap, previous: before })
      }
    }
    const champion = best[last]
    if (
      !champion ||
      own.length > champion.length ||
      (own.length === champion.length && own.gap < champion.gap)
    )
      last = index
  }
  const chain: Candidate[] = []
  for (let at = last; at >= 0; at = best[at]?.previous ?? -1) {
    const candidate = candidates[at]
    if (candidate) chain.unshift(candidate)
  }
  return chain
}
