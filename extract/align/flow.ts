import type { Block } from '../document.ts'
import { readFigure } from '../figure.ts'
import { address } from '../forms/form.ts'
import type { Form } from '../forms/form.ts'
import { anchorsOf } from './anchors.ts'
import type { Anchor } from './anchors.ts'
import { foreignOver } from './foreign.ts'
import { columnsInOrder, headsSeen, totalHeadFirst } from './heads.ts'
import { readOneRow } from './oneRow.ts'
import { placeKey } from './reading.ts'
import type { Figureless, ForeignHead, Found, Reading } from './reading.ts'
import { figuresLeft, slotsInRow, slotsOf } from './slots.ts'
import { meaning } from '../labels.ts'
import { printsOther } from './printed.ts'
import { ofOneLabel } from './strangers.ts'
import { LabelStream } from './stream.ts'
import type { Span } from './stream.ts'
import { tokens } from './tokens.ts'
import type { Token } from './tokens.ts'
import { rowsTwice } from './twice.ts'

/** A document in its reading order, cut into tokens once for all forms. */
export interface Flow {
  readonly all: readonly Token[]
  readonly stream: LabelStream
}

export function flowOf(blocks: readonly Block[]): Flow {
  const all = tokens(blocks)
  return { all, stream: new LabelStream(all) }
}

/**
 * Reads a form's table out of a document's order alone: a row's figures are those between its label and the next one.
 * Only the exact number of figures is believed; a row with one more or one less is in doubt as a whole.
 */
export function readFlow({ all, stream }: Flow, form: Form): Reading {
  return form.table === 'disputes' ? readOneRow(all, stream, form) : readRows({ all, stream }, form)
}

function readRows(flow: Flow, form: Form): Reading {
  const { all, stream } = flow
  const anchors = anchorsOf(stream, form)
  const found = new Map<string, Found>()
  const taken = new Set<string>()
  const left: Figureless[] = []
  const foreignHeads: ForeignHead[] = []
  const lines = anchors.map((anchor, index) => lineOf(all, form, anchor, anchors[index + 1]))
  const twice = rowsTwice(flow, form, anchors)
  const counted = mostlyCounted(lines)
  const total = form.table === 'requests' ? totalPlace(all, stream, anchors, lines) : 'last'
  const torn = cutApart(all, lines)
  const heads = form.columns
    .map(({ label }) => meaning(label))
    // 其他 and 总计 are rows' labels too.
    .flatMap((label) => (label.length > 2 ? stream.occurrences(label) : []))
  const preceded = new Set(
    anchors
      .filter((anchor) => precedes(all, heads, anchors, anchor))
      .map(({ row }) => (form.table === 'proactive' ? row.under[0] : form.table)),
  )
  const [first] = anchors
  // The heads of requests stand once, over all rows.
  const common = form.table === 'requests' && first ? columnsInOrder(flow, form, anchors, first) : null
  for (const [index, { anchor, between, slots }] of lines.entries()) {
    const inOrder = form.table === 'requests' ? common : columnsInOrder(flow, form, anchors, anchor)
    const columns = placed(inOrder, total)
    const doubt = twice.has(anchor.row.code)
      ? 'duplicate'
      : slots === null || columns === null || suspect(lines, index) || shares(anchors, index)
        ? 'count'
        : torn ||
            !counted ||
            scattered(all, anchor) ||
            preceded.has(form.table === 'proactive' ? anchor.row.under[0] : form.table)
          ? 'place'
          : null
    const foreign = foreignOver(all, stream, form, anchors, anchor)
    foreignHeads.push(...foreign)
    const other = total === 'unknown' ? placed(columns, 'first') : columns
    for (const [place, column] of (columns ?? anchor.row.columns).entries()) {
      if (foreign.some((head) => head.column === column)) continue
      const token = slots?.[place]
      const elsewhere = slots?.[other?.indexOf(column) ?? place]
      found.set(address(anchor.row.code, column), {
        row: anchor.row.code,
        column,
        raw: token?.kind === 'figure' ? token.text : '',
        where: token?.place ?? null,
        doubt: doubt ?? (elsewhere?.text === token?.text ? null : 'place'),
        image: false,
      })
      if (token?.place) taken.add(placeKey(token.place))
    }
    left.push(...figuresLeft(between, taken))
  }
  return { form, found, taken, foreignHeads, left, heads: headsSeen(stream, form) }
}

/** Where 总计 stands among a row's figures. */
type TotalPlace = 'first' | 'last' | 'unknown'

/**
 * Copies print the head 总计 before 自然人 and its figures behind all others, or the figures too before them: a layout with
 * two readings, and the rows' own sums choose (issue 3). Sums that fit both alike may leave it unknown.
 */
function totalPlace(
  all: readonly Token[],
  stream: LabelStream,
  anchors: readonly Anchor[],
  lines: readonly Line[],
): TotalPlace {
  const heads = totalHeadFirst(stream, anchors)
  if (!heads) return 'last'
  let [first, last] = [0, 0]
  for (const { slots } of lines) {
    const values = (slots ?? []).map((token) => (token ? (readFigure(token.text).value ?? 0) : 0))
    const [sum, head, tail] = [values.reduce((a, b) => a + b, 0), values[0] ?? 0, values.at(-1) ?? 0]
    if (sum === 2 * tail && sum !== 2 * head) last += 1
    if (sum === 2 * head && sum !== 2 * tail) first += 1
  }
  if (last > few * first) return 'last'
  if (first > few * last) return 'first'
  // On a head line above 自然人 it is the cell that spans down beside all others, as the form has it.
  return all[heads.total]?.line === all[heads.person]?.line ? 'unknown' : 'last'
}

/** So many times more rows must speak for one reading: agencies make mistakes in their sums too. */
const few = 4

function placed(columns: readonly string[] | null, total: TotalPlace): readonly string[] | null {
  if (total !== 'first' || columns === null) return columns
  return ['total', ...columns.filter((code) => code !== 'total')]
}

interface Line {
  readonly anchor: Anchor
  /** The tokens from the label to the next one. */
  readonly between: readonly Token[]
  /** The first token behind them. */
  readonly end: number
  /** The row's cells; null where their count does not tell which is which. */
  readonly slots: readonly (Token | undefined)[] | null
}

function lineOf(all: readonly Token[], form: Form, anchor: Anchor, next: Anchor | undefined): Line {
  const end = next?.from ?? endOf(all, anchor)
  const own = all.slice(anchor.from, end)
  const between = next ? beforeLine(own, all[next.from]) : own
  const count = anchor.row.columns.length
  const cells = ofOneLabel(between, anchor)
  const slots =
    cells && !printsOther(cells.slice(anchor.to - anchor.from), form) && !standsLeft(all, anchor, cells)
      ? (slotsInRow(cells, all[anchor.to], count) ?? slotsOf(cells, count))
      : null
  return { anchor, between, end, slots }
}

/** A table row whose figures stand to the left of its label is no row of blanks. */
function standsLeft(all: readonly Token[], { from }: Anchor, cells: readonly Token[]): boolean {
  const label = all[from]
  if (!label?.grid || cells.some(({ kind }) => kind === 'figure')) return false
  const before = all[from - 1]
  return before?.kind === 'figure' && before.grid === label.grid && before.line === label.line
}

/**
 * Where most rows have too few or too many figures, cells were lost all over: a row without any is no row of blanks for
 * sure, and one with as many as columns may have lost a blank and gained a figure.
 */
function mostlyCounted(lines: readonly Line[]): boolean {
  const printed = lines.filter(({ between }) => between.some(({ kind }) => kind === 'figure'))
  return printed.filter(({ slots }) => slots !== null).length * 2 >= printed.length
}

/**
 * A copy that gives a table column by column tears figures from their labels: rows stand there with nothing behind them, not
 * even a blank, and a whole row's figures belong to nobody. Then no row's figures are its own for sure.
 */
function cutApart(all: readonly Token[], lines: readonly Line[]): boolean {
  const bare = lines.map(({ between }) => between.every(({ kind }) => kind === 'label'))
  const over = lines.map((line) => line.slots === null && overfull(line))
  const first = lines.find((_, index) => bare[index] && alone(index, over))
  if (!first) return false
  const left = lines
    .filter(({ slots }, index) => slots === null && alone(index, bare))
    .flatMap(({ between }) => between.filter(({ kind, grid }) => kind === 'figure' && grid === null))
  return left.length + behind(all, lines.at(-1)) >= first.anchor.row.columns.length
}

/** A label whose figures lie behind its neighbour's is no more than those two rows' trouble. */
function alone(index: number, others: readonly boolean[]): boolean {
  return others[index - 1] !== true && others[index + 1] !== true
}

/**
 * A label printed around its figures (行政处 377 / 1377 / 减3 / 罚), and these on lines of their own: a copy goes by the height
 * at which each cell's text stands, which is no order of columns.
 */
function scattered(all: readonly Token[], { from, to }: Anchor): boolean {
  const within = all.slice(from, to).filter(({ kind, grid }) => kind === 'figure' && grid === null)
  return new Set(within.map(({ line }) => line)).size > 1
}

/** How many figures go on behind the last row's own, with nothing longer than a unit among them. */
function behind(all: readonly Token[], last: Line | undefined): number {
  let count = 0
  for (let at = last?.end ?? all.length; at < all.length; at += 1) {
    const token = all[at]
    if (!token || token.grid || (token.kind === 'label' && token.text.length > longestUnit)) break
    if (token.kind === 'figure') count += 1
  }
  return count
}

/** 万元, 人次 */
const longestUnit = 2

/** Figures between the column heads and a block's first label: in such a copy they stand before their labels. */
function precedes(
  all: readonly Token[],
  heads: readonly Span[],
  anchors: readonly Anchor[],
  { row, from }: Anchor,
): boolean {
  // 一、 cut from its label
  const start = apartNumbering.test(all[from - 1]?.text ?? '') ? from - 1 : from
  let at = start - 1
  while (all[at]?.kind === 'figure' && all[at]?.grid === null) at -= 1
  if (start - 1 - at < row.columns.length) return false
  const before = anchors.findLast((anchor) => anchor.to <= at)
  if (before === undefined && row.columns.length > 1) return true
  return heads.some((head) => head.to <= at && head.to > at - nearHead && head.from > (before?.to ?? -1))
}

const apartNumbering = /^[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．]$/u

/** So few tokens (a gloss, the head 法人或其他组织) may stand between a table's last head and its first figures. */
const nearHead = 3

/** Two labels in one cell: whose figures stand behind them? */
function shares(anchors: readonly Anchor[], index: number): boolean {
  const [before, own, after] = [anchors[index - 1], anchors[index], anchors[index + 1]]
  if (!own) return false
  return (before !== undefined && before.to >= own.from) || (after !== undefined && after.from <= own.to)
}

/** Nothing at all is printed behind a label, and a neighbour has too many figures: they may be this row's. */
function suspect(lines: readonly Line[], index: number): boolean {
  const nothing = lines[index]?.between.every(({ kind }) => kind === 'label') ?? true
  return nothing && [lines[index - 1], lines[index + 1]].some((line) => line !== undefined && overfull(line))
}

function overfull({ anchor, between }: Line): boolean {
  return between.filter(({ kind }) => kind === 'figure').length > anchor.row.columns.length
}

/** What stands before a label in its own table row (序号, an empty heading cell) is not behind the label before it. */
function beforeLine(between: readonly Token[], label: Token | undefined): readonly Token[] {
  if (!label?.grid) return between
  return between.filter(({ grid, line }) => grid !== label.grid || line !== label.line)
}

/** A line of nothing but figures, several of them or in a table: no page number. */
function goesOn(all: readonly Token[], from: number): boolean {
  const first = all[from]
  if (first?.kind !== 'figure') return false
  const second = all[from + 1]
  return first.grid !== null || (second?.kind === 'figure' && second.line === first.line)
}

/** Where the last row's figures end: at the first label behind them, or the end of their line. */
function endOf(all: readonly Token[], anchor: Anchor): number {
  let at = anchor.to + 1
  let figures = 0
  for (; at < all.length; at += 1) {
    const token = all[at]
    if (!token || (token.kind === 'label' && (figures > 0 || token.text.length > 12))) break
    if (token.kind === 'figure') figures += 1
    const ends = figures >= anchor.row.columns.length && token.line !== all[at + 1]?.line
    if (ends && !goesOn(all, at + 1)) return at + 1
  }
  return at
}
