import type { Block } from '../document.ts'
import type { Form, FormRow } from '../forms/form.ts'
import { meaning } from '../labels.ts'
import { address, placeKey } from './reading.ts'
import type { Figureless, Found, Reading } from './reading.ts'
import { LabelStream } from './stream.ts'
import type { Span } from './stream.ts'
import { tokens } from './tokens.ts'
import type { Token } from './tokens.ts'

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
  return form.table === 'disputes' ? readOneRow(all, stream, form) : readRows(all, stream, form)
}

interface Anchor extends Span {
  readonly row: FormRow
}

function readRows(all: readonly Token[], stream: LabelStream, form: Form): Reading {
  const anchors = anchorsOf(stream, form)
  const found = new Map<string, Found>()
  const taken = new Set<string>()
  const left: Figureless[] = []
  const lines = anchors.map((anchor, index) => lineOf(all, anchor, anchors[index + 1]))
  const twice = rowsTwice(all, stream, anchors)
  const counted = mostlyCounted(lines)
  for (const [index, { anchor, between, slots }] of lines.entries()) {
    const columns = columnsInOrder(stream, form, anchors, anchor)
    const doubt = twice.has(anchor.row.code)
      ? 'duplicate'
      : slots === null || columns === null || suspect(lines, index) || shares(anchors, index) || !counted
        ? 'count'
        : null
    for (const [place, column] of (columns ?? anchor.row.columns).entries()) {
      const token = slots?.[place]
      found.set(address(anchor.row.code, column), {
        row: anchor.row.code,
        column,
        raw: token?.kind === 'figure' ? token.text : '',
        where: token?.place ?? null,
        doubt,
        image: false,
      })
      if (token?.place) taken.add(placeKey(token.place))
    }
    left.push(...figuresLeft(between, taken))
  }
  return { form, found, taken, foreignHeads: [], left, heads: headsSeen(stream, form) }
}

interface Line {
  readonly anchor: Anchor
  /** The tokens from the label to the next one. */
  readonly between: readonly Token[]
  /** The row's cells; null where their count does not tell which is which. */
  readonly slots: readonly (Token | undefined)[] | null
}

function lineOf(all: readonly Token[], anchor: Anchor, next: Anchor | undefined): Line {
  const behind = all.slice(anchor.from, next?.from ?? endOf(all, anchor))
  const between = next ? beforeLine(behind, all[next.from]) : behind
  const count = anchor.row.columns.length
  const slots = slotsInRow(between, all[anchor.to], count) ?? slotsOf(between, count)
  return { anchor, between, slots }
}

/**
 * Where most rows have too few or too many figures, cells were lost all over: a row without any is no row of blanks for
 * sure, and one with as many as columns may have lost a blank and gained a figure.
 */
function mostlyCounted(lines: readonly Line[]): boolean {
  const printed = lines.filter(({ between }) => between.some(({ kind }) => kind === 'figure'))
  return printed.filter(({ slots }) => slots !== null).length * 2 >= printed.length
}

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

/** Rows whose label stands a second time among the anchors, with figures behind it. */
function rowsTwice(all: readonly Token[], stream: LabelStream, anchors: readonly Anchor[]): Set<string> {
  const [first, last] = [anchors[0], anchors.at(-1)]
  const starts = new Set(anchors.map(({ from }) => from))
  const twice = anchors.filter(({ row }) =>
    // 总计 stands in every table.
    wordings(row).some(
      (wording) =>
        wording.length > 2 &&
        stream
          .occurrences(wording)
          .some(
            ({ from, to }) =>
              from >= (first?.from ?? 0) - reach &&
              from <= (last?.to ?? 0) + reach &&
              !starts.has(from) &&
              hasFigure(all, to),
          ),
    ),
  )
  return new Set(twice.map(({ row }) => row.code))
}

/** A figure stands behind a label, or behind its unit: 3.政务微博公开政府信息数 条 12. */
function hasFigure(all: readonly Token[], label: number): boolean {
  const [next, second] = [all[label + 1], all[label + 2]]
  const isUnit = next?.kind === 'label' && next.text.length <= 2
  return (isUnit ? second : next)?.kind === 'figure'
}

/** So many tokens before a table's first row and behind its last may still be the table's. */
const reach = 20

/** Figures of running text among a table's rows that no cell took up; those of grids are accounted for as grids. */
function figuresLeft(between: readonly Token[], taken: ReadonlySet<string>): Figureless[] {
  return between.flatMap(({ kind, grid, place, text }) =>
    kind === 'figure' && grid === null && place && !taken.has(placeKey(place))
      ? [{ raw: text, where: place }]
      : [],
  )
}

function headsSeen(stream: LabelStream, form: Form): number {
  return form.columns.filter((line) => stream.occurrences(meaning(line.label)).length > 0).length
}

/** What stands before a label in its own table row (序号, an empty heading cell) is not behind the label before it. */
function beforeLine(between: readonly Token[], label: Token | undefined): readonly Token[] {
  if (!label?.grid) return between
  return between.filter(({ grid, line }) => grid !== label.grid || line !== label.line)
}

/** The cells behind the label in its own table row, where they are as many as columns and hold all figures up to the next label. */
function slotsInRow(
  between: readonly Token[],
  label: Token | undefined,
  count: number,
): readonly Token[] | null {
  if (!label?.grid) return null
  const cells = between.filter(
    ({ kind, grid, line }) => kind !== 'label' && grid === label.grid && line === label.line,
  )
  const figures = between.filter(({ kind }) => kind === 'figure').length
  const own = cells.filter(({ kind }) => kind === 'figure').length
  return cells.length === count && own === figures && own > 0 ? ifPlain(cells) : null
}

/** An empty cell behind the label may be a part of the label's, and a muddle may be several figures. */
function ifPlain(cells: readonly Token[]): readonly Token[] | null {
  const muddled = cells[0]?.kind === 'empty' || cells.some(({ kind }) => kind === 'muddle')
  return muddled ? null : cells
}

/**
 * The row's slots: its figures, where there are exactly as many as columns; else figures and blanks together, where
 * they are; all blank where nothing is printed. Null where the count does not tell.
 */
function slotsOf(between: readonly Token[], count: number): readonly (Token | undefined)[] | null {
  const cells = between.filter(({ kind }) => kind !== 'label')
  const figures = cells.filter(({ kind }) => kind === 'figure')
  if (cells.some(({ kind }) => kind === 'muddle')) return null
  if (figures.length === count) return interrupted(cells) ? null : figures
  if (figures.length === 0) return Array.from({ length: count }, (_, index) => cells[index])
  // Blanks of another row are not this one's.
  const together = cells.every(({ line }) => line === cells[0]?.line) || count > longestRow
  return cells.length === count && together ? ifPlain(cells) : null
}

/** Figures of one table row; disputes print their 15 in one row or in three. */
const longestRow = 8

/** A blank between two figures: as many figures as columns, and yet one of them may belong elsewhere. */
function interrupted(cells: readonly Token[]): boolean {
  const first = cells.findIndex(({ kind }) => kind === 'figure')
  const last = cells.findLastIndex(({ kind }) => kind === 'figure')
  return cells.slice(first, last).some(({ kind }) => kind === 'empty')
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

/**
 * The form's rows as they stand in the text. Labels found word for word come first, and keep the form's order where
 * they can; a misspelt one is looked for only between its neighbours.
 */
function anchorsOf(stream: LabelStream, form: Form): Anchor[] {
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

function wordings(row: FormRow): string[] {
  return [row.label, ...row.also].map((label) => meaning(label))
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

/**
 * A row's columns in the order of the heads printed over it. Null where those heads contradict the form's order and do not
 * tell their own; a lost head word says nothing.
 */
function columnsInOrder(
  stream: LabelStream,
  form: Form,
  anchors: readonly Anchor[],
  { row, from }: Anchor,
): readonly string[] | null {
  const before = form.table === 'requests' ? (anchors[0]?.from ?? from) : from
  const over = (label: string) =>
    stream.occurrences(label).filter((spot) => spot.from < before && spot.from > before - farthestHead)
  // 总计 stands before 商业企业 in most texts: its place says nothing here.
  const ordered = row.columns.filter((code) => code !== 'total')
  const heads = ordered.flatMap((code) => {
    const spots = over(labelOf(form, code))
    // 其他 stands elsewhere too.
    const own = form.table === 'requests' && code !== 'other_organization' ? spots : spots.slice(-1)
    return own.map((spot) => ({ code, from: spot.from }))
  })
  if (form.table === 'proactive' && ordered.length > 1 && heads.length === 0) return null
  if (form.table === 'requests' && !applicantsInOrder(over)) return null
  const sorted = heads.toSorted((a, b) => a.from - b.from)
  if (sorted.every(({ code }, index) => code === heads[index]?.code)) {
    return heads.length > ordered.length ? null : row.columns
  }
  if (heads.length !== ordered.length) return null
  return [...sorted.map(({ code }) => code), ...row.columns.filter((code) => code === 'total')]
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

function labelOf(form: Form, code: string): string {
  return meaning(form.columns.find((column) => column.code === code)?.label ?? '')
}

const farthestHead = 60

/** The 15 figures of disputes, in one row, in three small tables or in three labelled rows: their order is the same. */
function readOneRow(all: readonly Token[], stream: LabelStream, form: Form): Reading {
  const found = new Map<string, Found>()
  const taken = new Set<string>()
  const left: Figureless[] = []
  const span = disputesSpan(stream, form)
  if (span) {
    const cells = all.slice(span.from, figuresEnd(all, span.to))
    const wanted = form.rows.flatMap((row) => row.columns.map((column) => ({ row: row.code, column })))
    const firstFigure = cells.findIndex(({ kind }) => kind === 'figure')
    const region = cells.slice(Math.max(0, firstFigure))
    const slots = wholeRows(region, form.columns.length) ? slotsOf(region, wanted.length) : null
    const ordered = rowsInOrder(stream, form, span)
    for (const [index, at] of wanted.entries()) {
      const token = slots?.[index]
      found.set(address(at.row, at.column), {
        ...at,
        raw: token?.kind === 'figure' ? token.text : '',
        where: token?.place ?? null,
        doubt: slots === null || !ordered ? 'count' : null,
        image: false,
      })
      if (token?.place) taken.add(placeKey(token.place))
    }
    left.push(...figuresLeft(region, taken))
  }
  return { form, found, taken, foreignHeads: [], left, heads: headsSeen(stream, form) }
}

/** With blanks among them, the figures stand in lines of five or fifteen cells: other empty cells are not theirs. */
function wholeRows(region: readonly Token[], columns: number): boolean {
  const cells = region.filter(({ kind }) => kind !== 'label')
  if (!cells.some(({ kind }) => kind === 'empty') || !cells.some(({ kind }) => kind === 'figure')) return true
  const counts = new Map<number, number>()
  for (const { line } of cells) counts.set(line, (counts.get(line) ?? 0) + 1)
  return [...counts.values()].every((count) => count % columns === 0)
}

/** From the first head (行政复议, where a cell or line begins with it) to the last one before the figures. */
function disputesSpan(stream: LabelStream, form: Form): Span | null {
  const after = stream.occurrences('复议后起诉').at(-1)
  if (!after) return null
  const labels = form.rows.map((row) => meaning(row.label))
  const start = stream.occurrences(labels[0] ?? '').findLast((span) => span.from < after.from)
  const heads = form.columns
    .flatMap((line) => stream.occurrences(meaning(line.label)))
    .filter((span) => span.from > after.from)
  const last = heads
    .filter((span) => span.from - after.to < 30)
    .reduce((most, span) => Math.max(most, span.to), after.to)
  return start ? { from: start.from, to: last, length: 0 } : null
}

function rowsInOrder(stream: LabelStream, form: Form, { from, to }: Span): boolean {
  const spots = form.rows.map((row) =>
    stream.occurrences(meaning(row.label)).find((span) => span.from >= from && span.from <= to),
  )
  const rows = spots.every(
    (spot, index) => spot !== undefined && (index === 0 || spot.from > (spots[index - 1]?.from ?? 0)),
  )
  return rows && resultsInOrder(stream, form, { from, to, length: 0 })
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
