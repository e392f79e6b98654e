import type { Block } from '../document.ts'
import type { Form } from '../forms/form.ts'
import { anchorsOf, wordings } from './anchors.ts'
import type { Anchor } from './anchors.ts'
import { columnsInOrder, headsSeen } from './heads.ts'
import { readOneRow } from './oneRow.ts'
import { address, placeKey } from './reading.ts'
import type { Figureless, Found, Reading } from './reading.ts'
import { figuresLeft, slotsInRow, slotsOf } from './slots.ts'
import { LabelStream } from './stream.ts'
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
              hasFigure(all, to, starts),
          ),
    ),
  )
  return new Set(twice.map(({ row }) => row.code))
}

/** Behind a label stand a figure, or its unit (条) or the rest of its gloss (不计其他情形) and then a figure. */
function hasFigure(all: readonly Token[], label: number, starts: ReadonlySet<number>): boolean {
  for (let at = label + 1; at <= label + longestGloss && !starts.has(at); at += 1) {
    const kind = all[at]?.kind
    if (kind !== 'label') return kind === 'figure'
  }
  return false
}

const longestGloss = 4

/** So many tokens before a table's first row and behind its last may still be the table's. */
const reach = 20

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
