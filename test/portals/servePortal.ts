import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expectedOf } from './expected.ts'
import type { ExpectedPortal } from './expected.ts'
import type { PracticePortal, PracticeReport } from './portal.ts'
import { reportsOf } from './reports.ts'
import { logged, respond } from './respond.ts'
import type { Drawn, LoggedRequest } from './respond.ts'
import type { Service } from './renderers/renderer.ts'
import { renderers } from './renderers/renderers.ts'
import { keyOf, routesOf } from './routes.ts'
import type { Answer } from './routes.ts'
import { siteOf } from './site.ts'
import type { TroubleKind } from './troubles.ts'
import type { Elsewhere, Site } from './site.ts'

/** A practice portal that is up, and what a test can do to it. */
export interface RunningPortal {
  readonly portal: PracticePortal
  /** `http://127.0.0.1:8101` */
  readonly baseUrl: string
  /** The truth as it stands now, replaced reports included. */
  expectedReports(): ExpectedPortal
  /**
   * Changes a report's page: cells by address, `{'requests.granted.total': '7'}`. Attached files stay as they are.
   * @throws Error where the portal has no such report, or its form no such cell
   */
  replaceReport(id: string, printed: Readonly<Record<string, string>>): void
  /** A report that is not there yet: lists do not name it, its addresses answer 404. */
  withhold(id: string): void
  /** A withheld report appears, in its place in the lists. */
  publish(id: string): void
  /** A report's page and file are gone, though lists still name them. */
  vanish(id: string): void
  /** Has the annual column link to those of other portals. */
  linkTo(elsewhere: readonly Elsewhere[]): void
  /** The address of the annual column. */
  readonly columnUrl: string
  /** From now on the host behaves like this one of `troubles.ts`; null: like a well one. */
  trouble(kind: TroubleKind | null): void
  /** Takes the portal off the net: connections are refused until `up`. */
  down(): Promise<void>
  up(): Promise<void>
  close(): Promise<void>
}

/** A fixed port that another program holds. */
export class PortBusyError extends Error {
  readonly code = 'port_busy'
  readonly port: number

  constructor(port: number, host: string) {
    super(`port ${port} on ${host} is in use: end the program that holds it, then try again`)
    this.name = 'PortBusyError'
    this.port = port
  }
}

/**
 * @param port 0 for any free port
 * @param host a loopback address
 * @throws PortBusyError
 */
export async function servePortal(
  portal: PracticePortal,
  port: number,
  host: string,
  log: (request: LoggedRequest) => void,
): Promise<RunningPortal> {
  let asked = 0
  const server = createServer((request, response) => {
    respond(drawn, request, response, asked++).then(
      (status) => log(logged(portal.id, baseUrl, request, status)),
      (error: unknown) => {
        log(logged(portal.id, baseUrl, request, 500))
        response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error))
      },
    )
  })
  await listen(server, port, host)
  const bound = (server.address() as AddressInfo).port
  const baseUrl = `http://${host}:${bound}`

  let reports = reportsOf(portal)
  let elsewhere: readonly Elsewhere[] = []
  let trouble = portal.trouble ?? null
  const revisions = new Map<string, number>()
  const withheld = new Set<string>()
  const vanished = new Set<string>()
  const draw = (): Drawn => {
    const shown = reports.filter(({ id }) => !withheld.has(id))
    const { trouble: _, ...well } = portal
    const as = trouble === null ? well : { ...well, trouble }
    const site = siteOf(as, baseUrl, shown, revisions, elsewhere)
    return {
      site,
      routes: withoutReports(site, vanished, routesOf(site)),
      services: renderers[portal.platform].services?.(site) ?? new Map<string, Service>(),
    }
  }
  let drawn = draw()
  const change = (id: string, what: string) => {
    if (!reports.some((report) => report.id === id))
      throw new Error(`portal ${portal.id} has no report ${id}`)
    revisions.set(what, (revisions.get(what) ?? 0) + 1)
    drawn = draw()
  }

  return {
    portal,
    baseUrl,
    columnUrl: new URL(renderers[portal.platform].columnPath(drawn.site, drawn.site.root), baseUrl).href,
    expectedReports: () => {
      const { reports: all, ...rest } = expectedOf(drawn.site)
      return { ...rest, reports: all.filter(({ id }) => !vanished.has(id)) }
    },
    replaceReport: (id, printed) => {
      reports = reports.map((report) => (report.id === id ? reprinted(report, printed) : report))
      change(id, id)
    },
    withhold: (id) => {
      withheld.add(id)
      change(id, 'lists')
    },
    publish: (id) => {
      withheld.delete(id)
      change(id, 'lists')
    },
    vanish: (id) => {
      vanished.add(id)
      change(id, id)
    },
    linkTo: (others) => {
      elsewhere = others
      drawn = draw()
    },
    trouble: (kind) => {
      trouble = kind
      drawn = draw()
    },
    down: () => stop(server),
    up: () => listen(server, bound, host),
    close: () => stop(server),
  }
}

/** The routes of a site where some reports' pages and files no longer answer. */
function withoutReports(
  site: Site,
  gone: ReadonlySet<string>,
  routes: Map<string, () => Answer>,
): Map<string, () => Answer> {
  if (gone.size === 0) return routes
  for (const { id, pageUrl, attachmentUrl } of expectedOf(site).reports) {
    if (!gone.has(id)) continue
    routes.delete(keyOf(site, pageUrl))
    if (attachmentUrl !== null) routes.delete(keyOf(site, attachmentUrl))
  }
  return routes
}

function reprinted(report: PracticeReport, changes: Readonly<Record<string, string>>): PracticeReport {
  const printed = new Map(report.printed)
  for (const [at, raw] of Object.entries(changes)) {
    if (!printed.has(at)) throw new Error(`report ${report.id}: its form has no cell ${at}`)
    printed.set(at, raw)
  }
  return { ...report, printed }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortBusyError(port, host) : error)
    server.once('error', failed)
    server.listen(port, host, () => {
      server.off('error', failed)
      resolve()
    })
  })
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    if (!server.listening) return resolve()
    server.close(() => resolve())
    // Kept-alive connections would hold the server open.
    server.closeAllConnections()
  })
}
