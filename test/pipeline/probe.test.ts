import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addPortal, parseRegistry, readRegistry } from '../../crawlers/registry.ts'
import { Stop } from '../../pipeline/exit.ts'
import { lookAt } from '../../pipeline/probe-client.ts'
import { startPracticePortals } from '../portals/startPracticePortals.ts'
import type { PracticePortals } from '../portals/startPracticePortals.ts'

let practice: PracticePortals
const folder = mkdtempSync(join(tmpdir(), 'nianbao-probe-'))
const look = (url: string, contact: string | null = null) =>
  lookAt({ url, contact, delayMs: 0, signal: new AbortController().signal })

beforeAll(async () => {
  practice = await startPracticePortals({ ports: 'any' })
})
afterAll(async () => {
  await practice.close()
  rmSync(folder, { recursive: true })
})

describe('a look at a portal nobody described', () => {
  it('finds platform, column and reports from the home page alone', async () => {
    const portal = practice.portals[0]
    if (!portal) throw new Error('there are practice portals')
    const { discovery } = await look(`${portal.baseUrl}/`)
    expect(discovery.platform).toBe(portal.portal.platform)
    expect(discovery.columnUrls.length).toBeGreaterThan(0)
    const found = new Set(discovery.links.map(({ url }) => url))
    const missed = portal.expectedReports().reports.filter(({ pageUrl }) => !found.has(pageUrl))
    expect(missed).toEqual([])
  })

  it('refuses what is no address, and asks nobody outside loopback without a contact', async () => {
    await expect(look('changsha.gov.cn')).rejects.toThrow(Stop)
    await expect(look('file:///etc/passwd')).rejects.toThrow(Stop)
    await expect(look('http://www.example.gov.cn/')).rejects.toThrow(/--contact/u)
  })
})

describe('a portal that is added', () => {
  it('is one more row; a second one of the same id is refused, and the file stays as it was', async () => {
    const file = join(folder, 'portals.csv')
    const [portal] = parseRegistry(practice.registryCsv, 'practice portals')
    if (!portal) throw new Error('the registry has rows')
    await addPortal(file, portal)
    const before = readFileSync(file, 'utf8')
    await expect(addPortal(file, portal)).rejects.toThrow(portal.id)
    expect(readFileSync(file, 'utf8')).toBe(before)
    expect(await readRegistry(file)).toEqual([portal])
  })
})
