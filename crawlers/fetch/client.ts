import { createHash } from 'node:crypto'
import PQueue from 'p-queue'
import type { Frontier, PageCopy } from '../frontier.ts'
import { isLoopbackAddress } from './address-rule.ts'
import type { Answer, DocumentRequest, Failure, PageAnswer, PageRequest } from './answer.ts'
import { requestKey, withoutHash } from './answer.ts'
import type { Asked, Step } from './attempts.ts'
import { attempts } from './attempts.ts'
import type { ClientLimits, ClientOptions } from './client-options.ts'
import { defaultDelayMs, defaultLimits, defaultResolve } from './client-options.ts'
import { decodePage } from './decode.ts'
import type { RawAnswer, Transport } from './exchange.ts'
import { transport } from './exchange.ts'
import { isBadOutcome } from './outcome.ts'
import type { HostRule, Purpose } from './host-rule.ts'
import { hostKey, hostRule } from './host-rule.ts'
import { Lane } from './lane.ts'
import { header } from './headers.ts'
import type { Resolve } from './resolve.ts'
import { rememberingResolver } from './resolve.ts'
import type { RobotsVerdict } from './robots.ts'
import {
  readRobots,
  robotsFree,
  robotsKeptMs,
  robotsMaxRedirects,
  robotsUnreachableKeptMs,
} from './robots.ts'
import { requireContact, userAgent } from './user-agent.ts'

/**
 * The polite client: every request of a run goes through one of these. It keeps the host rule, robots.txt, the pace of
 * each host, retries, conditional requests and the fetch log. It never throws for what a server does.
 * @throws CrawlError contact_required, contact_invalid when made
 */
export class Client {
  readonly rule: HostRule
  readonly #frontier: Frontier
  readonly #limits: ClientLimits
  readonly #transport: Transport
  readonly #resolve: Resolve
  readonly #userAgent: string
  readonly #delayMs: number
  readonly #signal: AbortSignal | null
  readonly #lanes = new Map<string, Lane>()
  readonly #addresses = new Map<string, PQueue>()
  readonly #robots = new Map<string, { until: number; verdict: Promise<RobotsVerdict> }>()

  constructor(options: ClientOptions) {
    requireContact(options.registered, options.contact)
    this.#userAgent = userAgent(options.version, options.contact)
    this.rule = hostRule(options.registered, options.contact)
    this.#frontier = options.frontier
    this.#limits = { ...defaultLimits, ...options.limits }
    this.#delayMs = options.delayMs ?? defaultDelayMs
    this.#signal = options.signal ?? null
    this.#resolve = rememberingResolver(options.resolve ?? defaultResolve)
    this.#transport = transport(
      this.#resolve,
      this.rule,
      this.#limits.pageTimeouts.connect,
      options.authorities ?? [],
    )
  }

  /**
   * A page to be searched for links. One that was fetched in this run already is served from the frontier without a
   * request; one remembered from an earlier run is asked for conditionally, and served from memory where it did not change.
   */
  async page(portalId: string, request: PageRequest): Promise<PageAnswer | Failure> {
    const key = requestKey(request)
    const remembered = this.#frontier.page(key)
    if (remembered?.fetchedThisRun === true) return withText(fromMemory(key, remembered))
    const gone = this.#goneBefore(key)
    if (gone !== null) return gone
    const isPost = request.method === 'POST'
    const answer = await this.#follow({
      portalId,
      key,
      url: withoutHash(request.url),
      method: isPost ? 'POST' : 'GET',
      body: isPost ? (request.body ?? '') : null,
      headers: {
        ...(isPost && {
          'content-type': request.contentType ?? 'application/x-www-form-urlencoded; charset=UTF-8',
        }),
        ...(request.referer !== undefined && { referer: withoutHash(request.referer) }),
        ...(request.requestedWith !== undefined && { 'x-requested-with': request.requestedWith }),
      },
      purpose: 'walk',
      known: isPost || remembered === null ? null : { ...remembered, copy: remembered },
      maxBytes: this.#limits.pageBytes,
      timeouts: this.#limits.pageTimeouts,
    })
    return answer.ok ? withText(answer) : answer
  }

  /** A report page or an attachment. With validators, `notModified` and an empty body mean the caller's copy still holds. */
  async document(portalId: string, request: DocumentRequest): Promise<Answer | Failure> {
    const url = withoutHash(request.url)
    const gone = this.#goneBefore(url)
    if (gone !== null) return gone
    const etag = request.etag ?? null
    const lastModified = request.lastModified ?? null
    return this.#follow({
      portalId,
      key: url,
      url,
      method: 'GET',
      body: null,
      headers: request.referer === undefined ? {} : { referer: withoutHash(request.referer) },
      purpose: 'report',
      known:
        etag === null && lastModified === null ? null : { finalUrl: null, etag, lastModified, copy: null },
      maxBytes: this.#limits.documentBytes,
      timeouts: this.#limits.documentTimeouts,
    })
  }

  /** A page that a run which died was told not to be there: it is not asked for again. */
  #goneBefore(key: string): Failure | null {
    const gone = this.#frontier.gone?.(key) ?? null
    if (gone === null) return null
    const { outcome, status, message } = gone
    return isBadOutcome(outcome) ? { ...failed({ url: key }, key, outcome, message), status } : null
  }

  /** Closes every connection. Requests under way end as `reset`. */
  async close(): Promise<void> {
    await this.#transport.close()
  }

  async #follow(asked: Asked): Promise<Answer | Failure> {
    if (!URL.canParse(asked.url)) return failed(asked, asked.url, 'host_rule', 'this is not an address')
    let at: Asked = asked
    const seen = new Map<string, number>()
    const mostHops = asked.purpose === 'robots' ? robotsMaxRedirects : this.#limits.redirects
    for (let hops = 0; hops <= mostHops; hops += 1) {
      const url = new URL(at.url)
      const refusal = this.rule.refusal(url, asked.purpose)
      if (refusal !== null) return failed(asked, at.url, 'host_rule', refusal)
      const forbidden = asked.purpose === 'robots' ? null : await this.#forbiddenByRobots(asked.portalId, url)
      if (forbidden !== null) return { ...forbidden, url: asked.url, finalUrl: at.url }
      const step = await this.#step(url, at)
      if (step.kind === 'failure') return { ...step.failure, url: asked.url }
      if (step.kind === 'answer') return answerOf(asked, step)
      const times = (seen.get(step.target) ?? 0) + 1
      seen.set(step.target, times)
      // Once back at the same address a cookie may let us in; twice is a gate, or a circle.
      if (times > 1) {
        const outcome = step.target === at.url ? 'cookie_gate' : 'redirect_loop'
        return failed(asked, step.target, outcome, `${step.target} sends back to itself`)
      }
      at = redirected(at, step)
    }
    return failed(asked, at.url, 'redirect_loop', `more than ${mostHops} redirects`)
  }

  #step(url: URL, asked: Asked): Promise<Step> {
    const lane = this.#lane(url)
    return lane.run(() =>
      attempts(lane, url, asked, {
        limits: this.#limits,
        signal: this.#signal,
        userAgent: this.#userAgent,
        frontier: this.#frontier,
        exchange: (wanted) => this.#toAddress(wanted.url, () => this.#transport.exchange(wanted)),
      }),
    )
  }

  #lane(url: URL): Lane {
    const key = hostKey(url)
    const known = this.#lanes.get(key)
    if (known !== undefined) return known
    const lane = new Lane(this.#delayMs)
    this.#lanes.set(key, lane)
    return lane
  }

  /** Hundreds of county hosts share one address: no more than a few of them are asked at once. */
  async #toAddress(url: URL, task: () => Promise<RawAnswer>): Promise<RawAnswer> {
    const [first] = await this.#resolve(url.hostname)
    if (first === undefined || isLoopbackAddress(first.address)) return task()
    const known = this.#addresses.get(first.address)
    const queue = known ?? new PQueue({ concurrency: this.#limits.perAddress })
    if (known === undefined) this.#addresses.set(first.address, queue)
    return queue.add(task)
  }

  async #forbiddenByRobots(portalId: string, url: URL): Promise<Failure | null> {
    const verdict = await this.#robotsOf(portalId, url)
    if (verdict.state === 'closed')
      return failed(
        { url: url.href },
        url.href,
        verdict.outcome,
        `robots.txt could not be read: ${verdict.message}`,
      )
    this.#lane(url).crawlDelayMs = verdict.crawlDelayMs
    if (verdict.allows(url.href)) return null
    return failed({ url: url.href }, url.href, 'robots', `robots.txt of ${url.host} forbids ${url.pathname}`)
  }

  #robotsOf(portalId: string, url: URL): Promise<RobotsVerdict> {
    const known = this.#robots.get(url.origin)
    if (known !== undefined && known.until > Date.now()) return known.verdict
    const verdict = this.#askRobots(portalId, url.origin)
    const entry = { until: Date.now() + robotsKeptMs, verdict }
    this.#robots.set(url.origin, entry)
    void verdict.then((found) => {
      if (found.state === 'closed') entry.until = Date.now() + robotsUnreachableKeptMs
    })
    return verdict
  }

  async #askRobots(portalId: string, origin: string): Promise<RobotsVerdict> {
    const url = `${origin}/robots.txt`
    const { pageBytes: maxBytes, pageTimeouts: timeouts } = this.#limits
    const purpose: Purpose = 'robots'
    const remembered = this.#frontier.page(url)
    if (remembered?.fetchedThisRun === true) return readRobots(url, remembered.body, 'nianbao')
    const known = remembered === null ? null : { ...remembered, copy: remembered }
    const plain = { method: 'GET', body: null, headers: {}, known } as const
    const answer =
      this.#goneBefore(url) ??
      (await this.#follow({ portalId, key: url, url, ...plain, purpose, maxBytes, timeouts }))
    if (answer.ok) return readRobots(url, answer.body, 'nianbao')
    // RFC 9309, 2.3.1.3: a 4xx, and more redirects than are followed, mean that there are no rules.
    const { outcome, status, message } = answer
    if (status !== null && status >= 400 && status < 500 && outcome !== 'deferred') return robotsFree
    if (outcome === 'redirect_loop' || (outcome === 'host_rule' && answer.finalUrl !== url)) return robotsFree
    return { state: 'closed', outcome: outcome === 'server_error' ? 'robots' : outcome, message }
  }
}

function withText(answer: Answer): PageAnswer {
  return { ...answer, text: decodePage(answer.body, answer.contentType) }
}

function fromMemory(url: string, copy: PageCopy): Answer {
  return {
    ok: true,
    url,
    finalUrl: copy.finalUrl,
    status: 200,
    contentType: copy.contentType,
    contentDisposition: null,
    etag: copy.etag,
    lastModified: copy.lastModified,
    body: copy.body,
    sha256: sha256Of(copy.body),
    notModified: true,
    retrievedAt: new Date().toISOString(),
    note: null,
  }
}

function answerOf(asked: Asked, step: Extract<Step, { kind: 'answer' }>): Answer {
  const { raw, note, retrievedAt, finalUrl } = step
  const copy = asked.known?.copy ?? null
  if (raw.status === 304 && copy !== null) return { ...fromMemory(asked.url, copy), note }
  return {
    ok: true,
    url: asked.url,
    finalUrl,
    status: raw.status,
    contentType: header(raw, 'content-type'),
    contentDisposition: header(raw, 'content-disposition'),
    etag: header(raw, 'etag') ?? asked.known?.etag ?? null,
    lastModified: header(raw, 'last-modified') ?? asked.known?.lastModified ?? null,
    body: raw.body,
    sha256: sha256Of(raw.body),
    notModified: raw.status === 304,
    retrievedAt,
    note,
  }
}

function redirected(at: Asked, step: Extract<Step, { kind: 'redirect' }>): Asked {
  // RFC 9110, 15.4: 307 and 308 keep the method; the others turn a POST into a GET, as browsers do.
  const keeps = step.status === 307 || step.status === 308
  return keeps ? { ...at, url: step.target } : { ...at, url: step.target, method: 'GET', body: null }
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function failed(
  asked: { url: string },
  finalUrl: string,
  outcome: Failure['outcome'],
  message: string,
): Failure {
  return { ok: false, url: asked.url, finalUrl, outcome, status: null, message }
}
