import { plain } from '../characters.ts'
import type { Block, Grid, Paragraph, Place } from '../document.ts'
import { gridRows } from '../document.ts'
import { endsInFigure, isFigure, isMuddle } from '../figure.ts'

/**
 * A piece of a document in reading order: a label or part of one, a figure, an empty cell, or a muddle: digits that are
 * no one figure (00, or two figures in one cell).
 */
export interface Token {
  readonly kind: 'label' | 'figure' | 'empty' | 'muddle'
  readonly text: string
  readonly place: Place | null
  /** The grid it comes from; null for running text. */
  readonly grid: Grid | null
  /** Counts rows and paragraphs, so that a line's end can be seen. */
  readonly line: number
}

/** `- 3 -` · `— 12 —` · `第3页`: a page's number, never a figure. */
const pageNumber = /^(?:[-–—]\s*\d{1,4}\s*[-–—]|第\s*\d{1,4}\s*页(?:\s*共\s*\d{1,4}\s*页)?)$/u

/** Cuts a document into tokens. Spans and grid positions are left behind: this reading relies on order alone. */
export function tokens(blocks: readonly Block[]): Token[] {
  const result: Token[] = []
  let line = 0
  for (const block of blocks) {
    if (block.kind === 'paragraph') {
      if (!pageNumber.test(block.text)) result.push(...spoken(block, line))
      line += 1
      continue
    }
    for (const row of gridRows(block)) {
      for (const cell of row) {
        const text = joined(cell.text)
        if (text.trim() === '') result.push({ kind: 'empty', text: '', place: cell.place, grid: block, line })
        else if (isFigure(text))
          result.push({ kind: 'figure', text: text.trim(), place: cell.place, grid: block, line })
        else if (block.positions === 'exact') {
          result.push({ kind: kindOf(text), text, place: cell.place, grid: block, line })
          // 规章 and, below it, 1: the row's first figure may have slipped into its label's cell.
          if (endsInFigure(cell.text))
            result.push({ kind: 'muddle', text, place: cell.place, grid: block, line })
        } else result.push(...words(text, cell.place, block, line))
      }
      line += 1
    }
  }
  return qualified(result)
}

/** 约 at a line's end, and its figure on the next one: none to be read as it stands. */
function qualified(all: Token[]): Token[] {
  if (!all.some(({ kind, text }) => kind === 'label' && text.length <= 2 && loneQualifier.test(text)))
    return all
  return all.map((token, index) => {
    if (token.kind !== 'figure') return token
    const before = all.slice(Math.max(0, index - farthestQualifier), index)
    const last = before.findLastIndex(({ kind }) => kind === 'figure')
    const isQualified = before.slice(last + 1).some(({ text }) => loneQualifier.test(text))
    return isQualified ? { ...token, kind: 'muddle' } : token
  })
}

/** So many tokens before its figure: the rest of a broken label may stand between them. */
const farthestQualifier = 2

/** A line of text; a sheet called 2021 is a heading, and no figure. */
function spoken({ text, heading, place }: Paragraph, line: number): Token[] {
  const own = words(text, place, null, line)
  return heading === 1 ? own.map((token): Token => ({ ...token, kind: 'label' })) : own
}

/** 1 . 属 于 国 家 秘 密: letters spaced out are one label. 无 无 无 are dashes. */
const spacedOut =
  /(?<!\S)(?:\d{1,2} [.．、] )?(?!(?:[无空] )*[无空](?!\S))(?:[\p{Script=Han}“”（）()、，：:] ){2,}[\p{Script=Han}“”（）()、，：:](?!\S)/u
/** 22（其中修订 16 件） */
const remarked = /[^\s（(]*[\d０-９][^\s（(]*[（(][^（()）]*[）)]\S*/u
/** 减 3 */
const signed = /(?<!\S)(?:减少?|增加?)[ \u3000]+[\d０-９]\S*/u
/** 251000 元 */
const measured =
  /(?<!\S)[\d０-９][\d０-９,，.．]*[ \u3000](?:万元|亿元|人次|[元件条次项份个人篇宗起例封%])(?!\S)/u
/** 约 20 is no figure. */
const qualifier = '(?:大约|约|将近|近|超过|超|逾|不足|不到|至少|最多|注)'
const loneQualifier = new RegExp(`^${qualifier}$`, 'u')
const about = new RegExp(`(?<!\\S)${qualifier}[ \\u3000]*[\\d０-９]\\S*`, 'u')
/** What is one piece whatever blanks it holds; else blanks cut: `规章 0 0 0`. */
const piece = new RegExp(
  [about, spacedOut, remarked, signed, measured, /\S+/u].map(({ source }) => source).join('|'),
  'gu',
)

/** 规章000: a label with its figures run into it. How many they are cannot be seen. 约20 is no label and a figure. */
const runTogether = new RegExp(
  `^(?!${qualifier}[ \\d])(?<label>\\p{Script=Han}+)(?<figures>\\d[\\d,.]*)$`,
  'u',
)

/** `规章 0 0 0` is a label and three figures; `2. 其他法律…` begins with a number that is none. */
function words(text: string, place: Place | null, grid: Grid | null, line: number): Token[] {
  return [...text.matchAll(piece)].flatMap((match) => {
    const [word] = match
    const together = isFigure(word) ? undefined : runTogether.exec(plain(word))?.groups
    const cut = together?.['label']?.length ?? word.length
    const parts = [word.slice(0, cut), word.slice(cut)].filter((part) => part !== '')
    return parts.map((part, index) => ({
      kind: kindOf(part),
      text: part,
      place: offset(place, match.index + (index === 0 ? 0 : cut)),
      grid,
      line,
    }))
  })
}

/** 3. on a line of its own, or cut from its label by a blank; (3) and 3) likewise. */
export const numbering = /^(?:\d{1,2}[.．、)）]|[(（]\d{1,2}[)）])$/u

function kindOf(text: string): Token['kind'] {
  if (isFigure(text)) return 'figure'
  if (numbering.test(text)) return 'label'
  return isMuddle(text) ? 'muddle' : 'label'
}

/** A cell's lines in one: a label or a long figure may be broken anywhere, but two figures stay two. */
function joined(text: string): string {
  if (!text.includes('\n')) return text
  const lines = text.split('\n')
  return lines.join(lines.length > 1 && lines.every((line) => isFigure(line)) ? ' ' : '')
}

function offset(place: Place | null, by: number): Place | null {
  return place && 'line' in place ? { line: place.line, column: place.column + by } : place
}
