import { han, plain } from '../characters.ts'
import { isUnit } from '../figure.ts'
import type { Form } from '../forms/form.ts'
import { gloss } from '../labels.ts'
import { remembered } from '../recall.ts'
import { numbering } from './tokens.ts'
import type { Token } from './tokens.ts'

/**
 * A row without a figure is no row of blanks where something else is printed in their place: 0* · 若干 · 约20.
 * @param behind from the end of the row's label to the next one of the form
 */
export function printsOther(behind: readonly Token[], form: Form): boolean {
  if (behind.some(({ kind }) => kind === 'figure')) return false
  const [label, ...others] = behind
  if (others.some(({ text }) => marked.test(plain(text)) && !numbering.test(plain(text)))) return true
  // Further down stand the headings of other rows and sentences of all kinds; in the label's own line, only its unit and gloss.
  const beside = others.filter(({ line, grid }) => line === label?.line && grid === label.grid)
  const [, ...words] = [label, ...beside]
    .map((token) => token?.text ?? '')
    .join(' ')
    .replace(gloss, '')
    .split(/\s+/u)
  if (words.some((word) => isOther(word, form))) return true
  // In a copy with a cell a line, what stands in the figure's place is the next line, and as short.
  const [next] = beside.length === 0 ? others : []
  return next !== undefined && next.text.length <= longestOther && isOther(next.text, form)
}

/** About 1377, written 约1377. */
const longestOther = 6

function isOther(word: string, form: Form): boolean {
  if (numeral.test(word)) return true
  const bare = word.replace(punctuation, '')
  return bare !== '' && !isUnit(bare) && (han(bare) === '' || !isWordOf(form, han(bare)))
}

/** 十二, 一: no numbering, which has a point or a bracket. */
const numeral = /^[〇零一二三四五六七八九十百千两]+$/u

const punctuation = /[:：、，,。；;（）()]+/gu

/** 3* · [2]: digits, and no words to make a label of them. */
const marked = /^(?=.*\d)[^\p{L}]+$/u

/** What stands over labels and over tables. */
const over = '信息内容申请人情况本年度办理结果'

const linesOf = remembered((form: Form) =>
  [...form.rows, ...form.columns].flatMap(({ label, also, under }) =>
    [label, ...also, ...under].map((words) => han(words)),
  ),
)

function isWordOf(form: Form, word: string): boolean {
  return over.includes(word) || linesOf(form).some((words) => words.includes(word))
}
