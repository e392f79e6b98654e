/** Text to GBK. Node decodes GBK but does not encode it, so the table is made by decoding every pair once. */

let table: ReadonlyMap<string, readonly [number, number]> | null = null

function gbkTable(): ReadonlyMap<string, readonly [number, number]> {
  const pairs = new Map<string, readonly [number, number]>()
  const decoder = new TextDecoder('gbk', { fatal: false })
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const letter = decoder.decode(Uint8Array.of(lead, trail))
      if (letter.length === 1 && letter !== '\uFFFD' && !pairs.has(letter)) pairs.set(letter, [lead, trail])
    }
  }
  return pairs
}

/** @throws Error naming the letter that GBK lacks: better than a question mark on a page nobody looks at */
export function encodeGbk(text: string): Uint8Array {
  table ??= gbkTable()
  const bytes: number[] = []
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0
    if (code < 0x80) {
      bytes.push(code)
      continue
    }
    const pair = table.get(letter)
    if (!pair) throw new Error(`GBK has no ${letter} (U+${code.toString(16)})`)
    bytes.push(...pair)
  }
  return Uint8Array.from(bytes)
}
