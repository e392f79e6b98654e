import { describe, expect, it } from 'vitest'
import { readPage, readPlain } from './reading.ts'
import { changed, relabelled } from './sheets/change.ts'
import { draftOf } from './sheets/document.ts'
import { figureSet } from './sheets/figureSet.ts'
import { pageHtml, plainLayout } from './sheets/html.ts'
import { plainText } from './sheets/text.ts'

const layout = { proactive: 'each', disputes: 'row' } as const
const draft = draftOf(figureSet('hangzhou2025'), layout)

describe('a column is what its head says', () => {
  const swapped = changed(draft, 'requests', (sheet) =>
    relabelled(sheet, { 商业企业: '法律服务机构', 法律服务机构: '商业企业' }),
  )

  it('follows heads that stand in another order than the form’s', () => {
    const report = readPage(pageHtml(swapped, plainLayout), 2025)
    expect(report.row('requests', 'granted')).toEqual([5345, 19, 0, 41, 129, 14, 5548])
  })

  it('follows them in a text too, where all of them are there', () => {
    const report = readPlain(plainText(swapped, 'pdf_lines'), 2025)
    expect(report.row('requests', 'granted')).toEqual([5345, 19, 0, 41, 129, 14, 5548])
  })

  it('believes no order of figures in a text whose heads are out of order and not all there', () => {
    const torn = changed(swapped, 'requests', (sheet) => relabelled(sheet, { 科研机构: '' }))
    const report = readPlain(plainText(torn, 'pdf_lines'), 2025)
    expect(report.cell('requests', 'granted', 'enterprise')?.status).toBe('uncertain')
  })

  it('reads a text whose copy dropped repeated head words: 总计 and 结果维持 once', () => {
    const lines = plainText(draft, 'cell_a_line').split('\n')
    const second = lines.lastIndexOf('\t结果维持')
    const report = readPlain(lines.filter((_, index) => index !== second).join('\n'), 2025)
    expect(report.row('disputes', 'reconsideration')).toEqual(
      readPage(pageHtml(draft, plainLayout), 2025).row('disputes', 'reconsideration'),
    )
  })

  it('leaves a column missing where its head means something else, and says so', () => {
    const report = readPage(
      pageHtml(
        changed(draftOf(figureSet('donghu2020'), layout), 'proactive', (sheet) =>
          relabelled(sheet, { '本年增/减': '本年数量' }),
        ),
        plainLayout,
      ),
      2020,
    )
    expect(report.forms.proactive).toBe('2019')
    expect(report.cell('proactive', 'licensing', 'change')).toMatchObject({ status: 'missing', value: null })
    expect(report.cell('proactive', 'licensing', 'decisions')?.status).toBe('number')
    expect(report.findings).toContainEqual(
      expect.objectContaining({ rule: 'structure.column_label', row: 'licensing', column: 'change' }),
    )
  })

  it('tells 本年新制作 and 本年新公开 apart by order where both are cut to 本年新', () => {
    const report = readPage(
      pageHtml(
        changed(draftOf(figureSet('shanghai2019'), layout), 'proactive', (sheet) =>
          relabelled(sheet, { 本年新制作数量: '本年新', 本年新公开数量: '本年新' }),
        ),
        plainLayout,
      ),
      2019,
    )
    expect(report.row('proactive', 'regulations')).toEqual([13, 13, 524])
  })
})

/** 予以公开 under heads printed like this. */
const granted = (heads: readonly string[]) =>
  readPlain(
    [
      '三、收到和处理政府信息公开申请情况',
      ...heads,
      '一、本年新收政府信息公开申请数量 5 1 0 0 0 2 8',
      '二、上年结转政府信息公开申请数量 1 0 0 0 0 0 1',
      '（一）予以公开 3 1 0 0 0 2 6',
      '（七）总计 4 1 0 0 0 2 7',
      '四、结转下年度继续办理 2 0 0 0 0 0 2',
    ].join('\n'),
    2023,
  ).row('requests', 'granted')

/** The courts' first row under two heads whose second line is this. */
const direct = (pieces: string) =>
  readPlain(
    [
      '四、政府信息公开行政复议、行政诉讼情况',
      '行政复议 行政诉讼',
      '结果 结果 其他结果 尚未审结 总计 未经复议直接起诉 复议后起诉',
      pieces,
      '结果 结果 其他结果 尚未审结 总计 结果 结果 其他结果 尚未审结 总计',
      `${pieces} ${pieces}`,
      '1 2 3 4 10 5 6 7 8 26 9 10 11 12 42',
    ].join('\n'),
    2023,
  ).row('disputes', 'litigation_direct')

describe('heads broken over lines, as a text copied out of a PDF has them', () => {
  const inDoubt = Array(7).fill('uncertain')

  it.each([
    [
      'in two',
      ['自然 法人或其他组织', '科研机 社会公益 法律服务 其 总计', '人 商业企', '业 构 组织 机构 他'],
    ],
    ['in three', ['自然 商 科 社会 法律 其', '人 企 研', '业 公 服', '机 益组 务机', '业 构 织 构 他']],
    [
      'a piece a line',
      ['自然', '人', '商业', '科研', '社会公', '法律', '其', '企业', '机构', '益组织', '服务机构', '他'],
    ],
  ])('are believed where the pieces of a line stand in the form’s order: %s', (_, heads) => {
    expect(granted(heads)).toEqual([3, 1, 0, 0, 0, 2, 6])
  })

  it.each([
    [
      'in two',
      ['自然 法人或其他组织', '商业企 社会公益 法律服务 其 总计', '人 科研机', '构 业 组织 机构 他'],
    ],
    ['one whole', ['自然人 法人或其他组织', '科研机构 商业企 社会公益组织 法律服务机构 其他 总计', '业']],
    [
      'a piece a line',
      ['自然', '人', '科研', '商业', '社会公', '法律', '其', '机构', '企业', '益组织', '服务机构', '他'],
    ],
  ])('are not where they stand in another: %s', (_, heads) => {
    expect(granted(heads)).toEqual(inDoubt)
  })

  it('are not where no line tells two of them apart', () => {
    const heads = [
      '自然人 法人或其他组织',
      '科研机',
      '商业企 社会公益组织 法律服务机构 其他 总计',
      '业',
      '构',
    ]
    expect(granted(heads)).toEqual(inDoubt)
  })

  it('nor are those of disputes', () => {
    expect(direct('维持 纠正')).toEqual([5, 6, 7, 8, 26])
    expect(direct('纠正 维持')).toEqual(Array(5).fill('uncertain'))
  })
})
