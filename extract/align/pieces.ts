import { han } from '../characters.ts'
import type { FormLine } from '../forms/form.ts'
import { meaning } from '../labels.ts'
import type { Token } from './tokens.ts'

/**
 * Whether heads broken over lines (商业企 and, a line below, 业) may stand in a given order. A line gives its pieces from left
 * to right: pieces that fit no such order contradict it, and so do neighbours under one heading that no line shows together.
 * @param columns in the order asked for
 */
export function piecesInOrder(tokens: readonly Token[], columns: readonly FormLine[]): boolean {
  const heads = columns.map(({ label }) => meaning(label))
  const lines = linesOf(tokens, heads)
  const places = lines.map((words) => placesOf(words, heads))
  if (places.includes(null)) return false
  const whole = new Set(lines.flat())
  const isBroken = (column: number): boolean =>
    !whole.has(heads[column] ?? '') && places.some((own) => own?.has(column))
  return columns.every(({ under }, column) => {
    const before = column - 1
    const apart = columns[before]?.under[0] !== under[0]
    if (column === 0 || apart || (!isBroken(column) && !isBroken(before))) return true
    return places.some((own) => own?.has(column) && own.has(before))
  })
}

/** Whether every line's heads and pieces of heads fit an order that may stand several times side by side, each to its last head. */
export function fitsRepeated(tokens: readonly Token[], columns: readonly FormLine[]): boolean {
  const heads = columns.map(({ label }) => meaning(label))
  const sides = linesOf(tokens, heads).flatMap((words) => cutBehind(words, heads.at(-1) ?? ''))
  return sides.every((words) => {
    if (words.length > mostPieces) return false
    const most = Math.max(...words.map((word) => words.filter((other) => other === word).length))
    const times = Math.max(most, Math.ceil(words.length / heads.length))
    return leftmost(words, Array.from({ length: times }, () => heads).flat()) !== null
  })
}

/** The fifteen heads of disputes, a character a piece, are sixty. */
const mostPieces = 100

function cutBehind(words: readonly string[], last: string): string[][] {
  const sides: string[][] = []
  for (const [index, word] of words.entries()) {
    if (index === 0 || words[index - 1] === last) sides.push([word])
    else sides.at(-1)?.push(word)
  }
  return sides
}

/** The heads and pieces of heads of each line; of a copy with a cell a line, of all that may stand in one. */
function linesOf(tokens: readonly Token[], heads: readonly string[]): string[][] {
  const lines = new Map<number, string[]>()
  const isPiece = (words: string): boolean => words !== '' && heads.some((head) => head.includes(words))
  for (const { kind, text, line } of tokens) {
    if (kind !== 'label') continue
    // 商 科 会 律 looks like one label spaced out.
    const words = isPiece(han(text)) ? [text] : text.split(' ')
    const own = words.map((word) => han(word)).filter(isPiece)
    const before = lines.get(line)
    if (before) for (const piece of own) before.push(piece)
    else if (own.length > 0) lines.set(line, own)
  }
  const pieces = [...lines.values()]
  if (pieces.some(({ length }) => length > 1)) return pieces
  const runs: string[][] = []
  for (const piece of pieces.flat()) {
    const run = runs.at(-1)
    if (run && leftmost([...run, piece], heads)) run.push(piece)
    else runs.push([piece])
  }
  return runs
}

/** The columns that a line's pieces tell: 构 is of 科研机构 or 法律服务机构, between 业 and 组织 of the former. Null where none fit. */
function placesOf(words: readonly string[], heads: readonly string[]): Set<number> | null {
  const first = leftmost(words, heads)
  const last = leftmost(words.map(turned).toReversed(), heads.map(turned).toReversed())?.toReversed()
  if (!first || !last) return null
  return new Set(first.filter((column, index) => column === heads.length - 1 - (last[index] ?? column)))
}

/** The column of each piece, as far left as those before it let it stand; null where one finds none. */
function leftmost(words: readonly string[], heads: readonly string[]): number[] | null {
  const columns: number[] = []
  let [column, from] = [0, 0]
  for (const piece of words) {
    const start = from
    const at = heads.findIndex(
      (head, index) => index >= column && head.includes(piece, index === column ? start : 0),
    )
    if (at < 0) return null
    from = (heads[at] ?? '').indexOf(piece, at === column ? start : 0) + piece.length
    column = at
    columns.push(column)
  }
  return columns
}

function turned(text: string): string {
  return Array.from(text).toReversed().join('')
}
