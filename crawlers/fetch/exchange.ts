import { constants } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { rootCertificates } from 'node:tls'
import { Agent, buildConnector, request } from 'undici'
import { acceptedEncodings, BodyError, decompress } from './decompress.ts'
import type { Resolve } from './resolve.ts'
import { checkedLookup } from './resolve.ts'
import type { HostRule } from './host-rule.ts'
import { codeOfError } from './outcome.ts'

/** Milliseconds. `body` is for the whole body, however slowly its bytes drip. */
export interface Timeouts {
  readonly connect: number
  readonly headers: number
  readonly body: number
}

export interface Exchange {
  readonly url: URL
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  readonly maxBytes: number
  readonly timeouts: Timeouts
  readonly signal: AbortSignal | null
  /** Whether servers that only know TLS renegotiation or ciphers of old are let in; certificates are verified all the same. */
  readonly tls: 'standard' | 'legacy'
}

export interface RawAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** After decompression. */
  readonly body: Buffer
  /** Bytes received, before decompression. */
  readonly received: number
}

/** An exchange that came to nothing. `code` is node's, undici's, OpenSSL's or one of ours (`NIANBAO_…`). */
export class ExchangeError extends Error {
  readonly code: string
  readonly received: number
  constructor(code: string, message: string, received: number) {
    super(message)
    this.name = 'ExchangeError'
    this.code = code
    this.received = received
  }
}

/** One agent for everything: HTTP/1.1 with keep-alive, addresses checked as sockets are opened, no redirects of its own. */
export interface Transport {
  exchange(exchange: Exchange): Promise<RawAnswer>
  close(): Promise<void>
}

export function transport(
  resolve: Resolve,
  rule: HostRule,
  connectTimeout: number,
  authorities: readonly string[],
): Transport {
  const trust = authorities.length === 0 ? {} : { ca: [...rootCertificates, ...authorities] }
  const agents = {
    standard: agent(resolve, rule, connectTimeout, trust),
    // Old renegotiation, and the key sizes and ciphers that OpenSSL 3 no longer takes by default.
    legacy: agent(resolve, rule, connectTimeout, {
      ...trust,
      secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT,
      ciphers: 'DEFAULT@SECLEVEL=0',
      minVersion: 'TLSv1',
    }),
  }
  return {
    exchange: (wanted) => exchange(agents[wanted.tls], wanted),
    async close() {
      await Promise.all([agents.standard.destroy(), agents.legacy.destroy()])
    },
  }
}

function agent(
  resolve: Resolve,
  rule: HostRule,
  timeout: number,
  tls: { secureOptions?: number; ciphers?: string; minVersion?: 'TLSv1'; ca?: string[] },
): Agent {
  const connectors = new Map<string, buildConnector.connector>()
  return new Agent({
    // One request at a time goes to a host; a spare socket lets a new one open while an old one closes.
    connections: 2,
    pipelining: 1,
    // Longer than the usual pause between two requests, so that a connection is opened once and kept.
    keepAliveTimeout: 15_000,
    keepAliveMaxTimeout: 60_000,
    maxHeaderSize: 64 * 1024,
    connect(options, callback) {
      const port = options.port === '' ? (options.protocol === 'https:' ? '443' : '80') : options.port
      const known = connectors.get(port)
      const connector =
        known ??
        buildConnector({
          timeout,
          allowH2: false,
          ...tls,
          lookup: checkedLookup(resolve, (address) => rule.addressRefusal(address, Number(port))),
        })
      if (known === undefined) connectors.set(port, connector)
      connector(options, callback)
    },
  })
}

async function exchange(dispatcher: Agent, wanted: Exchange): Promise<RawAnswer> {
  const { timeouts, maxBytes } = wanted
  const chunks: Buffer[] = []
  let received = 0
  const stop = new AbortController()
  const onStop = (): void => stop.abort(new ExchangeError('NIANBAO_STOPPED', 'the run was stopped', received))
  const late = (what: string, ms: number): (() => void) => {
    return () =>
      stop.abort(new ExchangeError('NIANBAO_TIMEOUT', `no complete ${what} within ${ms} ms`, received))
  }
  // Headers that drip byte by byte never trip an idle timer, so the whole way to the headers has one too.
  let timer = setTimeout(late('headers', timeouts.headers), timeouts.connect + timeouts.headers)
  if (wanted.signal?.aborted === true) onStop()
  wanted.signal?.addEventListener('abort', onStop, { once: true })
  try {
    const answer = await request(wanted.url, {
      dispatcher,
      method: wanted.method,
      headers: { 'accept-encoding': acceptedEncodings, ...wanted.headers },
      body: wanted.body,
      headersTimeout: timeouts.headers,
      bodyTimeout: timeouts.body,
      signal: stop.signal,
    })
    clearTimeout(timer)
    timer = setTimeout(late('body', timeouts.body), timeouts.body)
    const declared = Number(answer.headers['content-length'] ?? 0)
    if (declared > maxBytes) {
      stop.abort()
      answer.body.on('error', () => {})
      throw new BodyError('NIANBAO_TOO_LARGE', `${declared} bytes declared, ${maxBytes} allowed`)
    }
    for await (const chunk of answer.body) {
      const bytes = chunk as Buffer
      received += bytes.length
      if (received > maxBytes) throw new BodyError('NIANBAO_TOO_LARGE', `more than ${maxBytes} bytes`)
      chunks.push(bytes)
    }
    const encoding = answer.headers['content-encoding']
    const body = await decompress(
      Buffer.concat(chunks),
      Array.isArray(encoding) ? encoding.join(',') : (encoding ?? null),
      maxBytes,
    )
    return { status: answer.statusCode, headers: answer.headers, body, received }
  } catch (error) {
    const cause: unknown = stop.signal.reason instanceof ExchangeError ? stop.signal.reason : error
    const message = cause instanceof Error ? cause.message : String(cause)
    throw new ExchangeError(codeOfError(cause), message, received)
  } finally {
    clearTimeout(timer)
    wanted.signal?.removeEventListener('abort', onStop)
  }
}
