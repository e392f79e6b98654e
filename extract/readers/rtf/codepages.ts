/** Windows code pages as `\ansicpg` names them, and the encodings that read them; GB18030 holds GBK. */
const encodings: ReadonlyMap<number, string> = new Map([
  [936, 'gb18030'],
  [54936, 'gb18030'],
  [950, 'big5'],
  [932, 'shift_jis'],
  [949, 'euc-kr'],
  [65001, 'utf-8'],
  [1250, 'windows-1250'],
  [1251, 'windows-1251'],
  [1252, 'windows-1252'],
])

/** Font character sets as `\fcharset` names them; 0 (ANSI) and 1 (default) say nothing of their own. */
const charsets: ReadonlyMap<number, number> = new Map([
  [128, 932],
  [129, 949],
  [134, 936],
  [136, 950],
  [204, 1251],
  [238, 1250],
])

/** The code page of a font; null where the font leaves it to the document. */
export function codePageOf(charset: number): number | null {
  return charsets.get(charset) ?? null
}

const decoders = new Map<string, InstanceType<typeof TextDecoder>>()

/**
 * Bytes of a text run to characters. Chinese text stands in Latin fonts too (`\f0` under `\ansicpg936`): where the
 * bytes are no text of the document's code page they are read as Windows-1252, which any bytes are.
 */
export function decodeRun(bytes: Uint8Array, codePage: number): string {
  const encoding = encodings.get(codePage) ?? 'windows-1252'
  try {
    return decoder(encoding).decode(bytes)
  } catch {
    return decoder('windows-1252').decode(bytes)
  }
}

function decoder(encoding: string): InstanceType<typeof TextDecoder> {
  const known = decoders.get(encoding)
  if (known) return known
  const made = new TextDecoder(encoding, { fatal: encoding !== 'windows-1252' })
  decoders.set(encoding, made)
  return made
}
