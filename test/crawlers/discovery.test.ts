import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canonicalUrl } from '../../crawlers/canonical-url.ts'
import { discover } from '../../crawlers/discover.ts'
import type { Discovery } from '../../crawlers/discovery.ts'
import type { Platform } from '../../crawlers/platform.ts'
import { platforms } from '../../crawlers/platforms.ts'
import type { Portal } from '../../crawlers/portal.ts'
import { parseRegistry } from '../../crawlers/registry.ts'
import { judgeTitle } from '../../extract/identity.ts'
import { allPracticePortals } from '../portals/allPracticePortals.ts'
import { startPracticePortals } from '../portals/startPracticePortals.ts'
import type { PracticePortals } from '../portals/startPracticePortals.ts'
import { clientOf } from './loopback.ts'

const well = allPracticePortals.filter(({ trouble }) => trouble === undefined)
const troubled = allPracticePortals.filter(({ trouble }) => trouble !== undefined && trouble !== 'slow')

let running: PracticePortals
let portals: Portal[]
beforeAll(async () => {
  running = await startPracticePortals({ ports: 'any', portals: allPracticePortals })
  portals = parseRegistry(running.registryCsv, 'practice')
}, 60_000)
afterAll(() => running.close())

interface Walked extends Discovery {
  readonly expected: number
  readonly missed: readonly string[]
  readonly extra: readonly string[]
  readonly requests: number
}

async function walked(id: string, known: readonly Platform[] = platforms): Promise<Walked> {
  const at = allPracticePortals.findIndex((portal) => portal.id === id)
  const portal = portals[at]
  const server = running.portals[at]
  if (portal === undefined || server === undefined) throw new Error(`no practice portal ${id}`)
  const { client, frontier } = clientOf(portals.map(({ startUrl }) => startUrl))
  const discovery = await discover(portal, client, judgeTitle, { platforms: known })
  await client.close()
  const { reports } = server.expectedReports()
  const found = new Set(discovery.links.map(({ url }) => canonicalUrl(url)))
  const places = reports.map(({ id: report, pageUrl, attachmentUrl, contentUrls }) => ({
    report,
    urls: [pageUrl, attachmentUrl ?? pageUrl, ...contentUrls].map(canonicalUrl),
  }))
  const right = new Set(places.flatMap(({ urls }) => urls))
  return {
    ...discovery,
    expected: reports.length,
    missed: places.filter(({ urls }) => !urls.some((url) => found.has(url))).map(({ report }) => report),
    extra: [...found].filter((url) => !right.has(url)),
    requests: frontier.log.length,
  }
}

describe('from a portal’s home page alone, every report and nothing else', () => {
  it.each(well.map(({ id, platform, organisation }) => [id, platform, organisation] as const))(
    '%s (%s, %s)',
    async (id) => {
      const { state, missed, extra } = await walked(id)
      expect({ state, missed, extra }).toEqual({ state: 'ok', missed: [], extra: [] })
    },
  )
})

describe('a portal in trouble is named, not mistaken for an empty one', () => {
  it.each(troubled.map(({ id }) => id))(
    '%s',
    async (id) => {
      const at = allPracticePortals.findIndex((portal) => portal.id === id)
      const outcome = running.portals[at]?.expectedReports().outcome ?? null
      const { state, error, missed, extra } = await walked(id)
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

describe('systems that nobody described', () => {
  it('are walked the generic way: at least 90% of what needs no script, and nothing that is no report', async () => {
    let expected = 0
    let missed = 0
    for (const { id, platform } of well) {
      if (scripted.has(platform)) continue
      const result = await walked(id, [])
      expected += result.expected
      missed += result.missed.length
      expect(result.extra, id).toEqual([])
    }
    expect((expected - missed) / expected).toBeGreaterThan(0.9)
  }, 60_000)
})

describe('politeness of a walk', () => {
  it('asks for each page once, and needs less than two requests for three reports', async () => {
    let requests = 0
    let reports = 0
    for (const { id } of well.slice(0, 5)) {
      const { requests: asked, expected } = await walked(id)
      requests += asked
      reports += expected
    }
    expect(requests / reports).toBeLessThan(2 / 3)
  })
})
