import type { ExpectedPortal } from './expected.ts'
import type { PracticePortal } from './portal.ts'
import { practicePortals } from './practicePortals.ts'
import { servePortal } from './servePortal.ts'
import type { RunningPortal } from './servePortal.ts'
import type { LoggedRequest } from './respond.ts'

export interface PracticePortals {
  readonly portals: readonly RunningPortal[]
  /** A portal registry naming them all: CSV text with its header. */
  readonly registryCsv: string
  /** Every request to any of the portals, in order. */
  readonly requests: readonly LoggedRequest[]
  /** The truth about all of them. */
  expectedReports(): Pick<ExpectedPortal, 'reports' | 'neighbours'>
  close(): Promise<void>
}

export interface StartOptions {
  /** `fixed`: the ports of the demo. `any`: free ports, for tests. */
  readonly ports?: 'fixed' | 'any'
  /** `one`: all on 127.0.0.1. `each`: 127.1.0.1, 127.1.0.2 …, one for each portal (Linux alone has them all). */
  readonly addresses?: 'one' | 'each'
  /** Which portals; the five of the demo where nothing is said. */
  readonly portals?: readonly PracticePortal[]
}

/**
 * Starts practice portals on loopback. Writes no files.
 * @throws PortBusyError where a fixed port is taken; nothing is left running then
 */
export async function startPracticePortals(options: StartOptions = {}): Promise<PracticePortals> {
  const { ports = 'fixed', addresses = 'one', portals = practicePortals } = options
  const requests: LoggedRequest[] = []
  const running: RunningPortal[] = []
  const close = async () => {
    await Promise.all(running.map((portal) => portal.close()))
  }
  try {
    for (const [index, portal] of portals.entries()) {
      const port = ports === 'any' ? 0 : (portal.port ?? 0)
      const host = addresses === 'one' ? '127.0.0.1' : `127.1.${Math.floor(index / 250)}.${(index % 250) + 1}`
      running.push(await servePortal(portal, port, host, (logged) => requests.push(logged)))
    }
  } catch (error) {
    await close()
    throw error
  }
  for (const each of running) {
    const others = running.filter(({ portal }) => each.portal.linksTo?.includes(portal.id))
    if (others.length > 0)
      each.linkTo(others.map((other) => ({ name: other.portal.name, url: other.columnUrl })))
  }
  return {
    portals: running,
    registryCsv: registryOf(running),
    requests,
    close,
    expectedReports: () => {
      const each = running.map((portal) => portal.expectedReports())
      return {
        reports: each.flatMap(({ reports }) => reports),
        neighbours: each.flatMap(({ neighbours }) => neighbours),
      }
    },
  }
}

/** Only what a person would know of a portal: platform and column are left to be found out. */
function registryOf(portals: readonly RunningPortal[]): string {
  const rows = portals.map(
    ({ portal, baseUrl }) =>
      `${portal.id},${portal.name}人民政府,${portal.divisionCode},${baseUrl}/,,,练习门户`,
  )
  return `id,name,division_code,start_url,platform,column_url,note\n${rows.join('\n')}\n`
}
