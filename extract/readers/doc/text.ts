/** A stretch of a Word document's text, at one place of its file. */
export interface TextRun {
  readonly text: string
  /** Where its first character stands in the WordDocument stream. */
  readonly offset: number
  readonly bytesPerCharacter: 1 | 2
}

/** How many characters each part of the text has, in the order in which they follow each other (MS-DOC 2.5.5). */
export interface Parts {
  readonly body: number
  /** Footnotes, headers, macros, comments, endnotes: between the body and its text boxes. */
  readonly between: number
  readonly textBoxes: number
}

const clxOffset = 0x01a2

export function partsOf(document: Buffer): Parts {
  const count = (at: number) => document.readUInt32LE(at)
  return {
    body: count(0x4c),
    between: count(0x50) + count(0x54) + count(0x58) + count(0x5c) + count(0x60),
    textBoxes: count(0x64),
  }
}

/** The text in order: its pieces lie anywhere in the file, in UTF-16 or, where that is enough, in Windows-1252. */
export function textRuns(document: Buffer, table: Buffer): TextRun[] {
  const pieces = pieceTable(document, table)
  const count = Math.floor((pieces.length - 4) / 12)
  const runs: TextRun[] = []
  let characters = 0
  for (let index = 0; index < count; index += 1) {
    const length = pieces.readUInt32LE(index * 4 + 4) - pieces.readUInt32LE(index * 4)
    const descriptor = pieces.readUInt32LE((count + 1) * 4 + index * 8 + 2)
    const bytesPerCharacter = (descriptor & 0x40000000) === 0 ? 2 : 1
    const position = descriptor & 0x3fffffff
    const offset = bytesPerCharacter === 1 ? position >>> 1 : position
    characters += length
    if (length < 0 || offset + length * bytesPerCharacter > document.length || characters > document.length)
      throw new RangeError('its text lies behind its end')
    const bytes = document.subarray(offset, offset + length * bytesPerCharacter)
    const text = bytesPerCharacter === 1 ? windows1252.decode(bytes) : bytes.toString('utf16le')
    runs.push({ text, offset, bytesPerCharacter })
  }
  return runs
}

const windows1252 = new TextDecoder('windows-1252')

/** The piece table, behind any number of property lists (MS-DOC 2.9.38, Clx). */
function pieceTable(document: Buffer, table: Buffer): Buffer {
  let at = document.readUInt32LE(clxOffset)
  while (table.readUInt8(at) === 1) at += 3 + table.readUInt16LE(at + 1)
  if (table.readUInt8(at) !== 2) throw new RangeError('it has no piece table')
  return table.subarray(at + 5, at + 5 + table.readUInt32LE(at + 1))
}

/** A part of the text, from one character to another, cut out of the runs. */
export function slice(runs: readonly TextRun[], from: number, to: number): TextRun[] {
  let start = 0
  return runs.flatMap((run) => {
    const [first, last] = [Math.max(0, from - start), Math.min(run.text.length, to - start)]
    start += run.text.length
    return first < last
      ? [{ ...run, text: run.text.slice(first, last), offset: run.offset + first * run.bytesPerCharacter }]
      : []
  })
}
