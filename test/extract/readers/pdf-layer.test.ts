import { describe, expect, it } from 'vitest'
import { handWrittenPdf, ruled, say } from './handWrittenPdf.ts'
import { documentOf, errorOf, linesOf, tableOf } from './readPdfFixture.ts'

/** A picture as large as the sheet, as a scanner makes it. */
const scanned = 'q 595 0 0 842 0 0 cm /P Do Q\n'
const unseen = '3 Tr\n'
const table = ruled([100, 200, 300], [700, 720]) + say(105, 706, '规章') + say(205, 706, '31')
const stamp = say(430, 20, '扫描全能王创建', 8)

describe('text that nobody is shown, over the picture of a scanned page', () => {
  it('is what some program read in it: the page is a scan', async () => {
    expect(await errorOf(handWrittenPdf([{ content: scanned + unseen + table }]))).toBe('needs_ocr')
    expect(await errorOf(handWrittenPdf([{ content: unseen + table + scanned }]))).toBe('needs_ocr')
  })

  it('is none where the text lies under the picture', async () => {
    expect(await errorOf(handWrittenPdf([{ content: table + scanned }]))).toBe('needs_ocr')
  })

  it('is no less a scan where the program stamped its name on it', async () => {
    expect(await errorOf(handWrittenPdf([{ content: `${scanned}${unseen}${table}0 Tr\n${stamp}` }]))).toBe(
      'needs_ocr',
    )
    expect(await errorOf(handWrittenPdf([{ content: scanned + stamp }]))).toBe('needs_ocr')
  })

  it('leaves a page among printed ones a picture, and theirs as they are', async () => {
    const document = await documentOf(
      handWrittenPdf([{ content: say(100, 500, '一、总体情况') }, { content: scanned + unseen + table }]),
    )
    expect(document.blocks.map((block) => (block.kind === 'grid' ? 'grid' : block.text))).toEqual([
      '一、总体情况',
    ])
    expect(document.images).toEqual(['2'])
  })
})

describe('unseen text elsewhere', () => {
  it('is left out of a page that prints its own', async () => {
    const content = `${table}${say(205, 500, '规章和规范性文件')}${unseen}${say(212, 706, '9')}`
    expect(await tableOf(handWrittenPdf([{ content }]))).toEqual([['规章', '31']])
  })

  it('says what letters are that are drawn as outlines', async () => {
    const content = unseen + say(100, 500, '公开年报')
    expect(await linesOf(handWrittenPdf([{ content }]))).toEqual(['公开年报'])
  })

  it('a picture behind printed text is a background', async () => {
    const words =
      '本年度本机关认真贯彻政府信息公开条例，主动公开政府信息，按时答复申请，没有收费，没有复议和诉讼。'
    const content = scanned + say(50, 500, words)
    expect(await linesOf(handWrittenPdf([{ content }]))).toEqual([words])
  })
})
