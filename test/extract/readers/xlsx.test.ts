import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { utils, write } from '@e965/xlsx'
import type { WorkSheet } from '@e965/xlsx'
import { align } from '../../../extract/align.ts'
import { gridRows, grids } from '../../../extract/document.ts'
import { defaultLimits } from '../../../extract/limits.ts'
import { sectionsOf } from '../../../extract/sections.ts'
import { readXlsx } from '../../../extract/readers/xlsx.ts'
import { documentOf, fixture, wrongCells } from './cells.ts'
import { printed, printedSets } from './printed.ts'
import { zipOf } from './zips.ts'

describe('a workbook is read to its last cell', () => {
  it.each(printedSets.flatMap((set) => [`${set}.xlsx`, `${set}.xls`]))(
    '%s, as LibreOffice writes it',
    (file) => {
      const report = printed(printedSets.find((set) => file.startsWith(set)) ?? 'distinct2021')
      const document = documentOf(readXlsx(fixture(`xls/${file}`), defaultLimits))
      expect(wrongCells(document, report)).toEqual([])
      expect(align(document, report.year).unplaced).toEqual([])
      expect(document.title).toBe(`${report.agency}${report.year}年政府信息公开工作年度报告`)
    },
  )
})

/** A workbook of one sheet, or several, as Excel's own format. */
function workbook(
  sheets: Readonly<Record<string, WorkSheet>>,
  bookType: 'xlsx' | 'biff8' = 'xlsx',
): Uint8Array {
  const book = utils.book_new()
  for (const [name, sheet] of Object.entries(sheets)) utils.book_append_sheet(book, sheet, name)
  return new Uint8Array(write(book, { type: 'array', bookType }) as ArrayBuffer)
}

const texts = (bytes: Uint8Array) =>
  grids(documentOf(readXlsx(bytes, defaultLimits))).map((grid) =>
    gridRows(grid).map((row) => row.map(({ text }) => text)),
  )

describe('several tables on one sheet', () => {
  it('are told apart by the headings and sentences between them', () => {
    const document = documentOf(readXlsx(fixture('xls/hangzhou2025.xlsx'), defaultLimits))
    const sections = sectionsOf(document).flatMap(({ heading }) => heading?.slice(0, 2) ?? [])
    expect(sections).toEqual(['一、', '二、', '三、', '四、', '五、', '六、'])
    expect(grids(document).map(({ index }) => index)).toEqual([0, 1, 2])
  })

  it('keep a row whose figures are blank', () => {
    const sheet = utils.aoa_to_sheet([
      ['甲', 1, 2],
      ['四、结转下年度继续办理', null, null],
      ['乙', 3, 4],
    ])
    expect(texts(workbook({ 表: sheet }))[0]?.[1]).toEqual(['四、结转下年度继续办理', '', ''])
  })
})

/** A sheet whose second cell is set in these runs. */
const inRuns = (runs: string, text: string): string | undefined => {
  const sheet = utils.aoa_to_sheet([
    ['规章', text],
    ['行政规范性文件', 1],
  ])
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, '表')
  const files = unzipSync(new Uint8Array(write(book, { type: 'array', bookSST: true }) as ArrayBuffer))
  const strings = strFromU8(files['xl/sharedStrings.xml'] ?? new Uint8Array())
  const rich = strings.replace(`<t>${text}</t>`, runs)
  expect(rich).not.toBe(strings)
  return texts(zipOf({ ...files, 'xl/sharedStrings.xml': rich }))[0]?.[0]?.[1]
}
const run = (look: string, text: string) => `<r><rPr><sz val="11"/>${look}</rPr><t>${text}</t></r>`

describe('a cell says what the sheet shows', () => {
  it('formats a number as its format does, and leaves one without a format whole', () => {
    const sheet = utils.aoa_to_sheet([
      ['规章', 1234.5, 0.25, 123456789012345, 0],
      ['合计', 7, 8, 9, 10],
    ])
    const cells: [string, string][] = [
      ['B1', '#,##0.00'],
      ['C1', '0%'],
      ['E1', '0;-0;"—"'],
    ]
    for (const [at, z] of cells) Object.assign(sheet[at] as object, { z })
    expect(texts(workbook({ Sheet1: sheet }))[0]?.[0]).toEqual([
      '规章',
      '1,234.50',
      '25%',
      '123456789012345',
      '—',
    ])
  })

  it('shows what a formula gave, and a blank where nothing stands', () => {
    const sheet = utils.aoa_to_sheet([
      ['甲', 1, null],
      ['乙', null, 3],
    ])
    sheet['B1'] = { t: 'n', v: 42, f: 'SUM(B2:B9)' }
    expect(texts(workbook({ Sheet1: sheet }))[0]).toEqual([
      ['甲', '42', ''],
      ['乙', '', '3'],
    ])
  })

  it('leaves out hidden rows, columns and sheets', () => {
    const sheet = utils.aoa_to_sheet([
      ['甲', 1, 2],
      ['乙', 3, 4],
      ['丙', 5, 6],
    ])
    sheet['!rows'] = [{}, { hidden: true }]
    sheet['!cols'] = [{}, { hidden: true }]
    const bytes = workbook({
      表: sheet,
      旧: utils.aoa_to_sheet([
        ['no', 0],
        ['no', 0],
      ]),
    })
    expect(texts(bytes)[0]).toEqual([
      ['甲', '2'],
      ['丙', '6'],
    ])
    const book = utils.book_new()
    utils.book_append_sheet(
      book,
      utils.aoa_to_sheet([
        ['甲', 1],
        ['乙', 2],
      ]),
      '表',
    )
    utils.book_append_sheet(
      book,
      utils.aoa_to_sheet([
        ['no', 0],
        ['no', 0],
      ]),
      '旧',
    )
    utils.book_set_sheet_visibility(book, 1, 1)
    const hidden = new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer)
    expect(texts(hidden)).toEqual([
      [
        ['甲', '1'],
        ['乙', '2'],
      ],
    ])
  })

  it.each([
    ['a raised mark', run('', '3') + run('<vertAlign val="superscript"/>', '1'), '31', '3 1'],
    ['a lowered one', run('', '3') + run('<vertAlign val="subscript"/>', '1'), '31', '3 1'],
    ['a figure struck out', run('<strike/>', '5') + run('', '1377'), '51377', '5\u0336 1377'],
    ['the same, its first run bare', '<r><t>7</t></r>' + run('<strike val="1"/>', '5'), '75', '7 5\u0336'],
    [
      'a raised sign that is no digit',
      run('', '3') + run('<vertAlign val="superscript"/>', '注'),
      '3注',
      '3注',
    ],
    ['a strike that is switched off', run('<strike val="0"/>', '5') + run('', '1'), '51', '51'],
    ['two fonts on one line', run('<b/>', '5') + run('', '1'), '51', '51'],
    ['the sound of a word', `${run('<strike/>', '规')}<rPh sb="0" eb="1"><t>9</t></rPh>`, '规', '规'],
  ])('keeps what stands beside a figure apart from it: %s', (_, runs, text, read) => {
    expect(inRuns(runs, text)).toBe(read)
  })

  it('heads each of several sheets with its name', () => {
    const rows = [
      ['甲', 1],
      ['乙', 2],
    ]
    const sheets = { 主动公开: utils.aoa_to_sheet(rows), 依申请公开: utils.aoa_to_sheet(rows) }
    const document = documentOf(readXlsx(workbook(sheets, 'biff8'), defaultLimits))
    expect(document.blocks.map((block) => (block.kind === 'grid' ? block.index : block.text))).toEqual([
      '主动公开',
      0,
      '依申请公开',
      1,
    ])
  })
})

function code(bytes: Uint8Array): string {
  const result = readXlsx(bytes, defaultLimits)
  return result.ok ? 'read' : result.error.code
}

describe('a workbook that is broken or hostile', () => {
  it('is too large with more rows than any report, or cells far apart', () => {
    expect(code(workbook({ 表: utils.aoa_to_sheet(Array.from({ length: 5001 }, (_, i) => [i, i])) }))).toBe(
      'too_large',
    )
    const wide = utils.aoa_to_sheet([[1, 2]])
    wide['ZZ1000'] = { t: 'n', v: 1 }
    wide['!ref'] = 'A1:ZZ1000'
    expect(code(workbook({ 表: wide }))).toBe('too_large')
  })

  it('is corrupt where it was cut off', () => {
    for (const file of ['hangzhou2025.xlsx', 'hangzhou2025.xls']) {
      const bytes = fixture(`xls/${file}`)
      expect(code(bytes.subarray(0, bytes.length / 2))).toBe('corrupt')
    }
  })
})
