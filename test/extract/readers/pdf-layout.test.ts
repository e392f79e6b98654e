import { describe, expect, it } from 'vitest'
import { grids } from '../../../extract/document.ts'
import { handWrittenPdf, ruled, say } from './handWrittenPdf.ts'
import { documentOf, linesOf, tableOf, texts } from './readPdfFixture.ts'

const squares = ruled([100, 200, 300], [700, 720, 740])
const labels = say(105, 726, '规章') + say(205, 726, '件数') + say(105, 706, '行政许可') + say(205, 706, '31')
const read = [
  ['规章', '件数'],
  ['行政许可', '31'],
]

describe('fonts that are not in the file', () => {
  it('give their text by UTF-16 codes', async () => {
    expect(await tableOf(handWrittenPdf([{ content: squares + labels }]))).toEqual(read)
  })

  it('give their text by GBK codes', async () => {
    const content = 'BT /G 12 Tf 1 0 0 1 100 500 Tm <B9ABBFAAC4EAB1A8> Tj ET'
    expect(await linesOf(handWrittenPdf([{ content }]))).toEqual(['公开年报'])
  })
})

describe('one run of text over several cells', () => {
  const row = ruled([100, 140, 180, 220, 260], [700, 720])

  it('is cut where its blanks are', async () => {
    const content = `${row}BT /L 10 Tf 31.66 Tw 1 0 0 1 118 706 Tm (1 0 23 0) Tj ET`
    expect(await tableOf(handWrittenPdf([{ content }]))).toEqual([['1', '0', '23', '0']])
  })

  it('is cut where its characters stand apart', async () => {
    const content = `${row}BT /L 10 Tf 34.44 Tc 1 0 0 1 118 706 Tm (1024) Tj ET`
    expect(await tableOf(handWrittenPdf([{ content }]))).toEqual([['1', '0', '2', '4']])
  })

  it('keeps a figure whole that is too long for its cell, and says that its place is loose', async () => {
    const content = `${row}BT /L 10 Tf 1 0 0 1 102 706 Tm (11398889) Tj 1 0 0 1 158 706 Tm (7) Tj ET`
    const [table] = grids(await documentOf(handWrittenPdf([{ content }])))
    expect(texts(table)).toEqual([['11398889', '7', '', '']])
  })

  it('says that places are loose where a figure may belong to two cells', async () => {
    const content = `${row}BT /L 10 Tf 1 0 0 1 118 706 Tm (11398889) Tj ET`
    const [table] = grids(await documentOf(handWrittenPdf([{ content }])))
    expect(table?.positions).toBe('loose')
    expect(texts(table).flat().join('')).toBe('11398889')
  })
})

describe('a rule through digits of a figure', () => {
  const figure = `${ruled([100, 150, 200], [700, 720])}${say(155, 706, '规章')}BT /L 10 Tf 1 0 0 1 105 706 Tm (51377) Tj ET\n`
  const firstCell = async (rule: string, turn = '') =>
    (await tableOf(handWrittenPdf([{ content: `${turn}${figure}${rule}` }])))[0]?.[0]

  it.each([
    ['a line', '105 708.8 m 110.5 708.8 l S'],
    ['a line in two pieces', '105 708.8 m 108 708.8 l S 108 708.8 m 110.5 708.8 l S'],
    ['a thin box', '105 708.4 5.5 0.6 re f'],
  ])('strikes them out: they are not its correction (%s)', async (_, rule) => {
    expect(await firstCell(rule)).toBe('5\u0336 1377')
    expect(await firstCell(rule, '0 1 -1 0 800 0 cm\n')).toBe('5\u0336 1377')
  })

  it('strikes a whole figure out', async () => {
    expect(await firstCell('105 708.8 m 133 708.8 l S')).toBe('5\u03361\u03363\u03367\u03367\u0336')
  })

  it.each([
    ['below them', '105 704.8 m 110.5 704.8 l S'],
    ['above them', '105 714.5 m 110.5 714.5 l S'],
    ['that only touches one', '103 708.8 m 107 708.8 l S'],
  ])('strikes none out %s', async (_, rule) => {
    expect(await firstCell(rule)).toBe('51377')
  })
})

describe('rules as producers draw them', () => {
  it('may be thin filled boxes', async () => {
    const across = [700, 720, 740].map((y) => `100 ${y} 200.5 0.5 re f`)
    const down = [100, 200, 300].map((x) => `${x} 700 0.5 40.5 re f`)
    expect(
      await tableOf(handWrittenPdf([{ content: `${[...across, ...down].join('\n')}\n${labels}` }])),
    ).toEqual(read)
  })

  it('may be a box for each cell', async () => {
    const boxes = [700, 720].flatMap((y) => [100, 200].map((x) => `${x} ${y} 100 20 re S`))
    expect(await tableOf(handWrittenPdf([{ content: `${boxes.join('\n')}\n${labels}` }]))).toEqual(read)
  })

  it('may be double, dashed by hand, and short of the corners', async () => {
    const dashes = Array.from({ length: 49 }, (_, index) => `${102 + index * 4} 720 2.5 0.5 re f`)
    const frame = `100 698.5 202 43 re S ${ruled([101.5, 298.5], [700, 740])} 200 702 m 200 738 l S`
    expect(await tableOf(handWrittenPdf([{ content: `${frame}\n${dashes.join('\n')}\n${labels}` }]))).toEqual(
      read,
    )
  })

  it('may be drawn in a scaled and moved space, in a form of its own', async () => {
    const content = `q 2 0 0 2 20 40 cm ${ruled([40, 90, 140], [330, 340, 350])} Q ${labels}`
    expect(await tableOf(handWrittenPdf([{ content }]))).toEqual(read)
  })

  it('may lack the outer borders at left and right', async () => {
    const open = '100 700 m 300 700 l S 100 720 m 300 720 l S 100 740 m 300 740 l S 200 700 m 200 740 l S\n'
    expect(await tableOf(handWrittenPdf([{ content: open + labels }]))).toEqual(read)
  })

  it('leave out a border where cells are merged', async () => {
    const content =
      '100 700 200 40 re S 100 720 m 300 720 l S 200 700 m 200 720 l S\n' +
      say(180, 726, '行政诉讼') +
      say(105, 706, '总计') +
      say(205, 706, '0')
    const [table] = grids(await documentOf(handWrittenPdf([{ content }])))
    expect(table?.cells.map(({ columnSpan, text }) => [columnSpan, text])).toEqual([
      [2, '行政诉讼'],
      [1, '总计'],
      [1, '0'],
    ])
  })

  it('make no table of a page frame, a line under the head, an underline', async () => {
    const content = `40 40 515 762 re S 60 780 m 535 780 l S 100 698 m 140 698 l S\n${say(100, 700, '年度报告')}`
    const document = await documentOf(handWrittenPdf([{ content }]))
    expect(document.blocks.map(({ kind }) => kind)).toEqual(['paragraph'])
  })
})

describe('writing', () => {
  it('that was printed twice for boldness is read once', async () => {
    const content = say(100, 700, '总计11') + say(100.3, 700, '总计11')
    expect(await linesOf(handWrittenPdf([{ content }]))).toEqual(['总计11'])
  })

  it('keeps the lines of a cell, and joins those of a paragraph', async () => {
    const full = '本年度按照要求做好政府信息公开工作并且主动公开各类信息内容按时办结申请事项'
    const content =
      squares +
      say(105, 731, '行政', 8) +
      say(105, 722, '许可', 8) +
      say(80, 600, full) +
      say(60, 584, '共二十件。') +
      say(80, 568, '下一年继续。')
    const document = await documentOf(handWrittenPdf([{ content }]))
    expect(grids(document)[0]?.cells[0]?.text).toBe('行政\n许可')
    expect(document.blocks.slice(1).map((block) => (block.kind === 'paragraph' ? block.text : ''))).toEqual([
      `${full}共二十件。`,
      '下一年继续。',
    ])
  })
})

describe('turned pages', () => {
  it('are read as they are shown', async () => {
    const content = `q 0 1 -1 0 595 0 cm ${squares.replaceAll('7', '4')} Q q 0 1 -1 0 595 0 cm ${labels.replaceAll(' 72', ' 42').replaceAll(' 70', ' 40')} Q`
    const document = await documentOf(handWrittenPdf([{ content, entries: '/Rotate 90' }]))
    const [table] = grids(document)
    expect(texts(table)).toEqual(read)
    expect(table?.cells[0]?.place).toEqual({ page: 1, box: [100, 155, 200, 175] })
  })

  it('are read where only their content is turned, with boxes as the page shows them', async () => {
    const content = `q 0 1 -1 0 595 0 cm ${squares.replaceAll('7', '4')} ${labels.replaceAll(' 72', ' 42').replaceAll(' 70', ' 40')} Q`
    const [table] = grids(await documentOf(handWrittenPdf([{ content }])))
    expect(texts(table)).toEqual(read)
    expect(table?.cells[0]?.place).toEqual({ page: 1, box: [155, 642, 175, 742] })
  })
})
