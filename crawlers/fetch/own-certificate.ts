import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** A key and a certificate that only one browser, started by us, takes. PEM. */
export interface OwnCertificate {
  readonly key: string
  readonly cert: string
  /** SHA-256 of the public key, base64: what that browser is told to take, and no other. */
  readonly publicKeyHash: string
}

/**
 * Made anew for each run, never written to disk, good for a year. The browser's https ends at our proxy with it; the
 * server's own certificate is verified by the client, which is the one that asks the server.
 * X.509 (RFC 5280, 4.1) of the smallest kind: ECDSA with SHA-256, one name, no extensions.
 */
export function ownCertificate(now: Date = new Date()): OwnCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const algorithm = sequence(objectId('2a8648ce3d040302')) // 1.2.840.10045.4.3.2, ecdsa-with-SHA256
  const name = sequence(tagged(0x31, sequence(objectId('550403'), tagged(0x0c, Buffer.from('nianbao'))))) // 2.5.4.3, commonName
  const day = 24 * 60 * 60_000
  const validity = sequence(time(now.getTime() - day), time(now.getTime() + 365 * day))
  const version = tagged(0xa0, integer(Buffer.from([2])))
  const serial = integer(Buffer.concat([Buffer.from([1]), randomBytes(8)]))
  const body = sequence(version, serial, algorithm, name, validity, name, spki)
  const signature = tagged(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', body, privateKey)]))
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: pem(sequence(body, algorithm, signature)),
    publicKeyHash: createHash('sha256').update(spki).digest('base64'),
  }
}

function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts))
}

function integer(bytes: Buffer): Buffer {
  return tagged(0x02, bytes)
}

function objectId(hex: string): Buffer {
  return tagged(0x06, Buffer.from(hex, 'hex'))
}

/** UTCTime: 240115083000Z. */
function time(at: number): Buffer {
  const digits = new Date(at).toISOString().replaceAll(/[-:T]|\.\d+/g, '') // 2024-01-15T08:30:00.000Z → 20240115083000Z
  return tagged(0x17, Buffer.from(digits.slice(2)))
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [] // lines of 64 letters
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}
