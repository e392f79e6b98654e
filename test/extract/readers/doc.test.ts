import { describe, expect, it } from 'vitest'
import { align } from '../../../extract/align.ts'
import { paragraphs } from '../../../extract/document.ts'
import { defaultLimits } from '../../../extract/limits.ts'
import { readDoc } from '../../../extract/readers/doc.ts'
import { documentOf, fixture, wrongCells } from './cells.ts'
import { printed, printedSets } from './printed.ts'

describe('a Word 97–2003 document is read to its last cell', () => {
  it.each(printedSets)('%s, as LibreOffice writes it', (set) => {
    const report = printed(set)
    const document = documentOf(readDoc(fixture(`doc/${set}.doc.gz`), defaultLimits))
    expect(wrongCells(document, report)).toEqual([])
    expect(align(document, report.year).unplaced).toEqual([])
    expect(document.title).toBe(`${report.agency}${report.year}年政府信息公开工作年度报告`)
  })
})

describe('what stands around the tables of a Word 97–2003 document', () => {
  it('keeps headings, and line breaks within a paragraph', () => {
    const document = documentOf(readDoc(fixture('doc/hangzhou2025.doc.gz'), defaultLimits))
    const headings = paragraphs(document).filter(({ heading }) => heading === 2)
    expect(headings.map(({ text }) => text)).toContain('六、其他需要报告的事项')
    expect(paragraphs(document).map(({ text }) => text)).toContain('下一步将加强培训。')
  })
})

function code(bytes: Uint8Array): string {
  const result = readDoc(bytes, defaultLimits)
  return result.ok ? 'read' : result.error.code
}

describe('a Word document that cannot be read says why', () => {
  const bytes = fixture('doc/hangzhou2025.doc.gz')
  /** Where the Word stream begins: its signature and version, then ten bytes on, its flags. */
  const start = Buffer.from(bytes).indexOf(Buffer.from([0xec, 0xa5]))

  function changed(at: number, ...values: number[]): Uint8Array {
    const copy = bytes.slice()
    copy.set(values, at)
    return copy
  }

  it('is corrupt where it was cut off', () => {
    expect(code(bytes.subarray(0, 20_000))).toBe('corrupt')
    expect(code(bytes.subarray(0, 100))).toBe('corrupt')
  })

  it('is encrypted where its flag says so', () => {
    expect(code(changed(start + 11, (bytes[start + 11] ?? 0) | 1))).toBe('encrypted')
  })

  it('is unsupported before Word 97', () => {
    expect(code(changed(start + 2, 0x68, 0))).toBe('unsupported')
  })

  it('is corrupt where its sectors run in a circle, or its text lies behind its end', () => {
    const sectorTable = (Buffer.from(bytes).readUInt32LE(76) + 1) * 512
    const circle = Array.from({ length: 40 }, (_, index) => [(index + 1) % 40, 0, 0, 0]).flat()
    expect(code(changed(sectorTable, ...circle))).toBe('corrupt')
    expect(code(changed(start + 0x1a2, 0xff, 0xff, 0xff, 0))).toBe('corrupt')
  })
})
