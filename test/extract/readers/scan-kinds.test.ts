import { describe, expect, it } from 'vitest'
import { findEngine } from '../../../extract/readers/scan/engine.ts'
import { accuracyOf } from './scanAccuracy.ts'
import { kindNamed } from './scanning.ts'

const engine = await findEngine()

/**
 * Some ways to spoil a scan, and the share of its cells that are read for certain all the same; each takes some seconds.
 * `npm run bench -- scan-accuracy` measures every kind.
 */
const spoilt: readonly (readonly [paper: string, kind: string, share: number])[] = [
  ['changsha2023', 'skewed', 0.95],
  ['changsha2023', 'red seal', 0.95],
  ['changsha2023', 'photograph', 0.95],
  ['open-sides', 'two pages a sheet', 0.95],
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
