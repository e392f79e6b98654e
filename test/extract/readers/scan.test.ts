import { describe, expect, it } from 'vitest'
import { align } from '../../../extract/align.ts'
import { grids } from '../../../extract/document.ts'
import { readScan } from '../../../extract/readers/scan.ts'
import { findEngine } from '../../../extract/readers/scan/engine.ts'
import { documentOf, wrongCells } from './cells.ts'
import { paperOf, printedPaper } from './scanPapers.ts'
import { kindNamed, scanned } from './scanning.ts'

const engine = await findEngine()

describe.skipIf(engine === null)('a scan is read cell by cell', () => {
  it('reads every figure of a clean scan: 200 cells, no two alike', async () => {
    const pdf = await scanned(printedPaper('distinct2021'), kindNamed('200 dpi'))
    const document = documentOf(await readScan(pdf, 'pdf'))
    expect(wrongCells(document, paperOf('distinct2021'))).toEqual([])
  }, 180_000)

  it('keeps blank cells blank, says where each cell stands on its page, and that it was read by OCR', async () => {
    const pdf = await scanned(printedPaper('xiyuan2022'), kindNamed('150 dpi'))
    const document = documentOf(await readScan(pdf, 'pdf'))
    expect(wrongCells(document, paperOf('xiyuan2022'))).toEqual([])
    const first = align(document, 2022).cells[0]
    // Points of an A4 sheet, whatever the resolution.
    expect(first?.where).toMatchObject({ page: 1 })
    expect(grids(document)).toHaveLength(3)
    expect(document.readBy.engine).toBe('ocr')
    expect(document.readBy.version).toContain(`tesseract ${engine?.version}`)
  }, 180_000)
})
