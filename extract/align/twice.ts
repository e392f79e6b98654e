import type { Form, FormRow } from '../forms/form.ts'
import { meaning, wordings } from '../labels.ts'
import type { Anchor } from './anchors.ts'
import type { Flow } from './flow.ts'
import type { Span } from './stream.ts'
import type { Token } from './tokens.ts'

/** Rows whose label stands a second time among the anchors, with figures behind it. */
export function rowsTwice(flow: Flow, form: Form, anchors: readonly Anchor[]): Set<string> {
  const { all, stream } = flow
  const heads = new Set(form.columns.map(({ label }) => meaning(label)))
  const [first, last] = [anchors[0], anchors.at(-1)]
  const starts = new Set(anchors.map(({ from }) => from))
  const twice = anchors.filter(({ row, from: own }) =>
    wordings(row).some(
      (wording) =>
        // 总计 and 其他 are column heads too, and stand in every table.
        !heads.has(wording) &&
        stream
          .occurrences(wording)
          .some(
            ({ from, to }) =>
              from >= (first?.from ?? 0) - reach &&
              from <= (last?.to ?? 0) + reach &&
              !starts.has(from) &&
              hasFigure(all, to, starts, alone(form, anchors, row) ? 'count' : apart(anchors, from, own)),
          ),
    ),
  )
  return new Set([...twice, ...inAnotherTable(flow, anchors, starts)].map(({ row }) => row.code))
}

/** Rows that stand with other figures in another table of the document, where most rows do: last year's beside this year's. */
function inAnotherTable(
  { all, stream }: Flow,
  anchors: readonly Anchor[],
  starts: ReadonlySet<number>,
): readonly Anchor[] {
  const again = anchors.flatMap((anchor) => {
    const spots = wordings(anchor.row)
      .flatMap((wording) => (wording.length > 2 ? stream.occurrences(wording) : []))
      .filter((spot) => spot.from !== anchor.from && hasFigure(all, spot.to, starts, 'none'))
    return spots.length > 0 ? [{ anchor, spots }] : []
  })
  if (again.length < 3 || again.length * 2 < anchors.length) return []
  const printed = ({ to }: Span, { columns }: FormRow) =>
    all
      .slice(to + 1, to + 1 + longestGloss + columns.length)
      .flatMap(({ kind, text }) => (kind === 'figure' ? [text] : []))
      .slice(0, columns.length)
      .join(' ')
  const other = again.flatMap(({ anchor, spots }) =>
    spots.some((spot) => printed(spot, anchor.row) !== printed(anchor, anchor.row)) ? [anchor] : [],
  )
  // 3.其他 and 总计 are found in neither: they stand in both.
  const short = anchors.filter(({ row }) => wordings(row).every((wording) => wording.length <= 2))
  return other.length > 0 ? [...other, ...short] : []
}

/** Behind a label stand a figure, or its unit (条) or the rest of its gloss (不计其他情形) and then a figure. */
function hasFigure(
  all: readonly Token[],
  label: number,
  starts: ReadonlySet<number>,
  blanks: 'count' | 'none',
): boolean {
  for (let at = label + 1; at <= label + longestGloss && !starts.has(at); at += 1) {
    const kind = all[at]?.kind
    if (kind !== 'label') return kind === 'figure' || (kind === 'empty' && blanks === 'count')
  }
  return false
}

/** The form's row before or after this one is nowhere: the second of the same name may be that one, misnamed. */
function alone(form: Form, anchors: readonly Anchor[], { code }: FormRow): boolean {
  const at = form.rows.findIndex((row) => row.code === code)
  return [form.rows[at - 1], form.rows[at + 1]].some(
    (row) => row !== undefined && !anchors.some((anchor) => anchor.row.code === row.code),
  )
}

/** A page break brings a row twice, once blank, the one behind the other; with other rows between them they are two. */
function apart(anchors: readonly Anchor[], one: number, other: number): 'count' | 'none' {
  const [first, last] = [Math.min(one, other), Math.max(one, other)]
  return anchors.some(({ from }) => from > first && from < last) ? 'count' : 'none'
}

const longestGloss = 4

/** So many tokens before a table's first row and behind its last may still be the table's. */
const reach = 20
