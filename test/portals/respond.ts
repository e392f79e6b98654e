import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { encodeGbk } from './gbk.ts'
import type { Service } from './renderers/renderer.ts'
import { keyOf } from './routes.ts'
import type { Answer } from './routes.ts'
import type { Site } from './site.ts'
import { actionOf } from './troubles.ts'
import type { TroubleAction } from './troubles.ts'

/** A request as it came in and was answered. */
export interface LoggedRequest {
  readonly portalId: string
  readonly method: string
  /** Absolute. */
  readonly url: string
  readonly status: number
  readonly ifNoneMatch: string | null
  readonly ifModifiedSince: string | null
  readonly userAgent: string | null
}

export function logged(
  portalId: string,
  baseUrl: string,
  request: IncomingMessage,
  status: number,
): LoggedRequest {
  return {
    portalId,
    method: request.method ?? 'GET',
    url: new URL(request.url ?? '/', baseUrl).href,
    status,
    ifNoneMatch: request.headers['if-none-match'] ?? null,
    ifModifiedSince: request.headers['if-modified-since'] ?? null,
    userAgent: request.headers['user-agent'] ?? null,
  }
}

/** Services keep no date of their own; it only has to stay the same from run to run. */
const serviceDate = new Date('2025-04-01T02:00:00Z')
const robotsDate = new Date('2020-01-01T00:00:00Z')

/** A site with everything that it answers. */
export interface Drawn {
  readonly site: Site
  readonly routes: ReadonlyMap<string, () => Answer>
  readonly services: ReadonlyMap<string, Service>
}

/**
 * Answers one request.
 * @param before how many requests the portal had before this one
 * @returns the status sent; 0 where the connection was cut
 */
export async function respond(
  { site, routes, services }: Drawn,
  request: IncomingMessage,
  response: ServerResponse,
  before: number,
): Promise<number> {
  const action = troubleOf(site, request, before)
  if (action.kind === 'reset') {
    request.socket.destroy()
    return 0
  }
  if (action.kind === 'answer') {
    response.writeHead(action.status, action.headers).end(action.body)
    return action.status
  }
  if (action.afterMilliseconds !== undefined) await setTimeout(action.afterMilliseconds)
  return serve({ site, routes, services }, request, response, action.contentType)
}

type Served = Extract<TroubleAction, { kind: 'serve' }>

function troubleOf({ portal }: Site, { url, headers }: IncomingMessage, before: number): TroubleAction {
  const untroubled: Served = { kind: 'serve' }
  return portal.trouble === undefined
    ? untroubled
    : actionOf(portal.trouble, {
        path: url ?? '/',
        userAgent: headers['user-agent'] ?? '',
        cookie: headers.cookie ?? '',
        before,
      })
}

async function serve(
  { site, routes, services }: Drawn,
  request: IncomingMessage,
  response: ServerResponse,
  typeInstead: string | undefined,
): Promise<number> {
  const url = new URL(request.url ?? '/', site.baseUrl)
  const service = services.get(url.pathname)
  const body = await bodyOf(request)
  if (service) {
    const { status, contentType, text } = service({
      method: request.method ?? 'GET',
      fields: new URLSearchParams([...url.searchParams, ...new URLSearchParams(body)]),
      body,
      referer: request.headers.referer ?? null,
    })
    return send(site, request, response, status, { body: text, contentType, lastModified: serviceDate })
  }
  if (url.pathname === '/robots.txt' && site.portal.robots !== null) {
    const { robots } = site.portal
    return send(site, request, response, 200, {
      body: robots,
      contentType: 'text/plain',
      lastModified: robotsDate,
    })
  }
  // Fields of a form tell pages apart, whether they come in the address or behind it.
  const sent = [url.search.slice(1), body].filter((part) => part !== '').join('&')
  const answer = routes.get(keyOf(site, `${url.pathname}${sent === '' ? '' : `?${sent}`}`))
  if (!answer) {
    const missing = '<html><head><title>404</title></head><body><h1>404 Not Found</h1></body></html>'
    response.writeHead(404, { 'content-type': 'text/html' }).end(missing)
    return 404
  }
  const drawn = answer()
  return send(
    site,
    request,
    response,
    200,
    typeInstead === undefined ? drawn : { ...drawn, contentType: typeInstead },
  )
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString()
}

function send(
  site: Site,
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  answer: Answer,
): number {
  const gbk = site.portal.encoding === 'gbk'
  const body = typeof answer.body === 'string' ? encoded(answer.body, site.portal.encoding) : answer.body
  const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 20)}"`
  // Old systems name no charset in the header: the page's own declaration has to do.
  const charset = typeof answer.body === 'string' && !gbk ? '; charset=utf-8' : ''
  const headers: Record<string, string> = {
    etag,
    'last-modified': answer.lastModified.toUTCString(),
    'content-type': `${answer.contentType}${charset}`,
    ...(answer.download === undefined
      ? {}
      : { 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(answer.download)}` }),
  }
  if (status === 200 && isUnchanged(request, etag, answer.lastModified)) {
    response.writeHead(304, headers).end()
    return 304
  }
  response.writeHead(status, { ...headers, 'content-length': String(body.byteLength) })
  response.end(request.method === 'HEAD' ? undefined : body)
  return status
}

function encoded(text: string, encoding: Site['portal']['encoding']): Uint8Array {
  return encoding === 'gbk' ? encodeGbk(text) : new TextEncoder().encode(text)
}

/** RFC 9110, 13.1: If-None-Match goes before If-Modified-Since, and both are for GET and HEAD. */
function isUnchanged({ method, headers }: IncomingMessage, etag: string, lastModified: Date): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false
  const tags = headers['if-none-match']
  if (tags !== undefined) {
    return tags.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag)
  }
  const since = headers['if-modified-since']
  return since !== undefined && Date.parse(since) >= lastModified.getTime()
}
