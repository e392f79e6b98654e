import { describe, expect, it } from 'vitest'
import { boxAsTaken, flattened } from '../../../extract/readers/scan/flat.ts'
import { halvesOf } from '../../../extract/readers/scan/halves.ts'
import { mapped, perspectiveOf } from '../../../extract/readers/scan/homography.ts'
import { loadImaging } from '../../../extract/readers/scan/imaging.ts'
import { closingStrokes } from '../../../extract/readers/scan/openSides.ts'
import { placeAsScanned } from '../../../extract/readers/scan/placed.ts'
import { blankRaster } from '../../../extract/readers/scan/raster.ts'
import type { Area, Raster } from '../../../extract/readers/scan/raster.ts'
import type { Straight } from '../../../extract/readers/scan/straight.ts'

const imaging = await loadImaging()

function inkAt(raster: Raster, { left, top, right, bottom }: Area, grey = 0): void {
  for (let y = top; y < bottom; y++) raster.data.fill(grey, y * raster.width + left, y * raster.width + right)
}

function at({ data, width }: Raster, x: number, y: number): number {
  return data[Math.round(y) * width + Math.round(x)] ?? -1
}

const across = (y: number, from: number, to: number) => ({ axis: 'across', at: y, from, to }) as const
const down = (x: number, from: number, to: number) => ({ axis: 'down', at: x, from, to }) as const

function sheet(): Straight {
  return {
    leaf: 3,
    raster: blankRaster(1190, 842),
    traces: blankRaster(1190, 842),
    scale: 1,
    skew: 0,
    unturned: { width: 1190, height: 842 },
    sheet: { width: 1190, height: 842, left: 0 },
    warp: null,
  }
}

describe('a page photographed on a desk', () => {
  /** A4 at 100 dpi in perspective on a dark desk, with one black square on it. */
  const corners = [
    { x: 90, y: 70 },
    { x: 870, y: 110 },
    { x: 900, y: 1240 },
    { x: 60, y: 1200 },
  ] as const
  const onTaken = perspectiveOf(827, 1170, corners)
  const taken: Raster = { width: 960, height: 1320, data: new Uint8Array(960 * 1320).fill(60) }
  for (let y = 0; y < 1170; y += 0.4) {
    for (let x = 0; x < 827; x += 0.4) {
      const { x: px, y: py } = mapped(onTaken, x, y)
      const grey = x > 400 && x < 440 && y > 600 && y < 640 ? 0 : 250
      taken.data[Math.floor(py) * 960 + Math.floor(px)] = grey
    }
  }

  it.skipIf(imaging === null)('is laid flat, and places on it are those of the photograph', async () => {
    if (!imaging) return
    const leaf = await flattened({ page: 1, raster: taken, scale: 1 }, imaging)
    expect(leaf.warp).toBeDefined()
    if (!leaf.warp) return
    const { width, height } = leaf.raster
    expect(height / width).toBeCloseTo(Math.SQRT2, 2)
    const [x, y] = [(420 / 827) * width, (620 / 1170) * height]
    expect(at(leaf.raster, x, y)).toBeLessThan(40)
    expect(at(leaf.raster, x - 40, y)).toBeGreaterThan(200)
    const [cx, cy] = [x / leaf.scale, y / leaf.scale]
    const [left, top, right, bottom] = boxAsTaken([cx - 5, cy - 5, cx + 5, cy + 5], leaf.warp)
    const wanted = mapped(onTaken, 420, 620)
    expect((left + right) / 2).toBeCloseTo(wanted.x, -1)
    expect((top + bottom) / 2).toBeCloseTo(wanted.y, -1)
  })

  it.skipIf(imaging === null)('is not looked for in a scan, whose edges are paper', async () => {
    if (!imaging) return
    const leaf = { page: 1, raster: blankRaster(400, 560), scale: 1 }
    inkAt(leaf.raster, { left: 50, top: 50, right: 350, bottom: 500 })
    expect(await flattened(leaf, imaging)).toBe(leaf)
  })
})

describe('a sheet wider than tall', () => {
  const pages = [
    { left: 60, top: 100, right: 540, bottom: 700 },
    { left: 650, top: 100, right: 1130, bottom: 700 },
  ] as const

  it('is two pages where nothing leads over its middle, each with its places on the sheet', () => {
    const straight = sheet()
    for (const page of pages) inkAt(straight.raster, page)
    const halves = halvesOf(straight)
    expect(halves.map(({ raster }) => raster.width)).toEqual([595, 595])
    const second = halves[1]
    if (!second) return
    const laid = { ...second, direction: 'right' } as const
    expect(placeAsScanned({ page: 2, box: [55, 100, 60, 110] }, new Map([[2, laid]]))).toEqual({
      page: 3,
      box: [650, 100, 655, 110],
    })
  })

  it('is one page where a rule leads over its middle, or one half is blank', () => {
    const ruled = sheet()
    for (const page of pages) inkAt(ruled.raster, page)
    for (const top of [200, 300, 400]) inkAt(ruled.raster, { left: 60, right: 1130, top, bottom: top + 2 })
    expect(halvesOf(ruled)).toEqual([ruled])
    const half = sheet()
    inkAt(half.raster, pages[0])
    expect(halvesOf(half)).toEqual([half])
  })
})

describe('a table without outer borders', () => {
  it('is closed along the ends of its rules', () => {
    const rules = [across(100, 50, 450), across(130, 50, 450), across(160, 50, 450), down(200, 100, 160)]
    expect(closingStrokes(rules)).toEqual([down(50, 100, 160), down(450, 100, 160)])
  })

  it('is not seen in a closed one, in underlined writing, or over two tables at once', () => {
    const closed = [across(100, 50, 450), across(130, 50, 450), across(160, 50, 450)]
    expect(closingStrokes([...closed, down(50, 100, 160), down(200, 100, 160), down(450, 100, 160)])).toEqual(
      [],
    )
    expect(closingStrokes(closed)).toEqual([])
    const below = closed.map((rule) => ({ ...rule, at: rule.at + 300 }))
    const sides = closingStrokes([...closed, down(200, 100, 160), ...below, down(200, 400, 460)])
    expect(sides.map(({ from, to }) => [from, to])).toEqual([
      [100, 160],
      [400, 460],
      [100, 160],
      [400, 460],
    ])
  })
})
