import { beforeAll, describe, expect, it } from 'vitest'
import { mutationTable, soakMutations } from './soakMutations.ts'
import type { MutationReport } from './soakMutations.ts'

/** The short form; `npm run soak` damages some thousands. */
const documents = 300

describe('a report damaged at random', () => {
  let report: MutationReport

  beforeAll(() => {
    report = soakMutations(documents)
    console.log(mutationTable(report))
  })

  it('is never read wrong in silence: a cell says what is printed there, or a status or a finding points at it', () => {
    expect(report.documents).toBe(documents)
    expect(report.silent).toEqual([])
  })

  it('is still read where the damage is not', () => {
    expect(report.untouchedRead / report.untouched).toBeGreaterThan(0.98)
  })

  it('was in no doubt before the damage', () => {
    expect(report.doubtfulUndamaged).toBe(0)
  })

  it('names the row or the column of a changed digit that breaks a sum', () => {
    expect(report.changedDigits).toBeGreaterThan(0)
    expect(report.located).toBe(report.changedDigits)
  })
})
