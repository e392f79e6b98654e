import { describe, expect, it } from 'vitest'
import { findEngine } from '../../../extract/readers/scan/engine.ts'
import { readDamaged } from './damagedScans.ts'
import { mishaps } from './inkDamage.ts'

const engine = await findEngine()

/** A report some of whose cells were damaged one by one; `npm run bench -- scan-damage --long` damages them all. */
describe.skipIf(engine === null)('a scan whose ink is damaged', () => {
  it('is silent about nothing that it reads otherwise than printed', async () => {
    const rows = await readDamaged('qingshan2022', 1)
    expect(rows.flatMap(({ silent }) => silent)).toEqual([])
    const damaged = rows.filter(({ damage }) => damage !== 'none')
    const sum = (count: (row: (typeof rows)[number]) => number): number =>
      damaged.reduce((total, row) => total + count(row), 0)
    // Doubt is no way out: what can still be read is.
    expect(sum(({ cells }) => cells)).toBeGreaterThan(40)
    expect(sum(({ right }) => right)).toBeGreaterThan(sum(({ cells }) => cells) / 10)
  }, 240_000)

  it('is silent about nothing that folds, streaks, staples and correction fluid did to it', async () => {
    const rows = await readDamaged('qingshan2022', 2, mishaps)
    expect(rows.flatMap(({ silent }) => silent)).toEqual([])
    const neighbours = rows.find(({ damage }) => damage === 'none')
    expect(neighbours?.right).toBeGreaterThan((neighbours?.cells ?? 0) / 2)
  }, 240_000)
})
