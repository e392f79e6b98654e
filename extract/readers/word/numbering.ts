import { descend, elements } from '../xml.ts'
import type { XmlElement } from '../xml.ts'

/** One level of a list: where it starts, how it counts, and what it prints (`%1、`, `（%2）`). */
interface Level {
  readonly start: number
  readonly format: string
  readonly text: string
}

/** What a paragraph says of its list, or its style on its behalf. */
interface ListAt {
  readonly list: string
  readonly level: number
}

/**
 * The numbers that Word puts before paragraphs of a list (ISO/IEC 29500-1, 17.9). They are not in the text, and yet
 * 一、总体情况 is printed so: headings are told by their numbers.
 */
export class Numbering {
  readonly #levels = new Map<string, ReadonlyMap<number, Level>>()
  /** Lists that count together share an abstract list. */
  readonly #abstract = new Map<string, string>()
  readonly #restarts = new Map<string, ReadonlyMap<number, number>>()
  readonly #styles: ReadonlyMap<string, XmlElement>
  readonly #counters = new Map<string, Map<number, number>>()
  readonly #used = new Set<string>()

  constructor(numbering: XmlElement | null, styles: XmlElement | null) {
    for (const list of numbering ? elements(numbering, 'abstractNum') : []) {
      const levels = elements(list, 'lvl').map(
        (level) => [Number(level.attributes['ilvl']), levelOf(level)] as const,
      )
      this.#levels.set(list.attributes['abstractNumId'] ?? '', new Map(levels))
    }
    for (const list of numbering ? elements(numbering, 'num') : []) {
      const id = list.attributes['numId'] ?? ''
      this.#abstract.set(id, descend(list, 'abstractNumId')?.attributes['val'] ?? '')
      this.#restarts.set(
        id,
        new Map(elements(list, 'lvlOverride').flatMap((override) => restartOf(override))),
      )
    }
    const all = styles ? elements(styles, 'style') : []
    this.#styles = new Map(all.map((style) => [style.attributes['styleId'] ?? '', style]))
  }

  /** The number before a paragraph, counted on; "" where it has none. To be asked once for each, in order. */
  before(paragraph: XmlElement): string {
    const at = listOf(paragraph) ?? this.#listOfStyle(descend(paragraph, 'pPr', 'pStyle')?.attributes['val'])
    const abstract = at ? this.#abstract.get(at.list) : undefined
    const levels = abstract === undefined ? undefined : this.#levels.get(abstract)
    const level = at ? levels?.get(at.level) : undefined
    if (!at || abstract === undefined || !levels || !level) return ''
    const counters = this.#counters.get(abstract) ?? new Map<number, number>()
    this.#counters.set(abstract, counters)
    if (!this.#used.has(at.list)) {
      this.#used.add(at.list)
      for (const [index, start] of this.#restarts.get(at.list) ?? []) counters.set(index, start - 1)
    }
    counters.set(at.level, (counters.get(at.level) ?? level.start - 1) + 1)
    for (const deeper of counters.keys()) if (deeper > at.level) counters.delete(deeper)
    return printed(level.text, levels, counters)
  }

  #listOfStyle(id: string | undefined): ListAt | null {
    const seen = new Set<string>()
    for (let style = id; style !== undefined && !seen.has(style);) {
      seen.add(style)
      const element = this.#styles.get(style)
      const list = element && listOf(element)
      if (list) return list
      style = element && descend(element, 'basedOn')?.attributes['val']
    }
    return null
  }
}

function levelOf(level: XmlElement): Level {
  const value = (name: string) => descend(level, name)?.attributes['val']
  return {
    start: Number(value('start') ?? 1),
    format: value('numFmt') ?? 'decimal',
    text: value('lvlText') ?? '',
  }
}

function restartOf(override: XmlElement): [number, number][] {
  const start = descend(override, 'startOverride')?.attributes['val']
  return start === undefined ? [] : [[Number(override.attributes['ilvl']), Number(start)]]
}

function listOf(owner: XmlElement): ListAt | null {
  const properties = descend(owner, 'pPr', 'numPr')
  const list = properties && descend(properties, 'numId')?.attributes['val']
  if (!properties || list === undefined) return null
  return { list, level: Number(descend(properties, 'ilvl')?.attributes['val'] ?? 0) }
}

/** `%1.%2` with the counts of its levels; "" where a level counts in a way not known here, or prints bullets. */
function printed(
  text: string,
  levels: ReadonlyMap<number, Level>,
  counters: ReadonlyMap<number, number>,
): string {
  let known = true
  const result = text.replaceAll(/%(?<level>[1-9])/gu, (...match) => {
    const index = Number((match.at(-1) as { level: string }).level) - 1
    const level = levels.get(index)
    const number = level && formatted(counters.get(index) ?? level.start, level.format)
    known &&= number !== undefined && number !== null
    return number ?? ''
  })
  return known && result !== text ? result : ''
}

const digits = '〇一二三四五六七八九'
const circled = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳'

/** A count in one of the formats that Chinese reports use; null for any other. */
function formatted(count: number, format: string): string | null {
  if (!Number.isInteger(count) || count < 0 || count > 99) return null
  if (format === 'decimal') return String(count)
  if (counting.has(format)) return counted(count)
  if (format === 'decimalEnclosedCircle' || format === 'decimalEnclosedCircleChinese')
    return circled[count - 1] ?? null
  return null
}

/** 一, 十, 十一, 二十三: names of formats that differ only above 99. */
const counting = new Set([
  'chineseCounting',
  'chineseCountingThousand',
  'japaneseCounting',
  'taiwaneseCounting',
  'taiwaneseCountingThousand',
])

function counted(count: number): string {
  const [tens, ones] = [Math.floor(count / 10), count % 10]
  const last = ones === 0 && tens > 0 ? '' : (digits[ones] ?? '')
  if (tens === 0) return last
  return `${tens > 1 ? (digits[tens] ?? '') : ''}十${last}`
}
