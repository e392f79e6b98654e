import { descend, elements, holds, xmlText } from '../xml.ts'
import type { XmlElement } from '../xml.ts'
import type { Numbering } from './numbering.ts'
import { Flow } from './piece.ts'
import type { Piece, WordCell, WordTable } from './piece.ts'
import { outlineLevel } from './styles.ts'

export interface WordmlContext {
  /** Outline levels by paragraph style. */
  readonly headings: ReadonlyMap<string, number>
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
const drawn = new Set(['drawing', 'pict', 'object'])
const pictures = new Set(['blip', 'imagedata'])

class Body {
  readonly #context: WordmlContext
  /** Of the run that is being read. */
  #look = ''

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
    flow.lead(this.#context.numbering.before(paragraph))
    this.#inline(paragraph, flow, heading, aside)
    // A tracked deletion of the paragraph's end joins it to the next one.
    if (!descend(paragraph, 'pPr', 'rPr', 'del')) flow.flush(heading)
    flow.add(aside)
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
      if (removed.has(name)) continue
      if (name === 't') flow.text(xmlText(element), this.#look)
      else if (name === 'tab') flow.text('\t')
      else if (name === 'br' || name === 'cr') flow.flush(heading)
      else if (name === 'noBreakHyphen') flow.text('-')
      else if (name === 'sym') flow.text(symbol(element))
      else if (name === 'r') this.#run(element, flow, heading, aside)
      else if (name === 'AlternateContent') this.#inline(chosen(element), flow, heading, aside)
      else if (drawn.has(name)) this.#drawing(element, aside)
      else if (transparent.has(name) || name === 'ruby' || name === 'rubyBase')
        this.#inline(element, flow, heading, aside)
    }
  }

  #run(run: XmlElement, flow: Flow, heading: number | null, aside: Piece[]): void {
    const hidden = descend(run, 'rPr', 'vanish')
    if (hidden !== undefined && !isOff(hidden)) return
    this.#look = lookOf(run)
    this.#inline(run, flow, heading, aside)
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

/** Raised, lowered, struck out: "" for a run that is none of it. */
function lookOf(run: XmlElement): string {
  const value = (name: string) => descend(run, 'rPr', name)?.attributes['val']
  const struck = ['strike', 'dstrike'].some((name) => {
    const element = descend(run, 'rPr', name)
    return element !== undefined && !isOff(element)
  })
  const height = [value('vertAlign') ?? 'baseline', value('position') ?? '0'].join()
  return `${height === 'baseline,0' ? '' : height}${struck ? 'struck' : ''}`
}

/** A character by number; those of symbol fonts (F000–F0FF: ticks and boxes) have no meaning as text. */
function symbol({ attributes }: XmlElement): string {
  const code = Number.parseInt(attributes['char'] ?? '', 16)
  return Number.isNaN(code) || (code >= 0xe000 && code <= 0xf8ff) || code > 0x10ffff
    ? ''
    : String.fromCodePoint(code)
}
