import type { Doubt } from '../cell.ts'
import type { Grid, GridCell } from '../document.ts'
import { endsInFigure, isFigure, isMuddle } from '../figure.ts'
import { address } from '../forms/form.ts'
import type { Form, FormLine, FormRow } from '../forms/form.ts'
import { allColumns, allRows } from '../forms/forms.ts'
import { bestLine, linesNamed, meaning } from '../labels.ts'
import { columnNamed, hasOtherHeads, headsOver, isHeading, isTurned, rowNamed } from './headRows.ts'
import { place, regular, slotsByRow } from './place.ts'
import type { Head, Placed, Slot } from './place.ts'
import { placeKey } from './reading.ts'
import type { ForeignHead, Found, Reading } from './reading.ts'

/**
 * Reads a form's table out of grids. A figure belongs where its row's label and its column's heads say; order and
 * count only confirm it, or cast doubt.
 */
export function readGrids(grids: readonly Grid[], form: Form): Reading {
  const sheet = new Sheet(form)
  for (const grid of grids) sheet.read(grid)
  return sheet.reading()
}

/** The form's row that a grid row is labelled as, and the slot where its figures can begin. */
interface RowLabel {
  readonly row: FormRow
  readonly start: number
  readonly end: number
  /** How many grid rows the label spans. */
  readonly down: number
  readonly holdsFigure: boolean
}

class Sheet {
  readonly #form: Form
  readonly #rows: readonly FormRow[]
  readonly #columns: readonly FormLine[]
  readonly #found = new Map<string, Found>()
  readonly #taken = new Set<string>()
  readonly #foreign: ForeignHead[] = []
  readonly #headsSeen = new Set<string>()
  /** The heads in force; a table goes on over a page break without repeating them. */
  #heads: Head[] = []
  /** Where the head rows end: a row that goes on beyond was pushed to the right. */
  #headEnd = 0
  /** Rows that are called alike, where one of them stood once too often. */
  readonly #confused = new Set<string>()
  /** Rows that stood a second time, the one copy blank. */
  readonly #copied = new Set<string>()
  /** Position in the form of the last row read, for rows whose label is blank. */
  #last: { readonly code: string; readonly grid: Grid } | null = null

  constructor(form: Form) {
    this.#form = form
    this.#rows = allRows(form)
    this.#columns = allColumns(form)
  }

  reading(): Reading {
    this.#doubtLoneSubtotals()
    this.#doubtCopies()
    this.#doubt(this.#confused, 'duplicate')
    return {
      form: this.#form,
      found: this.#found,
      taken: this.#taken,
      foreignHeads: this.#foreign,
      left: [],
      heads: this.#headsSeen.size,
    }
  }

  /** A heading's figures are a subtotal only where its first part follows: else that part may have lost its label. */
  #doubtLoneSubtotals(): void {
    for (const heading of this.#form.extraRows) {
      const first = this.#form.rows.find((row) => row.under.at(-1) === heading.label)
      if (!first || this.#found.has(address(first.code, first.columns[0] ?? ''))) continue
      for (const [key, found] of this.#found) {
        if (found.row === heading.code) this.#found.set(key, { ...found, doubt: 'label' })
      }
    }
  }

  /** A row that stands twice, once blank, where the form's next one is nowhere: the second may be that one, misnamed. */
  #doubtCopies(): void {
    for (const code of this.#copied) {
      const at = this.#form.rows.findIndex((row) => row.code === code)
      const [before, own, after] = [-1, 0, 1].map((by) => this.#form.rows[at + by])
      const absent = [before, after].some(
        (row) => row && !row.columns.some((column) => this.#found.has(address(row.code, column))),
      )
      if (!absent || !own) continue
      for (const column of own.columns) this.#doubted(code, column, 'duplicate')
    }
  }

  #doubt(rows: ReadonlySet<string>, doubt: Doubt): void {
    for (const [key, found] of this.#found)
      if (rows.has(found.row)) this.#found.set(key, { ...found, doubt: found.doubt ?? doubt })
  }

  /** @param counts of this grid's rows, whether each had as many cells as columns */
  #doubtRest(counts: ReadonlyMap<string, boolean>): void {
    const whole = [...counts].filter(([, counted]) => counted)
    if (counts.size >= 3 && whole.length * 2 < counts.size)
      this.#doubt(new Set(whole.map(([row]) => row)), 'place')
  }

  read(grid: Grid): void {
    const counts = new Map<string, boolean>()
    let pending: (readonly Slot[])[] = []
    let inHead = false
    let headless = true
    const rows = slotsByRow(grid)
    for (const [index, slots] of rows.entries()) {
      const label = this.#labelOf(slots, index)
      if (index === 0 && label === null && hasOtherHeads(slots, this.#form)) this.#heads = []
      if (this.#isHead(slots, label, headless ? 'before' : 'after')) {
        pending = inHead ? [...pending, slots] : [slots]
        inHead = true
        const turned = isTurned(slots, this.#form)
        const heads = turned ? [] : headsOver(pending, this.#form)
        if (turned) this.#heads = []
        if (heads.some((head) => head.code !== null)) {
          this.#heads = heads
          this.#headEnd = Math.max(...pending.flat().map(({ end }) => end))
          headless = false
          for (const { code } of heads) if (code !== null) this.#headsSeen.add(code)
        }
      } else if (label !== null || slots.some((slot) => slot.isFigure) || this.#blankRow(slots, inHead)) {
        inHead = false
        const below = rows.slice(index + 1, index + (label?.down ?? 1))
        const placed = this.#dataRow(grid, { slots, below }, index, label)
        if (placed && label)
          counts.set(
            label.row.code,
            placed.every(({ doubt }) => doubt === null),
          )
      }
    }
    // Where most rows lost a cell, a row that is whole may have lost one too, and gained another.
    this.#doubtRest(counts)
  }

  /**
   * The form's row that a grid row's labels name. The label nearest to the figures decides; those left of it (三、本年度办理结果,
   * （三）不予公开) only lead to it. A cell that spans downwards is a label in its first row alone.
   */
  #labelOf(slots: readonly Slot[], index: number): RowLabel | null {
    const texts = slots.filter((slot) => slot.cell.row === index && slot.isLabel)
    for (const slot of texts.toReversed()) {
      const printed = slot.words
      // 总计 and 其他 are heads too: with other words behind them they are no label of figures.
      if (slot !== texts.at(-1) && linesNamed(printed, this.#columns).length > 0) continue
      const row = this.#rowNamed(printed, this.#candidates(slots, slot))
      if (row) return labelAt(row, slot, slot)
    }
    // A label cut in two by a cell border that should not be there: 2.其他法律 | 行政法规禁止公开.
    const joined = meaning(texts.map(({ cell }) => cell.text).join(''))
    const row = texts.length > 1 ? this.#rowNamed(joined, this.#rows) : null
    const [first, last] = [texts[0], texts.at(-1)]
    return row && first && last ? labelAt(row, first, last) : null
  }

  /** Two rows of the statistics return are called alike (被依法纠错数): the next one in the form's order is meant. */
  #rowNamed(printed: string, candidates: readonly FormRow[]): FormRow | null {
    const match = bestLine(printed, candidates)
    if (match?.fit !== 1) return match?.line ?? null
    const alike = linesNamed(printed, candidates)
    if (alike.length < 2) return match.line
    // The very row before, once more: a copy of it, not the other one that is called alike.
    const again = alike.find(({ code }) => code === this.#last?.code)
    if (again) return again
    const last = candidates.findIndex(({ code }) => code === this.#last?.code)
    const next = alike.find((row) => candidates.indexOf(row) > last)
    // Behind both of them: a third row of the name, and nobody can tell which it stands for.
    if (!next) for (const { code } of alike) this.#confused.add(code)
    return next ?? match.line
  }

  /** Headings carry figures only where an agency prints a subtotal: their rows are candidates only beside figures. */
  #candidates(slots: readonly Slot[], label: Slot): readonly FormRow[] {
    const figures = slots.some((slot) => slot.start >= label.end && slot.isFigure)
    return figures && label.cell.rowSpan === 1 ? this.#rows : this.#form.rows
  }

  /**
   * A head row names columns, or (disputes) rows of the form over columns, and holds no figure.
   * @param heads whether this grid has shown column heads already
   */
  #isHead(slots: readonly Slot[], label: RowLabel | null, heads: 'before' | 'after'): boolean {
    if (slots.some((slot) => slot.isNumber)) return false
    const named = slots.filter(({ words }) => columnNamed(words, this.#form) !== null).length
    if (label === null) return named > 0 || slots.some(({ words }) => isHeading(words, this.#form))
    // 三、本年度办理结果, spanned down beside a row of blanks, is a heading and makes no head row of it.
    const rowNames = slots.filter(
      ({ words }) => !isHeading(words, this.#form) && rowNamed(words, this.#form) !== null,
    ).length
    if (rowNames >= 2 || named >= 2) return true
    if (this.#form.table !== 'disputes') return false
    // 行政复议 over its five columns: before any head is known, or with nothing blank beside it.
    return heads === 'before' || !slots.some((slot) => slot.start >= label.end && slot.cell.text === '')
  }

  /** Disputes print their figures in a row without a label: right under the heads, it may be wholly blank. */
  #blankRow(slots: readonly Slot[], underHead: boolean): boolean {
    return this.#form.table === 'disputes' && underHead && slots.every(({ cell }) => cell.text === '')
  }

  /** @param lines the row, and those below it into which its label spans */
  #dataRow(
    grid: Grid,
    { slots, below }: { readonly slots: readonly Slot[]; readonly below: readonly (readonly Slot[])[] },
    index: number,
    label: RowLabel | null,
  ): readonly Placed[] | null {
    const row = label?.row ?? this.#byPlace(grid, slots)
    if (row === null && grid.positions === 'loose') this.#doubtLast(grid)
    const behind = this.#headsFor(row, label?.end ?? 0)
    // A label to the right of its figures, under heads that all stand left of it.
    const before = label && !behind.some((head) => head.code !== null) ? label.start : null
    const heads = before === null ? behind : this.#headsFor(row, 0).filter(({ end }) => end <= before)
    if (!heads.some((head) => head.code !== null)) return null
    if (row === null && heads.some((head) => head.code !== null && head.rowCode === null)) return null
    if (!regular(grid) && !this.#complete(heads, row)) return null
    const first = before === null ? (label?.end ?? heads[0]?.start ?? 0) : (heads[0]?.start ?? 0)
    const own = slots.filter(
      (slot) => slot.start >= first && slot.end <= (before ?? Infinity) && slot.cell.row === index,
    )
    if (row === null && !mostlyFigures(own)) return null
    if (row && this.#isBlankCopy(row, own)) return null
    const muddled = own.some(({ cell }) => isMuddle(cell.text) || holdsSeveral(cell.text))
    const placed = place(own, heads, grid, before ?? this.#headEnd)
    for (const { head, slot, doubt } of placed) {
      const rowCode = row?.code ?? head.rowCode
      if (rowCode === null || head.code === null) continue
      // Two figures in one cell, and a blank beside it: one of them may be the blank's.
      const lost = muddled && slot?.cell.text === '' ? 'reading' : null
      // One figure beside several labels: nobody can tell which of them it belongs to.
      const shared = label && slot && slot.cell.rowSpan > label.down ? 'place' : null
      // A figure behind the words of the label's own cell: the row's first may have slipped into it.
      const slipped = label?.holdsFigure === true ? 'place' : null
      // Several rows of figures beside one label (2021年, 2022年): any of them may be meant.
      const several = below.some((line) => line.some((other) => slot && isBelow(slot, other)))
      if (slot)
        this.#put(
          rowCode,
          head.code,
          slot.cell,
          doubt ?? lost ?? shared ?? slipped ?? (several ? 'duplicate' : null),
        )
      else if (doubt) this.#doubted(rowCode, head.code, doubt)
    }
    if (row) {
      this.#foreignHeads(row, heads)
      this.#last = { code: row.code, grid }
    }
    return placed
  }

  /** Figures without a label, in a table cut out of text: a line broken within a row, and the row above is not whole. */
  #doubtLast(grid: Grid): void {
    if (this.#last?.grid !== grid) return
    for (const [key, found] of this.#found) {
      if (found.row === this.#last.code) this.#found.set(key, { ...found, doubt: 'place' })
    }
  }

  /** The heads behind a row's label: those of its own columns, and foreign ones among them. */
  #headsFor(row: FormRow | null, labelEnd: number): Head[] {
    return this.#heads.filter((head) => head.end > labelEnd && this.#headFor(head, row))
  }

  /** In cut text a head's position says little: only the full set of heads in the form's order is one. */
  #complete(heads: readonly Head[], row: FormRow | null): boolean {
    const codes = heads.map(({ code, rowCode }) => (row ? `${code}` : `${rowCode}.${code}`))
    const wanted = row
      ? row.columns
      : this.#form.rows.flatMap((line) => line.columns.map((code) => `${line.code}.${code}`))
    return codes.join() === wanted.join()
  }

  #headFor(head: Head, row: FormRow | null): boolean {
    if (row === null) return head.rowCode !== null
    if (head.rowCode !== null && head.rowCode !== row.code) return false
    return (
      head.code === null ||
      row.columns.includes(head.code) ||
      this.#form.extraColumns.some(({ code }) => code === head.code)
    )
  }

  /** 规章 is left blank in real reports: the unlabelled row between its heads and 行政规范性文件 (quirks.md). */
  #byPlace(grid: Grid, slots: readonly Slot[]): FormRow | null {
    if (this.#form.table !== 'proactive' || slots[0]?.cell.text !== '') return null
    const first = this.#form.rows[0]
    const heads = new Set(this.#heads.map(({ code }) => code))
    const untouched = first && !this.#found.has(address(first.code, first.columns[0] ?? ''))
    if (!first || !untouched || this.#last?.grid === grid) return null
    return first.columns.every((code) => heads.has(code)) ? first : null
  }

  /** 本年数量 in the place of 本年增/减: the column it stands for is missing, and somebody should know why. */
  #foreignHeads(row: FormRow, heads: readonly Head[]): void {
    const missing = row.columns.filter((code) => !heads.some((head) => head.code === code))
    const foreign = heads.filter((head) => head.code === null)
    for (const [index, { cell }] of foreign.entries()) {
      const column = this.#columns.find(({ code }) => code === missing[index])
      // Heads cut short (本年新, for both 本年新制作数量 and 本年新公开数量) are no other words: order tells them apart.
      if (column && !meaning(column.label).startsWith(meaning(cell.text)))
        this.#foreign.push({ row: row.code, column: column.code, label: cell.text })
    }
  }

  /** A page break may bring a row twice, once without its figures: the copy that has them counts. */
  #isBlankCopy(row: FormRow, own: readonly Slot[]): boolean {
    if (this.#last?.code !== row.code) return false
    const before = this.#columns.flatMap(({ code }) => this.#found.get(address(row.code, code)) ?? [])
    if (before.length === 0) return false
    const blank = before.every(({ raw, doubt }) => raw === '' && doubt === null)
    if (blank || own.every(({ cell }) => cell.text === '')) this.#copied.add(row.code)
    if (own.every(({ cell }) => cell.text === '')) return true
    if (blank) {
      for (const { column } of before) this.#found.delete(address(row.code, column))
    }
    return false
  }

  #put(row: string, column: string, cell: GridCell, doubt: Doubt | null): void {
    const key = address(row, column)
    const before = this.#found.get(key)
    const raw = cell.text.replaceAll('\n', ' ').trim()
    // Another figure for the same cell is none of the report's cells.
    if (!before || before.raw === raw) this.#taken.add(placeKey(cell.place))
    if (before && before.raw !== raw) this.#found.set(key, { ...before, doubt: 'duplicate' })
    if (!before) this.#found.set(key, { row, column, raw, where: cell.place, doubt, image: cell.image })
  }

  #doubted(row: string, column: string, doubt: Doubt): void {
    const key = address(row, column)
    const before = this.#found.get(key)
    // A second row of the same name, whose figures cannot be told apart.
    this.#found.set(
      key,
      before ? { ...before, doubt: 'duplicate' } : { row, column, raw: '', where: null, doubt, image: false },
    )
  }
}

/** A row without a label: its figures and blanks, among which 若干 or 十二 may stand; words in more of its cells are none. */
function mostlyFigures(slots: readonly Slot[]): boolean {
  const words = slots.filter((slot) => slot.cell.text !== '' && !slot.isFigure && !/\d/u.test(slot.cell.text))
  return words.length * 4 <= slots.length
}

/** 无 1, / 3: a dash and a figure in one cell are two cells' as well. */
function holdsSeveral(text: string): boolean {
  const parts = text.split(/\s+/u)
  return parts.length > 1 && parts.every((part) => isFigure(part))
}

function labelAt(row: FormRow, first: Slot, last: Slot): RowLabel {
  const { cell, end } = last
  return { row, start: first.start, end, down: cell.rowSpan, holdsFigure: endsInFigure(cell.text) }
}

function isBelow(slot: Slot, other: Slot): boolean {
  const apart = other.cell.row > slot.cell.row && other.start === slot.start
  return apart && other.isNumber
}
