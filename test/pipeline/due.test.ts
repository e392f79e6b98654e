import { describe, expect, it } from 'vitest'
import { inSeason, nextDue, retryAfter } from '../../pipeline/due.ts'
import { fairOrder } from '../../pipeline/fair-order.ts'
import { owedAt } from '../../pipeline/owed.ts'

const at = (day: string) => new Date(`${day}T03:00:00+08:00`)
const midnight = (day: string) => new Date(`${day}T00:00:00+08:00`)
/** Days between a night at three and the beginning of another day. */
const days = (from: Date, to: Date) => (to.getTime() - from.getTime()) / 86_400_000 + 3 / 24
const owing = { state: 'ok', failingSince: null, owed: 3 } as const
const done = { state: 'ok', failingSince: null, owed: 0 } as const

const agency = (key: string, ...years: number[]) => ({ key, years, succeeded: false })
const portal = (id: string, divisionCode: string | null) => ({ id, divisionCode })

describe('when a portal is due next', () => {
  it('daily in season while it owes reports, weekly once it owes none', () => {
    expect(days(at('2026-01-10'), nextDue(at('2026-01-10'), owing))).toBe(1)
    expect(days(at('2026-03-30'), nextDue(at('2026-03-30'), done))).toBe(7)
  })

  it('from the beginning of a day: a run that begins earlier than last night’s misses nothing', () => {
    const late = new Date('2026-01-10T03:09:59+08:00')
    expect(nextDue(late, owing)).toEqual(midnight('2026-01-11'))
    expect(nextDue(late, { ...owing, state: 'failing' })).toEqual(midnight('2026-01-11'))
    expect(retryAfter(late, 0)).toEqual(midnight('2026-01-11'))
  })

  it('a link that failed: after a day, two, four, in the end monthly, and for ever', () => {
    const now = at('2026-02-01')
    const pauses = [0, 1, 2, 4, 5, 50].map((failures) => days(now, retryAfter(now, failures)))
    expect(pauses).toEqual([1, 2, 4, 16, 30, 30])
  })

  it('monthly out of season, but on the first day of the season at the latest', () => {
    expect(days(at('2026-06-01'), nextDue(at('2026-06-01'), owing))).toBe(30)
    expect(nextDue(at('2025-12-20'), done)).toEqual(new Date('2026-01-01T00:00:00+08:00'))
  })

  it('reckons the season in Shanghai: 16:00 UTC of New Year’s Eve is in it', () => {
    expect(inSeason(new Date('2025-12-31T15:59:59Z'))).toBe(false)
    expect(inSeason(new Date('2025-12-31T16:00:00Z'))).toBe(true)
  })

  it('backs off from a portal that fails, from a day up to a week, and never gives it up', () => {
    const now = at('2026-02-20')
    const pause = (since: string | null, state: 'failing' | 'blocked' = 'failing') =>
      days(now, nextDue(now, { state, failingSince: since === null ? null : at(since), owed: 9 }))
    expect(pause(null)).toBe(1)
    expect(pause('2026-02-19')).toBe(1)
    expect(pause('2026-02-18')).toBe(2)
    expect(pause('2026-02-16', 'blocked')).toBe(4)
    expect(pause('2020-02-16')).toBe(7)
  })
})

describe('what a portal owes', () => {
  const government = '430100/人民政府'
  it('is nothing for a year that has not ended, and its government’s report from New Year on', () => {
    const known = [agency(government, 2022, 2023, 2024)]
    expect(owedAt(new Date('2025-12-31T15:00:00Z'), known, government)).toEqual({ all: 0, latest: 0 })
    expect(owedAt(new Date('2025-12-31T16:00:00Z'), known, government)).toEqual({ all: 1, latest: 1 })
  })

  it('is the report of a government that has never been seen, where the portal’s place is known', () => {
    expect(owedAt(at('2026-02-01'), [], government)).toEqual({ all: 1, latest: 1 })
    expect(owedAt(at('2026-02-01'), [], null)).toEqual({ all: 0, latest: 0 })
  })

  it('counts agencies that reported in one of the three years before, gaps included', () => {
    const known = [
      agency(government, 2025),
      agency('430100/财政局', 2022, 2023, 2025),
      agency('430100/教育局', 2022),
      agency('430100/旧局', 2018),
    ]
    // 财政局 lacks 2024; 教育局 lacks 2023 to 2025; 旧局 lacked 2019 to 2021 and has been gone since.
    expect(owedAt(at('2026-02-01'), known, government)).toEqual({ all: 7, latest: 1 })
  })

  it('is nothing for an agency whose work another one took over', () => {
    const known = [agency(government, 2025), { ...agency('430100/卫生局', 2024), succeeded: true }]
    expect(owedAt(at('2026-02-01'), known, government)).toEqual({ all: 0, latest: 0 })
  })
})

describe('whose turn it is', () => {
  it('goes round the provinces, each with its most overdue portal first', () => {
    const overdue = [
      portal('a', '430100'),
      portal('b', '430200'),
      portal('c', '430300'),
      portal('d', '110101'),
      portal('e', null),
      portal('f', '110102'),
    ]
    expect(fairOrder(overdue).map(({ id }) => id)).toEqual(['a', 'd', 'e', 'b', 'f', 'c'])
  })
})
