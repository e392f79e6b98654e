import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { extract } from '../../extract/extract.ts'
import { readPage } from './reading.ts'

/** 规章 with an odd cell for its first figure. */
const read = (cell: string) => {
  const page = `<table><tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>
    <tr><td>规章</td><td>${cell}</td><td>0</td><td>7</td></tr>
    <tr><td>行政规范性文件</td><td>1</td><td>0</td><td>9</td></tr></table>`
  const found = readPage(page, 2023).cell('proactive', 'regulations', 'issued')
  return { status: found?.status, value: found?.value, raw: found?.raw }
}
const doubtful = (raw: string) => ({ status: 'text', value: null, raw })
const figure = (value: number, raw: string) => ({ status: 'number', value, raw })

describe('what stands beside a figure is never read into it', () => {
  it.for([
    ['the mark of a note, raised', '3<sup>1</sup>', '3 1'],
    ['the same by its style', '5<span style="vertical-align: super">1</span>', '5 1'],
    ['the mark of a note, a link', '5<a href="#_ftn1">1</a>', '5 1'],
    ['a lowered figure', '<sub>1</sub>5', '1 5'],
    ['a figure struck out', '<del>3</del>5', '3\u0336 5'],
    ['the same in old markup', '<strike>3</strike>5', '3\u0336 5'],
    ['the same by its style', '<span style="text-decoration:line-through">3</span>5', '3\u0336 5'],
    ['a gloss', '<ruby>5<rt>9</rt></ruby>', '5 9'],
    ['white letters', '<font color="#ffffff">9</font>5', '9 5'],
    ['letters without a size', '<span style="font-size:0px">9</span>5', '9 5'],
    ['the small mark of a note', '5<small>1</small>', '5 1'],
    ['letters nobody can see', '<span style="color:transparent">9</span>5', '9 5'],
    ['letters of one point', '<span style="font-size:1pt">9</span>5', '9 5'],
    ['faded letters', '<span style="opacity: 0">9</span>5', '9 5'],
    ['letters beyond the edge', '<span style="position:absolute;left:-9999px">9</span>5', '9 5'],
    ['letters in no room', '<span style="display:block;max-height:0;overflow:hidden">9</span>5', '9 5'],
    ['letters hidden by a rule that is elsewhere', '<span class="sr-only">9</span>5', '9 5'],
    [
      'letters struck out by a rule of the page',
      '<style>.x{text-decoration:line-through}</style><b class="x">9</b>5',
      '9\u0336 5',
    ],
    ['white letters by a rule of the page', '<style>td b.w{color:#fff}</style><b class="w">9</b>5', '9 5'],
    ['a picture of a digit', '5<img src="2.gif">', '5\uFFFC'],
    ['a drawing', '<svg><text>9</text></svg>5', '9 5'],
    ['a whole figure struck out', '<s>15</s>', '1\u03365\u0336'],
    ['a full-width one', '<del>１5</del>', '１\u03365\u0336'],
    ['a circled number', '3①', '3①'],
    ['a raised letter', '3²', '3²'],
    ['an asterisk', '3*', '3*'],
    ['a bracket', '3[1]', '3[1]'],
  ] as const)('%s', ([, cell, raw]) => {
    expect(read(cell)).toEqual(doubtful(raw))
  })

  it.for([
    ['a cell that is raised as a whole', '<sup>5</sup>', 5, '5'],
    ['black letters', '<span style="color:#000;background-color:#fff">5</span>', 5, '5'],
    ['what is hidden', '<span style="display:none">9</span>5', 5, '5'],
    ['what Word hides', '<span style="mso-hide:all">9</span>5', 5, '5'],
    ['what is collapsed', '<span style="visibility:collapse">9</span>5', 5, '5'],
    [
      'what the page’s own rules hide',
      '<style>.a,#b{display:none}</style><i class="a">9</i>5<i id="b">9</i>',
      5,
      '5',
    ],
    [
      'what they hide in print only',
      '<style>@media print{.a{display:none}}</style><i class="a">5</i>',
      5,
      '5',
    ],
    [
      'what a later rule shows again',
      '<style>.a{display:none}.a.c{display:inline}</style><i class="a c">5</i>',
      5,
      '5',
    ],
    ['a closed window', '<dialog>9</dialog>5', 5, '5'],
    ['what has no width', '1&#8203;2&shy;3', 123, '123'],
    ['a picture that keeps a place', '5<img src="blank.gif" width="1" height="1">', 5, '5'],
    ['a comment', '<!--9-->5', 5, '5'],
    ['a field of a form', '<input type="text" value="5" readonly>', 5, '5'],
    ['a button', '<button>5</button>', 5, '5'],
    ['an insertion', '<ins>5</ins>', 5, '5'],
  ] as const)('and %s is read as it shows', ([, cell, value, raw]) => {
    expect(read(cell)).toEqual(figure(value, raw))
  })
})

describe('what is no plain figure is text, not a guess', () => {
  it.for([
    '〇',
    'O',
    '零',
    '十',
    '①',
    '½',
    '1 0',
    '1<br>0',
    '1-2',
    '2024-01-01',
    '1、234',
    '1,23',
    '约5',
    '5余',
    '≥5',
    '1e3',
    '3/4',
    '(5)',
    '5‰',
    '٥',
    '<p>1</p><p>2</p>',
  ])('%s', (cell) => {
    expect(read(cell)).toMatchObject({ status: 'text', value: null })
  })
})

describe('raised, lowered and struck figures, as LibreOffice writes them', () => {
  it.for(['html', 'docx', 'doc', 'rtf', 'pdf', 'xlsx', 'xls'])('%s', async (format) => {
    const file = new URL(`../fixtures/beside/figures.${format}`, import.meta.url)
    const result = await extract(readFileSync(file))
    const raw = (row: string, column: string) =>
      result.ok &&
      result.value.cells.find(({ at }) => at.table === 'proactive' && at.row === row && at.column === column)
    expect(raw('regulations', 'issued')).toMatchObject({ status: 'text', raw: '3 1' })
    expect(raw('normative_documents', 'in_force')).toMatchObject({ status: 'text', raw: '9 2' })
    expect(raw('regulations', 'repealed')).toMatchObject({ status: 'text', raw: '4\u0336 5' })
  })
})

describe('cells of a workbook that their format strikes out, as LibreOffice writes them', () => {
  it.for(['xlsx', 'xls'])('%s', async (format) => {
    const result = await extract(
      readFileSync(new URL(`../fixtures/beside/struck.${format}`, import.meta.url)),
    )
    const cells = result.ok ? result.value.cells.filter(({ raw }) => raw !== '') : []
    expect(cells.map(({ raw, status, value }) => ({ raw, status, value }))).toEqual([
      { raw: '31', status: 'number', value: 31 },
      { raw: '4\u03365\u0336', status: 'text', value: null },
      { raw: '13', status: 'number', value: 13 },
      { raw: '8\u0336', status: 'text', value: null },
      { raw: '2\u0336', status: 'text', value: null },
      { raw: '9\u03362\u0336.5\u0336', status: 'text', value: null },
    ])
  })
})
