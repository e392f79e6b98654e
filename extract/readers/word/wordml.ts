import { descend, elements, holds, xmlText } from '../xml.ts'
import type { XmlElement } from '../xml.ts'
import type { Numbering } from './numbering.ts'
import { Flow, unknownCharacter } from './piece.ts'
import type { Piece, WordCell, WordTable } from './piece.ts'
import { outlineLevel } from './styles.ts'

export interface WordmlContext {
  /** Outline levels by paragraph style. */
  readonly headings: ReadonlyMap<string, number>
  /** Character properties by style. */
  readonly properties: ReadonlyMap<string, readonly XmlElement[]>
  readonly numbering: Numbering
  /** Parts by relationship id. */
  readonly relations: ReadonlyMap<string, string>
}

export interface Wordml {
  readonly pieces: readonly Piece[]
  /** A file of another format is embedded as part of the text (altChunk). */
  readonly foreign: boolean
}

/** Reads the main part of a Word document. */
export function wordml(main: XmlElement, context: WordmlContext): Wordml {
  const body = descend(main, 'body') ?? main
  return {
    pieces: new Body(context).pieces(body),
    foreign: holds(body, new Set(['altChunk'])),
  }
}

/** Around content, without a meaning of their own: content controls, tracked insertions and moves, links, tags. */
const transparent = new Set([
  'sdt',
  'sdtContent',
  'customXml',
  'smartTag',
  'ins',
  'moveTo',
  'hyperlink',
  'fldSimple',
  'bdo',
  'dir',
  'oMath',
  'oMathPara',
])
/** Tracked deletions, and the annotations over a base text. */
const removed = new Set([
  'del',
  'moveFrom',
  'rt',
  'instrText',
  'delText',
  'delInstrText',
  'rPr',
  'pPr',
  'sdtPr',
])
/** Formulas whose parts stand above, below or within each other: powers, fractions, roots, sums, brackets. */
const formulas = new Set([
  'f',
  'sSup',
  'sSub',
  'sSubSup',
  'sPre',
  'rad',
  'nary',
  'd',
  'm',
  'eqArr',
  'limLow',
  'limUpp',
  'func',
  'acc',
  'bar',
])
const drawn = new Set(['drawing', 'pict', 'object'])
const pictures = new Set(['blip', 'imagedata'])

interface Field {
  shows: boolean
  readonly code: string[]
}

class Body {
  readonly #context: WordmlContext
  /** Of the run that is being read. */
  #look = ''
  /** Of the paragraph that is being read. */
  #style: readonly XmlElement[] = []
  /** The fields that stand open: in what they are asked to do, or in what they show. */
  #fields: Field[] = []

  constructor(context: WordmlContext) {
    this.#context = context
  }

  pieces(container: XmlElement): Piece[] {
    const flow = new Flow()
    this.#blocks(container, flow)
    return flow.take()
  }

  #blocks(container: XmlElement, flow: Flow): void {
    for (const element of elements(container)) {
      if (element.name === 'p') this.#paragraph(element, flow)
      else if (element.name === 'tbl') flow.table(this.#table(element))
      else if (element.name === 'AlternateContent') this.#blocks(chosen(element), flow)
      else if (transparent.has(element.name)) this.#blocks(element, flow)
    }
  }

  #paragraph(paragraph: XmlElement, flow: Flow): void {
    const heading = this.#heading(paragraph)
    const aside: Piece[] = []
    this.#look = ''
    const [style, fields] = [this.#style, this.#fields]
    this.#style = this.#properties(descend(paragraph, 'pPr', 'pStyle'))
    this.#fields = []
    flow.lead(this.#context.numbering.before(paragraph))
    this.#inline(paragraph, flow, heading, aside)
    // A tracked deletion of the paragraph's end joins it to the next one.
    if (!descend(paragraph, 'pPr', 'rPr', 'del')) flow.flush(heading)
    flow.add(aside)
    ;[this.#style, this.#fields] = [style, fields]
  }

  #properties(style: XmlElement | undefined): readonly XmlElement[] {
    return this.#context.properties.get(style?.attributes['val'] ?? '') ?? []
  }

  #heading(paragraph: XmlElement): number | null {
    const own = outlineLevel(paragraph)
    if (own !== undefined) return own
    const style = descend(paragraph, 'pPr', 'pStyle')?.attributes['val']
    return style === undefined ? null : (this.#context.headings.get(style) ?? null)
  }

  /** Text of runs; what floats beside the paragraph (text boxes, pictures) is put aside until the paragraph ends. */
  #inline(parent: XmlElement, flow: Flow, heading: number | null, aside: Piece[]): void {
    for (const element of elements(parent)) {
      const { name } = element
      if (name === 'fldChar') this.#field(element, flow)
      else if (name === 'instrText') this.#fields.at(-1)?.code.push(xmlText(element))
      if (removed.has(name) || this.#fields.some(({ shows }) => !shows)) {
        if (name === 'r' || transparent.has(name)) this.#inline(element, flow, heading, aside)
        continue
      }
      if (name === 't') flow.text(xmlText(element), this.#look)
      else if (name === 'tab') flow.text('\t')
      else if (name === 'br' || name === 'cr') flow.flush(heading)
      else if (name === 'noBreakHyphen') flow.text('-')
      else if (name === 'sym') flow.text(symbol(element))
      else if (name === 'r') this.#run(element, flow, heading, aside)
      else if (name === 'AlternateContent') this.#inline(chosen(element), flow, heading, aside)
      else if (drawn.has(name)) {
        const before = aside.length
        this.#drawing(element, aside)
        const pieces = aside.slice(before)
        if (descend(element, 'inline') && pieces.some(({ kind }) => kind === 'picture')) flow.pictureMark()
      } else if (formulas.has(name)) flow.text(unknownCharacter)
      else if (transparent.has(name) || name === 'ruby' || name === 'rubyBase')
        this.#inline(element, flow, heading, aside)
    }
  }

  #run(run: XmlElement, flow: Flow, heading: number | null, aside: Piece[]): void {
    const own = descend(run, 'rPr')
    const properties = [...(own ? [own, ...this.#properties(descend(own, 'rStyle'))] : []), ...this.#style]
    if (isOn(properties, 'vanish')) return
    this.#look = lookOf(properties)
    this.#inline(run, flow, heading, aside)
  }

  /** EQ draws its result and leaves no text of it. */
  #field({ attributes }: XmlElement, flow: Flow): void {
    const type = attributes['fldCharType']
    const field = this.#fields.at(-1)
    if (type === 'begin') this.#fields.push({ shows: false, code: [] })
    else if (type === 'separate' && field) field.shows = true
    else if (type === 'end') {
      this.#fields.pop()
      if (field && !field.shows && /^\s*EQ\b/iu.test(field.code.join(''))) flow.text(unknownCharacter)
    }
  }

  #drawing(drawing: XmlElement, aside: Piece[]): void {
    for (const element of elements(drawing)) {
      if (element.name === 'txbxContent') aside.push(...this.pieces(element))
      else if (element.name === 'AlternateContent') this.#drawing(chosen(element), aside)
      else if (pictures.has(element.name)) {
        const id = element.attributes['embed'] ?? element.attributes['id'] ?? element.attributes['link'] ?? ''
        aside.push({ kind: 'picture', name: this.#context.relations.get(id) ?? id })
      } else this.#drawing(element, aside)
    }
  }

  #table(table: XmlElement): WordTable {
    return {
      kind: 'table',
      rows: through(table, 'tr')
        .filter((row) => !descend(row, 'trPr', 'del'))
        .map((row) => this.#row(row)),
    }
  }

  #row(row: XmlElement): WordCell[] {
    const cells: WordCell[] = []
    let start = counted(descend(row, 'trPr', 'gridBefore'), 0)
    for (const element of through(row, 'tc')) {
      const properties = descend(element, 'tcPr')
      const end = start + Math.max(1, counted(properties && descend(properties, 'gridSpan'), 1))
      const previous = cells.at(-1)
      // The older horizontal merge: later cells of it are empty and belong to the first.
      if (mergeOf(properties, 'hMerge') === 'continues' && previous)
        cells[cells.length - 1] = { ...previous, end }
      else cells.push({ start, end, down: mergeOf(properties, 'vMerge'), pieces: this.pieces(element) })
      start = end
    }
    return cells
  }
}

/** Of several renderings of one thing, the first that there is: they hold the same text. */
function chosen(alternate: XmlElement): XmlElement {
  return descend(alternate, 'Choice') ?? descend(alternate, 'Fallback') ?? alternate
}

/** Rows of a table, cells of a row, also those within content controls and tracked insertions. */
function through(parent: XmlElement, name: string): XmlElement[] {
  return elements(parent).flatMap((element) => {
    if (element.name === name) return [element]
    return transparent.has(element.name) ? through(element, name) : []
  })
}

/** `<w:vMerge w:val="restart"/>` starts a merge; `<w:vMerge/>` and `w:val="continue"` go on with it. */
function mergeOf(properties: XmlElement | undefined, name: 'vMerge' | 'hMerge'): WordCell['down'] {
  const merge = properties && descend(properties, name)
  if (!merge) return 'alone'
  return merge.attributes['val'] === 'restart' ? 'starts' : 'continues'
}

function counted(element: XmlElement | undefined, otherwise: number): number {
  const value = Number.parseInt(element?.attributes['val'] ?? '', 10)
  return Number.isNaN(value) || value < 0 ? otherwise : value
}

/** `w:val="0"`, `"false"`, `"off"` switch a property off that its mere presence switches on. */
function isOff({ attributes }: XmlElement): boolean {
  return ['0', 'false', 'off'].includes(attributes['val'] ?? '')
}

/** What the first of several properties says that names it: a run's own, then its style's, then the paragraph's. */
function stated(properties: readonly XmlElement[], name: string): XmlElement | undefined {
  for (const own of properties) {
    const element = descend(own, name)
    if (element) return element
  }
  return undefined
}

function isOn(properties: readonly XmlElement[], name: string): boolean {
  const element = stated(properties, name)
  return element !== undefined && !isOff(element)
}

/** Half points: below this nobody sees a letter. */
const smallest = 4

/** Raised, lowered, struck out, white, or too small to be seen: "" for a run that is none of it. */
function lookOf(properties: readonly XmlElement[]): string {
  if (properties.length === 0) return ''
  const value = (name: string) => stated(properties, name)?.attributes['val']
  const struck = isOn(properties, 'strike') || isOn(properties, 'dstrike')
  const unseen = value('color')?.toUpperCase() === 'FFFFFF' || Number(value('sz') ?? smallest + 1) <= smallest
  const height = [value('vertAlign') ?? 'baseline', value('position') ?? '0'].join()
  return `${height === 'baseline,0' ? '' : height}${struck ? 'struck' : ''}${unseen ? 'unseen' : ''}`
}

/** A character by number; those of symbol fonts (F000–F0FF: ticks and boxes, digits in circles) have no meaning as text. */
function symbol({ attributes }: XmlElement): string {
  const code = Number.parseInt(attributes['char'] ?? '', 16)
  return Number.isNaN(code) || (code >= 0xe000 && code <= 0xf8ff) || code > 0x10ffff
    ? unknownCharacter
    : String.fromCodePoint(code)
}
