import type { Form } from '../forms/form.ts'
import { meaning } from '../labels.ts'
import type { Anchor } from './anchors.ts'
import type { Flow } from './flow.ts'
import { blockStart } from './foreign.ts'
import { piecesInOrder } from './pieces.ts'
import type { LabelStream, Span } from './stream.ts'
import type { Token } from './tokens.ts'

/**
 * A row's columns in the order of the heads printed over it. Null where those heads contradict the form's order and do not
 * tell their own; a lost head word says nothing.
 */
export function columnsInOrder(
  { all, stream }: Flow,
  form: Form,
  anchors: readonly Anchor[],
  anchor: Anchor,
): readonly string[] | null {
  const { row } = anchor
  const before = (form.table === 'requests' ? anchors[0] : anchor)?.from ?? anchor.from
  const around = (label: string) =>
    stream.occurrences(label).filter((spot) => spot.from < before && spot.from > before - farthestHead)
  // Heads of the block before are another block's, unless this one prints none.
  const start = form.table === 'proactive' ? blockStart(anchors, anchor) : 0
  const printsOwn = row.columns.some((code) => around(labelOf(form, code)).some((spot) => spot.from >= start))
  const over = (label: string) => around(label).filter((spot) => !printsOwn || spot.from >= start)
  // 总计 stands before 商业企业 in most texts: its place says nothing here.
  const ordered = row.columns.filter((code) => code !== 'total')
  const heads = ordered.flatMap((code) => {
    const spots = over(labelOf(form, code))
    // 其他 stands elsewhere too.
    const own = form.table === 'requests' && code !== 'other_organization' ? spots : spots.slice(-1)
    return own.map(({ from, to }) => ({ code, from, to }))
  })
  if (form.table === 'proactive' && ordered.length > 1 && heads.length === 0) return null
  if (form.table === 'requests' && !applicantsInOrder(over)) return null
  const sorted = heads.toSorted((a, b) => a.from - b.from)
  if (sorted.every(({ code }, index) => code === heads[index]?.code)) {
    if (heads.length > ordered.length) return null
    if (heads.length === ordered.length) return row.columns
    const columns = form.columns.filter(({ code }) => ordered.includes(code))
    const above = all.slice(Math.max(start, before - farthestHead), before)
    return piecesInOrder(above, columns) ? row.columns : null
  }
  if (heads.length !== ordered.length) return null
  // Heads broken over lines come in the order of their pieces, which is no order of columns; those of several blocks in no order.
  if (heads.some((head) => head.from !== head.to) || !ofOneBlock(sorted, anchors)) return null
  if (!onOneLine(sorted, all)) return null
  return [...sorted.map(({ code }) => code), ...row.columns.filter((code) => code === 'total')]
}

/** Behind the first head (自然人, a line above the five), all stand on one line, or each on its own: what spans down stands anywhere. */
function onOneLine([, ...heads]: readonly Pick<Span, 'from'>[], all: readonly Token[]): boolean {
  const lines = new Set(heads.map(({ from }) => all[from]?.line))
  return lines.size <= 1 || lines.size === heads.length
}

/** No row stands among the heads. */
function ofOneBlock(heads: readonly Pick<Span, 'from'>[], anchors: readonly Anchor[]): boolean {
  const [first, last] = [heads[0]?.from ?? 0, heads.at(-1)?.from ?? 0]
  return !anchors.some(({ from }) => from > first && from < last)
}

/**
 * 自然人, then 法人或其他组织 once, over its five; 总计 may stand anywhere but among the five.
 */
function applicantsInOrder(over: (label: string) => readonly Span[]): boolean {
  const [person, ...persons] = over('自然人')
  const [legal, ...legals] = over('法人或其他组织')
  const total = over('总计').at(-1)
  const [first, last] = [over('商业企业').at(-1), over('法律服务机构').at(-1)]
  if (persons.length > 0 || legals.length > 0) return false
  // Twice among the heads: there is a column more.
  const near = Math.min(person?.from ?? Infinity, legal?.from ?? Infinity) - 2
  if (over('总计').filter(({ from }) => from >= near).length > 1) return false
  if (person && legal && person.from > legal.from) return false
  const five = ['商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他'].flatMap((head) =>
    over(head).slice(-1),
  )
  if (legal && five.some((head) => head.from < legal.from)) return false
  if (!total) return true
  const other = over('其他').at(-1)
  if (last && other && other.from > last.from && total.from > last.from && total.from < other.from)
    return false
  return !(first && last && total.from > first.from && total.from < last.from)
}

/** The tokens of 总计 and 自然人 over the table of requests, where they stand in this order. */
export function totalHeadFirst(
  stream: LabelStream,
  [first]: readonly Anchor[],
): { total: number; person: number } | null {
  if (!first) return null
  const over = (label: string) =>
    stream.occurrences(label).findLast(({ from }) => from < first.from && from > first.from - farthestHead)
  const [person, total] = [over('自然人'), over('总计')]
  return person && total && total.from < person.from ? { total: total.from, person: person.from } : null
}

function labelOf(form: Form, code: string): string {
  return meaning(form.columns.find((column) => column.code === code)?.label ?? '')
}

const farthestHead = 60

export function headsSeen(stream: LabelStream, form: Form): number {
  return form.columns.filter((line) => stream.occurrences(meaning(line.label)).length > 0).length
}
