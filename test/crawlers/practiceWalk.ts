import { canonicalUrl } from '../../crawlers/canonical-url.ts'
import { discover } from '../../crawlers/discover.ts'
import type { Discovery } from '../../crawlers/discovery.ts'
import type { Platform } from '../../crawlers/platform.ts'
import { platforms } from '../../crawlers/platforms.ts'
import { parseRegistry } from '../../crawlers/registry.ts'
import { judgeTitle } from '../../extract/identity.ts'
import { allPracticePortals } from '../portals/allPracticePortals.ts'
import { startPracticePortals } from '../portals/startPracticePortals.ts'
import type { PracticePortals } from '../portals/startPracticePortals.ts'
import { clientOf } from './loopback.ts'

/** A walk over a practice portal, held against what stands there. */
export interface PracticeWalk extends Discovery {
  readonly expected: number
  /** Reports that no link leads to. */
  readonly missed: readonly string[]
  /** Links that lead to no report. */
  readonly extra: readonly string[]
  readonly requests: number
}

/** Walks practice portals from their home pages alone. */
export class PracticeWalks {
  readonly running: PracticePortals

  private constructor(running: PracticePortals) {
    this.running = running
  }

  static async start(): Promise<PracticeWalks> {
    return new PracticeWalks(await startPracticePortals({ ports: 'any', portals: allPracticePortals }))
  }

  async walked(id: string, known: readonly Platform[] = platforms): Promise<PracticeWalk> {
    const portals = parseRegistry(this.running.registryCsv, 'practice')
    const at = allPracticePortals.findIndex((portal) => portal.id === id)
    const portal = portals[at]
    const server = this.running.portals[at]
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

  close(): Promise<void> {
    return this.running.close()
  }
}
