import type { Box } from './geometry.ts'
import { isWide } from './letters.ts'
import { lineText } from './lines.ts'
import type { Line } from './lines.ts'

/** A line of running text with what joining it needs to know of its page. */
export interface TextLine {
  readonly page: number
  readonly line: Line
  /** x of the right edge of the page's body. */
  readonly margin: number
}

/** A paragraph and where its first line stands. */
export interface TextBlock {
  readonly page: number
  readonly box: Box
  readonly text: string
}

/** A line that ends like this ends its paragraph: 。 ； ： ！ ？ and their closing marks. */
const ended = /[。；：！？;:!?][”’"'）)]*$/u

/** How far short of the margin a full line may end, in ems: punctuation is not squeezed, words are not cut. */
const slack = 2.2

/** Joins a paragraph's lines: one goes on where it fills its line and ends no sentence. */
export function paragraphsOf(lines: readonly TextLine[]): TextBlock[] {
  const blocks: { page: number; box: Box; text: string; left: number; last: TextLine }[] = []
  for (const own of lines) {
    const text = lineText(own.line.glyphs)
    const block = blocks.at(-1)
    if (block && goesOn(block, own)) {
      block.text +=
        isWide(block.text.at(-1) ?? '') || isWide(text) || /\d$/u.test(block.text) ? text : ` ${text}`
      block.left = Math.min(block.left, own.line.left)
      block.last = own
    } else blocks.push({ page: own.page, box: own.line, text, left: own.line.left, last: own })
  }
  return blocks.map(({ page, box, text }) => ({ page, box, text }))
}

function goesOn(block: { text: string; left: number; last: TextLine }, next: TextLine): boolean {
  const { line, margin, page } = block.last
  const em = line.size
  if (ended.test(block.text) || margin - line.right > slack * em) return false
  if (Math.abs(next.line.size - em) > em * 0.12) return false
  if (next.line.left > block.left + 0.8 * em) return false
  return page === next.page ? next.line.top - line.bottom < 1.8 * em : next.page === page + 1
}
