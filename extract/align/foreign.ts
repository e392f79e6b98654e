import type { Form } from '../forms/form.ts'
import { fit, meaning } from '../labels.ts'
import type { Anchor } from './anchors.ts'
import type { ForeignHead } from './reading.ts'
import type { LabelStream, Span } from './stream.ts'
import type { Token } from './tokens.ts'

/** The first token of a row's block: what stands over its first row and below the block before. */
export function blockStart(anchors: readonly Anchor[], { row, from }: Anchor): number {
  const before = anchors.findLast((anchor) => anchor.from < from && anchor.row.under[0] !== row.under[0])
  return before ? before.to + 1 : 0
}

/**
 * Columns of a row over which other words stand in the running text: 上一年项目数量 本年数量 处理决定数量 has no 本年增/减. A head
 * that is not there at all says nothing: copies drop short lines.
 */
export function foreignOver(
  all: readonly Token[],
  stream: LabelStream,
  form: Form,
  anchors: readonly Anchor[],
  anchor: Anchor,
): ForeignHead[] {
  if (form.table !== 'proactive') return []
  const { row, from } = anchor
  const start = blockStart(anchors, anchor)
  const first =
    anchors.find((other) => other.from >= start && other.row.under[0] === row.under[0])?.from ?? from
  const lineOf = (code: string) => form.columns.find((column) => column.code === code)
  const spots = row.columns.map((code) =>
    stream
      .occurrences(meaning(lineOf(code)?.label ?? ''))
      .findLast((spot) => spot.from >= start && spot.to < first),
  )
  return row.columns.flatMap((column, index) => {
    const line = lineOf(column)
    if (!line || spots[index]) return []
    const last = spots.slice(0, index).findLastIndex((spot) => spot !== undefined)
    const next = spots.findIndex((spot, at) => at > index && spot !== undefined)
    const before = last < 0 ? beginning(all, start, first) : spots[last]
    const after = spots[next]?.from ?? first
    if (!before || after <= before.to) return []
    const words = all.slice(before.to + 1, after).filter(({ kind }) => kind === 'label')
    // Two heads lost side by side: their words are told apart only where they are two.
    const lost = (next < 0 ? row.columns.length : next) - last - 1
    if (lost > 1 && words.length !== lost) return []
    const label = (lost > 1 ? words.slice(index - last - 1, index - last) : words)
      .map(({ text }) => text)
      .join('')
    const printed = meaning(label)
    // 本年新 is 本年新制作数量 cut short; a gloss (单位：万元) has no meaning of its own.
    const isOwn = printed.length < 2 || meaning(line.label).startsWith(printed) || fit(printed, line) >= alike
    return isOwn ? [] : [{ row: row.code, column, label }]
  })
}

/** Misspelt and broken heads are still the form's own. */
const alike = 0.6

/** 信息内容 stands before a block's first column head. */
function beginning(all: readonly Token[], start: number, first: number): Pick<Span, 'to'> | undefined {
  const at = all.slice(start, first).findLastIndex(({ text }) => meaning(text) === '信息内容')
  return at < 0 ? undefined : { to: start + at }
}
