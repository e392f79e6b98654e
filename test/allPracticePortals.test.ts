import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allPracticePortals } from './portals/allPracticePortals.ts'
import { brokenRules } from './portals/brokenRules.ts'
import { platformIds } from './portals/portal.ts'
import { shapeIds } from './portals/renderers/shaped/shapeIds.ts'
import { reportsOf } from './portals/reports.ts'
import { startPracticePortals } from './portals/startPracticePortals.ts'
import type { PracticePortals } from './portals/startPracticePortals.ts'
import { troubleKinds } from './portals/troubles.ts'
import { walk } from './portals/walk.ts'

let running: PracticePortals

beforeAll(async () => {
  running = await startPracticePortals({ ports: 'any', portals: allPracticePortals })
})
afterAll(() => running.close())

const named = (id: string) => {
  const found = running.portals.find(({ portal }) => portal.id === id)
  if (!found) throw new Error(`no portal ${id}`)
  return found
}
/** Status of a portal's home page; redirects are not followed. */
async function status(id: string, headers: Record<string, string> = {}): Promise<number> {
  return (await fetch(`${named(id).baseUrl}/`, { redirect: 'manual', headers })).status
}

const sound = allPracticePortals.filter(({ trouble }) => trouble === undefined)

describe('the large set of practice portals', () => {
  it('has every publishing system, every arrangement and every trouble, each portal under an id of its own', () => {
    expect(new Set(sound.map(({ platform }) => platform))).toEqual(new Set(platformIds))
    expect(new Set(allPracticePortals.flatMap(({ trouble }) => trouble ?? []))).toEqual(new Set(troubleKinds))
    const ids = allPracticePortals.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('names no agency twice, so that one database can hold them all', () => {
    const agencies = allPracticePortals.flatMap(({ divisionCode, agencies: own }) =>
      own.map(({ name }) => `${divisionCode} ${name}`),
    )
    expect(new Set(agencies).size).toBe(agencies.length)
  })

  it(
    'prints figures that satisfy every identity, but for the rules that the descriptions break',
    { timeout: 30_000 },
    () => {
      for (const portal of allPracticePortals) {
        const reports = reportsOf(portal)
        for (const report of reports) {
          const before = reports.find(
            ({ agency, year }) => agency === report.agency && year === report.year - 1,
          )
          const declared = new Set(report.breaks.map(({ rule }) => rule))
          expect([...brokenRules(report, before)].sort(), report.id).toEqual([...declared].sort())
        }
      }
    },
  )
})

const shaped = sound.filter(({ platform }) => shapeIds.some((id) => id === platform))
const drawn = sound.filter((portal) => !shaped.includes(portal))

describe.each(shaped.map(({ id, platform, organisation }) => [id, platform, organisation] as const))(
  'the practice portal %s (%s, %s), whose ways only scripts and clicks know',
  (id) => {
    it(
      'has every report and every neighbour at an address of its own, and nothing elsewhere',
      { timeout: 30_000 },
      async () => {
        const portal = named(id)
        const { reports, neighbours } = portal.expectedReports()
        expect(reports.length).toBeGreaterThan(10)
        const pages = [...new Set(reports.map(({ pageUrl }) => pageUrl)), ...neighbours]
        const wanted = [...pages, ...reports.flatMap(({ attachmentUrl }) => attachmentUrl ?? [])]
        const bodies = await Promise.all(
          wanted.map(async (url) => {
            const answer = await fetch(url)
            return {
              url,
              status: answer.status,
              body: Buffer.from(await answer.arrayBuffer()).toString('base64'),
            }
          }),
        )
        expect(bodies.filter(({ status: each }) => each !== 200)).toEqual([])
        expect(reports.map(({ pageUrl }) => pageUrl)).toHaveLength(
          new Set(reports.map(({ pageUrl }) => pageUrl)).size,
        )
        const ofPages = bodies.filter(({ url }) => pages.includes(url)).map(({ body }) => body)
        expect(new Set(ofPages).size).toBe(pages.length)
        expect((await fetch(`${portal.baseUrl}/nowhere-${id}`)).status).toBe(404)
      },
    )
  },
)

describe.each(drawn.map(({ id, platform, organisation }) => [id, platform, organisation] as const))(
  'the practice portal %s (%s, %s)',
  (id) => {
    it(
      'leads from its home page to every report and every neighbour, with no dead link',
      { timeout: 30_000 },
      async () => {
        const portal = named(id)
        const { pages, dead } = await walk(portal)
        const { reports, neighbours } = portal.expectedReports()
        expect(dead).toEqual([])
        expect(reports.length).toBeGreaterThan(10)
        const wanted = [...reports.flatMap(({ contentUrls }) => contentUrls), ...neighbours]
        expect(wanted.filter((url) => !pages.has(url))).toEqual([])
      },
    )
  },
)

describe('troubled hosts', () => {
  it('answer with the status of their trouble', async () => {
    expect(await status('trouble-river-security')).toBe(412)
    expect(await status('trouble-jsl')).toBe(521)
    expect(await status('trouble-unavailable')).toBe(503)
    expect(await status('trouble-user-agent', { 'user-agent': 'nianbao' })).toBe(405)
    expect(await status('trouble-user-agent', { 'user-agent': 'Mozilla/5.0' })).toBe(200)
    await expect(status('trouble-reset')).rejects.toThrow('fetch failed')
  })

  it('serve five requests and then no more', async () => {
    const answers: number[] = []
    for (let request = 0; request < 6; request++) answers.push(await status('trouble-forbidden-later'))
    expect(answers).toEqual([200, 200, 200, 200, 200, 403])
  })

  it('let in who brings the cookie back, where the cookie came in a header', async () => {
    expect(await status('trouble-cookie-once')).toBe(302)
    expect(await status('trouble-cookie-once', { cookie: 'C3VK=8a1' })).toBe(200)
    expect(await status('trouble-cookie-gate', { cookie: 'CT6T=1' })).toBe(302)
  })

  it('close themselves by robots.txt', async () => {
    const robots = async (id: string) => (await fetch(`${named(id).baseUrl}/robots.txt`)).text()
    expect(await robots('trouble-robots-forbid')).toContain('Disallow: /\n')
    expect((await fetch(`${named('trouble-robots-broken').baseUrl}/robots.txt`)).status).toBe(503)
  })

  it('send a stub of 1,166 bytes with status 200', async () => {
    const answer = await fetch(`${named('trouble-stub').baseUrl}/`)
    expect([answer.status, (await answer.arrayBuffer()).byteLength]).toEqual([200, 1166])
  })
})
