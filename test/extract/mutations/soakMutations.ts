import { align } from '../../../extract/align.ts'
import type { Alignment } from '../../../extract/align.ts'
import type { Cell } from '../../../extract/cell.ts'
import { isFigure, readFigure } from '../../../extract/figure.ts'
import type { Finding } from '../../../extract/finding.ts'
import type { FormTable } from '../../../extract/forms/form.ts'
import { htmlDocument } from '../../../extract/readers/html.ts'
import { readText } from '../../../extract/readers/text.ts'
import { verify } from '../../../extract/verify.ts'
import { random } from '../../portals/random.ts'
import type { Random } from '../../portals/random.ts'
import { draftOf } from '../sheets/document.ts'
import type { Draft, DraftPart } from '../sheets/document.ts'
import { figureSets } from '../sheets/figureSet.ts'
import type { FigureSet } from '../sheets/figureSet.ts'
import { pageHtml, plainLayout } from '../sheets/html.ts'
import type { Sheet } from '../sheets/sheet.ts'
import type { SheetLayout } from '../sheets/sheetsOf.ts'
import { plainText } from '../sheets/text.ts'
import { damages } from './damages.ts'
import type { Damaged } from './damage.ts'
import { matrixOf, sheetOf, unspanned } from './matrix.ts'
import type { Matrix } from './matrix.ts'

/** What became of many damaged documents. */
export interface MutationReport {
  readonly documents: number
  /** Cells read as something that is not printed there, without a status or a finding that points at them. */
  readonly silent: readonly SilentError[]
  /** Cells of damaged documents on which the damage does not lie, and how many of them still read as `number`. */
  readonly untouched: number
  readonly untouchedRead: number
  /** Cells of the same documents before the damage that are in doubt. */
  readonly doubtfulUndamaged: number
  /** Changed digits that break a sum, and how many the broken sums name. */
  readonly changedDigits: number
  readonly located: number
  /** Untouched cells that were not read, by damage and rendering: where to look next. */
  readonly lost: ReadonlyMap<string, number>
}

export interface SilentError {
  readonly seed: number
  readonly damage: string
  readonly rendering: string
  readonly at: string
  readonly printed: readonly string[]
  readonly read: string
}

/** How a damaged table becomes a document. `blanks`: whether an empty cell can still be seen in it. */
const renderings = {
  html: { sheet: sheetOf, bytes: (draft) => pageHtml(draft, plainLayout), blanks: 'kept' },
  html_padded: { sheet: unspanned, bytes: (draft) => pageHtml(draft, plainLayout), blanks: 'kept' },
  tabs: { sheet: sheetOf, bytes: (draft) => plainText(draft, 'tabs'), blanks: 'kept' },
  pipes: {
    sheet: unspanned,
    bytes: (draft) => plainText(draft, 'tabs').replaceAll('\t', ' | '),
    blanks: 'kept',
  },
  cell_a_line: { sheet: sheetOf, bytes: (draft) => plainText(draft, 'cell_a_line'), blanks: 'kept' },
  pdf_lines: { sheet: sheetOf, bytes: (draft) => plainText(draft, 'pdf_lines'), blanks: 'lost' },
} as const satisfies Readonly<
  Record<
    string,
    {
      readonly sheet: (matrix: Matrix) => Sheet
      readonly bytes: (draft: Draft) => string
      readonly blanks: 'kept' | 'lost'
    }
  >
>

type Rendering = keyof typeof renderings

const layouts: readonly [SheetLayout, ...SheetLayout[]] = [
  { proactive: 'each', disputes: 'row' },
  { proactive: 'one', disputes: 'three' },
  { proactive: 'one', disputes: 'labelled' },
]

/** Damages golden figures at random, the same in every run from one seed, renders them and reads them back. */
export function soakMutations(documents: number, firstSeed = 0): MutationReport {
  const report = {
    documents: 0,
    silent: [] as SilentError[],
    untouched: 0,
    untouchedRead: 0,
    doubtfulUndamaged: 0,
    changedDigits: 0,
    located: 0,
    lost: new Map<string, number>(),
  }
  const sets = figureSets().filter(({ printed }) => [...printed.values()].some((text) => text !== ''))
  for (let seed = firstSeed; report.documents < documents; seed += 1) {
    const subject = subjectOf(seed, sets)
    if (!subject) continue
    report.documents += 1
    judge(subject, report)
  }
  return report
}

interface Subject {
  readonly seed: number
  readonly set: FigureSet
  readonly damage: string
  readonly rendering: Rendering
  readonly before: Draft
  readonly after: Draft
  readonly damaged: Damaged
}

/** One damaged document: a set of figures, a layout, one table damaged in one way, one rendering. */
export function subjectOf(seed: number, sets: readonly FigureSet[]): Subject | null {
  const chance = random(`mutation ${seed}`)
  const [first, ...others] = sets
  const damage = damages[seed % damages.length]
  if (!first || !damage) return null
  const set = chance.pick([first, ...others])
  const rendering = chance.pick(Object.keys(renderings) as [Rendering, ...Rendering[]])
  const before = draftOf(set, chance.pick(layouts))
  const target = targetOf(before, chance)
  if (target?.kind !== 'sheet') return null
  const damaged = damage.inflict(matrixOf(target.sheet), chance)
  if (!damaged) return null
  const rendered = (part: DraftPart): DraftPart[] => {
    if (part.kind !== 'sheet') return [part]
    const matrices = part === target ? damaged.parts : [matrixOf(part.sheet)]
    return matrices.map((matrix) => ({ ...part, sheet: renderings[rendering].sheet(matrix) }))
  }
  const after = { ...before, parts: before.parts.flatMap((part) => rendered(part)) }
  return { seed, set, damage: damage.name, rendering, before, after, damaged }
}

/** The requests table mostly: it has most of the figures. */
function targetOf(draft: Draft, chance: Random): DraftPart | undefined {
  const parts = draft.parts.filter((part) => part.kind === 'sheet')
  const requests = parts.filter(({ table }) => table === 'requests')
  const [first, ...others] = requests.length > 0 && chance.int(1, 10) <= 6 ? requests : parts
  return first && chance.pick([first, ...others])
}

type Tally = { -readonly [Key in keyof MutationReport]: MutationReport[Key] } & {
  readonly silent: SilentError[]
  readonly lost: Map<string, number>
}

function judge(subject: Subject, tally: Tally): void {
  const { seed, damage, rendering, damaged, set } = subject
  const { alignment, findings } = readBack(subject.after, rendering, set.year)
  const truth = truthOf(subject.after, renderings[rendering].blanks)
  const touched = new Set(damaged.touched)
  for (const cell of alignment.cells) {
    const at = addressOf(cell)
    const printed = truth.get(at) ?? []
    if (!isRight(cell, printed) && !findings.some((finding) => pointsAt(finding, cell))) {
      tally.silent.push({ seed, damage, rendering, at, printed, read: `${cell.status} ${cell.raw}` })
    }
  }
  const read = new Map(alignment.cells.map((cell) => [addressOf(cell), cell]))
  for (const [at, printed] of truth) {
    const [text] = printed
    if (touched.has(at) || printed.length !== 1 || readFigure(text ?? '').status !== 'number') continue
    tally.untouched += 1
    if (read.get(at)?.status === 'number') tally.untouchedRead += 1
    else tally.lost.set(`${damage} / ${rendering}`, (tally.lost.get(`${damage} / ${rendering}`) ?? 0) + 1)
  }
  countDigit(subject, findings, tally)
  countUndamaged(subject, tally)
}

function readBack(
  draft: Draft,
  rendering: Rendering,
  year: number,
): { alignment: Alignment; findings: Finding[] } {
  const bytes = new TextEncoder().encode(renderings[rendering].bytes(draft))
  const document = rendering.startsWith('html') ? htmlDocument(bytes) : readText(bytes)
  const alignment = align(document, year)
  const findings = verify({ ...alignment, year, agency: null, publishedOn: null, sections: [] })
  return { alignment, findings }
}

/**
 * What is printed for each cell of the form: one text where that is plain, several or none where it is not. A copy that
 * loses blanks loses with them which figures of the row are which.
 */
function truthOf(draft: Draft, blanks: 'kept' | 'lost'): Map<string, string[]> {
  const truth = new Map<string, Set<string>>()
  for (const part of draft.parts) {
    if (part.kind !== 'sheet') continue
    for (const row of part.sheet.rows) {
      // A merged cell's text still holds its figures in their order: reading them apart is right, and so is doubt.
      const own = row
        .flatMap((cell) => cell.holds ?? [cell])
        .filter(({ at, kind }) => kind === 'figure' && at !== null)
      const gaps = own.some(({ text }) => text === '') && own.some(({ text }) => text !== '')
      for (const { at, text } of own) {
        const texts = truth.get(at ?? '') ?? new Set()
        if (blanks === 'kept' || !gaps) texts.add(text)
        truth.set(at ?? '', texts)
      }
    }
  }
  return new Map([...truth].map(([at, texts]) => [at, [...texts]]))
}

/** A status that says nothing is known is never wrong; a figure, blank or dash is where it is not what is printed. */
function isRight(cell: Cell, printed: readonly string[]): boolean {
  if (cell.status !== 'number' && cell.status !== 'blank' && cell.status !== 'dash') return true
  const [text] = printed
  if (printed.length !== 1 || text === undefined) return false
  // 1 and, a line below, 09: what is no figure of its own goes on with the one above.
  const lines = text.split('\n')
  const meant = readFigure(lines.every((line) => isFigure(line)) ? text : lines.join(''))
  return meant.status === cell.status && meant.value === cell.value
}

function pointsAt({ table, row, column }: Finding, { at }: Cell): boolean {
  if (table !== at.table) return false
  return (
    (row !== null || column !== null) &&
    (row === null || row === at.row) &&
    (column === null || column === at.column)
  )
}

function countDigit({ damaged }: Subject, findings: readonly Finding[], tally: Tally): void {
  if (damaged.changed === undefined) return
  const [table, row, column] = damaged.changed.split('.')
  const sums = findings.filter((finding) => finding.class === 'identity' && finding.table === table)
  if (sums.length === 0) return
  tally.changedDigits += 1
  if (sums.some((finding) => finding.row === row || finding.column === column)) tally.located += 1
}

function countUndamaged({ before, rendering, set }: Subject, tally: Tally): void {
  if (renderings[rendering].blanks === 'lost' && [...set.printed.values()].includes('')) return
  const parts = before.parts.map((part) =>
    part.kind === 'sheet' ? { ...part, sheet: renderings[rendering].sheet(matrixOf(part.sheet)) } : part,
  )
  const { alignment } = readBack({ ...before, parts }, rendering, set.year)
  tally.doubtfulUndamaged += alignment.cells.filter(({ status }) => status === 'uncertain').length
}

function addressOf({ at }: { at: { table: FormTable; row: string; column: string } }): string {
  return `${at.table}.${at.row}.${at.column}`
}

/** The report as lines of text. */
export function mutationTable(report: MutationReport): string {
  const share = (100 * report.untouchedRead) / Math.max(1, report.untouched)
  return [
    `damaged documents                     ${report.documents}`,
    `silent errors                         ${report.silent.length}`,
    `untouched cells still read            ${report.untouchedRead} / ${report.untouched}  ${share.toFixed(2)} %`,
    `uncertain cells before the damage     ${report.doubtfulUndamaged}`,
    `changed digits that break a sum       ${report.changedDigits}, of which named by it ${report.located}`,
  ].join('\n')
}
