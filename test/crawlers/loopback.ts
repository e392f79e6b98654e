import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Client } from '../../crawlers/fetch/client.ts'
import type { ClientLimits, ClientOptions } from '../../crawlers/fetch/client-options.ts'
import { MemoryFrontier } from './memory-frontier.ts'

export interface Received {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
  /** Milliseconds, of the monotonic clock. */
  readonly at: number
}

export interface Loopback {
  readonly url: string
  readonly port: number
  readonly received: Received[]
  /** Paths asked for, robots.txt left out. */
  readonly paths: () => string[]
  close(): Promise<void>
}

export type Respond = (request: Received, response: ServerResponse, count: number) => void

/** A server on loopback. robots.txt is 404 unless `respond` is to answer it. */
export async function serve(
  respond: Respond,
  options: { robots?: 'missing' | 'responds'; host?: string } = {},
): Promise<Loopback> {
  const received: Received[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const each = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
        at: performance.now(),
      }
      received.push(each)
      if (each.path === '/robots.txt' && options.robots !== 'responds') {
        response.writeHead(404).end()
        return
      }
      respond(each, response, received.filter(({ path }) => path === each.path).length)
    })
  })
  const host = options.host ?? '127.0.0.1'
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://${host}:${port}`,
    port,
    received,
    paths: () => received.map(({ path }) => path).filter((path) => path !== '/robots.txt'),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** Limits that keep tests short. */
export const quick: Partial<ClientLimits> = {
  pageTimeouts: { connect: 500, headers: 400, body: 400 },
  documentTimeouts: { connect: 500, headers: 400, body: 400 },
  retries: 2,
  backoffMs: 5,
  busyWaitMs: 50,
}

export function clientOf(
  registered: readonly string[],
  options: Partial<ClientOptions> = {},
): { client: Client; frontier: MemoryFrontier } {
  const frontier = options.frontier instanceof MemoryFrontier ? options.frontier : new MemoryFrontier()
  const client = new Client({
    version: '0.1.0',
    contact: null,
    registered,
    delayMs: 0,
    ...options,
    frontier,
    limits: { ...quick, ...options.limits },
  })
  return { client, frontier }
}

export function html(response: ServerResponse, body: string, headers: Record<string, string> = {}): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body)
}
