import { describe, expect, it } from 'vitest'
import { canLookLike, censusOf, likest } from '../../../extract/readers/scan/census.ts'
import type { Sample } from '../../../extract/readers/scan/census.ts'
import type { Cut } from '../../../extract/readers/scan/cut.ts'
import { figureReader } from '../../../extract/readers/scan/figures.ts'
import { isKnownLabel } from '../../../extract/readers/scan/knownLabels.ts'
import { blankRaster } from '../../../extract/readers/scan/raster.ts'
import { remarkedIn, sameTail } from '../../../extract/readers/scan/remarked.ts'
import { thickestIn } from '../../../extract/readers/scan/strokes.ts'

/** A line of print: each sign's width and height, 4 pixels of paper between them. */
function lineOf(signs: readonly (readonly [width: number, height: number])[]): Cut {
  let right = 4
  const line = signs.map(([width, height]) => {
    const left = right + 4
    right = left + width
    return { left, right, top: 40 - height, bottom: 40, ink: width * height }
  })
  return { print: blankRaster(right + 8, 50), left: 0, top: 0, lines: [line] }
}

const digit = [12, 20] as const
const han = [25, 26] as const

describe('a figure with words behind it', () => {
  it('is parted where its digits end', () => {
    const parted = remarkedIn(lineOf([digit, digit, digit, han]), '251元')
    expect(parted).toMatchObject({ digits: '251', tail: '元' })
    expect(parted?.figure.lines[0]).toHaveLength(3)
  })

  it('is not parted where a digit was overlooked, or characters are missing from the unit', () => {
    expect(remarkedIn(lineOf([digit, digit, digit, digit, han]), '251元')).toBeNull()
    expect(remarkedIn(lineOf([digit, digit, digit, han, han]), '251元')).toBeNull()
    expect(remarkedIn(lineOf([digit, digit, digit, han]), '251万元')).toBeNull()
  })

  it('is no label that begins with its number', () => {
    expect(remarkedIn(lineOf([digit, [3, 3], han, han]), '1.属于')).toBeNull()
  })

  it('must be read with the same unit again; a remark in brackets may be spelt otherwise', () => {
    expect(sameTail('43.788元', '43.788万元')).toBe(false)
    expect(sameTail('22（其中修订16件)', '22《其中修汀16件)')).toBe(true)
  })
})

describe('a figure under a blot', () => {
  it('that is taller than it and hangs below is in doubt, and spoils nothing else', async () => {
    const blind = { version: '0', read: () => Promise.resolve([]) }
    const { print, left, top } = lineOf([digit, digit])
    const line = [
      { left: 8, right: 20, top: 4, bottom: 14, ink: 90 },
      { left: 24, right: 40, top: 20, bottom: 48, ink: 400 },
    ]
    const read = await figureReader(blind, () => 1000)([{ print, left, top, lines: [line] }])
    expect(read).toEqual([{ text: '', sure: false }])
  })
})

describe('a label that every report prints', () => {
  it('needs no second look', () => {
    expect(isKnownLabel('1.属于国家秘密')).toBe(true)
    expect(isKnownLabel('1.属于国家秘蜜')).toBe(false)
    expect(isKnownLabel('12')).toBe(false)
  })
})

function sample(grey: number, owner: object = {}): Sample {
  return { owner, isPoint: false, pixels: new Uint8Array(192).fill(grey) }
}

describe('the shape of a digit', () => {
  const sixes = Array.from({ length: 6 }, () => sample(100))
  const zeros = Array.from({ length: 6 }, () => sample(150))
  const agreed = new Map([
    ...sixes.map((one) => [one, '6'] as const),
    ...zeros.map((one) => [one, '0'] as const),
  ])
  const judged = (one: Sample) => {
    const census = censusOf([one], agreed).get(one)
    return census && { likest: likest(census), six: canLookLike(census, '6'), zero: canLookLike(census, '0') }
  }

  it('is that of the others in its document', () => {
    expect(judged(sample(105))).toEqual({ likest: '6', six: true, zero: false })
    expect(judged(sample(148))).toEqual({ likest: '0', six: false, zero: true })
  })

  it('is in doubt where it lies between two, or near to none', () => {
    expect(judged(sample(124))).toMatchObject({ six: false, zero: false })
    expect(judged(sample(240))).toEqual({ likest: '', six: false, zero: false })
  })

  it('is never compared with itself', () => {
    const [own] = sixes
    if (!own) return
    const census = censusOf([own], new Map([[own, '6']])).get(own)
    expect(census && likest(census)).toBe('')
  })
})

describe('a stroke', () => {
  it('is as thick as the largest square of ink in it: a blot is thicker', () => {
    const sign = blankRaster(30, 48)
    for (let y = 0; y < 48; y++) sign.data.fill(0, y * 30 + 12, y * 30 + 18)
    expect(thickestIn(sign)).toBeCloseTo(6 / 48)
    for (let y = 20; y < 36; y++) sign.data.fill(0, y * 30 + 6, y * 30 + 22)
    expect(thickestIn(sign)).toBeCloseTo(16 / 48)
  })
})
