import type { Cell, Unplaced } from './cell.ts'
import type { Block, Document, Grid } from './document.ts'
import { grids } from './document.ts'
import { isFigure, readFigure } from './figure.ts'
import { meaning } from './labels.ts'
import { remembered } from './recall.ts'
import { partsAbreast } from './align/abreast.ts'
import { yearsOver } from './align/otherYears.ts'
import { claim } from './align/claims.ts'
import type { Claims } from './align/claims.ts'
import { flowOf, readFlow } from './align/flow.ts'
import type { Flow } from './align/flow.ts'
import { readGrids } from './align/grid.ts'
import { regular } from './align/place.ts'
import { placeKey } from './align/reading.ts'
import type { ForeignHead, Found, Reading } from './align/reading.ts'
import type { CellAddress, Form, FormId, FormTable } from './forms/form.ts'
import { address, formTables } from './forms/form.ts'
import { allColumns, allRows, cellsOf, formInForce, forms, unitOf } from './forms/forms.ts'
import type { FormCell } from './forms/forms.ts'

/** A document's form tables, read. */
export interface Alignment {
  readonly forms: Readonly<Record<FormTable, FormId | null>>
  /** In the forms' order; every cell of each form found, `missing` ones too. */
  readonly cells: readonly Cell[]
  readonly unplaced: readonly Unplaced[]
  readonly foreignHeads: readonly (ForeignHead & { readonly table: FormTable })[]
  /** How a second, independent reading of the source sees a cell: it agrees, contradicts, or cannot tell. */
  readonly second: (at: CellAddress) => 'agrees' | 'differs' | 'cannot tell'
}

interface Choice {
  readonly form: Form
  readonly first: Reading
  readonly second: Reading
  /**
   * The only one that places figures for sure, by where they stand; null where order does too. On a picture a faint figure looks
   * like a blank, a stain like a figure, and a stamp's edge like a rule, so that counting tells nothing.
   */
  readonly placed: Reading | null
}

/**
 * Puts a document's figures into the cells of the forms that its tables follow. Two readings are made of every table:
 * by grid (labels and heads decide) and by text order (labels and counts decide). Where both are sure and differ, the
 * cell is uncertain.
 * @param year the reporting year where known: it settles which form is meant where a table fits two alike
 */
export function align(document: Document, year: number | null): Alignment {
  const claims = claim(tablesIn(document))
  const flow = flowOf(
    document.blocks.flatMap((block): readonly Block[] =>
      block.kind === 'grid' ? partsAbreast(block) : [block],
    ),
  )
  const choices = formTables.flatMap((table) => choose(document, { claims, flow }, table, year) ?? [])
  const chosen = new Map(choices.map((choice) => [choice.form.table, choice]))
  const cells = choices.flatMap((choice) => cellsRead(choice)).map(doubted(document))
  return {
    forms: {
      proactive: chosen.get('proactive')?.form.form ?? null,
      requests: chosen.get('requests')?.form.form ?? null,
      disputes: chosen.get('disputes')?.form.form ?? null,
      statistics: chosen.get('statistics')?.form.form ?? null,
    },
    cells,
    unplaced: unplacedIn(flow, choices, cells),
    foreignHeads: choices.flatMap(({ form, first }) =>
      first.foreignHeads.map((head) => ({ ...head, table: form.table })),
    ),
    second: (at) => opinion(chosen.get(at.table), at),
  }
}

/** The document's tables, those that stand abreast in one grid apart. */
const tablesIn = remembered((document: Document) => grids(document).flatMap((grid) => partsAbreast(grid)))

/**
 * Without the tables of another year, where headings tell this year's from them: last year's beside this year's says
 * nothing of this year. Where all are another year's, or no heading names this one, headings tell nothing.
 */
function ofYear(own: readonly Grid[], { blocks }: Document, year: number | null): readonly Grid[] {
  const years = yearsOver(blocks)
  const those = own.filter((grid) => years.get(grid) === year)
  const others = own.filter((grid) => (years.get(grid) ?? year) !== year)
  const alike = (grid: Grid) => those.some((other) => headsOf(other) === headsOf(grid))
  return year === null || others.length === 0
    ? own
    : own.filter((grid) => !others.includes(grid) || !alike(grid))
}

/** What a table's labels are, figures left out: two years' tables of one kind are alike. */
const headsOf = remembered(({ cells }: Grid) =>
  cells
    .filter(({ text }) => text !== '' && !isFigure(text))
    .map(({ text }) => meaning(text))
    .join(),
)

/** The form that a table of the document follows: the one that accounts for most of it. Null where it is not there. */
function choose(
  document: Document,
  { claims, flow }: { readonly claims: Claims; readonly flow: Flow },
  table: FormTable,
  year: number | null,
): Choice | null {
  const own = ofYear(
    tablesIn(document).filter((grid) => claims.get(grid)?.has(table)),
    document,
    year,
  )
  const exact = own.filter((grid) => regular(grid))
  const loose = own.filter((grid) => !regular(grid))
  let best: { choice: Choice; score: number } | null = null
  const inForce = formInForce(year ?? newestYear)
  const likeliestFirst = forms
    .filter((form) => form.table === table)
    .sort((a, b) => Number(b.form === inForce) - Number(a.form === inForce))
  for (const form of likeliestFirst) {
    const bonus = form.form === inForce ? 0.5 : 0
    // Not even a perfect reading of this form could account for more; a head beside the form's own it shares with the best.
    const heads = Math.max(form.columns.length, best?.choice.first.heads ?? 0)
    if (best && cellsOf(form).length + 2 * heads + bonus < best.score) continue
    const headings = headingsOfParts(flow, form)
    const byGrid = withDoubtful(readGrids(withoutBlankForm(exact, form), form), headings)
    const byFlow = withDoubtful(readFlow(flow, form), headings)
    const first = 2 * sure(byGrid, form) >= sure(byFlow, form) && byGrid.found.size > 0 ? byGrid : byFlow
    const second = first === byGrid ? byFlow : readGrids(loose, form)
    const choice = { form, first, second, placed: document.doubts ? byGrid : null }
    if (!present(choice, first === byGrid)) continue
    const score = sure(first, form) + ownFound(first, form) - cellsOf(form).length + 2 * first.heads + bonus
    if (!best || score > best.score) best = { choice, score }
  }
  return best?.choice ?? null
}

/** The form itself, wholly blank, beside one that is filled in: its grids say nothing. */
function withoutBlankForm(own: readonly Grid[], form: Form): readonly Grid[] {
  const filled = own.filter(({ cells }) => cells.some(({ text }) => isFigure(text)))
  if (filled.length === 0 || filled.length === own.length) return own
  const blank = readGrids(
    own.filter((grid) => !filled.includes(grid)),
    form,
  )
  return cellsOf(form).every(({ key }) => blank.found.has(key)) ? filled : own
}

/**
 * Rows of this form that are headings in another (（六）其他处理), where that one's rows stand below: then the figures beside
 * are those of a row that lost its label.
 */
function headingsOfParts({ stream }: Flow, form: Form): readonly string[] {
  const others = forms.filter((other) => other.table === form.table && other !== form)
  return form.rows.flatMap(({ code, label }) => {
    const parts = others.flatMap(({ rows }) => rows.filter((row) => row.under.includes(label)))
    const isHeading = parts.some((part) => {
      const words = meaning(part.label)
      // 其他 stands anywhere.
      return words.length > 2 && stream.occurrences(words).length > 0
    })
    return isHeading ? [code] : []
  })
}

function withDoubtful(reading: Reading, rows: readonly string[]): Reading {
  if (rows.length === 0) return reading
  const found = [...reading.found].map(([key, cell]): [string, Found] => [
    key,
    rows.includes(cell.row) ? { ...cell, doubt: 'label' } : cell,
  ])
  return { ...reading, found: new Map(found) }
}

/** Any year of the form that is in force today: what an undated table is taken for where it fits two forms alike. */
const newestYear = 9999

/** A cell printed twice is placed for sure: what is in doubt is which of the two figures is meant. */
function sure(reading: Reading, form: Form): number {
  let count = 0
  for (const { key } of cellsOf(form)) {
    const doubt = reading.found.get(key)?.doubt
    if (doubt === null || doubt === 'duplicate') count += 1
  }
  return count
}

function ownFound(reading: Reading, form: Form): number {
  let count = 0
  for (const { key } of cellsOf(form)) if (reading.found.has(key)) count += 1
  return count
}

/** Prose names 行政许可 and 行政处罚 too: without a grid, a table is there only where several of its rows carry figures. */
const rowsThatMakeATable: Readonly<Record<FormTable, number>> = {
  proactive: 2,
  requests: 3,
  disputes: 1,
  statistics: 5,
}

function present({ form, first }: Choice, fromGrid: boolean): boolean {
  if (fromGrid) return form.table !== 'statistics' || rowsWithFigures(first) >= 3
  if (form.table === 'disputes') return first.found.size > 0 && first.heads >= 2
  return (
    rowsWithFigures(first) >= rowsThatMakeATable[form.table] || (first.heads >= 2 && rowsFound(first) >= 3)
  )
}

function rowsFound(reading: Reading): number {
  return new Set([...reading.found.values()].map(({ row }) => row)).size
}

function rowsWithFigures(reading: Reading): number {
  return new Set([...reading.found.values()].filter(({ raw }) => raw !== '').map(({ row }) => row)).size
}

/** A figure, or a blank, that was read off a picture and may be wrong stays what was read, in doubt. */
function doubted({ doubts }: Document): (cell: Cell) => Cell {
  if (!doubts) return (cell) => cell
  const places = new Set(doubts.map(placeKey))
  return (cell) => {
    if (cell.status === 'uncertain' || cell.status === 'missing' || cell.status === 'unreadable') return cell
    if (cell.where !== null && !places.has(placeKey(cell.where))) return cell
    return { ...cell, status: 'uncertain', value: cell.value, doubt: 'reading' }
  }
}

function cellsRead(choice: Choice): Cell[] {
  const { form } = choice
  const cells = cellsOf(form).map((cell) => cellRead(choice, cell))
  const listed = new Set(cellsOf(form).map(({ key }) => key))
  const extra = [...choice.first.found].flatMap(([key, found]) => {
    if (listed.has(key)) return []
    const row = allRows(form).find(({ code }) => code === found.row)
    const column = allColumns(form).find(({ code }) => code === found.column)
    const at = { table: form.table, row: found.row, column: found.column }
    return row && column ? [cellRead(choice, { at, key, row, column })] : []
  })
  // A figure on a heading row, or in a 法人合计 column, is listed only where the report prints one.
  return [...cells, ...extra.filter(({ raw }) => raw !== '')]
}

function cellRead({ first, second, placed }: Choice, { at, key, row, column }: FormCell): Cell {
  const own = first.found.get(key)
  const other = second.found.get(key)
  const found = isForeign(first, at) ? own : better(own, other)
  const printed = unitOf(row, column)
  if (!found) return { at, raw: '', where: null, unit: printed, status: 'missing', value: null }
  const { raw, where } = found
  if (found.image) return { at, raw: '', where, unit: printed, status: 'unreadable', value: null }
  const figure = readFigure(raw)
  const unit = figure.unit ?? printed
  const doubt =
    found.doubt ??
    (own && other && contradict(own, other) ? 'reading' : null) ??
    // A table cut out of text may be in pieces, and each of them has the row once.
    (other?.doubt === 'duplicate' && where && 'line' in where ? 'duplicate' : null) ??
    (placed && placed.found.get(key) !== found ? 'place' : null)
  if (doubt) return { at, raw, where, unit, status: 'uncertain', value: figure.value, doubt }
  return figure.status === 'number'
    ? { at, raw, where, unit, status: 'number', value: figure.value }
    : { at, raw, where, unit, status: figure.status, value: null }
}

/** What one reading cannot place, the other may: a row that lost an empty cell still has its seven figures in order. */
function better(own: Found | undefined, other: Found | undefined): Found | undefined {
  if (own?.doubt === 'count' && other?.doubt === null && other.raw !== '') return other
  return own ?? (other?.raw === '' ? undefined : sureOf(other))
}

/** Another column's head stands where this one's should: order alone must not fill it. */
function isForeign({ foreignHeads }: Reading, { row, column }: CellAddress): boolean {
  return foreignHeads.some((head) => head.row === row && head.column === column)
}

function sureOf(found: Found | undefined): Found | undefined {
  return found?.doubt === null ? found : undefined
}

function contradict(one: Found, other: Found): boolean {
  if (one.doubt !== null || other.doubt !== null || one.raw === other.raw) return false
  return readFigure(one.raw).value !== readFigure(other.raw).value
}

function opinion(choice: Choice | undefined, at: CellAddress): 'agrees' | 'differs' | 'cannot tell' {
  const key = address(at.row, at.column)
  const [one, other] = [choice?.first.found.get(key), choice?.second.found.get(key)]
  if (!one || !other || one.doubt !== null || other.doubt !== null) return 'cannot tell'
  return contradict(one, other) ? 'differs' : 'agrees'
}

/** Figures printed in the document's tables, or among a table's rows in running text, that no cell took up. */
function unplacedIn(flow: Flow, choices: readonly Choice[], cells: readonly Cell[]): Unplaced[] {
  // The second reading's figures are cells only where the first lacks them: mostly nobody asks.
  let places: ReadonlySet<string> | null = null
  const isCell = (key: string) => {
    places ??= new Set(cells.flatMap(({ where }) => (where ? [placeKey(where)] : [])))
    return places.has(key)
  }
  const isTaken = (key: string) => choices.some(({ first }) => first.taken.has(key)) || isCell(key)
  const inGrids = flow.all.flatMap(({ kind, text, place, grid }) =>
    grid && kind === 'figure' && place && readFigure(text).status === 'number'
      ? [{ raw: text, table: grid.index + 1, where: place }]
      : [],
  )
  const inText = choices.flatMap(({ first }) => first.left.map((figure) => ({ ...figure, table: null })))
  const seen = new Set<string>()
  return [...inGrids, ...inText].filter(({ where }) => {
    const key = placeKey(where)
    return !isTaken(key) && !seen.has(key) && seen.add(key) !== undefined
  })
}
