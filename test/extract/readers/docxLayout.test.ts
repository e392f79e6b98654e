import { describe, expect, it } from 'vitest'
import type { Document } from '../../../extract/document.ts'
import { grids, paragraphs } from '../../../extract/document.ts'
import { defaultLimits } from '../../../extract/limits.ts'
import { readDocx } from '../../../extract/readers/docx.ts'
import { documentOf } from './cells.ts'
import { docxOf, p, tc } from './zips.ts'

function read(body: string, more: Readonly<Record<string, string>> = {}): Document {
  return documentOf(readDocx(docxOf(body, more), defaultLimits))
}

function lines(body: string, more: Readonly<Record<string, string>> = {}): string[] {
  return paragraphs(read(body, more)).map(({ text }) => text)
}

/** [row, column, rows, columns, text] of every cell of the first table. */
function cells(body: string): (string | number)[][] {
  const [grid] = grids(read(body))
  if (!grid) throw new Error('no table was read')
  return grid.cells.map(({ row, column, rowSpan, columnSpan, text }) => [
    row,
    column,
    rowSpan,
    columnSpan,
    text,
  ])
}

const tbl = (...rows: string[]) => `<w:tbl>${rows.map((row) => `<w:tr>${row}</w:tr>`).join('')}</w:tbl>`

describe('the grid of a Word table', () => {
  it('follows spans across and down', () => {
    const table = tbl(
      tc('<w:vMerge w:val="restart"/>', p('A')) + tc('<w:gridSpan w:val="2"/>', p('B')),
      tc('<w:vMerge/>', '<w:p/>') + tc('', p('C')) + tc('', p('D')),
    )
    expect(cells(table)).toEqual([
      [0, 0, 2, 1, 'A'],
      [0, 1, 1, 2, 'B'],
      [1, 1, 1, 1, 'C'],
      [1, 2, 1, 1, 'D'],
    ])
  })

  it('begins a row where gridBefore says, and joins the older hMerge', () => {
    const table = tbl(
      tc('', p('A')) + tc('', p('B')) + tc('', p('C')),
      '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' +
        tc('<w:hMerge w:val="restart"/>', p('D')) +
        tc('<w:hMerge/>', '<w:p/>'),
    )
    expect(cells(table).at(-1)).toEqual([1, 1, 1, 2, 'D'])
  })

  it('ends a merge where the column begins another one', () => {
    const table = tbl(
      tc('<w:vMerge w:val="restart"/>', p('A')) + tc('', p('1')),
      tc('<w:vMerge w:val="restart"/>', p('B')) + tc('', p('2')),
      tc('<w:vMerge w:val="continue"/>', '<w:p/>') + tc('', p('3')),
    )
    expect(cells(table).filter(([, column]) => column === 0)).toEqual([
      [0, 0, 1, 1, 'A'],
      [1, 0, 2, 1, 'B'],
    ])
  })

  it('is found within content controls', () => {
    const row = `<w:sdt><w:sdtContent><w:tr>${tc('', p('A'))}<w:sdt><w:sdtContent>${tc('', p('B'))}</w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt>`
    expect(cells(`<w:tbl>${row}</w:tbl>`).map(([, , , , text]) => text)).toEqual(['A', 'B'])
  })

  it('stands for itself where a layout table holds it', () => {
    const inner = tbl(tc('', p('a')) + tc('', p('b')), tc('', p('c')) + tc('', p('d')))
    const document = read(tbl(tc('', p('before') + inner + p('behind'))))
    expect(document.blocks.map((block) => (block.kind === 'grid' ? block.cells.length : block.text))).toEqual(
      ['before', 4, 'behind'],
    )
  })

  it('keeps the lines of a cell, and says where a cell is a picture', () => {
    const picture = '<w:p><w:r><w:drawing><a:blip r:embed="rId7"/></w:drawing></w:r></w:p>'
    const [grid] = grids(
      read(
        tbl(tc('', p('自') + p('然')) + tc('', picture)).replace(
          '<w:tbl>',
          '<w:tbl xmlns:a="a" xmlns:r="r">',
        ),
      ),
    )
    expect(grid?.cells.map(({ text, image }) => [text, image])).toEqual([
      ['自\n然', false],
      ['', true],
    ])
  })
})

const run = (properties: string, text: string) => `<w:r><w:rPr>${properties}</w:rPr><w:t>${text}</w:t></w:r>`

describe('the text of a Word document is what it shows', () => {
  it('keeps insertions and leaves deletions out, rows too', () => {
    expect(
      lines(
        '<w:p><w:r><w:t>1</w:t></w:r><w:del><w:r><w:delText>2</w:delText></w:r></w:del><w:ins><w:r><w:t>3</w:t></w:r></w:ins></w:p>',
      ),
    ).toEqual(['13'])
    const table = tbl(
      tc('', p('A')) + tc('', p('B')),
      `<w:trPr><w:del/></w:trPr>${tc('', p('C'))}${tc('', p('D'))}`,
      tc('', p('E')) + tc('', p('F')),
    )
    expect(cells(table).map(([, , , , text]) => text)).toEqual(['A', 'B', 'E', 'F'])
  })

  it('joins two paragraphs where the end between them was deleted', () => {
    const ended = '<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>年度</w:t></w:r></w:p>'
    expect(lines(ended + p('报告'))).toEqual(['年度报告'])
  })

  it('breaks lines where the document does, and leaves hidden text and field codes out', () => {
    const runs =
      '<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>' +
      '<w:r><w:rPr><w:vanish/></w:rPr><w:t>no</w:t></w:r>' +
      '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>c</w:t></w:r>' +
      '<w:r><w:instrText> PAGE </w:instrText></w:r>'
    expect(lines(`<w:p>${runs}</w:p>`)).toEqual(['a', 'bc'])
  })

  it('keeps raised and struck figures apart from those beside them', () => {
    const raised = '<w:vertAlign w:val="superscript"/>'
    expect(lines(`<w:p>${run('', '3')}${run(raised, '1')}</w:p>`)).toEqual(['3 1'])
    expect(lines(`<w:p>${run('<w:strike/>', '3')}${run('<w:strike w:val="0"/>', '5')}</w:p>`)).toEqual([
      '3\u0336 5',
    ])
    expect(lines(`<w:p>${run(raised, '5')}${run(raised, '6')}</w:p>`)).toEqual(['56'])
  })

  it('reads a text box once, after the paragraph that it hangs on', () => {
    const box = `<w:txbxContent>${p('box')}</w:txbxContent>`
    const alternate = `<mc:AlternateContent xmlns:mc="mc"><mc:Choice><w:drawing>${box}</w:drawing></mc:Choice><mc:Fallback><w:pict>${box}</w:pict></mc:Fallback></mc:AlternateContent>`
    expect(lines(`<w:p><w:r><w:t>a</w:t>${alternate}<w:t>b</w:t></w:r></w:p>`)).toEqual(['ab', 'box'])
  })
})

function code(bytes: Uint8Array): string {
  const result = readDocx(bytes, defaultLimits)
  return result.ok ? 'read' : result.error.code
}

describe('a Word document that is hostile or broken', () => {
  it('expands no entities', () => {
    const bomb =
      '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><w:document xmlns:w="w"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>'
    expect(code(docxOf('', { 'word/document.xml': bomb }))).toBe('corrupt')
    expect(code(docxOf('<w:p><w:r><w:t>&lol;</w:t></w:r></w:p>'))).toBe('corrupt')
  })

  it('nests no deeper than sense, and is no wider', () => {
    expect(code(docxOf('<w:sdt>'.repeat(5000) + '</w:sdt>'.repeat(5000)))).toBe('too_large')
    expect(code(docxOf(tbl(tc('<w:gridSpan w:val="1000000000"/>', p('A')) + tc('', p('B')))))).toBe(
      'too_large',
    )
    const wide = tbl(...Array.from({ length: 41 }, () => tc('', p('1')).repeat(10_000)))
    expect(code(docxOf(wide))).toBe('too_large')
  })

  it('is corrupt where its XML breaks off, and unsupported where its text is another file', () => {
    expect(code(docxOf('', { 'word/document.xml': '<w:document xmlns:w="w"><w:body><w:p>' }))).toBe('corrupt')
    expect(code(docxOf('<w:altChunk r:id="rId1"/>'))).toBe('unsupported')
  })
})
