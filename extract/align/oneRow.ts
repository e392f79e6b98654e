import { address } from '../forms/form.ts'
import type { Form } from '../forms/form.ts'
import { meaning } from '../labels.ts'
import { headsSeen } from './heads.ts'
import { fitsRepeated } from './pieces.ts'
import { placeKey } from './reading.ts'
import type { Figureless, Found, Reading } from './reading.ts'
import { figuresLeft, slotsOf } from './slots.ts'
import type { LabelStream, Span } from './stream.ts'
import type { Token } from './tokens.ts'

/** The 15 figures of disputes, in one row, in three small tables or in three labelled rows: their order is the same. */
export function readOneRow(all: readonly Token[], stream: LabelStream, form: Form): Reading {
  const found = new Map<string, Found>()
  const taken = new Set<string>()
  const left: Figureless[] = []
  const tables = disputesSpans(stream, form).map((span) => tableIn(all, stream, form, span))
  const whole = tables.filter(({ slots }) => slots !== null)
  const table = whole[0] ?? tables.at(-1)
  if (table) {
    const { slots, region, ordered } = table
    // Another of these tables, whose figures could not be told apart: which of the two is meant?
    const unread = tables.some((other) => other.slots === null && figuresIn(other) >= form.columns.length)
    for (const [index, at] of cellsInOrder(form).entries()) {
      const token = slots?.[index]
      const again = whole.some((other) => other.slots?.[index]?.text !== token?.text)
      found.set(address(at.row, at.column), {
        ...at,
        raw: token?.kind === 'figure' ? token.text : '',
        where: token?.place ?? null,
        doubt: slots === null || !ordered ? 'count' : again || unread ? 'duplicate' : null,
        image: false,
      })
      if (token?.place) taken.add(placeKey(token.place))
    }
    left.push(...figuresLeft(region, taken))
  }
  return { form, found, taken, foreignHeads: [], left, heads: headsSeen(stream, form) }
}

function cellsInOrder(form: Form): { readonly row: string; readonly column: string }[] {
  return form.rows.flatMap((row) => row.columns.map((column) => ({ row: row.code, column })))
}

interface Table {
  readonly region: readonly Token[]
  readonly slots: readonly (Token | undefined)[] | null
  readonly ordered: boolean
}

function figuresIn({ region }: Table): number {
  return region.filter(({ kind }) => kind === 'figure').length
}

function tableIn(all: readonly Token[], stream: LabelStream, form: Form, span: Span): Table {
  const end = figuresEnd(all, span.to)
  const cells = all.slice(span.from, end)
  const firstFigure = cells.findIndex(({ kind }) => kind === 'figure')
  const region = cells.slice(Math.max(0, firstFigure))
  const wanted = form.rows.length * form.columns.length
  return {
    region,
    slots:
      firstFigure < 0
        ? blanksIn(cells, wanted)
        : wholeRows(region, form.columns.length)
          ? slotsOf(region, wanted)
          : null,
    ordered:
      rowsInOrder(all, stream, form, span) &&
      headsOverFigures(all, stream, form, { ...span, to: end }) &&
      fitsRepeated(all.slice(Math.max(0, span.from - headsAbove), end), form.columns),
  }
}

/** A table without a figure: blanks are seen only where cells stand for them, in lines that are no heads. */
function blanksIn(cells: readonly Token[], wanted: number): readonly Token[] | null {
  const labels = new Map<number, number>()
  for (const { kind, line } of cells) if (kind === 'label') labels.set(line, (labels.get(line) ?? 0) + 1)
  const blanks = cells.filter(({ kind, line }) => kind === 'empty' && (labels.get(line) ?? 0) <= 1)
  return blanks.length === wanted ? blanks : null
}

/** 结果维持 over three figures of its own is a table on its side: whole rows of results stand before each head of the next. */
function headsOverFigures(
  all: readonly Token[],
  stream: LabelStream,
  form: Form,
  { from, to }: Span,
): boolean {
  return form.columns
    .flatMap((line) => stream.occurrences(meaning(line.label)))
    .filter((head) => head.from >= from && head.from < to)
    .every((head) => {
      const cells = all.slice(from, head.from).filter(({ kind }) => kind !== 'label')
      const figures = cells.filter(({ kind }) => kind !== 'empty').length
      return figures % form.columns.length === 0 || cells.length % form.columns.length === 0
    })
}

/** With blanks among them, the figures stand in lines of five or fifteen cells: other empty cells are not theirs. */
function wholeRows(region: readonly Token[], columns: number): boolean {
  const cells = region.filter(({ kind }) => kind !== 'label')
  if (!cells.some(({ kind }) => kind === 'empty') || !cells.some(({ kind }) => kind === 'figure')) return true
  const counts = new Map<number, number>()
  for (const { line } of cells) counts.set(line, (counts.get(line) ?? 0) + 1)
  return [...counts.values()].every((count) => count % columns === 0)
}

/** Each from the first head (行政复议, where a cell or line begins with it) to the last one before the figures. */
function disputesSpans(stream: LabelStream, form: Form): Span[] {
  const labels = form.rows.map((row) => meaning(row.label))
  const heads = form.columns.flatMap((line) => stream.occurrences(meaning(line.label)))
  return stream.occurrences('复议后起诉').flatMap((after) => {
    const start = stream.occurrences(labels[0] ?? '').findLast((span) => span.from < after.from)
    const last = heads
      .filter((span) => span.from > after.from && span.from - after.to < 30)
      .reduce((most, span) => Math.max(most, span.to), after.to)
    return start ? [{ from: start.from, to: last, length: 0 }] : []
  })
}

function rowsInOrder(all: readonly Token[], stream: LabelStream, form: Form, { from, to }: Span): boolean {
  const spots = form.rows.map((row) =>
    stream.occurrences(meaning(row.label)).find((span) => span.from >= from && span.from <= to),
  )
  const rows = spots.every(
    (spot, index) => spot !== undefined && (index === 0 || spot.from > (spots[index - 1]?.from ?? 0)),
  )
  if (rows && !eachOrNone(all, spots)) return false
  // 行政诉讼 before 行政复议: the figures of the courts come first.
  const courts = stream
    .occurrences('行政诉讼')
    .filter((span) => span.from > from - headsAbove && span.from <= to)
  if (courts.length > 0 && courts.every((span) => span.from < from)) return false
  return rows && resultsInOrder(stream, form, { from, to, length: 0 })
}

/** Cells stand behind each row's label, or behind none: two rows run together are neither. */
function eachOrNone(all: readonly Token[], spots: readonly (Span | undefined)[]): boolean {
  const filled = spots.slice(0, -1).map((spot) => all[(spot?.to ?? 0) + 1]?.kind !== 'label')
  return new Set(filled).size <= 1
}

/** Over labelled rows the results stand before the first of them: so many tokens back. */
const headsAbove = 8

/** The five results stand once, or over each of the three rows: a fourth run of them is one out of order. */
function resultsInOrder(stream: LabelStream, form: Form, { from, to }: Span): boolean {
  const heads = form.columns
    .flatMap((line, order) => stream.occurrences(meaning(line.label)).map((span) => ({ order, ...span })))
    .filter((span) => span.from >= from - headsAbove && span.from <= to)
    .sort((a, b) => a.from - b.from)
  // Over three labelled rows they stand once.
  if (heads.length === form.columns.length && new Set(heads.map(({ order }) => order)).size === heads.length)
    return heads.every(({ order }, index) => order === index)
  const runs = heads.filter(({ order }, index) => order <= (heads[index - 1]?.order ?? Infinity)).length
  return runs <= form.rows.length
}

/** The figures behind a table's last head end at the next label. */
function figuresEnd(all: readonly Token[], last: number): number {
  let at = last + 1
  while (at < all.length && all[at]?.kind === 'label' && (all[at]?.text.length ?? 0) <= 12) at += 1
  while (at < all.length && all[at]?.kind !== 'label') at += 1
  return at
}
