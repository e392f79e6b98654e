import { inflateSync } from 'node:zlib'

/**
 * Whether a file was cut off: pdf.js finds what objects it can in such a file, and half a report would look whole.
 * A whole file names its cross-reference table (`startxref`) after its last object; an update that was appended
 * and then cut off begins an object after that.
 */
export function isCutOff(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const named = file.lastIndexOf('startxref')
  if (named < 0 || named < file.lastIndexOf('endobj')) return true
  return startsObject.test(file.toString('latin1', named))
}

/** 12 0 obj */
const startsObject = /\d{1,10} \d{1,5} obj\b/u

/** /Filter /FlateDecode or /Filter[/FlateDecode], alone: the one filter that says whether its data are whole. */
const deflated = /\/Filter\s*(?:\/FlateDecode|\[\s*\/FlateDecode\s*\])/u
/** Damage in a picture does not change what is printed. */
const picture = /\/Subtype\s*\/Image\b/u // /Subtype /Image

/** Fonts and their programs, and what else says of itself that it draws nothing: only a page's content and its forms are bare. */
const drawsNothing = /\/Length1\b|\/Type\s*\/(?!XObject)|\/Subtype\s*\/(?!Form)/u
/** More saves one within another than this are an attack: pdf.js slows down with each, without end. */
export const deepestNesting = 4096

/** How far before its stream a dictionary may begin. */
const longestDictionary = 2048

/**
 * Whether the file's compressed streams unpack. pdf.js ends a damaged stream in silence where the damage begins, and
 * the rest of its page would be missing.
 */
export function streamsOf(
  bytes: Uint8Array,
  maxUnpackedBytes: number,
): 'sound' | 'damaged' | 'too_large' | 'too_deep' {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  // Enciphered streams can only be judged once they are deciphered.
  if (file.includes('/Encrypt')) return 'sound'
  let left = maxUnpackedBytes
  for (let end = 0; ;) {
    const word = file.indexOf('stream', end)
    if (word < 0) return 'sound'
    end = file.indexOf('endstream', word)
    if (end < 0) return 'damaged'
    const dictionary = dictionaryBefore(file, word)
    const start = word + (file[word + 6] === 0x0d ? 8 : 7)
    const draws = !drawsNothing.test(dictionary)
    if (deflated.test(dictionary) && !picture.test(dictionary)) {
      try {
        const unpacked = inflateSync(file.subarray(start, end), { maxOutputLength: Math.max(left, 1) })
        left -= unpacked.length
        if (draws && nestsTooDeep(unpacked)) return 'too_deep'
      } catch (error) {
        return isTooLong(error) ? 'too_large' : 'damaged'
      }
    } else if (draws && !dictionary.includes('/Filter') && nestsTooDeep(file.subarray(start, end)))
      return 'too_deep'
    end += 'endstream'.length
  }
}

const [q, Q, largest] = [0x71, 0x51, 0x20]

/** Counts `q` and `Q` between blanks and line ends; in a text that is shown they stand too, but hardly ever by themselves. */
function nestsTooDeep(content: Uint8Array): boolean {
  if (content.length <= 2 * deepestNesting) return false
  let depth = 0
  let before = largest
  for (let at = 0; at < content.length; at += 1) {
    const byte = content[at] ?? 0
    if ((byte === q || byte === Q) && before <= largest && (content[at + 1] ?? largest) <= largest) {
      depth += byte === q ? 1 : -1
      if (depth > deepestNesting) return true
    }
    before = byte
  }
  return false
}

function dictionaryBefore(file: Buffer, word: number): string {
  const before = file.toString('latin1', Math.max(0, word - longestDictionary), word)
  return before.slice(before.lastIndexOf(' obj') + 1)
}

function isTooLong(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
}

/**
 * Whether what the cross-reference tables list is not all there. pdf.js looks for objects that are not at their place
 * and reads around those that are nowhere; what they drew would be missing. A table whose offsets are all wrong is a
 * sloppy program's, and nothing is lost; one that is right up to a point tells of bytes lost there.
 */
export function lacksObjects(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const present = new Set<string>()
  for (const [, name] of text.matchAll(/(\d{1,10} \d{1,5}) obj\b/gu)) if (name) present.add(name) // 12 0 obj
  for (const { index } of text.matchAll(/(?<!start)xref(?=\s)/gu)) {
    const places = new Set<boolean>()
    for (const { name, offset } of listed(text, index + 'xref'.length)) {
      if (!present.has(name)) return true
      places.add(
        text
          .slice(offset, offset + name.length + 8)
          .trimStart()
          .startsWith(`${name} obj`),
      )
    }
    if (places.size > 1) return true
  }
  return false
}

/** Entries of the cross-reference table that begins at `start`, as far as they are written as the standard says. */
function* listed(text: string, start: number): Generator<{ name: string; offset: number }> {
  const heading = /\s{0,4}(\d{1,10}) \d{1,10}\s{1,4}/uy // 0 27: the first number, how many follow
  const entry = /(\d{10}) (\d{5}) ([nf])\s{1,4}/uy // 0000000015 00000 n
  for (let at = start; ;) {
    heading.lastIndex = at
    const first = heading.exec(text)?.[1]
    if (first === undefined) return
    let number = Number(first)
    at = heading.lastIndex
    entry.lastIndex = at
    for (let line = entry.exec(text); line; line = entry.exec(text)) {
      at = entry.lastIndex
      // Some programs mark free entries as used, at offset 0.
      if (line[3] === 'n' && Number(line[1]) > 0) {
        yield { name: `${number} ${Number(line[2])}`, offset: Number(line[1]) }
      }
      number++
    }
  }
}
