import { describe, expect, it } from 'vitest'
import { align } from '../../../extract/align.ts'
import type { Document } from '../../../extract/document.ts'
import { grids, paragraphs } from '../../../extract/document.ts'
import { defaultLimits } from '../../../extract/limits.ts'
import { readRtf } from '../../../extract/readers/rtf.ts'
import { documentOf, fixture, wrongCells } from './cells.ts'
import { printed, printedSets } from './printed.ts'

function read(rtf: string): Document {
  return documentOf(readRtf(new TextEncoder().encode(rtf), defaultLimits))
}

const lines = (document: Document) => paragraphs(document).map(({ text }) => text)

describe('RTF is read to its last cell', () => {
  it.each(printedSets)('%s, as LibreOffice writes it', (set) => {
    const report = printed(set)
    const document = documentOf(readRtf(fixture(`rtf/${set}.rtf.gz`), defaultLimits))
    expect(wrongCells(document, report)).toEqual([])
    expect(align(document, report.year).unplaced).toEqual([])
    expect(document.title).toBe(`${report.agency}${report.year}年政府信息公开工作年度报告`)
  })
})

describe('the text of an RTF is what Word shows', () => {
  it('decodes GBK by the font, and by the document where the font is Latin', () => {
    const fonts = String.raw`{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset134 SimSun;}}`
    expect(lines(read(String.raw`${fonts}\f1\'c4\'ea\'b1\'a8\par\f0\'c4\'ea\par}`))).toEqual(['年报', '年'])
  })

  it('steps over the stand-ins of \\u characters, as many as \\uc says', () => {
    const text = String.raw`{\rtf1\uc2\u24180\'c4\'ea\uc1\u-27234 ?{\uc0\u31532}\u-10179?\u-8704?\par}`
    expect(lines(read(text))).toEqual(['年\u959E第\u{1F600}'])
  })

  it('leaves out hidden and deleted text, headers, field codes and pictures, and keeps text boxes', () => {
    const text = String.raw`{\rtf1{\header no}a{\v no}b{\deleted no}c{\field{\*\fldinst PAGE}{\fldrslt 7}}{\pict\pngblip 89504e47}{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt d\par}}{\shprslt no}}\par}`
    const document = read(text)
    expect(lines(document)).toEqual(['abc7', 'd'])
    expect(document.images).toEqual(['picture 1'])
  })
})

/** A row of a table within a cell, as Word writes it. */
function nestedRow(a: string, b: string): string {
  return String.raw`\pard\intbl\itap2 ${a}\nestcell ${b}\nestcell{\*\nesttableprops\trowd\cellx500\cellx900\nestrow}{\nonesttables\par}`
}

describe('the tables of an RTF', () => {
  it('follow borders and merges, across and down', () => {
    const rows = [
      String.raw`\trowd\clvmgf\cellx1000\clmgf\cellx2000\clmrg\cellx3000\pard\intbl A\cell B\cell\cell\row`,
      String.raw`\trowd\clvmrg\cellx1010\cellx2000\cellx3000\pard\intbl\cell C\line D\cell E\cell\row`,
      String.raw`\pard after\par}`,
    ]
    const [grid] = grids(read(`{\\rtf1 ${rows.join('\n')}`))
    expect(
      grid?.cells.map(({ row, column, rowSpan, columnSpan, text }) => [
        row,
        column,
        rowSpan,
        columnSpan,
        text,
      ]),
    ).toEqual([
      [0, 0, 2, 1, 'A'],
      [0, 1, 1, 2, 'B'],
      [1, 1, 1, 1, 'C\nD'],
      [1, 2, 1, 1, 'E'],
    ])
  })

  it('keep their own borders where a cell of theirs holds a table with others', () => {
    const inner = String.raw`\pard\intbl\itap2 a\nestcell{\*\nesttableprops\trowd\clvmrg\cellx500\nestrow}`
    const rows = String.raw`\trowd\cellx900\cellx1800\cellx2700\pard\intbl A\par${inner}\pard\intbl\cell B\cell C\cell\row`
    const [grid] = grids(read(`{\\rtf1${rows}\\pard}`))
    expect(grid?.cells.map(({ column, text }) => [column, text])).toEqual([
      [0, 'A\na'],
      [1, 'B'],
      [2, 'C'],
    ])
  })

  it('end where their borders end: a mark too many is no cell', () => {
    const row = String.raw`\trowd\cellx900\cellx1800\pard\intbl A\cell B\cell\cell\row`
    expect(grids(read(`{\\rtf1${row}\\pard}`))[0]).toMatchObject({
      columns: 2,
      cells: [{ text: 'A' }, { text: 'B' }],
    })
  })

  it('stand for themselves where a layout table holds them', () => {
    const rtf = String.raw`{\rtf1\pard\intbl\itap1 before\par ${nestedRow('a', 'b')}${nestedRow('c', 'd')}\pard\intbl\itap1 behind\cell\trowd\cellx4000\row\pard\par}`
    const document = read(rtf)
    expect(
      document.blocks.map((block) =>
        block.kind === 'grid' ? block.cells.map(({ text }) => text).join('') : block.text,
      ),
    ).toEqual(['before', 'abcd', 'behind'])
  })
})

describe('a text box in a cell', () => {
  it('does not end the table that it stands in', () => {
    const box = String.raw`{\shp{\*\shpinst{\shptxt \pard box\par}}}`
    const [grid] = grids(
      read(String.raw`{\rtf1\trowd\cellx900\cellx1800\pard\intbl a${box}\cell b\cell\row\pard}`),
    )
    expect(grid?.cells.map(({ text }) => text)).toEqual(['a\nbox', 'b'])
  })
})

describe('an RTF that is broken or hostile', () => {
  it('is corrupt where it was cut off', () => {
    const bytes = fixture('rtf/hangzhou2025.rtf.gz')
    expect(readRtf(bytes.subarray(0, bytes.length / 2), defaultLimits)).toMatchObject({
      ok: false,
      error: { code: 'corrupt' },
    })
  })

  it('costs no more than its length where it announces much', () => {
    const claims = String.raw`{\rtf1\bin2000000000 `
    expect(readRtf(new TextEncoder().encode(claims), defaultLimits)).toMatchObject({
      error: { code: 'corrupt' },
    })
    const deep = `{\\rtf1${'{'.repeat(100_000)}`
    expect(readRtf(new TextEncoder().encode(deep), defaultLimits)).toMatchObject({
      error: { code: 'too_large' },
    })
    const cells = String.raw`\trowd${Array.from({ length: 10_000 }, (_, i) => String.raw`\cellx${(i + 1) * 100}`).join('')}`
    const wide = String.raw`{\rtf1${cells}${`\\pard\\intbl${'\\cell'.repeat(10_000)}\\row`.repeat(60)}}`
    expect(readRtf(new TextEncoder().encode(wide), defaultLimits)).toMatchObject({
      error: { code: 'too_large' },
    })
  })
})
