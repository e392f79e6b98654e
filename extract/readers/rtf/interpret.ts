import { codePageOf, decodeRun } from './codepages.ts'
import { RtfDefinition } from './definition.ts'
import type { RtfToken } from './tokens.ts'
import { TableLevels } from '../word/levels.ts'
import type { Piece } from '../word/piece.ts'

/** What a group inherits from the one around it. */
interface State {
  /** `body`: shown text. `fonts`: the font table. `shape`: properties around a text box. `ansi`: for programs without Unicode. `skip`: anything else. */
  readonly destination: 'body' | 'fonts' | 'shape' | 'ansi' | 'skip'
  readonly font: number
  /** How many characters stand in for a `\u` that old programs cannot read. */
  readonly fallback: number
  readonly hidden: boolean
  readonly deleted: boolean
  /** Raised by so many half points, or lowered; struck out. */
  readonly raised: number
  readonly struck: boolean
  /** Outline level of the paragraph, from 1. */
  readonly heading: number | null
  readonly inTable: boolean
  /** How many tables the paragraph is in; 0 also where only `\intbl` says that it is in one. */
  readonly depth: number
  /** The table level that the text around a text box stands at: tables within the box count from there. */
  readonly base: number
  /** The row's borders; those of a row within a cell are defined in a group of their own. */
  readonly definition: RtfDefinition
}

const outermost: Omit<State, 'definition'> = {
  destination: 'skip',
  font: 0,
  fallback: 1,
  hidden: false,
  deleted: false,
  raised: 0,
  struck: false,
  heading: null,
  inTable: false,
  depth: 0,
  base: 0,
}

/** Groups whose text is not the document's. */
const aside = new Set(
  (
    'colortbl stylesheet info pict header headerl headerr headerf footer footerl footerr footerf footnote annotation ' +
    'nonshppict shprslt objdata themedata colorschememapping datastore latentstyles listtable listoverridetable rsidtbl ' +
    'generator xmlnstbl mmathPr pgdsctbl filetbl revtbl nonesttables xe tc txe rxe'
  ).split(' '),
)
/** Groups marked `\*` (to be skipped by who does not know them) that hold shown text or lead to it. */
const starred: ReadonlyMap<string, State['destination']> = new Map([
  ['shpinst', 'shape'],
  ['shppict', 'body'],
  ['nesttableprops', 'body'],
])
/** Characters with a word of their own. */
const characters: ReadonlyMap<string, string> = new Map([
  ['tab', '\t'],
  ['~', '\u00A0'],
  ['_', '-'],
  ['emdash', '—'],
  ['endash', '–'],
  ['lquote', '‘'],
  ['rquote', '’'],
  ['ldblquote', '“'],
  ['rdblquote', '”'],
  ['bullet', '•'],
  ['emspace', '\u2003'],
  ['enspace', '\u2002'],
  ['{', '{'],
  ['}', '}'],
  ['\\', '\\'],
])
const lineEnds = new Set(['par', 'line', 'sect', 'page', 'column', 'softline', '\n', '\r'])

/** \super, \up6: raised; \sub, \dn6: lowered, by half points. */
const heights: ReadonlyMap<string, number> = new Map([
  ['super', 1],
  ['up', 1],
  ['sub', -1],
  ['dn', -1],
  ['nosupersub', 0],
])
const usualRise = 6

/** Deepest nesting of groups; Word's own files reach about 20. */
export const deepestGroup = 2000

export interface Interpreted {
  readonly pieces: readonly Piece[]
  /** `cut`: groups were still open at the end. `deep`: they nest beyond any sense. */
  readonly end: 'whole' | 'cut' | 'deep'
}

/** Follows RTF's control words and collects what a reader of the document is shown. */
export class RtfInterpreter {
  readonly #tables = new TableLevels()
  readonly #fonts = new Map<number, number>()
  readonly #stack: State[] = []
  #state: State = { ...outermost, definition: new RtfDefinition() }
  #codePage = 1252
  #defaultFont = 0
  #star = false
  #skip = 0
  #pending: Uint8Array[] = []
  #pictures = 0

  read(tokens: Iterable<RtfToken>): Interpreted {
    for (const token of tokens) {
      if (token.kind === 'open') this.#open()
      else if (token.kind === 'bytes') this.#bytes(token.bytes)
      else if (token.kind === 'control') this.#control(token.word, token.parameter)
      else {
        this.#flushBytes()
        const outer = this.#stack.pop()
        this.#skip = 0
        // A text box ends: what stands around it does not go on with its line.
        if (outer?.destination === 'shape' && this.#state.destination === 'body')
          this.#flow().flush(this.#state.heading)
        if (!outer || this.#stack.length === 0) return this.#done('whole')
        this.#state = outer
      }
      if (this.#stack.length > deepestGroup) return this.#done('deep')
    }
    return this.#done('cut')
  }

  #done(end: Interpreted['end']): Interpreted {
    this.#flushBytes()
    return { pieces: this.#tables.take(), end }
  }

  #open(): void {
    this.#flushBytes()
    this.#stack.push(this.#state)
    this.#skip = 0
  }

  #bytes(bytes: Uint8Array): void {
    const { destination, hidden, deleted } = this.#state
    this.#star = false
    const skipped = Math.min(this.#skip, bytes.length)
    this.#skip -= skipped
    if (destination === 'body' && !hidden && !deleted && skipped < bytes.length)
      this.#pending.push(bytes.subarray(skipped))
  }

  #flushBytes(): void {
    if (this.#pending.length === 0) return
    const bytes = Buffer.concat(this.#pending)
    this.#pending = []
    const codePage = codePageOf(this.#fonts.get(this.#state.font) ?? 0) ?? this.#codePage
    this.#flow().text(decodeRun(bytes, codePage), this.#look())
  }

  #look(): string {
    const { raised, struck } = this.#state
    return raised === 0 && !struck ? '' : `${raised}${struck ? 'struck' : ''}`
  }

  #flow() {
    return this.#tables.flow(this.#level())
  }

  #level(): number {
    const { base, inTable, depth } = this.#state
    return base + (inTable ? Math.max(1, depth) : depth)
  }

  #control(word: string, parameter: number | null): void {
    if (word === '*') {
      this.#star = true
      return
    }
    const star = this.#star
    this.#star = false
    // A fallback character may be a symbol too: `\u8212\_`.
    if (this.#skip > 0 && characters.has(word)) {
      this.#skip -= 1
      return
    }
    this.#flushBytes()
    if (this.#destination(word, star)) return
    const { destination } = this.#state
    if (word === 'uc') this.#set({ fallback: Math.max(0, parameter ?? 1) })
    else if (word === 'f') this.#set({ font: parameter ?? 0 })
    else if (word === 'fcharset' && destination === 'fonts') this.#fonts.set(this.#state.font, parameter ?? 0)
    else if (destination === 'body') this.#body(word, parameter)
  }

  #set(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change }
  }

  /** True where the word begins a group of another kind. */
  #destination(word: string, star: boolean): boolean {
    const { destination } = this.#state
    if (word === 'rtf') this.#set({ destination: 'body' })
    else if (word === 'fonttbl') this.#set({ destination: 'fonts' })
    else if (word === 'shptxt' && destination === 'shape') {
      this.#flow().flush(this.#state.heading)
      this.#set({ destination: 'body', base: this.#level(), inTable: false, depth: 0, heading: null })
    } else if (word === 'upr' && destination === 'body') this.#set({ destination: 'ansi' })
    // {\upr{…}{\*\ud{…}}}: the same text twice, the second time in Unicode.
    else if (word === 'ud' && destination === 'ansi') this.#set({ destination: 'body' })
    else if (star) {
      this.#set({ destination: destination === 'skip' ? 'skip' : (starred.get(word) ?? 'skip') })
      if (word === 'nesttableprops') this.#set({ definition: new RtfDefinition() })
    } else if (aside.has(word)) {
      if (word === 'pict' && destination === 'body') {
        this.#pictures += 1
        this.#flow().picture(`picture ${this.#pictures}`)
      }
      this.#set({ destination: 'skip' })
    } else return false
    return true
  }

  #body(word: string, parameter: number | null): void {
    const character = characters.get(word)
    if (character !== undefined) this.#shown(character)
    else if (word === 'u') {
      // \u is signed, and a character beyond the first plane comes as its two halves.
      this.#shown(String.fromCharCode((parameter ?? 0) & 0xffff))
      this.#skip = this.#state.fallback
    } else if (lineEnds.has(word)) this.#flow().flush(this.#state.heading)
    else if (word === 'cell') this.#tables.cell(this.#state.base + 1)
    else if (word === 'row') this.#tables.row(this.#state.base + 1, this.#state.definition.row)
    else if (word === 'nestcell') this.#tables.cell(this.#nested())
    else if (word === 'nestrow') this.#tables.row(this.#nested(), this.#state.definition.row)
    else if (!this.#state.definition.take(word, parameter)) this.#property(word, parameter)
  }

  #nested(): number {
    return this.#state.base + Math.max(2, this.#state.depth)
  }

  #shown(text: string): void {
    if (!this.#state.hidden && !this.#state.deleted) this.#flow().text(text, this.#look())
  }

  #property(word: string, parameter: number | null): void {
    const on = parameter !== 0
    if (word === 'pard') this.#set({ inTable: false, depth: 0, heading: null })
    else if (word === 'intbl') this.#set({ inTable: on })
    else if (word === 'itap') this.#set({ depth: Math.max(0, parameter ?? 0) })
    else if (word === 'outlinelevel')
      this.#set({ heading: parameter !== null && parameter < 9 ? parameter + 1 : null })
    else if (word === 'plain')
      this.#set({ font: this.#defaultFont, hidden: false, deleted: false, raised: 0, struck: false })
    else if (word === 'v') this.#set({ hidden: on })
    else if (word === 'deleted') this.#set({ deleted: on })
    else if (heights.has(word)) this.#set({ raised: (heights.get(word) ?? 0) * (parameter ?? usualRise) })
    else if (word === 'strike' || word.startsWith('striked')) this.#set({ struck: on })
    else if (word === 'deff') {
      this.#defaultFont = parameter ?? 0
      this.#set({ font: this.#defaultFont })
    } else if (word === 'ansicpg') this.#codePage = parameter ?? 1252
  }
}
