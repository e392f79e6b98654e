import { describe, expect, it } from 'vitest'
import { align } from '../../../extract/align.ts'
import { defaultLimits } from '../../../extract/limits.ts'
import { readOfd } from '../../../extract/readers/ofd.ts'
import { documentOf, fixture, wrongCells } from './cells.ts'
import { printed, printedSets } from './printed.ts'

describe('an OFD is read to its last cell', () => {
  it.each(printedSets)('%s, its tables ruled in three ways and broken over pages', (set) => {
    const report = printed(set)
    const document = documentOf(readOfd(fixture(`ofd/${set}.ofd`), defaultLimits))
    expect(wrongCells(document, report)).toEqual([])
    expect(align(document, report.year).unplaced).toEqual([])
    expect(document.title).toBe(`${report.agency}${report.year}年政府信息公开工作年度报告`)
  })
})
