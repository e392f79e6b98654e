import { describe, expect, it } from 'vitest'
import { align } from '../../../extract/align.ts'
import type { Block, Document, Grid, GridCell } from '../../../extract/document.ts'
import { continued } from '../../../extract/readers/pdf/continuation.ts'
import type { WholeTable } from '../../../extract/readers/pdf/continuation.ts'
import { canLookLike, censusOf } from '../../../extract/readers/scan/census.ts'
import type { Sample } from '../../../extract/readers/scan/census.ts'
import { doubtsIn } from '../../../extract/readers/scan/doubts.ts'
import { inCompany } from '../../../extract/readers/scan/marks.ts'
import type { Marked } from '../../../extract/readers/scan/marks.ts'
import { blankRaster } from '../../../extract/readers/scan/raster.ts'
import type { Raster } from '../../../extract/readers/scan/raster.ts'
import { sheetOf } from '../../../extract/readers/scan/sheet.ts'

type Spans = Partial<Pick<GridCell, 'rowSpan' | 'columnSpan'>>

function cell(
  row: number,
  column: number,
  text: string,
  { rowSpan = 1, columnSpan = 1 }: Spans = {},
): GridCell {
  const [x, y] = [column * 30, row * 20]
  const place = { page: 1, box: [x, y, x + 30 * columnSpan, y + 20 * rowSpan] as const }
  return { row, column, rowSpan, columnSpan, text, image: false, place }
}

function grid(cells: readonly GridCell[], index = 0): Grid {
  const rows = Math.max(...cells.map(({ row, rowSpan }) => row + rowSpan))
  const columns = Math.max(...cells.map(({ column, columnSpan }) => column + columnSpan))
  return { kind: 'grid', index, rows, columns, cells, positions: 'exact' }
}

/** The texts of the cells in doubt, where each was read for certain. */
function doubted(...grids: readonly Grid[]): string[] {
  const cells = grids.flatMap((each) => each.cells)
  const doubts = new Set(
    doubtsIn(
      grids,
      cells.map(({ place }) => place),
    ),
  )
  return cells.filter(({ place }) => doubts.has(place)).map(({ text }) => text)
}

const table = (
  xs: readonly number[],
  page: number,
): WholeTable & { page: number } & Record<string, unknown> => ({
  page,
  rows: 1,
  xs,
  positions: 'exact',
  cells: xs.slice(1).map((right, column) => ({
    row: 0,
    column,
    rowSpan: 1,
    columnSpan: 1,
    left: xs[column] ?? 0,
    right,
    top: 0,
    bottom: 20,
    page,
    text: String(column),
    image: false,
  })),
})

/** Ink where the pattern says so. */
const drawn = (ink: (x: number, y: number) => boolean): Sample => ({
  owner: {},
  isPoint: false,
  pixels: Uint8Array.from({ length: 192 }, (_, at) => (ink(at % 12, Math.floor(at / 12)) ? 0 : 255)),
})
const ring = (x: number, y: number): boolean => (x < 3 || x > 8 || y < 3 || y > 12) && x > 0 && x < 11
const slash = (x: number, y: number): boolean => Math.abs(y - 12 + x) < 2
const open = (x: number, y: number): boolean => ring(x, y) && !(x > 7 && y > 2 && y < 13)

const stem = (x: number): boolean => x > 6 && x < 9
const flagged = (x: number, y: number): boolean =>
  (x > 4 && x < 7) || (x > 1 && x < 5 && y > 1 && y < 4) || (y > 13 && x > 1 && x < 10)

/** Two cells side by side on an empty page, 72 dpi enlarged fourfold. */
function twoCells(): { print: Raster; traces: Raster } {
  const print = blankRaster(1000, 600)
  for (const y of [100, 220])
    for (let row = y; row < y + 3; row++) print.data.fill(0, row * 1000 + 100, row * 1000 + 703)
  for (const x of [100, 500, 700])
    for (let y = 100; y < 223; y++) print.data.fill(0, y * 1000 + x, y * 1000 + x + 3)
  return { print, traces: { ...print, data: Uint8Array.from(print.data) } }
}

const read = (own: Document) =>
  align(own, 2022).cells.filter(({ at, raw }) => at.row === 'granted' && raw !== '')

const cellsOf = ({ print, traces }: ReturnType<typeof twoCells>) =>
  sheetOf(
    {
      leaf: 1,
      raster: print,
      traces,
      scale: 4,
      skew: 0,
      warp: null,
      unturned: { width: 1000, height: 600 },
      sheet: { width: 1000, height: 600, left: 0 },
    },
    'right',
    10_000,
  )?.cells.map(({ looks, clean }) => ({ looks, clean }))

describe('a rule that parts two cells and no others', () => {
  const heads = [cell(0, 0, '标签'), cell(0, 1, '甲', { columnSpan: 2 }), cell(0, 3, '总计')]

  it('casts doubt on its whole row where it stands: the count of columns is off from there', () => {
    const rows = [
      ...heads,
      cell(1, 0, '一'),
      cell(1, 1, '10', { columnSpan: 2 }),
      cell(1, 3, '11'),
      cell(2, 0, '二'),
      cell(2, 1, '1'),
      cell(2, 2, '2'),
      cell(2, 3, '12'),
      cell(3, 0, '三'),
      cell(3, 1, '13', { columnSpan: 2 }),
      cell(3, 3, '14'),
    ]
    expect(doubted(grid(rows))).toEqual(['二', '1', '2', '12'])
  })

  it('casts doubt on the two where it lies, and on figures that are lower than their label', () => {
    const rows = [
      cell(0, 0, '标签'),
      cell(0, 1, '甲'),
      cell(0, 2, '总计'),
      cell(1, 0, '一', { rowSpan: 2 }),
      cell(1, 1, ''),
      cell(2, 1, '7'),
      cell(1, 2, '8', { rowSpan: 2 }),
    ]
    expect(doubted(grid(rows))).toEqual(['', '7'])
    const folded = [
      cell(0, 0, '标签'),
      cell(0, 1, '甲'),
      cell(0, 2, '总计'),
      cell(1, 0, '一', { rowSpan: 2 }),
      cell(1, 1, ''),
      cell(1, 2, ''),
      cell(2, 1, '7'),
      cell(2, 2, '8'),
    ]
    expect(doubted(grid(folded))).toEqual(['', '', '7', '8'])
  })

  it('is none where every row has it', () => {
    expect(
      doubted(
        grid([
          cell(0, 0, '标签'),
          cell(0, 1, '甲'),
          cell(0, 2, '总计'),
          cell(1, 0, '一'),
          cell(1, 1, '1'),
          cell(1, 2, '2'),
        ]),
      ),
    ).toEqual([])
  })
})

describe('a table without heads', () => {
  it('that could not be joined to the one before is in doubt', () => {
    const first = grid([cell(0, 0, '标签'), cell(0, 1, '总计'), cell(1, 0, '一'), cell(1, 1, '1')])
    const headless = grid([cell(0, 0, '二'), cell(0, 1, '2'), cell(1, 0, '三'), cell(1, 1, '3')], 1)
    expect(doubted(first, headless)).toEqual(['二', '2', '三', '3'])
    expect(doubted(first, first)).toEqual([])
  })
})

describe('a table that goes on overleaf', () => {
  const upper = table([50, 100, 150, 200, 250, 300], 1)
  const lower = (xs: readonly number[]) => ({ ...table(xs, 2), left: 0, right: 0, top: 0, bottom: 0 })

  it('is one though the next page lay elsewhere, and has a line too many', () => {
    const next = lower([62, 90, 112, 162, 212, 262, 312])
    expect(continued(upper, next, 'drawn')).toBeNull()
    const whole = continued(upper, next, 'scanned')
    const below = whole?.cells.filter(({ page }) => page === 2)
    // Its second line is the one too many: what follows stands under the columns it stood under.
    expect(below?.map(({ column }) => column)).toEqual([0, 1, 2, 3, 4, 5])
    expect(whole?.cells.filter(({ page }) => page === 1).map(({ column }) => column)).toEqual([0, 2, 3, 4, 5])
  })

  it('is none where most lines differ', () => {
    expect(continued(upper, lower([50, 80, 175, 300]), 'scanned')).toBeNull()
  })
})

describe('a lone dash', () => {
  const sheet = { scale: 1 }
  const mark = (top: number, left: number, height = 10, from = 15, length = 8): Marked => ({
    sheet,
    ink: {
      cell: { left, right: left + 40, top, bottom: top + 20, row: 0, column: 0, rowSpan: 1, columnSpan: 1 },
      cut: {
        print: blankRaster(10, 4),
        left: left + from,
        top: top + height,
        lines: [[{ left: 0, right: length, top: 0, bottom: 1, ink: length }]],
      },
    },
  })

  it('is a stain; one that others look like was printed, and so was one in a row of them', () => {
    expect(inCompany([mark(0, 0)]).size).toBe(0)
    expect(inCompany([mark(0, 0, 10), mark(20, 0, 4), mark(40, 0, 14)]).size).toBe(0)
    expect(inCompany([0, 20, 40, 60, 80].map((top) => mark(top, 0))).size).toBe(5)
    expect(inCompany([0, 40, 80].map((left) => mark(0, left))).size).toBe(3)
  })

  it('is a piece of a staple where others in its row reach the sides of their cells as it does', () => {
    expect(inCompany([mark(0, 0, 10, 30, 9), mark(0, 40, 10, 1, 38), mark(0, 80, 10, 1, 9)]).size).toBe(0)
  })
})

describe('a digit that stands nowhere else in its document', () => {
  const zeros = Array.from({ length: 5 }, () => drawn(ring))
  const agreed = new Map(zeros.map((one) => [one, '0'] as const))
  const canBeEight = (one: Sample): boolean => {
    const census = censusOf([one], agreed).get(one)
    return census !== undefined && canLookLike(census, '8')
  }

  it('is in doubt where it holds all the ink of another: a 0 with a stroke through it is no 8', () => {
    expect(canBeEight(drawn((x, y) => ring(x, y) || slash(x, y)))).toBe(false)
    expect(canBeEight(drawn((x, y) => open(x, y) || (y > 6 && y < 9 && x > 0 && x < 8)))).toBe(true)
  })
})

describe('a digit that lost a part', () => {
  const four = drawn((x, y) => stem(x) || (y > 8 && y < 11) || Math.abs(x + y * 0.7 - 8) < 1)
  const known = new Map([
    ...Array.from({ length: 5 }, () => [{ ...four, owner: {} }, '4'] as const),
    ...Array.from({ length: 5 }, () => [drawn(flagged), '1'] as const),
  ])
  const canBeOne = (one: Sample): boolean => {
    const census = censusOf([one], known).get(one)
    return census !== undefined && canLookLike(census, '1')
  }

  it('is not the digit that the rest looks like: the stem of a 4 is no 1', () => {
    expect(canBeOne(drawn(flagged))).toBe(true)
    expect(canBeOne(drawn((x) => x > 4 && x < 7))).toBe(false)
  })
})

describe('a blank cell', () => {
  const blank = { looks: 'blank', clean: true } as const

  it('is clean without a trace of ink', () => {
    expect(cellsOf(twoCells())).toEqual([blank, blank])
  })

  it('is in doubt where print is so faint that levelling takes it for paper', () => {
    const faint = twoCells()
    for (let y = 140; y < 180; y++) faint.traces.data.fill(222, y * 1000 + 240, y * 1000 + 246)
    expect(cellsOf(faint)).toEqual([{ looks: 'blank', clean: false }, blank])
  })

  it('is in doubt where a line was taken out of it with what it covered', () => {
    const crossed = twoCells()
    for (let y = 150; y < 153; y++) crossed.print.data.fill(0, y * 1000 + 100, y * 1000 + 290)
    expect(cellsOf(crossed)?.map(({ clean }) => clean)).toEqual([false, true])
  })

  it('is in doubt along a fold that runs beyond the table', () => {
    const folded = twoCells()
    for (let y = 150; y < 153; y++) folded.print.data.fill(0, y * 1000 + 20, y * 1000 + 900)
    expect(cellsOf(folded)?.some(({ clean }) => clean)).toBe(false)
  })
})

const picture = (blocks: readonly Block[]): Document => ({
  mediaType: 'image/png',
  readBy: { engine: 'test', version: '1' },
  title: null,
  metadata: {},
  blocks,
  links: [],
  images: [],
})

/** Cells side by side from the second column on: text and columns. */
type Row = readonly (readonly [text: string, columns: number])[]
const inRow = (row: number, label: string, cells: Row): GridCell[] => {
  let column = 1
  const own = cells.map(([text, columnSpan]) => {
    column += columnSpan
    return cell(row, column - columnSpan, text, { columnSpan })
  })
  return [cell(row, 0, label), ...own]
}
/** The form's second table with a column line too many under 商业企业, and a row of its own. */
const spans = [1, 2, 1, 1, 1, 1, 1]
const heads = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计']
const labels = ['一、本年新收政府信息公开申请数量', '二、上年结转政府信息公开申请数量', '(三)1.属于国家秘密']
const tableWith = (granted: Row): Grid =>
  grid([
    ...inRow(
      0,
      '',
      heads.map((text, index) => [text, spans[index] ?? 1]),
    ),
    ...labels.flatMap((label, row) =>
      inRow(
        row + 1,
        label,
        spans.map((span) => ['0', span]),
      ),
    ),
    ...inRow(4, '(一)予以公开', granted),
  ])
const statuses = (document: Document) => [...new Set(read(document).map(({ status }) => status))]

describe('figures of a picture that are placed by their order alone', () => {
  it('are in doubt where a stamp beside the table makes a column too many', () => {
    const torn = {
      ...tableWith([
        ['103', 1],
        ['十', 2],
        ['0', 1],
        ['al', 2],
        ['0', 1],
        ['104', 1],
        ['7', 1],
      ]),
      positions: 'loose',
    } as const
    expect(statuses({ ...picture([torn]), doubts: [] })).toEqual(['uncertain'])
  })

  it('are in doubt where a column too few and one too many leave as many as heads', () => {
    const shifted = tableWith([
      ['282', 1],
      ['4', 1],
      ['9', 1],
      ['0', 1],
      ['5', 2],
      ['0', 1],
      ['286', 1],
    ])
    expect(statuses({ ...picture([shifted]), doubts: [] })).toEqual(['uncertain'])
  })

  it('are in doubt: a faint one looks like a blank, a stain like a figure', () => {
    const rows = [
      ['(一)予以公开', '1', '2', '3', '4', '5', '6', '21'],
      ['(二)部分公开(区分处理的,只计这一情形,不计其他情形)', '1', '0', '0', '0', '0', '0', '1'],
      ['1.属于国家秘密', '2', '0', '0', '0', '0', '0', '2'],
      ['2.其他法律行政法规禁止公开', '3', '0', '0', '0', '0', '0', '3'],
    ]
    const blocks: Block[] = rows.flatMap((row, index) =>
      row.map((text, column): Block => ({
        kind: 'paragraph',
        text,
        heading: null,
        place: { page: 1, box: [column * 50, index * 20, column * 50 + 40, index * 20 + 15] },
      })),
    )
    const document = picture(blocks)
    expect(new Set(read(document).map(({ status }) => status))).toEqual(new Set(['number']))
    expect(new Set(read({ ...document, doubts: [] }).map(({ status }) => status))).toEqual(
      new Set(['uncertain']),
    )
  })
})
