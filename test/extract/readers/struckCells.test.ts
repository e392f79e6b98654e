import { readFileSync } from 'node:fs'
import { strFromU8, strToU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { grids } from '../../../extract/document.ts'
import { defaultLimits } from '../../../extract/limits.ts'
import { readXlsx } from '../../../extract/readers/xlsx.ts'
import { struckInParts } from '../../../extract/readers/xlsx/struckCells.ts'
import { struckInRecords } from '../../../extract/readers/xlsx/struckRecords.ts'
import { openZip } from '../../../extract/readers/zip.ts'
import { documentOf } from './cells.ts'
import { zipOf } from './zips.ts'

const plainly = (struck: ReadonlyMap<string, ReadonlySet<string>>) =>
  Object.fromEntries([...struck].map(([name, cells]) => [name, [...cells]]))

const relationship = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="http://x/${type}" Target="${target}"/>`
const styles = (fonts: string) =>
  `<x:styleSheet xmlns:x="x"><x:fonts>${fonts}</x:fonts><x:cellXfs><x:xf fontId="0"/><x:xf fontId="1"/></x:cellXfs></x:styleSheet>`

const struckIn = (fonts: string, rows: string) => {
  const zip = openZip(
    zipOf({
      '_rels/.rels': strToU8(
        `<Relationships>${relationship('a', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
      ),
      'xl/workbook.xml': strToU8(
        '<workbook><sheets><sheet name="前" r:id="b"/><sheet name="后" r:id="c"/></sheets></workbook>',
      ),
      'xl/_rels/workbook.xml.rels': strToU8(
        `<Relationships>${relationship('b', 'worksheet', 'worksheets/2.xml')}${relationship('c', 'worksheet', '/xl/worksheets/1.xml')}${relationship('d', 'styles', 'styles.xml')}</Relationships>`,
      ),
      'xl/styles.xml': strToU8(styles(fonts)),
      'xl/worksheets/1.xml': strToU8(`<worksheet><cols/><sheetData>${rows}</sheetData></worksheet>`),
      'xl/worksheets/2.xml': strToU8('<worksheet><sheetData/></worksheet>'),
    }),
    defaultLimits,
  )
  return plainly(struckInParts(zip.ok ? zip.value : []))
}

describe('cells of an XLSX workbook whose format strikes them out', () => {
  it('are told by sheet and place, which a file may leave to be counted', () => {
    const rows =
      '<row r="3"><c r="B3" s="1"/><c s="1"/><c r="AA3" t="n" s="0"/></row><x:row><x:c/><x:c s="1"><x:v>7</x:v></x:c></x:row>'
    expect(struckIn('<x:font/><x:font><x:strike/></x:font>', rows)).toEqual({
      前: [],
      后: ['2,1', '2,2', '3,1'],
    })
  })

  it('strike out what is in them in a font of its own unless that says otherwise', () => {
    const files = unzipSync(readFileSync(new URL('../../fixtures/beside/struck.xlsx', import.meta.url)))
    const strings = strFromU8(files['xl/sharedStrings.xml'] ?? new Uint8Array())
    const parts = '<si><r><t>8</t></r><r><rPr><b/></rPr><t>1</t></r></si>'
    const bytes = zipOf({
      ...files,
      'xl/sharedStrings.xml': strings.replace(/<si><t[^>]*>8<\/t><\/si>/u, parts),
    })
    expect(grids(documentOf(readXlsx(bytes, defaultLimits)))[0]?.cells.map(({ text }) => text)).toContain(
      '8\u0336 1',
    )
  })

  it('are none where the stroke is switched off', () => {
    expect(struckIn('<x:font/><x:font><x:strike val="0"/></x:font>', '<row><c s="1"/></row>')).toEqual({})
  })
})

const record = (type: number, ...numbers: number[]) =>
  Buffer.from(Uint16Array.of(type, 2 * numbers.length, ...numbers).buffer)
const [begins, ends] = [record(0x0809, 0x0600, 5), record(0x000a)]
// Fonts 0 to 3 and 5: there is no font 4.
const fonts = [0, 0, 0, 0, 8].map((flags) => record(0x0031, 200, flags))
const formats = [record(0x00e0, 0, 0), record(0x00e0, 5, 0)]
const sheet = (from: number) =>
  Buffer.concat([
    record(0x0085, 0, 0, 0, 0).subarray(0, 2),
    Buffer.from([10, 0, from, 0, 0, 0, 0, 0, 1, 1]),
    Buffer.from('表', 'utf16le'),
  ])
const globals = (from: number) => Buffer.concat([begins, ...fonts, ...formats, sheet(from), ends])

describe('cells of an XLS workbook whose format strikes them out', () => {
  const book = Buffer.concat([
    globals(globals(0).length),
    begins,
    // Row, column, format: one number; several from column 2 on; within a chart.
    record(0x027e, 4, 1, 1, 0, 0),
    record(0x00bd, 5, 2, 0, 0, 0, 1, 0, 0, 3),
    begins,
    record(0x0203, 9, 9, 1, 0, 0),
    ends,
    record(0x0203, 6, 0, 1, 0, 0, 0, 0),
    ends,
    record(0x0203, 7, 0, 1, 0, 0, 0, 0),
  ])

  it('are told by sheet and place', () => {
    expect(plainly(struckInRecords(book))).toEqual({ 表: ['4,1', '5,3', '6,0'] })
  })

  it('are those before the cut where the file is cut off', () => {
    expect(plainly(struckInRecords(book.subarray(0, -40)))).toMatchObject({ 表: ['4,1', '5,3'] })
    expect(plainly(struckInRecords(new Uint8Array()))).toEqual({})
  })
})
