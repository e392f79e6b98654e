import { describe, expect, it } from 'vitest'
import { grids } from '../../../extract/document.ts'
import { readFigure } from '../../../extract/figure.ts'
import { defaultLimits } from '../../../extract/limits.ts'
import { readDocx } from '../../../extract/readers/docx.ts'
import { readRtf } from '../../../extract/readers/rtf.ts'
import { readXlsx } from '../../../extract/readers/xlsx.ts'
import { documentOf } from './cells.ts'
import { docxOf, p, tc, zipOf } from './zips.ts'

const styles = `<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
  <w:style w:type="character" w:styleId="Gone"><w:rPr><w:vanish/></w:rPr></w:style>
  <w:style w:type="character" w:styleId="Note"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
  <w:style w:type="character" w:styleId="NoteToo"><w:basedOn w:val="Note"/></w:style>
  <w:style w:type="paragraph" w:styleId="Struck"><w:rPr><w:strike/></w:rPr></w:style></w:styles>`
const relations = `<Relationships><Relationship Id="s" Type="x/styles" Target="styles.xml"/></Relationships>`
const run = (text: string, look = '') => `<w:r><w:rPr>${look}</w:rPr><w:t>${text}</w:t></w:r>`
const field = (...parts: string[]) =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r>${parts.join('')}<w:r><w:fldChar w:fldCharType="end"/></w:r>`
const asks = (code: string) => `<w:r><w:instrText>${code}</w:instrText></w:r>`
const shows = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'

/** The first cell of a table of two, which shows some words beside it. */
function inWord(content: string): string | undefined {
  const table = `<w:tbl><w:tr>${tc('', `<w:p>${content}</w:p>`)}${tc('', p('x'))}</w:tr></w:tbl>`
  const parts = { 'word/styles.xml': styles, 'word/_rels/document.xml.rels': relations }
  return grids(documentOf(readDocx(docxOf(table, parts), defaultLimits)))[0]?.cells[0]?.text
}

describe('a figure in a Word document', () => {
  it.for([
    ['what its style hides', run('9', '<w:rStyle w:val="Gone"/>') + run('5'), '5'],
    ['a mark that its style raises', run('5') + run('1', '<w:rStyle w:val="Note"/>'), '5 1'],
    [
      'one that a style raises which that is based on',
      run('5') + run('1', '<w:rStyle w:val="NoteToo"/>'),
      '5 1',
    ],
    ['white letters', run('9', '<w:color w:val="FFFFFF"/>') + run('5'), '9 5'],
    ['letters of one point', run('9', '<w:sz w:val="2"/>') + run('5'), '9 5'],
    [
      'what a field is asked to do',
      field(asks('IF '), field(asks('X'), shows, run('9')), shows, run('5')),
      '5',
    ],
    ['what a field draws', field(asks('EQ \\o\\ac(○,3)')), '\uFFFD'],
    [
      'a digit of a symbol font',
      run('1') + '<w:r><w:sym w:font="Wingdings" w:char="F08C"/></w:r>',
      '1\uFFFD',
    ],
    ['a fraction', '<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num></m:f></m:oMath>', '\uFFFD'],
    [
      'a picture in its line',
      `${run('5')}<w:r><w:drawing><wp:inline><a:blip/></wp:inline></w:drawing></w:r>`,
      '5\uFFFC',
    ],
    [
      'a picture that floats',
      `${run('5')}<w:r><w:drawing><wp:anchor><a:blip/></wp:anchor></w:drawing></w:r>`,
      '5',
    ],
    [
      'a picture beside words',
      `${run('甲')}<w:r><w:drawing><wp:inline><a:blip/></wp:inline></w:drawing></w:r>`,
      '甲',
    ],
  ] as const)('stands apart from %s', ([, content, text]) => {
    expect(inWord(content)).toBe(text)
  })

  it('struck out by its paragraph’s style stands apart from what is not', () => {
    const content = `<w:pPr><w:pStyle w:val="Struck"/></w:pPr>${run('9')}${run('5', '<w:strike w:val="0"/>')}`
    expect(inWord(content)).toBe('9\u0336 5')
  })
})

/** The cell B1 of a sheet, as its XML gives it. */
function inExcel(cell: string): string | undefined {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const file = zipOf({
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
    '_rels/.rels': `<Relationships><Relationship Id="r" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>规章</t></is></c>${cell}</row></sheetData></worksheet>`,
  })
  return grids(documentOf(readXlsx(file, defaultLimits)))[0]?.cells[1]?.text
}

describe('a figure in a workbook', () => {
  it.for([
    [
      'of several fonts, one struck',
      '<c r="B1" t="inlineStr"><is><r><rPr><strike/></rPr><t>9</t></r><r><t>5</t></r></is></c>',
      '9\u0336 5',
    ],
    [
      'with a raised mark',
      '<c r="B1" t="inlineStr"><is><r><t>5</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></is></c>',
      '5 1',
    ],
    [
      'of several fonts on one line',
      '<c r="B1" t="inlineStr"><is><r><t>1</t></r><r><rPr><b/></rPr><t>5</t></r></is></c>',
      '15',
    ],
    ['that a formula comes to, and was not saved', '<c r="B1"><f>SUM(C1:D1)</f></c>', '\uFFFD'],
    ['that a formula came to', '<c r="B1"><f>SUM(C1:D1)</f><v>7</v></c>', '7'],
    ['that counting made long', '<c r="B1"><v>12.000000000000002</v></c>', '12'],
  ] as const)('%s', ([, cell, text]) => {
    expect(inExcel(cell)).toBe(text)
  })
})

describe('a figure in RTF', () => {
  it.for([
    ['behind a text box', String.raw`{\shp{\*\shpinst{\shptxt 9}}}5`, '9\n5'],
    ['beside a picture', String.raw`5{\pict\pngblip 89504e47}`, '5\uFFFC'],
    ['told twice, for programs without Unicode', String.raw`{\upr{9}{\*\ud{5}}}`, '5'],
  ] as const)('%s', ([, content, text]) => {
    const row = String.raw`\trowd\cellx900\cellx1800\pard\intbl ${content}\cell x\cell\row`
    const read = readRtf(new TextEncoder().encode(String.raw`{\rtf1 ${row}\pard\par}`), defaultLimits)
    expect(grids(documentOf(read))[0]?.cells[0]?.text).toBe(text)
  })
})

it('what cannot be known makes no figure', () => {
  for (const text of ['5\uFFFC', '\uFFFD', '1\uFFFD']) expect(readFigure(text).status).toBe('text')
})
