import { describe, expect, it } from 'vitest'
import { findEngine } from '../../../extract/readers/scan/engine.ts'
import { accuracyOf } from './scanAccuracy.ts'
import { kindNamed } from './scanning.ts'

const engine = await findEngine()

/**
 * One report for each way to spoil a scan, and the share of its cells that are read for certain all the same.
 * `benchScanAccuracy` measures all reports in all kinds.
 */
const spoilt: readonly (readonly [paper: string, kind: string, share: number])[] = [
  ['qingshan2022', 'skewed', 0.95],
  ['qingshan2022', 'sideways', 0.95],
  ['linhe2021', 'noisy', 0.9],
  ['changsha2023', 'red seal', 0.95],
  // Without its colour a seal is ink like any other: what it covers is in doubt.
  ['changsha2023', 'grey seal', 0.3],
  ['wuhu2023', 'bilevel', 0.95],
]

describe.skipIf(engine === null)('a spoilt scan', () => {
  it.each(spoilt)(
    'reads %s, %s, and is silent about nothing that it reads otherwise',
    async (paper, kind, share) => {
      const { cells, right, silent, year } = await accuracyOf(paper, kindNamed(kind))
      expect(silent).toEqual([])
      expect(year).toBe(true)
      expect(right).toBeGreaterThanOrEqual(cells * share)
    },
    240_000,
  )
})
