import { goesOn } from '../word/piece.ts'
import { fontAt, fontRecord, recordsFrom, struckOut } from './records.ts'

/** Record types of the BIFF8 stream (MS-XLS 2.3). */
const [strings, more] = [0x00fc, 0x003c]
/** Flags of a string (MS-XLS 2.5.293, XLUnicodeRichExtendedString). */
const [wide, extended, rich] = [0x01, 0x04, 0x08]
/** What is longer is prose: nothing in it is taken for a figure. */
export const longestFigure = 200

/**
 * The strings of an XLS workbook that are set in several fonts, by their plain text: with what is raised, lowered or struck out
 * apart from the figure beside it. The library that reads the cells leaves the fonts within a string out.
 * @param workbook the stream `Workbook` (BIFF8); one that is cut off gives those that stand before the cut
 */
export function partedStrings(workbook: Uint8Array): ReadonlyMap<string, string> {
  const stream = Buffer.from(workbook.buffer, workbook.byteOffset, workbook.byteLength)
  const looks: string[] = []
  let table: Buffer[] = []
  for (const { type, data } of recordsFrom(stream, 0)) {
    if (type === fontRecord && data.length >= 10) looks.push(lookOf(data))
    else if (type === strings) table = [data]
    else if (type === more && table.length > 0) table.push(data)
    else if (table.length > 0) break
  }
  return table.length > 0 ? partedIn(new Strings(table), looks) : new Map()
}

function lookOf(data: Buffer): string {
  const struck = (data.readUInt16LE(2) & struckOut) !== 0
  return `${data.readUInt16LE(8)}${struck ? ' struck' : ''}`
}

function partedIn(table: Strings, looks: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  try {
    table.number(4)
    for (let left = table.number(4); left > 0; left -= 1) {
      const { text, runs } = table.next()
      if (runs.length === 0 || text.length > longestFigure) continue
      const parted = partedAt(text, runs, looks)
      if (parted !== text) found.set(text, parted)
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  return found
}

/** A font from here to the next run on. */
interface Run {
  readonly from: number
  readonly font: number
}

function partedAt(text: string, runs: readonly Run[], looks: readonly string[]): string {
  let [parted, before, at] = ['', '0', 0]
  for (const [index, { from, font: number }] of [{ from: 0, font: 0 }, ...runs].entries()) {
    const to = runs[index]?.from ?? text.length
    const look = index === 0 ? '0' : (fontAt(looks, number) ?? '0')
    if (to <= from) continue
    parted = goesOn(parted, text.slice(Math.max(at, from), to), look, before)
    ;[before, at] = [look, to]
  }
  return parted
}

/** The table of strings, which goes on over records; a string that does so within its characters says anew how wide they are. */
class Strings {
  readonly #records: readonly Buffer[]
  #record = 0
  #at = 0

  constructor(records: readonly Buffer[]) {
    this.#records = records
  }

  number(bytes: number): number {
    let value = 0
    for (let index = 0; index < bytes; index += 1) value += this.#byte() * 256 ** index
    return value
  }

  next(): { readonly text: string; readonly runs: readonly Run[] } {
    const length = this.number(2)
    const flags = this.#byte()
    const runs = flags & rich ? this.number(2) : 0
    const beyond = flags & extended ? this.number(4) : 0
    const text = this.#characters(length, flags)
    const fonts = Array.from({ length: runs }, () => ({ from: this.number(2), font: this.number(2) }))
    this.#skip(beyond)
    return { text, runs: fonts }
  }

  #characters(length: number, flags: number): string {
    let [text, size] = ['', flags & wide ? 2 : 1]
    while (text.length < length) {
      if (this.#atEnd()) {
        this.#turn()
        size = this.#byte() & wide ? 2 : 1
      }
      text += String.fromCharCode(this.number(size))
    }
    return text
  }

  #byte(): number {
    while (this.#atEnd()) this.#turn()
    this.#at += 1
    return this.#records[this.#record]?.[this.#at - 1] ?? 0
  }

  #skip(bytes: number): void {
    for (let left = bytes; left > 0;) {
      while (this.#atEnd()) this.#turn()
      const step = Math.min(left, (this.#records[this.#record]?.length ?? 0) - this.#at)
      this.#at += step
      left -= step
    }
  }

  #atEnd(): boolean {
    return this.#at >= (this.#records[this.#record]?.length ?? 0)
  }

  #turn(): void {
    if (this.#record + 1 >= this.#records.length) throw new RangeError('the table of strings is cut off')
    this.#record += 1
    this.#at = 0
  }
}
