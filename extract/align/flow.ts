import type { Block } from '../document.ts'
import type { Form, FormRow } from '../forms/form.ts'
import { meaningOf } from '../labels.ts'
import { address, placeKey } from './reading.ts'
import type { Figureless, Found, Reading } from './reading.ts'
import { LabelStream } from './stream.ts'
import type { Span } from './stream.ts'
import { tokens } from './tokens.ts'
import type { Token } from './tokens.ts'

/**
 * Reads a form's table out of a document's order alone: a row's figures are those between its label and the next one.
 * Only the exact number of figures is believed; a row with one more or one less is in doubt as a whole.
 */
export function readFlow(blocks: readonly Block[], form: Form): Reading {
  const all = tokens(blocks)
  const stream = new LabelStream(all)
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
  const ordered = headsInOrder(stream, form, anchors)
  for (const [index, anchor] of anchors.entries()) {
    const next = anchors[index + 1]
    const between = all.slice(anchor.from, next?.from ?? endOf(all, anchor))
    const before = next ? beforeLine(between, all[next.from]) : between
    const slots =
      slotsInRow(before, all[anchor.to], anchor.row.columns.length) ??
      slotsOf(before, anchor.row.columns.length)
    const doubtful = slots === null || !ordered
    for (const [place, column] of anchor.row.columns.entries()) {
      const token = slots?.[place]
      found.set(address(anchor.row.code, column), {
        row: anchor.row.code,
        column,
        raw: token?.kind === 'figure' ? token.text : '',
        where: token?.place ?? null,
        doubt: doubtful ? 'count' : null,
        image: false,
      })
      if (token?.place) taken.add(placeKey(token.place))
    }
    left.push(...figuresLeft(between, taken))
  }
  return { form, found, taken, foreignHeads: [], left, heads: headsSeen(stream, form) }
}

/** Figures of running text among a table's rows that no cell took up; those of grids are accounted for as grids. */
function figuresLeft(between: readonly Token[], taken: ReadonlySet<string>): Figureless[] {
  return between.flatMap(({ kind, grid, place, text }) =>
    kind === 'figure' && grid === null && place && !taken.has(placeKey(place))
      ? [{ raw: text, where: place }]
      : [],
  )
}

function headsSeen(stream: LabelStream, form: Form): number {
  return form.columns.filter((line) => stream.occurrences(meaningOf(line.label)).length > 0).length
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
  return cells.length === count && own === figures ? cells : null
}

/**
 * The row's slots: its figures, where there are exactly as many as columns; else figures and blanks together, where
 * they are; all blank where nothing is printed. Null where the count does not tell.
 */
function slotsOf(between: readonly Token[], count: number): readonly (Token | undefined)[] | null {
  const cells = between.filter(({ kind }) => kind !== 'label')
  const figures = cells.filter(({ kind }) => kind === 'figure')
  if (figures.length === count) return interrupted(cells) ? null : figures
  if (figures.length === 0) return Array.from({ length: count }, (_, index) => cells[index])
  return cells.length === count ? cells : null
}

/** A blank between two figures: as many figures as columns, and yet one of them may belong elsewhere. */
function interrupted(cells: readonly Token[]): boolean {
  const first = cells.findIndex(({ kind }) => kind === 'figure')
  const last = cells.findLastIndex(({ kind }) => kind === 'figure')
  return cells.slice(first, last).some(({ kind }) => kind === 'empty')
}

/** Where the last row's figures end: at the first label behind them, or the end of their line. */
function endOf(all: readonly Token[], anchor: Anchor): number {
  let at = anchor.to + 1
  let figures = 0
  for (; at < all.length; at += 1) {
    const token = all[at]
    if (!token || (token.kind === 'label' && (figures > 0 || token.text.length > 12))) break
    if (token.kind === 'figure') figures += 1
    if (figures > 0 && token.line !== all[at + 1]?.line && figures >= anchor.row.columns.length) return at + 1
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
  for (const [order, row] of form.rows.entries()) {
    if (chain.some((anchor) => anchor.order === order)) continue
    const before = chain.findLast((anchor) => anchor.order < order)
    const after = chain.find((anchor) => anchor.order > order)
    if (!before && !after) continue
    // A swapped row stands word for word, but once, outside the chain.
    const elsewhere = exact.filter((anchor) => anchor.order === order && meaningOf(row.label).length >= 4)
    const span =
      elsewhere.length === 1 && before && after
        ? elsewhere[0]
        : stream.closest(wordings(row), before ? before.to + 1 : 0, after ? after.from : stream.end)
    if (span && !anchors.some((anchor) => span.from <= anchor.to && span.to >= anchor.from))
      anchors.push({ row, ...span })
  }
  return anchors.sort((a, b) => a.from - b.from)
}

function wordings(row: FormRow): string[] {
  return [row.label, ...row.also].map((label) => meaningOf(label))
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

/** Column heads in another order than the form's say that order alone cannot be trusted; a lost head word says nothing. */
function headsInOrder(stream: LabelStream, form: Form, anchors: readonly Anchor[]): boolean {
  if (form.table !== 'requests') return true
  const first = anchors[0]
  if (!first) return true
  const spots = form.columns
    .filter(({ code }) => code !== 'total' && code !== 'other_organization')
    .map((line) =>
      stream
        .occurrences(meaningOf(line.label))
        .findLast((span) => span.from < first.from && span.from > first.from - 60),
    )
    .filter((span) => span !== undefined)
  return spots.every((span, index) => index === 0 || span.from >= (spots[index - 1]?.from ?? 0))
}

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
    const slots = slotsOf(region, wanted.length)
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

/** From the first head (行政复议, where a cell or line begins with it) to the last one before the figures. */
function disputesSpan(stream: LabelStream, form: Form): Span | null {
  const after = stream.occurrences('复议后起诉').at(-1)
  if (!after) return null
  const labels = form.rows.map((row) => meaningOf(row.label))
  const start = stream.occurrences(labels[0] ?? '').findLast((span) => span.from < after.from)
  const heads = form.columns
    .flatMap((line) => stream.occurrences(meaningOf(line.label)))
    .filter((span) => span.from > after.from)
  const last = heads
    .filter((span) => span.from - after.to < 30)
    .reduce((most, span) => Math.max(most, span.to), after.to)
  return start ? { from: start.from, to: last, length: 0 } : null
}

function rowsInOrder(stream: LabelStream, form: Form, { from, to }: Span): boolean {
  const spots = form.rows.map((row) =>
    stream.occurrences(meaningOf(row.label)).find((span) => span.from >= from && span.from <= to),
  )
  return spots.every(
    (spot, index) => spot !== undefined && (index === 0 || spot.from > (spots[index - 1]?.from ?? 0)),
  )
}

/** The figures behind a table's last head end at the next label. */
function figuresEnd(all: readonly Token[], last: number): number {
  let at = last + 1
  while (at < all.length && all[at]?.kind === 'label' && (all[at]?.text.length ?? 0) <= 12) at += 1
  while (at < all.length && all[at]?.kind !== 'label') at += 1
  return at
}
