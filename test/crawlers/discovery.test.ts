import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allPracticePortals } from '../portals/allPracticePortals.ts'
import { undescribed } from '../portals/descriptions/undescribed.ts'
import { PracticeWalks } from './practiceWalk.ts'

const well = allPracticePortals.filter(({ trouble }) => trouble === undefined)
const troubled = allPracticePortals.filter(({ trouble }) => trouble !== undefined && trouble !== 'slow')

let walks: PracticeWalks
beforeAll(async () => {
  walks = await PracticeWalks.start()
}, 60_000)
afterAll(() => walks.close())

describe('from a portal’s home page alone, every report and nothing else', () => {
  it.each(well.map(({ id, platform, organisation }) => [id, platform, organisation] as const))(
    '%s (%s, %s)',
    async (id) => {
      const { state, missed, extra } = await walks.walked(id)
      expect({ state, missed, extra }).toEqual({ state: 'ok', missed: [], extra: [] })
    },
  )
})

describe('a portal in trouble is named, not mistaken for an empty one', () => {
  it.each(troubled.map(({ id }) => id))(
    '%s',
    async (id) => {
      const at = allPracticePortals.findIndex((portal) => portal.id === id)
      const outcome = walks.running.portals[at]?.expectedReports().outcome ?? null
      const { state, error, missed, extra } = await walks.walked(id)
      expect(extra).toEqual([])
      if (outcome === null) expect({ state, missed }).toEqual({ state: 'ok', missed: [] })
      else {
        expect(state).not.toBe('ok')
        expect(error).toMatch(new RegExp(`^${outcome}: `))
      }
    },
    20_000,
  )
})

/** Systems whose lists exist only by calls of their own; the others need no script. */
const scripted: ReadonlySet<string> = new Set([
  'hanweb',
  'jpaas',
  'gkmlpt',
  'epoint',
  'hebei',
  'lonsun',
  'ucap_pc',
])

const unread: ReadonlySet<string> = new Set(undescribed.map(({ id }) => id))

describe('systems that nobody described', () => {
  it('are walked the generic way: at least 90% of what needs no script, all of what has no reader, and nothing that is no report', async () => {
    let expected = 0
    let missed = 0
    for (const { id, platform } of well) {
      if (scripted.has(platform)) continue
      const result = await walks.walked(id, [])
      expected += result.expected
      missed += result.missed.length
      expect(result.extra, id).toEqual([])
      if (unread.has(id)) expect(result.missed, id).toEqual([])
    }
    expect((expected - missed) / expected).toBeGreaterThan(0.9)
  }, 60_000)
})

describe('politeness of a walk', () => {
  it('asks for each page once, and needs less than two requests for three reports', async () => {
    let requests = 0
    let reports = 0
    for (const { id } of well.slice(0, 5)) {
      const { requests: asked, expected } = await walks.walked(id)
      requests += asked
      reports += expected
    }
    expect(requests / reports).toBeLessThan(2 / 3)
  })
})
