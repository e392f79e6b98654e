import { fontAt, fontRecord, recordsFrom, struckOut } from './records.ts'
import type { StruckCells } from './struckCells.ts'

/** Record types of the BIFF8 stream (MS-XLS 2.3). */
const [format, sheet, begins, ends] = [0x00e0, 0x0085, 0x0809, 0x000a]
/** Records of one cell: RK, number, text of the table, text of its own, formula. */
const single = new Set([0x027e, 0x0203, 0x00fd, 0x0204, 0x0006])
/** Several numbers in a row: row, first column, and a format and a number for each. */
const several = 0x00bd

interface Sheet {
  readonly name: string
  readonly from: number
}

/** `StruckCells` of an XLS workbook. @param workbook the stream `Workbook` (BIFF8); what is cut off gives none */
export function struckInRecords(workbook: Uint8Array): StruckCells {
  const stream = Buffer.from(workbook.buffer, workbook.byteOffset, workbook.byteLength)
  const struck = new Map<string, ReadonlySet<string>>()
  const fonts: boolean[] = []
  const formats: boolean[] = []
  const sheets: Sheet[] = []
  for (const { type, data } of recordsFrom(stream, 0)) {
    if (type === ends) break
    if (type === fontRecord && data.length >= 4) fonts.push((data.readUInt16LE(2) & struckOut) !== 0)
    else if (type === format && data.length >= 2) formats.push(fontAt(fonts, data.readUInt16LE(0)) ?? false)
    else if (type === sheet && data.length >= 8) sheets.push(sheetAt(data))
  }
  if (!formats.includes(true)) return struck
  for (const { name, from } of sheets) struck.set(name, cellsFrom(stream, from, formats))
  return struck
}

function sheetAt(data: Buffer): Sheet {
  const wide = (data.readUInt8(7) & 1) !== 0
  const end = 8 + data.readUInt8(6) * (wide ? 2 : 1)
  return { from: data.readUInt32LE(0), name: data.toString(wide ? 'utf16le' : 'latin1', 8, end) }
}

function cellsFrom(stream: Buffer, from: number, formats: readonly boolean[]): ReadonlySet<string> {
  const struck = new Set<string>()
  // A chart in the sheet begins and ends within it.
  let depth = 0
  for (const { type, data } of recordsFrom(stream, from)) {
    if (type === begins) depth += 1
    else if (type === ends) depth -= 1
    if (depth <= 0) break
    if (depth > 1 || data.length < 6) continue
    const [row, column] = [data.readUInt16LE(0), data.readUInt16LE(2)]
    if (single.has(type) && formats[data.readUInt16LE(4)]) struck.add(`${row},${column}`)
    if (type !== several) continue
    for (let at = 4, next = column; at + 6 <= data.length; at += 6, next += 1)
      if (formats[data.readUInt16LE(at)]) struck.add(`${row},${next}`)
  }
  return struck
}
