import type { ExtractError, Result } from './extraction.ts'

/** What a file is, by its first bytes. Its name and its declared type are never asked. */
export type FileType =
  | 'pdf'
  | 'zip'
  | 'ole'
  | 'rtf'
  | 'gzip'
  | 'png'
  | 'jpeg'
  | 'gif'
  | 'webp'
  | 'tiff'
  | 'bmp'
  | 'html'
  | 'text'
  | 'binary'

const signatures: readonly { readonly type: FileType; readonly bytes: readonly number[] }[] = [
  { type: 'pdf', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { type: 'zip', bytes: [0x50, 0x4b, 0x03, 0x04] },
  { type: 'ole', bytes: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] },
  { type: 'rtf', bytes: [0x7b, 0x5c, 0x72, 0x74, 0x66] },
  { type: 'gzip', bytes: [0x1f, 0x8b, 0x08] },
  { type: 'png', bytes: [0x89, 0x50, 0x4e, 0x47] },
  { type: 'jpeg', bytes: [0xff, 0xd8, 0xff] },
  { type: 'gif', bytes: [0x47, 0x49, 0x46, 0x38] },
  { type: 'tiff', bytes: [0x49, 0x49, 0x2a, 0x00] },
  { type: 'tiff', bytes: [0x4d, 0x4d, 0x00, 0x2a] },
  { type: 'webp', bytes: [0x52, 0x49, 0x46, 0x46] },
  { type: 'bmp', bytes: [0x42, 0x4d] },
]

/** Tags that only a page has; one of them near the start makes a text a page. */
const markup = /<(?:!doctype html|html|head|body|table|div|p|meta|title)\b/iu

export function fileType(bytes: Uint8Array): FileType {
  // A PDF may carry junk before its header (the standard allows 1,024 bytes); servers put a BOM or line ends there.
  const head = bytes.subarray(0, 1024)
  for (const { type, bytes: wanted } of signatures) {
    if (wanted.every((byte, index) => head[index] === byte)) return type
  }
  const start = latin1(head)
  if (start.includes('%PDF-')) return 'pdf'
  if (hasBom16(bytes)) return markup.test(decodeText(bytes).slice(0, 4096)) ? 'html' : 'text'
  if (head.includes(0)) return 'binary'
  return markup.test(latin1(bytes.subarray(0, 4096))) ? 'html' : 'text'
}

/** `<meta charset=gbk>`, `<meta http-equiv=… content="text/html; charset=gb2312">` */
const declaredInMarkup = /<meta[^>]+charset\s*=\s*["']?\s*(?<charset>[\w-]+)/iu

/**
 * Bytes to text. UTF-8 wherever the bytes are valid UTF-8, whatever was declared: pages declare gb2312 and send UTF-8,
 * and the other way round. Everything else is GB18030, which holds GBK and GB2312, unless Big5 is declared.
 */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  const declared = declaredInMarkup.exec(latin1(bytes.subarray(0, 2048)))?.groups?.['charset']?.toLowerCase()
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const other = declared === 'big5' ? 'big5' : 'gb18030'
    const text = new TextDecoder(other).decode(bytes)
    // A UTF-8 page with a few broken bytes (cut in mid-character by a template) is still UTF-8.
    const lenient = new TextDecoder('utf-8').decode(bytes)
    return broken(lenient) * 4 <= broken(text) || (declared?.startsWith('utf') && broken(lenient) < 20)
      ? lenient
      : text
  }
}

/** Characters that a wrong decoding leaves: the replacement character and the private use area of GB18030. */
function broken(text: string): number {
  return text.match(/[\uFFFD\uE000-\uF8FF]/gu)?.length ?? 0
}

function hasBom16(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}

export function failure(code: ExtractError['code'], message: string): Result<never, ExtractError> {
  return { ok: false, error: { code, message } }
}
