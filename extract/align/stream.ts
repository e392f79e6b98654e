import { plain } from '../characters.ts'
import { recalled } from '../recall.ts'
import type { Token } from './tokens.ts'

/** A label can begin behind these: 行政诉讼：未经复议直接起诉 · (七)总计 · 1.属于国家秘密. Not behind a comma: that is prose. */
const opening = new Set([':', ')', '.'])
const han = /\p{Script=Han}/u

/** A stretch of tokens, first and last included, and how many characters of a label were matched in it. */
export interface Span {
  readonly from: number
  readonly to: number
  readonly length: number
}

/** Numbering before a label, in Han numerals once brackets and points are gone: 一、 （七） */
const numerals = new Set('一二三四五六七八九十')

/**
 * The Han characters of all label tokens, in order, each knowing its token: labels broken over lines or cells, spaced
 * out, or with their figures in between are found in it as if they stood in one piece.
 */
export class LabelStream {
  readonly #text: string
  readonly #token: number[] = []
  readonly #starts: boolean[] = []
  readonly #ends: boolean[] = []
  readonly #known = new Map<string, Span[]>()
  readonly end: number

  constructor(tokens: readonly Token[]) {
    let text = ''
    for (const [index, token] of tokens.entries()) {
      if (token.kind !== 'label') continue
      for (const { character, starts, ends } of spelled(token.text)) {
        text += character
        this.#token.push(index)
        this.#starts.push(starts)
        this.#ends.push(ends)
      }
    }
    this.#text = text
    this.end = tokens.length
  }

  /** Where a label stands word for word. A short label must stand alone: 其他, 总计, 规章. */
  occurrences(label: string): Span[] {
    const known = this.#known.get(label)
    if (known) return known
    const spans: Span[] = []
    for (let at = label === '' ? -1 : this.#text.indexOf(label); at >= 0;) {
      const last = at + label.length - 1
      const alone = label.length > 4 || this.#ends[last]
      if (this.#starts[at] && alone) spans.push(this.#span(at, last))
      at = this.#text.indexOf(label, at + 1)
    }
    this.#known.set(label, spans)
    return spans
  }

  /**
   * The best approximate place of a label between two tokens, with at most a quarter of it wrong; null where there is
   * none, or a second one is as good.
   * @param others first tokens of labels that stand there word for word: 二、上年结转… is no misspelt 一、本年新收…
   */
  closest(labels: readonly string[], from: number, to: number, others: ReadonlySet<number>): Span | null {
    let best: { span: Span; cost: number } | null = null
    let rivals = 0
    for (const label of labels) {
      if (label.length < 5) continue
      const first = this.#token.findIndex((token) => token >= from)
      for (let at = first; at >= 0 && at < this.#text.length && (this.#token[at] ?? to) < to; at += 1) {
        if (!this.#starts[at] || others.has(this.#token[at] ?? -1)) continue
        const most = label.length / 4
        const { cost, length } = prefixDistance(label, this.#text.slice(at, at + label.length * 2), most)
        if (cost > most || length === 0) continue
        const span = this.#span(at, at + length - 1)
        if (!best || cost < best.cost) {
          best = { span, cost }
          rivals = 0
        } else if (cost === best.cost && span.from !== best.span.from) rivals += 1
      }
    }
    return best && rivals === 0 ? best.span : null
  }

  #span(first: number, last: number): Span {
    return { from: this.#token[first] ?? 0, to: this.#token[last] ?? 0, length: last - first + 1 }
  }
}

/** A Han character of a label token. */
interface Letter {
  readonly character: string
  /** A label can begin with it: the token's first, or behind its numbering. */
  readonly starts: boolean
  readonly ends: boolean
}

const spelled = recalled((text): readonly Letter[] => {
  const own = Array.from(plain(text))
  const isHan = own.map((character) => han.test(character))
  let numbering = true
  return own.flatMap((character, at) => {
    if (!isHan[at]) return []
    const starts = numbering || opening.has(own[at - 1] ?? '')
    numbering &&= numerals.has(character)
    // 部分公开(区分处理的…): a bracket ends a label as well as the token does.
    return [{ character, starts, ends: isHan[at + 1] !== true }]
  })
})

/** Edit distance between a label and the best prefix of a text, and that prefix's length; infinite once it is more than `most`. */
function prefixDistance(label: string, text: string, most: number): { cost: number; length: number } {
  let row = Uint16Array.from({ length: text.length + 1 }, (_, index) => index)
  let next = new Uint16Array(text.length + 1)
  for (let i = 1; i <= label.length; i += 1) {
    let left = (next[0] = i)
    let corner = i - 1
    let least = i
    const character = label.charCodeAt(i - 1)
    for (let j = 1; j <= text.length; j += 1) {
      const above = row[j] ?? 0
      left = Math.min(corner + (character === text.charCodeAt(j - 1) ? 0 : 1), above + 1, left + 1)
      next[j] = left
      corner = above
      if (left < least) least = left
    }
    if (least > most) return { cost: Infinity, length: 0 }
    ;[row, next] = [next, row]
  }
  let length = 0
  for (const [index, cost] of row.entries()) if (cost < (row[length] ?? Infinity)) length = index
  return { cost: row[length] ?? label.length, length }
}
