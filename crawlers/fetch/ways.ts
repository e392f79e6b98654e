import type { BadOutcome } from './outcome.ts'
import type { Way } from './lane.ts'

/**
 * A host that cannot be asked as its address says is asked otherwise, each way once, in this order:
 * 1. as the address says;
 * 2. https with the renegotiation, versions and ciphers of old, which OpenSSL 3 refuses (certificates are still verified);
 * 3. the other scheme: http where https fails (expired certificates, missing intermediates, http-only hosts), https where
 *    http is refused or reset.
 * A way that works is kept for the run and named in the answer's note. Verification is never turned off.
 */
export function waysLeft(way: Way, url: URL, outcome: BadOutcome, code: string): Way | null {
  if (way === 'by_http' || way === 'by_https') return null
  if (url.protocol === 'https:') {
    if (way === 'asked' && outcome === 'tls' && oldTls.test(code)) return 'legacy_tls'
    return outcome === 'tls' || (url.port === '' && (outcome === 'refused' || outcome === 'reset'))
      ? 'by_http'
      : null
  }
  return url.port === '' && (outcome === 'refused' || outcome === 'reset') ? 'by_https' : null
}

/** ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED, ERR_SSL_DH_KEY_TOO_SMALL, ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE, EPROTO. */
const oldTls =
  /LEGACY|TOO_SMALL|UNSUPPORTED_PROTOCOL|HANDSHAKE_FAILURE|WRONG_SIGNATURE|BAD_ECPOINT|NO_SHARED|TLS_VERSION|PROTOCOL_VERSION|^EPROTO$/

/** The address as it is asked on a host's way. A port that is named is kept. */
export function addressOnWay(way: Way, url: URL): URL {
  if (way !== 'by_http' && way !== 'by_https') return url
  const protocol = way === 'by_http' ? 'http:' : 'https:'
  if (url.protocol === protocol) return url
  const other = new URL(url)
  other.protocol = protocol
  return other
}

export function noteOfWay(way: Way, url: URL): string | null {
  return way === 'asked' ? null : `${url.host}: ${notes[way]}`
}

const notes: Readonly<Record<Exclude<Way, 'asked'>, string>> = {
  legacy_tls: 'only knows TLS of old: asked with legacy renegotiation allowed, certificate verified',
  by_http: 'https fails: asked by http, without encryption',
  by_https: 'http fails: asked by https',
}

/** What is wrong with a host's TLS, for people, by node's or OpenSSL's code. */
export function tlsReason(code: string): string {
  return reasons.find(([pattern]) => pattern.test(code))?.[1] ?? 'TLS fails'
}

const reasons: readonly (readonly [RegExp, string])[] = [
  [
    /UNABLE_TO_VERIFY_LEAF|UNABLE_TO_GET_ISSUER/,
    'the certificate chain is incomplete, or of an unknown authority',
  ], // UNABLE_TO_VERIFY_LEAF_SIGNATURE
  [/EXPIRED/, 'the certificate has expired'], // CERT_HAS_EXPIRED
  [/ALTNAME|HOSTNAME/, 'the certificate is another host’s'], // ERR_TLS_CERT_ALTNAME_INVALID
  [/SELF_SIGNED/, 'the certificate is self-signed'], // DEPTH_ZERO_SELF_SIGNED_CERT
]
