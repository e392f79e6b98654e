import { TableLevels } from '../word/levels.ts'
import { goesOn } from '../word/piece.ts'
import type { Piece } from '../word/piece.ts'
import { codes, isOn, modifiers } from './modifiers.ts'
import type { Modifier } from './modifiers.ts'
import { characterRuns, paragraphRuns, propertiesAt } from './properties.ts'
import type { Paragraph, PropertyRun } from './properties.ts'
import { rowDefinition } from './rows.ts'
import { partsOf, slice, textRuns } from './text.ts'
import type { TextRun } from './text.ts'

/** The streams of a Word document that its text and properties are in. */
export interface WordStreams {
  readonly document: Buffer
  readonly table: Buffer
  readonly data: Buffer
}

/** Characters with a meaning of their own (MS-DOC 2.4.1 and 2.8.25). */
const marks = {
  picture: '\u0001',
  cellEnd: '\u0007',
  tab: '\t',
  lineBreak: '\v',
  pageBreak: '\f',
  paragraphEnd: '\r',
  columnBreak: '\u000E',
  fieldStart: '\u0013',
  fieldResult: '\u0014',
  fieldEnd: '\u0015',
  noBreakHyphen: '\u001E',
} as const

/** Headings 1 to 9 have these style numbers in every document (MS-DOC 2.9.271). */
const headingStyles = { first: 1, last: 9 }

/**
 * Follows a Word document's text mark by mark: its body, then the text of its text boxes.
 * @throws RangeError where the streams contradict themselves
 */
export function interpret(streams: WordStreams): Piece[] {
  const { document, table } = streams
  const parts = partsOf(document)
  const runs = textRuns(document, table)
  const reader = new BodyReader(streams)
  const body = reader.read(slice(runs, 0, parts.body))
  const boxes = parts.body + parts.between
  return [...body, ...reader.read(slice(runs, boxes, boxes + parts.textBoxes))]
}

interface Properties {
  readonly style: number
  readonly modifiers: readonly Modifier[]
}

class BodyReader {
  readonly #data: Buffer
  readonly #paragraphs: readonly PropertyRun<Paragraph>[]
  readonly #characters: readonly PropertyRun<readonly Modifier[]>[]
  /** Properties kept in the Data stream, by their offset: many rows share one. */
  readonly #kept = new Map<number, readonly Modifier[]>()
  #tables = new TableLevels()
  #lines: string[] = ['']
  #pictures = 0
  /** How the last character stands on its line, and the one before. */
  #look = ''
  #before = ''
  /** For each field around here: whether its instruction is being read, or its result. */
  #fields: ('instruction' | 'result')[] = []

  constructor({ document, table, data }: WordStreams) {
    this.#data = data
    this.#paragraphs = paragraphRuns(document, table).sort((a, b) => a.from - b.from)
    this.#characters = characterRuns(document, table).sort((a, b) => a.from - b.from)
  }

  read(runs: readonly TextRun[]): Piece[] {
    for (const run of runs) {
      for (let index = 0; index < run.text.length; index += 1) {
        this.#character(run.text.charAt(index), run.offset + index * run.bytesPerCharacter)
      }
    }
    const flow = this.#tables.flow(0)
    this.#write(flow, null)
    const pieces = this.#tables.take()
    this.#tables = new TableLevels()
    this.#fields = []
    return pieces
  }

  #character(character: string, offset: number): void {
    if (character === marks.paragraphEnd || character === marks.cellEnd || character === marks.pageBreak)
      this.#end(character, offset)
    else if (character === marks.fieldStart) this.#fields.push('instruction')
    else if (character === marks.fieldResult) this.#fields.splice(-1, 1, 'result')
    else if (character === marks.fieldEnd) this.#fields.pop()
    else if (!this.#fields.includes('instruction')) {
      const properties = propertiesAt(this.#characters, offset) ?? []
      if (!isShown(properties)) return
      this.#before = this.#look
      this.#look = lookOf(properties)
      this.#shown(character)
    }
  }

  #shown(character: string): void {
    if (character === marks.lineBreak || character === marks.columnBreak) this.#lines.push('')
    else if (character === marks.picture) this.#pictures += 1
    else if (character === marks.noBreakHyphen) this.#append('-')
    else if (character >= ' ' || character === marks.tab) this.#append(character)
  }

  #append(text: string): void {
    this.#lines[this.#lines.length - 1] = goesOn(this.#lines.at(-1) ?? '', text, this.#look, this.#before)
  }

  /** A paragraph's end, which in a table may also end a cell or a row; its properties say which. */
  #end(mark: string, offset: number): void {
    const { style, modifiers: list } = this.#propertiesAt(offset)
    const level = levelOf(list)
    const flow = this.#tables.flow(level)
    this.#write(flow, headingOf(style, list))
    if (level === 0) return
    if (isOn(list, codes.rowEnd) || isOn(list, codes.innerRowEnd))
      this.#tables.row(level, rowDefinition(list))
    else if (mark === marks.cellEnd || isOn(list, codes.innerCellEnd)) this.#tables.cell(level)
  }

  #write(flow: ReturnType<TableLevels['flow']>, heading: number | null): void {
    for (const line of this.#lines) {
      flow.text(line)
      flow.flush(heading)
    }
    for (; this.#pictures > 0; this.#pictures -= 1) flow.picture('picture')
    this.#lines = ['']
  }

  #propertiesAt(offset: number): Properties {
    const { style, modifiers: list } = propertiesAt(this.#paragraphs, offset) ?? { style: 0, modifiers: [] }
    const pointer = list.find(({ code }) => code === codes.huge || code === codes.elsewhere)
    return pointer
      ? { style, modifiers: [...list, ...this.#keptAt(pointer.operand.readUInt32LE(0))] }
      : { style, modifiers: list }
  }

  #keptAt(offset: number): readonly Modifier[] {
    const known = this.#kept.get(offset)
    if (known) return known
    const length = this.#data.readUInt16LE(offset)
    const list = modifiers(this.#data.subarray(offset + 2, offset + 2 + length))
    this.#kept.set(offset, list)
    return list
  }
}

function isShown(properties: readonly Modifier[]): boolean {
  return !isOn(properties, codes.deleted) && !isOn(properties, codes.hidden)
}

/** Raised, lowered, struck out: "" for a character that is none of it. */
function lookOf(properties: readonly Modifier[]): string {
  if (properties.length === 0) return ''
  const height = properties.findLast(({ code }) => code === codes.height)?.operand[0] ?? 0
  const rise = properties.findLast(({ code }) => code === codes.rise)?.operand.readInt16LE(0) ?? 0
  const struck = isOn(properties, codes.struck) || isOn(properties, codes.struckTwice)
  return height === 0 && rise === 0 && !struck ? '' : `${height} ${rise}${struck ? ' struck' : ''}`
}

/** How many tables a paragraph is in. Files of Word 97 know one level only, and give no depth. */
function levelOf(list: readonly Modifier[]): number {
  const depth = list.findLast(({ code }) => code === codes.tableDepth)?.operand.readInt32LE(0)
  const inTable = isOn(list, codes.inTable) || isOn(list, codes.rowEnd)
  return depth === undefined || depth <= 0 ? Number(inTable) : depth
}

function headingOf(style: number, list: readonly Modifier[]): number | null {
  const level = list.findLast(({ code }) => code === codes.outlineLevel)?.operand[0]
  if (level !== undefined) return level < 9 ? level + 1 : null
  return style >= headingStyles.first && style <= headingStyles.last ? style : null
}
