import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { RunningPortal } from '../portals/servePortal.ts'

/** What a front does to an answer instead of passing it on. */
export const faults = {
  'reset mid-body': (response, body) => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-length': body.length })
    response.write(body.subarray(0, body.length / 2), () => response.socket?.destroy())
  },
  'wrong length': (response, body) => {
    response.writeHead(200, {
      'content-type': 'text/html',
      'content-length': body.length + 1000,
      connection: 'close',
    })
    response.write(body, () => response.socket?.end())
  },
  'broken gzip': (response, body) => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end(body)
  },
  'server error': (response) => response.writeHead(502).end('Bad Gateway'),
  'redirect loop': (response, _body, path) => response.writeHead(302, { location: `${path}?again` }).end(),
  gone: (response) => response.writeHead(404).end('Not Found'),
  'wrong type': (response, body) => response.writeHead(200, { 'content-type': 'image/png' }).end(body),
} as const satisfies Record<string, (response: ServerResponse, body: Buffer, path: string) => unknown>

export type FaultKind = keyof typeof faults

export interface FaultyFront {
  readonly baseUrl: string
  /** By path; what is not named is passed on as it is. */
  readonly faults: Map<string, FaultKind>
  close(): void
}

/** A server before a practice portal that breaks some of its answers. */
export async function faultyFront(behind: RunningPortal): Promise<FaultyFront> {
  const broken = new Map<string, FaultKind>()
  let baseUrl = ''
  const server = createServer((request, response) => {
    pass(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)))
  })
  const pass = async (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? '/'
    const asked = Object.entries(request.headers).filter(([name]) => name.startsWith('if-'))
    const answer = await fetch(`${behind.baseUrl}${path}`, {
      headers: asked.map(([name, value]): [string, string] => [name, String(value)]),
    })
    const body = Buffer.from(await answer.arrayBuffer())
    const text = Buffer.from(body.toString('utf8').replaceAll(behind.baseUrl, baseUrl))
    const fault = broken.get(path.split('?')[0] ?? path)
    if (fault !== undefined) return faults[fault](response, text, path)
    const kept = ['content-type', 'etag', 'last-modified'].flatMap((name): [string, string][] => {
      const value = answer.headers.get(name)
      return value === null ? [] : [[name, value]]
    })
    return response.writeHead(answer.status, Object.fromEntries(kept)).end(text)
  }
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    baseUrl,
    faults: broken,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
