import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addPortal, parseRegistry, readRegistry } from '../../crawlers/registry.ts'
import { findBrowser } from '../../crawlers/fetch/find-browser.ts'
import { Stop } from '../../pipeline/exit.ts'
import { lookAt } from '../../pipeline/probe-client.ts'
import { html, serve } from '../crawlers/loopback.ts'
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

  it.skipIf(typeof findBrowser(null, '') !== 'string')(
    'sees in a browser what only scripts draw',
    async () => {
      const title = '安平县财政局2023年政府信息公开工作年度报告'
      const row = `'<a href="/zfxxgknb/1' + '00001.html">' + names[0] + '</a>'`
      const server = await serve(({ path }, response) =>
        path === '/'
          ? html(response, `<h1>某县人民政府</h1><a href="/zfxxgknb/">政府信息公开年报</a>`)
          : path === '/names.json'
            ? response.writeHead(200, { 'content-type': 'text/plain' }).end(title)
            : html(
                response,
                `<p>${'政府信息公开年报专栏'.repeat(5)}</p><div id="list"></div><script>
const names = []; const at = '/names' + '.json'
fetch(at).then((answer) => answer.text()).then((text) => { names.push(text); document.getElementById('list').innerHTML = ${row} })
</script>`,
              ),
      )
      try {
        const { discovery } = await look(`${server.url}/`)
        expect(discovery.links.map(({ url }) => url)).toEqual([`${server.url}/zfxxgknb/100001.html`])
      } finally {
        await server.close()
      }
    },
    60_000,
  )

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
