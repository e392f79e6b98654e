import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import type { PageAnswer, PageRequest } from './answer.ts'
import type { Client } from './client.ts'
import type { OwnCertificate } from './own-certificate.ts'
import { pause } from './lane.ts'

/** A proxy on loopback through which one page of a browser reaches one portal, and nothing else. */
export interface BrowserProxy {
  /** `http://127.0.0.1:40123` */
  readonly url: string
  /** Addresses that the browser wanted and did not get, with the reason. */
  readonly refused: readonly string[]
  /** Resolves once nothing has been asked for `ms`, or after `most`. */
  quiet(ms: number, most: number, signal: AbortSignal | null): Promise<void>
  close(): Promise<void>
}

/** Bodies of calls that a page sends: forms and small JSON. Bytes. */
const mostSent = 64 * 1024

/**
 * Whatever the browser asks for is asked by the client, so that host rule, addresses, robots.txt, pace, sizes and the fetch
 * log hold for it as for everything else. Only GET and POST; no WebSockets, no tunnels: a tunnel that the browser opens ends
 * here, at our own certificate, and what comes out of it is asked by the client as well.
 */
export async function openBrowserProxy(
  client: Client,
  portalId: string,
  certificate: OwnCertificate,
): Promise<BrowserProxy> {
  const refused: string[] = []
  const sockets = new Set<Socket>()
  /** Where a redirect led: the browser comes for it at once, and it is not asked for twice. */
  const held = new Map<string, PageAnswer>()
  const traffic = { open: 0, lastAt: performance.now() }

  const answer = async (url: string, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const wanted = await pageRequest(url, request)
    const kept = held.get(url)
    held.delete(url)
    const got = wanted === null ? null : (kept ?? (await client.page(portalId, wanted)))
    if (got === null || !got.ok) {
      const why = got === null ? `${request.method ?? ''} is not asked` : `${got.outcome}, ${got.message}`
      refused.push(`${url}: ${why}`)
      // 502 rather than the server's status: the browser is not told more than that there is nothing.
      response.writeHead(502, { 'content-type': 'text/plain; charset=utf-8' }).end(why)
    } else if (request.method === 'GET' && withoutTrailingHash(got.finalUrl) !== withoutTrailingHash(url)) {
      held.set(got.finalUrl, got)
      response.writeHead(302, { location: got.finalUrl }).end()
    } else response.writeHead(200, headersOf(got)).end(isText(got) ? got.text : got.body)
  }
  const handle = (request: IncomingMessage, response: ServerResponse, base: string): void => {
    const asked = request.url ?? ''
    if (!URL.canParse(asked, base)) {
      response.writeHead(400).end()
      return
    }
    traffic.open += 1
    traffic.lastAt = performance.now()
    answer(new URL(asked, base).href, request, response)
      .catch((error: unknown) => {
        refused.push(`${asked}: ${error instanceof Error ? error.message : String(error)}`)
        response.destroy()
      })
      .finally(() => {
        traffic.open -= 1
        traffic.lastAt = performance.now()
      })
  }
  const refuse = (request: IncomingMessage, socket: { destroy(): unknown }): void => {
    refused.push(`${request.headers.host ?? ''}${request.url ?? ''}: WebSockets are not let through`)
    socket.destroy()
  }
  const track = (socket: Socket): void => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.once('close', () => sockets.delete(socket))
  }

  const plain = createServer((request, response) => handle(request, response, 'http://proxy.invalid/'))
  const secure = createSecureServer({ key: certificate.key, cert: certificate.cert }, (request, response) =>
    handle(request, response, `https://${request.headers.host ?? ''}/`),
  )
  plain.on('connection', track)
  plain.on('upgrade', refuse)
  secure.on('upgrade', refuse)
  plain.on('connect', (_request, socket, head) => {
    traffic.lastAt = performance.now()
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
    if (head.length > 0) socket.unshift(head)
    // What does not begin with TLS, a ws: in a tunnel, fails its handshake here, and reaches nobody.
    secure.emit('connection', socket)
  })
  secure.on('tlsClientError', (_error, socket) => {
    refused.push('a tunnel without TLS: WebSockets are not let through')
    socket.destroy()
  })
  await new Promise<void>((resolve, reject) => {
    plain.once('error', reject)
    plain.listen(0, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(plain.address() as AddressInfo).port}`,
    refused,
    async quiet(ms, most, signal) {
      // What was just clicked has yet to ask.
      traffic.lastAt = performance.now()
      const until = traffic.lastAt + most
      while (performance.now() < until && (traffic.open > 0 || performance.now() - traffic.lastAt < ms))
        if (!(await pause(50, signal))) return
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        plain.close(() => resolve())
      }),
  }
}

/** The request as the client makes it; null for methods that are not asked, and for bodies too long for a call. */
async function pageRequest(url: string, request: IncomingMessage): Promise<PageRequest | null> {
  const { referer, 'x-requested-with': requestedWith, 'content-type': contentType } = request.headers
  const plain = {
    url,
    ...(referer !== undefined && { referer }),
    ...(typeof requestedWith === 'string' && { requestedWith }),
  }
  if (request.method === 'GET') return plain
  if (request.method !== 'POST') return null
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = chunk as Buffer
    size += bytes.length
    if (size > mostSent) return null
    chunks.push(bytes)
  }
  const body = Buffer.concat(chunks).toString()
  return { ...plain, method: 'POST', body, ...(contentType !== undefined && { contentType }) }
}

/** text/html, application/javascript, application/json, …+xml; and no type at all. */
function isText({ contentType }: PageAnswer): boolean {
  return contentType === null || /^text\/|javascript|json|xml/i.test(contentType)
}

/** Texts are handed over decoded: what a GBK page leaves undeclared is found out once, by the client. */
function headersOf(answer: PageAnswer): Record<string, string> {
  const type = (answer.contentType ?? 'text/html').split(';')[0]?.trim() ?? 'text/html' // text/html; charset=gbk → text/html
  return { 'content-type': isText(answer) ? `${type}; charset=utf-8` : type, 'cache-control': 'no-store' }
}

function withoutTrailingHash(url: string): string {
  return url.replace(/#.*$/, '') // /list.html#2 → /list.html
}
