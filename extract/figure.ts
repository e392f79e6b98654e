import { folded, plain } from './characters.ts'
import { recalled } from './recall.ts'
import type { Unit } from './forms/form.ts'

/** What a printed cell says, before anyone decides where it belongs. */
export type Figure =
  | { readonly status: 'number'; readonly value: number; readonly unit: Unit | null }
  | { readonly status: 'blank' | 'dash' | 'text'; readonly value: null; readonly unit: null }

/** Units that reports print behind a figure: 251000元, 160.5964万元, 0件. Longest first. */
const units = [
  '万元',
  '亿元',
  '人次',
  '元',
  '件',
  '条',
  '次',
  '项',
  '份',
  '个',
  '人',
  '篇',
  '宗',
  '起',
  '例',
  '封',
  '%',
]

/** -, —, /, ／, 无, 空, and runs of them (——). */
const dash = /^(?:[-‐‑‒–—―−_/\\]+|无|空)$/u
/** 1036 · 11,398,889 · 4068.208 · +2 · -1942 · 减3 · 增加2. Not 00: two figures run together are none. */
const number =
  /^(?<sign>[+-]|(?:减少?|增加?|负) ?)?(?<digits>[1-9]\d{0,2}(?:,\d{3})+|0|[1-9]\d*)(?<decimals>\.\d+)?$/u
/** −8 · –8 · —8: a minus by any stroke, right before its digits. */
const minus = /^[‐‑‒–—―−](?=\d)/u
/** 22(其中修订16件) · 5(含上年结转) */
const remark = /^(?<figure>[^()]*\d[^()]*)\((?<note>[^()]*)\)$/u

/** ² of 3², ①, ⑴, ½: marks beside a figure, or figures of another kind. Folded to plain digits they would join the figure. */
const marks =
  /[\u00B2\u00B3\u00B9\u00BC-\u00BE\u2070-\u209F\u2150-\u218B\u2460-\u249B\u24EA-\u24FF\u2776-\u2793\u3220-\u3229\u3248-\u324F\u3251-\u325F\u3280-\u3289\u32B1-\u32BF]/u

const blank = { status: 'blank', value: null, unit: null } as const

/**
 * Reads one cell's text. A remark in brackets is not part of the figure: 22（其中修订 16 件） is 22.
 * Two figures in one cell, or anything else that is not exactly one figure, are `text`: never a guess.
 */
export const readFigure: (raw: string) => Figure = recalled(read, 20_000)

function read(raw: string): Figure {
  const text = folded(plain(raw))
  if (text === '') return blank
  if (marks.test(raw)) return { status: 'text', value: null, unit: null }
  if (dash.test(text)) return { status: 'dash', value: null, unit: null }
  const figure = remark.exec(text)?.groups?.['figure']?.trim() ?? text
  const unit = units.find((candidate) => figure.endsWith(candidate)) ?? null
  const bare = (unit ? figure.slice(0, -unit.length) : figure).trim().replace(minus, '-')
  const match = number.exec(bare)
  if (!match?.groups) return { status: 'text', value: null, unit: null }
  const { sign = '', digits = '', decimals = '' } = match.groups
  const value = Number(digits.replaceAll(',', '') + decimals)
  const negative = sign === '-' || /^[减负]/u.test(sign)
  return { status: 'number', value: negative && value !== 0 ? -value : value, unit }
}

/** True for a unit alone: 件, 万元. */
export function isUnit(text: string): boolean {
  return units.includes(text)
}

/** True where the text is a figure or a dash: something that fills a figure cell. */
export function isFigure(raw: string): boolean {
  const { status } = readFigure(raw)
  return status === 'number' || status === 'dash'
}

/** 00 · 3 5 · 1.2.3: nothing but digits, and no letter to make a label of. */
const digits = /^(?=.*\d)[\d\s,.]+$/u

/** True for digits that are not one figure: two of them in one cell, or run together. */
export const isMuddle = recalled((raw) => readFigure(raw).status === 'text' && digits.test(plain(raw)))

/** True for words and, on a line of its own behind them, a figure: 规章 / 1 */
export function endsInFigure(raw: string): boolean {
  const lines = raw.split('\n')
  return lines.length > 1 && !isFigure(lines[0] ?? '') && readFigure(lines.at(-1) ?? '').status === 'number'
}
