import { modifiers } from './modifiers.ts'
import type { Modifier } from './modifiers.ts'

/** Properties of a stretch of the WordDocument stream, from one byte to another (not included). */
export interface PropertyRun<Properties> {
  readonly from: number
  readonly to: number
  readonly properties: Properties
}

/** Where the header keeps the lists of pages with character and with paragraph properties. */
const characterPages = 0x00fa
const paragraphPages = 0x0102
const pageSize = 512

/** Bytes of each run's entry on a page: character properties have none but their offset. */
const entrySizes = { characters: 1, paragraphs: 13 } as const

/** A paragraph's style and what is set on top of it; `data` is the stream that holds what is too long for a page. */
export interface Paragraph {
  readonly style: number
  readonly modifiers: readonly Modifier[]
}

/** Runs of character properties, in the file's order. */
export function characterRuns(document: Buffer, table: Buffer): PropertyRun<readonly Modifier[]>[] {
  return pages(document, table, characterPages).flatMap((page) =>
    runsOf(page, entrySizes.characters).map(({ from, to, at }) => ({
      from,
      to,
      properties: at === 0 ? [] : modifiers(page.subarray(at + 1, at + 1 + page.readUInt8(at))),
    })),
  )
}

/** Runs of paragraph properties, in the file's order. */
export function paragraphRuns(document: Buffer, table: Buffer): PropertyRun<Paragraph>[] {
  return pages(document, table, paragraphPages).flatMap((page) =>
    runsOf(page, entrySizes.paragraphs).map(({ from, to, at }) => ({
      from,
      to,
      properties: paragraph(page, at),
    })),
  )
}

function paragraph(page: Buffer, at: number): Paragraph {
  if (at === 0) return { style: 0, modifiers: [] }
  const words = page.readUInt8(at)
  // Length in words, the style included; 0 says that the next byte is the length (MS-DOC 2.9.181).
  const [start, length] = words === 0 ? [at + 2, page.readUInt8(at + 1) * 2] : [at + 1, words * 2 - 1]
  return {
    style: page.readUInt16LE(start),
    modifiers: modifiers(page.subarray(start + 2, start + length)),
  }
}

function runsOf(page: Buffer, entrySize: number): { from: number; to: number; at: number }[] {
  const count = page.readUInt8(pageSize - 1)
  const offsets = (count + 1) * 4
  return Array.from({ length: count }, (_, index) => ({
    from: page.readUInt32LE(index * 4),
    to: page.readUInt32LE(index * 4 + 4),
    at: page.readUInt8(offsets + index * entrySize) * 2,
  }))
}

function pages(document: Buffer, table: Buffer, header: number): Buffer[] {
  const start = document.readUInt32LE(header)
  const list = table.subarray(start, start + document.readUInt32LE(header + 4))
  const count = Math.floor((list.length - 4) / 8)
  if (count * pageSize > document.length)
    throw new RangeError('it lists more pages of properties than it has')
  return Array.from({ length: Math.max(0, count) }, (_, index) => {
    const from = (list.readUInt32LE((count + 1) * 4 + index * 4) & 0x3fffff) * pageSize
    if (from + pageSize > document.length) throw new RangeError('a page of properties lies behind its end')
    return document.subarray(from, from + pageSize)
  })
}

/** The properties at one byte of the stream; undefined where no run covers it. */
export function propertiesAt<Properties>(
  runs: readonly PropertyRun<Properties>[],
  offset: number,
): Properties | undefined {
  let low = 0
  let high = runs.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const run = runs[middle]
    if (!run) return undefined
    if (offset < run.from) high = middle - 1
    else if (offset >= run.to) low = middle + 1
    else return run.properties
  }
  return undefined
}
