import { isUtf8 } from 'node:buffer'

/**
 * A page's bytes as text. A byte order mark decides; then a declared charset that is not a Chinese one and not UTF-8 is
 * believed; everything else is decided by content: valid UTF-8 is UTF-8, the rest GB18030, of which GBK and GB2312 are
 * parts. Servers that declare gb2312 over UTF-8, or utf-8 over GBK, are common.
 * @param contentType the header, or null
 */
export function decodePage(body: Uint8Array, contentType: string | null): string {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.toString('utf8', 3)
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  const declared = charsetOf(contentType ?? '') ?? charsetOf(bytes.toString('latin1', 0, 2048))
  if (declared !== null && believed.has(declared)) return new TextDecoder(declared).decode(bytes)
  return isUtf8(bytes) || isNearlyUtf8(bytes)
    ? bytes.toString('utf8')
    : new TextDecoder('gb18030').decode(bytes)
}

/** Declared by portals that mean it: traditional pages and old UTF-16 exports. `iso-8859-1` is what servers say who do not know. */
const believed: ReadonlySet<string> = new Set(['big5', 'utf-16', 'utf-16le', 'utf-16be'])

function charsetOf(text: string): string | null {
  return /charset\s*=\s*["']?\s*([\w-]+)/i.exec(text)?.[1]?.toLowerCase() ?? null // charset=gb2312, charset="utf-8"
}

/** One character cut by a template's length limit does not make a page GBK; GBK read as UTF-8 breaks nearly everywhere. */
function isNearlyUtf8(body: Buffer): boolean {
  const text = body.toString('utf8')
  let losses = 0
  for (let at = text.indexOf('\uFFFD'); at >= 0; at = text.indexOf('\uFFFD', at + 1)) losses += 1
  return losses * 20 < body.reduce((count, byte) => count + (byte > 0x7f ? 1 : 0), 0)
}
