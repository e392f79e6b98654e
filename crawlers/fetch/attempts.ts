import { createHash } from 'node:crypto'
import type { Frontier, PageCopy } from '../frontier.ts'
import type { Failure } from './answer.ts'
import { challengeOf } from './challenge.ts'
import type { ClientLimits } from './client-options.ts'
import { decodePage } from './decode.ts'
import type { Exchange, RawAnswer, Timeouts } from './exchange.ts'
import { ExchangeError } from './exchange.ts'
import { header, setCookies } from './headers.ts'
import type { Purpose } from './host-rule.ts'
import type { Lane } from './lane.ts'
import { pause } from './lane.ts'
import type { BadOutcome, Outcome } from './outcome.ts'
import { isTransient, outcomeOfError } from './outcome.ts'
import { retryAfterMs } from './retry-after.ts'
import { addressOnWay, noteOfWay, tlsReason, waysLeft } from './ways.ts'

/** One thing wanted from one host, at one hop of its way. */
export interface Asked {
  readonly portalId: string
  /** The frontier's key where the answer is a page. */
  readonly key: string
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly body: string | null
  readonly headers: Readonly<Record<string, string>>
  readonly purpose: Purpose
  readonly known: Known | null
  readonly maxBytes: number
  readonly timeouts: Timeouts
}

/** Validators of an earlier answer. `finalUrl` null: they are the asked address's own. */
export interface Known {
  readonly finalUrl: string | null
  readonly etag: string | null
  readonly lastModified: string | null
  readonly copy: PageCopy | null
}

export type Step =
  | {
      readonly kind: 'answer'
      readonly raw: RawAnswer
      readonly finalUrl: string
      readonly retrievedAt: string
      readonly note: string | null
    }
  | { readonly kind: 'redirect'; readonly status: number; readonly target: string }
  | { readonly kind: 'failure'; readonly failure: Failure }

export interface AttemptContext {
  readonly limits: ClientLimits
  readonly signal: AbortSignal | null
  readonly userAgent: string
  readonly frontier: Frontier
  readonly exchange: (wanted: Exchange) => Promise<RawAnswer>
}

/** So often in a row may a host fail before the rest of the run leaves it alone. */
const deadAfter = 3
/** So many cookies are taken from one answer, and so many letters of them are sent back. Browsers keep to such bounds too. */
const mostCookies = 50
const mostCookieBytes = 8_192
/** So often may one request be told to wait. */
const mostWaits = 10
/** So often is a 503 that names no time waited out: a server that is down for good has none to name. */
const mostBareWaits = 4

/**
 * Asks one host for one thing until it answers or is given up, inside the host's lane. Broken connections and 5xx use up
 * retries; 429 and 503 wait without using one, until the host's waits exceed what a run allows.
 */
export async function attempts(lane: Lane, url: URL, asked: Asked, context: AttemptContext): Promise<Step> {
  const { limits, signal } = context
  const failure = (outcome: BadOutcome, status: number | null, message: string): Step => ({
    kind: 'failure',
    failure: { ok: false, url: asked.url, finalUrl: url.href, outcome, status, message },
  })
  if (lane.deferred)
    return failure('deferred', null, `${url.host} asked for a longer wait earlier in this run`)
  if (lane.dead !== null && lane.deadInRow >= deadAfter)
    return failure(
      lane.dead,
      null,
      `${url.host} failed ${deadAfter} times in a row and is left alone for this run`,
    )
  let retries = 0
  let waits = 0
  /** What was wrong with https, where http had to be tried: the more telling of the two. */
  let insecure: Tried | null = null
  for (;;) {
    if (!(await lane.ready(signal))) return failure('stopped', null, 'the run was stopped')
    const tried = await once(lane, url, asked, context)
    if (tried.outcome === 'stopped') return failure('stopped', null, tried.message)
    if (isBareBusy(tried) && waits < mostBareWaits && lane.waited < limits.hostWaitMs) {
      const wait = Math.min(limits.backoffMs * 2 ** waits, limits.busyWaitMs)
      waits += 1
      lane.waited += wait
      lane.rest(wait)
      continue
    }
    if (tried.wait !== null) {
      waits += 1
      lane.waited += Math.max(tried.wait, 1_000)
      if (lane.waited > limits.hostWaitMs || waits > mostWaits) {
        lane.deferred = true
        return failure(
          'deferred',
          tried.status,
          `${url.host} asks to wait ${Math.ceil(tried.wait / 1000)} s: it is due later`,
        )
      }
      lane.rest(tried.wait)
      continue
    }
    if (tried.raw === null || isTransient(tried.outcome as BadOutcome)) {
      const outcome = tried.outcome as BadOutcome
      const next = waysLeft(lane.way, url, outcome, tried.code)
      if (next !== null) {
        if (outcome === 'tls') insecure = tried
        lane.way = next
        continue
      }
      if (isTransient(outcome) && !isBareBusy(tried) && retries < limits.retries) {
        const backoff = limits.backoffMs * 2 ** retries * (0.5 + Math.random())
        retries += 1
        if (!(await pause(backoff, signal))) return failure('stopped', null, 'the run was stopped')
        continue
      }
      const told = insecure === null ? { outcome, message: tried.message } : tlsTrouble(insecure)
      lane.deadInRow += 1
      lane.dead = told.outcome
      lane.way = 'asked'
      return failure(told.outcome, tried.status, told.message)
    }
    lane.deadInRow = 0
    if (tried.outcome === 'redirect')
      return { kind: 'redirect', status: tried.raw.status, target: tried.target }
    if (tried.outcome !== 'ok' && tried.outcome !== 'not_modified')
      return failure(tried.outcome, tried.status, tried.message)
    if (asked.purpose !== 'robots') lane.answered = true
    return {
      kind: 'answer',
      raw: tried.raw,
      finalUrl: tried.target,
      retrievedAt: tried.at,
      note: noteOfWay(lane.way, url),
    }
  }
}

function tlsTrouble({ code, message }: Tried): { outcome: BadOutcome; message: string } {
  return { outcome: 'tls', message: `${tlsReason(code)}: ${message}; http does not answer either` }
}

/** A 503 that names no time to come back. */
function isBareBusy({ status, wait, outcome }: Tried): boolean {
  return status === 503 && wait === null && outcome === 'server_error'
}

interface Tried {
  readonly outcome: Outcome
  readonly status: number | null
  readonly raw: RawAnswer | null
  /** The error's code, '' where there was an answer. */
  readonly code: string
  readonly message: string
  /** Milliseconds the host wants us to wait before the same request, or null. */
  readonly wait: number | null
  /** Where a redirect leads; else the address that answered. */
  readonly target: string
  /** ISO 8601, UTC: when it was asked. */
  readonly at: string
}

/** One request, and its line in the fetch log. */
async function once(lane: Lane, url: URL, asked: Asked, context: AttemptContext): Promise<Tried> {
  const target = addressOnWay(lane.way, url)
  const at = new Date().toISOString()
  const began = performance.now()
  let tried: Tried
  let received: number
  try {
    const raw = await context.exchange({
      url: target,
      method: asked.method,
      headers: requestHeaders(lane, target, asked, context.userAgent),
      body: asked.body,
      maxBytes: asked.maxBytes,
      timeouts: asked.timeouts,
      signal: context.signal,
      tls: lane.way === 'asked' ? 'standard' : 'legacy',
    })
    received = raw.received
    for (const cookie of setCookies(raw).slice(0, mostCookies))
      lane.jar.setCookieSync(cookie, target.href, { ignoreError: true })
    tried = { ...judged(lane, raw, target, asked, context.limits), raw, status: raw.status, code: '', at }
  } catch (error) {
    const code =
      error instanceof ExchangeError
        ? error.code
        : error instanceof Error && 'code' in error
          ? String(error.code)
          : 'UNKNOWN'
    received = error instanceof ExchangeError ? error.received : 0
    const message = error instanceof Error ? error.message : String(error)
    tried = {
      outcome: outcomeOfError(code),
      status: null,
      raw: null,
      code,
      message: `${message} (${code})`,
      wait: null,
      target: target.href,
      at,
    }
  }
  const milliseconds = Math.round(performance.now() - began)
  lane.ended(milliseconds, tried.wait !== null || isTransient(tried.outcome as BadOutcome) ? 'bad' : 'good')
  if (tried.outcome !== 'stopped') log(asked, tried, received, milliseconds, context.frontier)
  return tried
}

function requestHeaders(lane: Lane, target: URL, asked: Asked, userAgent: string): Record<string, string> {
  const cookies = cookiesFor(lane, target)
  const known = asked.known
  // Validators belong to the address that gave them, which a redirect may have left behind.
  const holds = known !== null && (known.finalUrl === null || known.finalUrl === target.href)
  return {
    'user-agent': userAgent,
    accept: '*/*',
    'accept-language': 'zh-CN,zh;q=0.9',
    ...asked.headers,
    ...(cookies !== '' && { cookie: cookies }),
    ...(holds && known.etag !== null && { 'if-none-match': known.etag }),
    ...(holds && known.lastModified !== null && { 'if-modified-since': known.lastModified }),
  }
}

/** Cookies that a host gave us; one that gives more and more of them gets none back, and begins anew. */
function cookiesFor({ jar }: Lane, target: URL): string {
  const cookies = jar.getCookieStringSync(target.href)
  if (cookies.length <= mostCookieBytes) return cookies
  jar.removeAllCookiesSync()
  return ''
}

type Judgement = Pick<Tried, 'outcome' | 'message' | 'wait' | 'target'>

function judged(lane: Lane, raw: RawAnswer, target: URL, asked: Asked, limits: ClientLimits): Judgement {
  const { status } = raw
  const here = { target: target.href, wait: null, message: `status ${status}` }
  if (status === 304 && asked.known !== null) return { ...here, outcome: 'not_modified', message: '' }
  const location = header(raw, 'location')
  if (status >= 300 && status < 400 && location !== null) {
    const leads = URL.canParse(latin1AsUtf8(location), target.href)
      ? new URL(latin1AsUtf8(location), target.href)
      : null
    if (leads === null) return { ...here, outcome: 'malformed', message: `redirects to what is no address` }
    leads.hash = ''
    return { ...here, outcome: 'redirect', target: leads.href, message: '' }
  }
  // Half a document is none; a redirect must say where to, and 304 answers only who asked whether something changed.
  if ((status >= 300 && status < 400) || status === 206)
    return { ...here, outcome: 'malformed', message: `status ${status}, which nothing asked for` }
  const asksToWait = retryAfterMs(header(raw, 'retry-after'), Date.now())
  if (status === 429) return { ...here, outcome: 'deferred', wait: asksToWait ?? limits.busyWaitMs }
  if (status === 503 && asksToWait !== null) return { ...here, outcome: 'deferred', wait: asksToWait }
  const isText = isMarkup(raw)
  if (asked.purpose !== 'robots' || status >= 500) {
    const lie = isText || status >= 400 ? challengeOf(status, setCookies(raw).join('; '), textOf(raw)) : null
    if (lie !== null)
      return { ...here, outcome: lie, message: `${target.host} answers with ${lie} (status ${status})` }
  }
  if (status >= 500) return { ...here, outcome: 'server_error' }
  if (status === 404 || status === 410) return { ...here, outcome: 'gone' }
  if (status === 401 || status === 407) return { ...here, outcome: 'login' }
  if ((status === 403 || status === 405) && asked.purpose !== 'robots') {
    if (!lane.answered)
      return {
        ...here,
        outcome: 'user_agent',
        message: `${target.host} refuses our user agent (status ${status})`,
      }
    // After good answers it may be a limit that passes with time: one pause for each host and run.
    if (status === 403 && !lane.cooledDown) {
      lane.cooledDown = true
      return { ...here, outcome: 'forbidden', wait: limits.busyWaitMs }
    }
    return { ...here, outcome: 'forbidden' }
  }
  if (status >= 400 || status < 200) return { ...here, outcome: 'http_error' }
  return { ...here, outcome: 'ok', message: '' }
}

/** Node hands headers over as latin1; servers write Chinese paths into Location as UTF-8 or percent-encoded. */
function latin1AsUtf8(value: string): string {
  return /[\x80-\xff]/.test(value) ? Buffer.from(value, 'latin1').toString('utf8') : value // 'å¹´æ¥' for 年报
}

function isMarkup(raw: RawAnswer): boolean {
  const type = header(raw, 'content-type') ?? ''
  return /html|xml/i.test(type) || (type === '' && raw.body[0] === 0x3c) // text/html; a body that begins with <
}

function textOf(raw: RawAnswer): string {
  // What lies behind a real page's first part is not needed to recognise a challenge.
  return decodePage(
    raw.body.length > 80_000 ? raw.body.subarray(0, 80_000) : raw.body,
    header(raw, 'content-type'),
  )
}

function log(asked: Asked, tried: Tried, received: number, milliseconds: number, frontier: Frontier): void {
  const { raw, outcome } = tried
  const keeps = asked.purpose !== 'report' && (outcome === 'ok' || outcome === 'not_modified')
  const etag = raw === null ? null : header(raw, 'etag')
  const lastModified = raw === null ? null : header(raw, 'last-modified')
  const good = outcome === 'ok'
  frontier.record(
    {
      portalId: asked.portalId,
      // The log holds addresses as they went over the wire; the key of a POST is the page copy's.
      url: addressOf(asked, tried),
      method: asked.method,
      requestedAt: tried.at,
      status: tried.status,
      outcome,
      bytes: received,
      milliseconds,
      etag,
      lastModified,
      sha256: raw !== null && good ? createHash('sha256').update(raw.body).digest('hex') : null,
      error: tried.message === '' ? null : tried.message,
    },
    keeps && raw !== null ? copyOf(asked, tried, raw) : undefined,
  )
}

function addressOf(asked: Asked, tried: Tried): string {
  return tried.outcome === 'redirect' ? asked.url : tried.target
}

/** The copy to keep: on 304 the one we had, so that it counts as fetched in this run. */
function copyOf(asked: Asked, tried: Tried, raw: RawAnswer): PageCopy | undefined {
  if (tried.outcome === 'not_modified') return asked.known?.copy ?? undefined
  return {
    url: asked.key,
    finalUrl: tried.target,
    contentType: header(raw, 'content-type'),
    etag: header(raw, 'etag'),
    lastModified: header(raw, 'last-modified'),
    body: raw.body,
  }
}
