import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib'

const unpackers = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
} as const

/** A body that does not decompress, or that would be larger than allowed once it did. */
export class BodyError extends Error {
  readonly code: 'NIANBAO_BODY' | 'NIANBAO_TOO_LARGE'
  constructor(code: 'NIANBAO_BODY' | 'NIANBAO_TOO_LARGE', message: string) {
    super(message)
    this.name = 'BodyError'
    this.code = code
  }
}

/** No server packs a body more than twice. */
const mostLayers = 4

export const acceptedEncodings = 'gzip, deflate, br'

/**
 * Undoes Content-Encoding. The limit holds for what comes out: a small body that unpacks to gigabytes is refused
 * before it is in memory.
 * @param encodings the header's value: `gzip`, or `gzip, br` for a body packed twice
 */
export async function decompress(body: Buffer, encodings: string | null, maxBytes: number): Promise<Buffer> {
  let plain = body
  const names = (encodings ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim()) // 'gzip, br' → ['gzip', 'br']
  if (names.length > mostLayers) throw new BodyError('NIANBAO_BODY', `packed ${names.length} times over`)
  for (const name of names.reverse()) {
    if (name === '' || name === 'identity' || plain.length === 0) continue
    plain = await unpack(plain, name, maxBytes)
  }
  return plain
}

async function unpack(body: Buffer, name: string, maxBytes: number): Promise<Buffer> {
  if (!Object.hasOwn(unpackers, name))
    throw new BodyError('NIANBAO_BODY', `Content-Encoding ${name} is not one we asked for`)
  // Some servers declare gzip over a page they did not pack: markup or JSON is taken as it is.
  const isPacked = body[0] === 0x1f && body[1] === 0x8b
  if (name.endsWith('gzip') && !isPacked && /^\s*[<{[]/.test(body.toString('latin1', 0, 64))) return body // <!DOCTYPE html>
  const options = { maxOutputLength: maxBytes }
  try {
    // Some servers send deflate without its zlib wrapper, whose first byte is 0x78.
    if (name === 'deflate' && body[0] !== undefined && (body[0] & 0x0f) !== 8)
      return await promisify(inflateRaw)(body, options)
    return await unpackers[name as keyof typeof unpackers](body, options)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code === 'ERR_BUFFER_TOO_LARGE')
      throw new BodyError('NIANBAO_TOO_LARGE', `more than ${maxBytes} bytes once decompressed`)
    throw new BodyError('NIANBAO_BODY', `the ${name} body does not decompress (${code || 'unknown error'})`)
  }
}
