import { describe, expect, it } from 'vitest'
import { align } from '../../../extract/align.ts'
import { defaultLimits } from '../../../extract/limits.ts'
import { deltas } from '../../../extract/readers/ofd/objects.ts'
import { readOfd } from '../../../extract/readers/ofd.ts'
import { documentOf, fixture, wrongCells } from './cells.ts'
import { printed, printedSets } from './printed.ts'
import { zipOf } from './zips.ts'

describe('an OFD is read to its last cell', () => {
  it.each(printedSets)('%s, its tables ruled in three ways and broken over pages', (set) => {
    const report = printed(set)
    const document = documentOf(readOfd(fixture(`ofd/${set}.ofd`), defaultLimits))
    expect(wrongCells(document, report)).toEqual([])
    expect(align(document, report.year).unplaced).toEqual([])
    expect(document.title).toBe(`${report.agency}${report.year}年政府信息公开工作年度报告`)
  })
})

const namespace = 'xmlns:ofd="http://www.ofdspec.org/2016"'

/** An OFD of one page of 100 by 50 millimetres with these objects on it. */
function page(objects: string, more: Readonly<Record<string, string>> = {}): Uint8Array {
  return zipOf({
    'OFD.xml': `<ofd:OFD ${namespace}><ofd:DocBody><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
    'Doc_0/Document.xml': `<ofd:Document ${namespace}><ofd:Pages><ofd:Page BaseLoc="Pages/P.xml"/></ofd:Pages></ofd:Document>`,
    'Doc_0/Pages/P.xml': `<ofd:Page ${namespace}><ofd:Area><ofd:PhysicalBox>0 0 100 50</ofd:PhysicalBox></ofd:Area><ofd:Content><ofd:Layer>${objects}</ofd:Layer></ofd:Content></ofd:Page>`,
    ...more,
  })
}

function text(attributes: string, content: string): string {
  return `<ofd:TextObject Size="4" ${attributes}><ofd:TextCode X="0" Y="3.52" ${content}</ofd:TextCode></ofd:TextObject>`
}

function code(bytes: Uint8Array): string {
  const result = readOfd(bytes, defaultLimits)
  return result.ok ? 'read' : result.error.code
}

/** 513, a line across its 5 at a height. */
function crossedAt(y: number): unknown[] {
  const line = `<ofd:PathObject Boundary="10 ${y} 2 1"><ofd:AbbreviatedData>M 0 0 L 2 0</ofd:AbbreviatedData></ofd:PathObject>`
  const figure = text('Boundary="10 10 6 4"', 'DeltaX="2 2">513')
  const { blocks } = documentOf(readOfd(page(figure + line), defaultLimits))
  return blocks.map((block) => block.kind === 'paragraph' && block.text)
}

describe('the text of an OFD stands where its page shows it', () => {
  it('in points from the top left', () => {
    const document = documentOf(
      readOfd(page(text('Boundary="25.4 12.7 8 4"', 'DeltaX="4">年报')), defaultLimits),
    )
    expect(document.blocks).toEqual([
      { kind: 'paragraph', text: '年报', heading: null, place: { page: 1, box: [72, 36, 94.7, 47.3] } },
    ])
  })

  it('apart from its correction where a line strikes it out', () => {
    expect(crossedAt(12.4)).toEqual(['5\u0336 13'])
    expect(crossedAt(14)).toEqual(['513'])
  })

  it('by offsets in the long and in the short form, under a matrix, and not at all where it is invisible', () => {
    expect(deltas('3.2 g 3 2 1', 9)).toEqual([3.2, 2, 2, 2, 1])
    expect(deltas('g 1000000000 2', 4)).toEqual([2, 2, 2, 2])
    const objects =
      text('Boundary="10 10 8 4" CTM="2 0 0 2 0 0"', 'DeltaX="4">大字') +
      text('Boundary="10 30 8 4" Visible="false"', 'DeltaX="4">水印')
    const [block, ...more] = documentOf(readOfd(page(objects), defaultLimits)).blocks
    expect(more).toEqual([])
    expect(block).toMatchObject({ text: '大字', place: { box: [28.3, 28.3, 73.7, 51] } })
  })
})

describe('an OFD that cannot be read says why', () => {
  it('needs OCR where its pages are pictures', () => {
    expect(code(page('<ofd:ImageObject Boundary="0 0 100 50" ResourceID="1"/>'))).toBe('needs_ocr')
  })

  it('is corrupt without a part that it names, and encrypted where it says so', () => {
    expect(
      code(
        page('', {
          'Doc_0/Document.xml': `<ofd:Document ${namespace}><ofd:Pages><ofd:Page BaseLoc="no.xml"/></ofd:Pages></ofd:Document>`,
        }),
      ),
    ).toBe('corrupt')
    expect(code(page('', { 'Encryptions.xml': '<a/>' }))).toBe('encrypted')
  })

  it('is too large with more pages, or more on a page, than a report has', () => {
    const list = '<ofd:Page BaseLoc="Pages/P.xml"/>'.repeat(501)
    expect(
      code(
        page('', {
          'Doc_0/Document.xml': `<ofd:Document ${namespace}><ofd:Pages>${list}</ofd:Pages></ofd:Document>`,
        }),
      ),
    ).toBe('too_large')
    expect(code(page(text('Boundary="0 0 9 9"', `>${'1'.repeat(60_000)}`)))).toBe('too_large')
  })
})
