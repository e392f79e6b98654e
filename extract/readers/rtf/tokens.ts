/** What RTF (Rich Text Format 1.9.1) is made of. */
export type RtfToken =
  | { readonly kind: 'open' }
  | { readonly kind: 'close' }
  /** `\trowd`, `\cellx4200`, `\~`: a control word with its number, or a control symbol. */
  | { readonly kind: 'control'; readonly word: string; readonly parameter: number | null }
  /** Characters in the code page of their font: plain text, or a run of `\'hh`. */
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }

const [brace, unbrace, backslash, quote, blank] = [0x7b, 0x7d, 0x5c, 0x27, 0x20]

/**
 * Cuts RTF into tokens, in time and memory that follow the file's length: text is a view of the file, and what `\bin`
 * announces is stepped over. (rtf-stream-parser allocates whatever `\bin` claims and copies a picture's text anew for
 * each of its lines.)
 */
export function* rtfTokens(bytes: Uint8Array): Generator<RtfToken> {
  let at = 0
  while (at < bytes.length) {
    const byte = bytes[at]
    if (byte === brace || byte === unbrace) {
      yield { kind: byte === brace ? 'open' : 'close' }
      at += 1
    } else if (byte === 0x0d || byte === 0x0a || byte === 0) at += 1
    else if (byte !== backslash) {
      const from = at
      while (at < bytes.length && !stops(bytes[at])) at += 1
      yield { kind: 'bytes', bytes: bytes.subarray(from, at) }
    } else if (bytes[at + 1] === quote) {
      const { token, next } = escaped(bytes, at)
      yield token
      at = next
    } else {
      const { token, next } = control(bytes, at + 1)
      yield token
      at = next
    }
  }
}

/** A run of `\'hh`: a Chinese document is little else, and a token for each would cost a hundred times its bytes. */
function escaped(bytes: Uint8Array, start: number): { token: RtfToken; next: number } {
  const values: number[] = []
  let at = start
  for (; bytes[at] === backslash && bytes[at + 1] === quote; at += 4) {
    const value = Number.parseInt(String.fromCharCode(bytes[at + 2] ?? 0, bytes[at + 3] ?? 0), 16)
    if (!Number.isNaN(value)) values.push(value)
  }
  return { token: { kind: 'bytes', bytes: Uint8Array.from(values) }, next: at }
}

function stops(byte: number | undefined): boolean {
  return (
    byte === brace || byte === unbrace || byte === backslash || byte === 0x0d || byte === 0x0a || byte === 0
  )
}

function control(bytes: Uint8Array, start: number): { token: RtfToken; next: number } {
  let at = start
  while (isLetter(bytes[at])) at += 1
  if (at === start) {
    const symbol = String.fromCharCode(bytes[at] ?? blank)
    return { token: { kind: 'control', word: symbol, parameter: null }, next: at + 1 }
  }
  const word = latin(bytes, start, at)
  const digits = at
  if (bytes[at] === 0x2d) at += 1
  while (isDigit(bytes[at]) && at - digits < 11) at += 1
  const value = Number.parseInt(latin(bytes, digits, at), 10)
  const parameter = Number.isNaN(value) ? null : value
  if (bytes[at] === blank) at += 1
  const skipped = word === 'bin' ? Math.max(0, parameter ?? 0) : 0
  return { token: { kind: 'control', word, parameter }, next: at + skipped }
}

function latin(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, Math.min(to, from + 64)))
}

function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a))
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39
}
