import { describe, expect, it } from 'vitest'
import { findEngine } from '../../../extract/readers/scan/engine.ts'
import { accuracyOf } from './scanAccuracy.ts'
import { kindNamed } from './scanning.ts'

const engine = await findEngine()

/** One report for each way to spoil a scan; `npm run bench -- scan` measures all reports in all kinds. */
const spoilt: readonly (readonly [paper: string, kind: string])[] = [
  ['qingshan2022', 'skewed'],
  ['qingshan2022', 'sideways'],
  ['linhe2021', 'noisy'],
  ['changsha2023', 'red seal'],
  ['changsha2023', 'grey seal'],
  ['wuhu2023', 'bilevel'],
]

describe.skipIf(engine === null)('a spoilt scan', () => {
  it.each(spoilt)(
    'reads %s, %s, and is silent about nothing that it reads otherwise',
    async (paper, kind) => {
      const { cells, right, silent, year } = await accuracyOf(paper, kindNamed(kind))
      expect(silent).toEqual([])
      expect(year).toBe(true)
      // What cannot be made sure of is in doubt; most of it can, but for figures under a seal without colour.
      expect(right).toBeGreaterThanOrEqual(cells * 0.9)
    },
    240_000,
  )
})
