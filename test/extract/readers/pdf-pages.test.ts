import { describe, expect, it } from 'vitest'
import { grids } from '../../../extract/document.ts'
import { handWrittenPdf, ruled, say } from './handWrittenPdf.ts'
import { documentOf, linesOf, texts } from './readPdfFixture.ts'

const upper = ruled([100, 300, 400], [60, 80, 100])
const lower = ruled([100, 300, 400], [760, 780])
const pageOne = upper + say(105, 86, '（一）予以公开') + say(305, 86, '5')
const cut = say(105, 66, '（二）部分公开（区分处理的，') + say(305, 66, '3')

describe('a table that goes on over a page break', () => {
  it('is one grid, its rows counted on, each cell on its own page', async () => {
    const first = pageOne + say(105, 66, '（二）部分公开') + say(305, 66, '3') + say(290, 30, '- 1 -')
    const second = lower + say(105, 766, '（七）总计') + say(305, 766, '8') + say(290, 30, '- 2 -')
    const document = await documentOf(handWrittenPdf([{ content: first }, { content: second }]))
    expect(document.blocks).toHaveLength(1)
    const [table] = grids(document)
    expect(texts(table)).toEqual([
      ['（一）予以公开', '5'],
      ['（二）部分公开', '3'],
      ['（七）总计', '8'],
    ])
    expect(table?.cells.map(({ place }) => ('page' in place ? place.page : 0))).toEqual([1, 1, 1, 1, 2, 2])
  })

  it('has a label mended that the break cut within its bracket', async () => {
    const second = lower + say(105, 766, '只计这一情形）')
    const [table] = grids(await documentOf(handWrittenPdf([{ content: pageOne + cut }, { content: second }])))
    expect(texts(table)).toEqual([
      ['（一）予以公开', '5'],
      ['（二）部分公开（区分处理的，只计这一情形）', '3'],
    ])
  })

  it('keeps a row of its own where the next page begins with a label of its own', async () => {
    const second = lower + say(105, 766, '（三）不予公开')
    const [table] = grids(await documentOf(handWrittenPdf([{ content: pageOne + cut }, { content: second }])))
    expect(texts(table)).toHaveLength(3)
  })

  it('is two grids where text stands between or the columns differ', async () => {
    const between = { content: say(100, 800, '四、其他') + lower + say(105, 766, '总计') }
    const other = { content: ruled([100, 250, 400], [760, 780]) + say(105, 766, '总计') }
    for (const second of [between, other]) {
      const document = await documentOf(handWrittenPdf([{ content: pageOne }, second]))
      expect(grids(document)).toHaveLength(2)
    }
  })
})

describe('page numbers and running heads', () => {
  const head = say(60, 815, '测试市医疗保障局文件', 8)

  it('are left out, even where a page number stands in a table', async () => {
    const sheets = [1, 2].map((page) => ({
      content:
        head + say(100, 400, `第${page}节内容`) + upper + say(105, 86, '规章') + say(340, 66, `- ${page} -`),
    }))
    const document = await documentOf(handWrittenPdf(sheets))
    expect(document.blocks.map((block) => (block.kind === 'grid' ? texts(block) : block.text))).toEqual([
      '第1节内容',
      [
        ['规章', ''],
        ['', ''],
      ],
      '第2节内容',
      [
        ['规章', ''],
        ['', ''],
      ],
    ])
  })

  it('go when they count the pages; a figure that slipped off a table stays', async () => {
    const sheets = [1, 2].map((page) => ({ content: say(100, 400, '内容') + say(295, 30, String(page)) }))
    expect(await linesOf(handWrittenPdf(sheets))).toEqual(['内容', '内容'])
    const slipped = [{ content: say(100, 400, '内容') + say(295, 30, '0') }]
    expect(await linesOf(handWrittenPdf(slipped))).toEqual(['内容', '0'])
  })
})
