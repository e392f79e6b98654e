/**
 * How a request can end: the closed list. `kind` says what that means for a portal:
 * `good` an answer; `gone` this address only; `blocked` the portal does not want us, or not without a browser;
 * `failing` it may work another day; `ours` we did not ask, or stopped.
 */
export const outcomes = {
  ok: { kind: 'good', meaning: 'answered, body received' },
  not_modified: { kind: 'good', meaning: '304: the remembered copy still holds' },
  redirect: {
    kind: 'good',
    meaning: 'answered with another address, which was followed or refused on its own',
  },
  gone: { kind: 'gone', meaning: '404 or 410' },
  soft_404: {
    kind: 'gone',
    meaning: 'a page that says it does not exist, or the home page in its place, with status 200',
  },
  http_error: { kind: 'gone', meaning: 'another 4xx status' },
  too_large: {
    kind: 'gone',
    meaning: 'more bytes than the limit for its kind, before or after decompression',
  },
  malformed: { kind: 'gone', meaning: 'an answer that breaks HTTP, or a body that does not decompress' },
  redirect_loop: { kind: 'gone', meaning: 'too many redirects, or a circle of them' },
  hijacked: { kind: 'blocked', meaning: 'advertising in place of the government page' },
  login: { kind: 'blocked', meaning: '401, or a login page' },
  forbidden: { kind: 'blocked', meaning: '403 after earlier requests had been answered' },
  user_agent: {
    kind: 'blocked',
    meaning: 'the host refuses our user agent: 403 or 405 to its first request',
  },
  river_security: { kind: 'blocked', meaning: 'script challenge of the 412 or 202 kind (瑞数)' },
  jsl: { kind: 'blocked', meaning: 'script challenge of the 521 kind (加速乐)' },
  script_challenge: {
    kind: 'blocked',
    meaning: 'another script challenge (WZWS, acw_sc__v2, SafeLine, yd_cookie)',
  },
  cookie_gate: { kind: 'blocked', meaning: 'redirects to itself until a cookie set by script comes back' },
  slider: { kind: 'blocked', meaning: 'asks a person to drag a slider or type a code' },
  stub: { kind: 'blocked', meaning: 'status 200 with nothing but a small script' },
  robots: { kind: 'blocked', meaning: 'robots.txt forbids it, or answered 5xx' },
  refused: { kind: 'failing', meaning: 'connection refused' },
  reset: { kind: 'failing', meaning: 'connection closed or reset before the answer was complete' },
  dns: { kind: 'failing', meaning: 'the host name does not resolve' },
  tls: { kind: 'failing', meaning: 'TLS failed in every documented way' },
  timeout: { kind: 'failing', meaning: 'no connection, headers or body in time' },
  server_error: { kind: 'failing', meaning: '5xx after all retries' },
  deferred: {
    kind: 'failing',
    meaning: 'the host asked for a longer wait than a run allows; it is due later',
  },
  host_rule: { kind: 'ours', meaning: 'a host, address or scheme that is not ours to ask' },
  stopped: { kind: 'ours', meaning: 'the run was stopped' },
} as const satisfies Record<string, { kind: OutcomeKind; meaning: string }>

export type OutcomeKind = 'good' | 'gone' | 'blocked' | 'failing' | 'ours'
export type Outcome = keyof typeof outcomes
export type BadOutcome = Exclude<Outcome, 'ok' | 'not_modified' | 'redirect'>

export function outcomeKind(outcome: Outcome): OutcomeKind {
  return outcomes[outcome].kind
}

export function isBadOutcome(text: string): text is BadOutcome {
  return text in outcomes && !['ok', 'not_modified', 'redirect'].includes(text)
}

/** Failures of the line, worth asking again after a pause. */
const transient: ReadonlySet<BadOutcome> = new Set(['refused', 'reset', 'timeout', 'server_error'])

export function isTransient(outcome: BadOutcome): boolean {
  return transient.has(outcome)
}

/** Codes of node, undici and OpenSSL, in groups. ENOTFOUND → dns, UND_ERR_SOCKET → reset. */
const errorCodes: readonly (readonly [RegExp, BadOutcome])[] = [
  [/^(ENOTFOUND|EAI_)/, 'dns'], // ENOTFOUND, EAI_AGAIN
  [/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EHOSTDOWN)$/, 'refused'],
  [/^(ETIMEDOUT|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT|NIANBAO_TIMEOUT)$/, 'timeout'],
  [/^(ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET|UND_ERR_CLOSED|UND_ERR_DESTROYED)$/, 'reset'],
  [/^NIANBAO_TOO_LARGE$/, 'too_large'],
  [/^NIANBAO_ADDRESS$/, 'host_rule'],
  [/^NIANBAO_STOPPED$/, 'stopped'],
  [
    /^(HPE_|NIANBAO_BODY|UND_ERR_(HEADERS_OVERFLOW|RES_CONTENT_LENGTH|RESPONSE|REQ_CONTENT_LENGTH|INVALID_ARG))/,
    'malformed',
  ], // HPE_INVALID_HEADER_TOKEN
  [
    /^(ERR_SSL|ERR_TLS|EPROTO|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_MISMATCH|INVALID_CA|ERR_OSSL)/,
    'tls',
  ], // CERT_HAS_EXPIRED
]

/** What a thrown transport error means; an unknown one counts as a broken connection and keeps its own message. */
export function outcomeOfError(code: string): BadOutcome {
  return errorCodes.find(([pattern]) => pattern.test(code))?.[1] ?? 'reset'
}

/** The code of an error or of the first of its causes that has one. */
export function codeOfError(error: unknown): string {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    // undici names a code only for some of the parser's errors.
    if (at.name === 'HTTPParserError') return 'HPE_PARSER'
    if ('code' in at && typeof at.code === 'string' && at.code !== '') return at.code
    if (at instanceof AggregateError && at.errors.length > 0) return codeOfError(at.errors[0])
  }
  return 'UNKNOWN'
}
