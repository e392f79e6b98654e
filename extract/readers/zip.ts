import { crc32, inflateRawSync } from 'node:zlib'
import { failure } from '../decode.ts'
import type { ExtractError, Result } from '../extraction.ts'
import type { Limits } from '../limits.ts'

/** One file within a ZIP, still packed. */
export interface ZipEntry {
  /** Its path within the archive, / between folders. */
  readonly name: string
  /** Bytes when unpacked, as declared; unpacking more than that fails. */
  readonly size: number
  readonly method: number
  readonly crc: number
  readonly encrypted: boolean
  readonly packed: Uint8Array
}

/** More entries than any office file or bundle of reports has. */
const mostEntries = 10_000

/** Signatures and fixed lengths of the ZIP records that matter here (PKWARE APPNOTE 4.3). */
const end = { signature: 0x06054b50, length: 22 }
const central = { signature: 0x02014b50, length: 46 }
const local = { signature: 0x04034b50, length: 30 }
/** The end record may be followed by a comment of up to 65,535 bytes. */
const longestComment = 0xffff
const zip64 = 0xffffffff

/**
 * Lists a ZIP's files by its central directory. Written here rather than with fflate, which tells neither of encrypted
 * entries nor of wrong checksums, and cuts an entry short in silence where its declared size lies.
 * @returns `too_large` where the files together would unpack to more than the limits allow
 */
export function openZip(bytes: Uint8Array, limits: Limits): Result<readonly ZipEntry[], ExtractError> {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const last = endOf(view)
  if (last === null) return broken('its directory is missing, as in a download that was cut off')
  const count = view.readUInt16LE(last + 10)
  if (count > mostEntries) return failure('too_large', `an archive of ${count} files; unpack it by hand`)
  const start = last - view.readUInt32LE(last + 12)
  // What stands before the archive (a self-extractor's program) shifts every offset in it.
  const shift = start - view.readUInt32LE(last + 16)
  const entries: ZipEntry[] = []
  let unpacked = 0
  let at = start
  for (let index = 0; index < count; index += 1) {
    if (at < 0 || at + central.length > last || view.readUInt32LE(at) !== central.signature)
      return broken('its directory is damaged')
    const entry = entryAt(view, at, shift)
    if (!entry) return broken('its directory points outside the file')
    unpacked += entry.size
    if (unpacked > limits.maxUnpackedBytes)
      return failure(
        'too_large',
        `it unpacks to more than ${limits.maxUnpackedBytes} bytes; look at it by hand`,
      )
    if (!entry.name.endsWith('/')) entries.push(entry)
    at +=
      central.length + view.readUInt16LE(at + 28) + view.readUInt16LE(at + 30) + view.readUInt16LE(at + 32)
  }
  return { ok: true, value: entries }
}

function broken(why: string): Result<never, ExtractError> {
  return failure('corrupt', `the ZIP container cannot be read: ${why}; fetch it again`)
}

function endOf(view: Buffer): number | null {
  const lowest = Math.max(0, view.length - end.length - longestComment)
  for (let at = view.length - end.length; at >= lowest; at -= 1) {
    if (view.readUInt32LE(at) === end.signature) return at
  }
  return null
}

function entryAt(view: Buffer, at: number, shift: number): ZipEntry | null {
  const flags = view.readUInt16LE(at + 8)
  const nameEnd = at + central.length + view.readUInt16LE(at + 28)
  const extra = view.subarray(nameEnd, nameEnd + view.readUInt16LE(at + 30))
  const [size, length, offset] = wide(extra, [
    view.readUInt32LE(at + 24),
    view.readUInt32LE(at + 20),
    view.readUInt32LE(at + 42),
  ])
  const header = offset + shift
  if (header < 0 || header + local.length > view.length) return null
  if (view.readUInt32LE(header) !== local.signature) return null
  const data = header + local.length + view.readUInt16LE(header + 26) + view.readUInt16LE(header + 28)
  if (data + length > view.length) return null
  return {
    name: nameOf(view.subarray(at + central.length, nameEnd)).replaceAll('\\', '/'),
    size,
    method: view.readUInt16LE(at + 10),
    crc: view.readUInt32LE(at + 16),
    encrypted: (flags & 1) === 1,
    packed: view.subarray(data, data + length),
  }
}

/** Sizes and offset, from the ZIP64 field where the ordinary ones are full: some writers fill it in for small files too. */
function wide(
  extra: Buffer,
  [size, length, offset]: [number, number, number],
): [size: number, length: number, offset: number] {
  const values: number[] = []
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue
    const stop = Math.min(extra.length, at + 4 + extra.readUInt16LE(at + 2))
    for (let field = at + 4; field + 8 <= stop; field += 8) values.push(Number(extra.readBigUInt64LE(field)))
  }
  const full = (value: number) => (value === zip64 ? (values.shift() ?? value) : value)
  return [full(size), full(length), full(offset)]
}

/** UTF-8 where the bytes are, whatever the flag says: Chinese Windows writes GBK, and some tools UTF-8 without the flag. */
function nameOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/** Unpacks one file, at most to its declared size; its checksum must hold. */
export function unpack(entry: ZipEntry): Result<Uint8Array, ExtractError> {
  if (entry.encrypted)
    return failure('encrypted', `${entry.name} is locked with a password; ask the publisher for an open copy`)
  const bytes = inflated(entry)
  if (!bytes) return broken(`${entry.name} does not unpack to the size it declares`)
  return crc32(bytes) === entry.crc
    ? { ok: true, value: bytes }
    : broken(`${entry.name} is damaged, its checksum does not hold`)
}

function inflated({ method, packed, size }: ZipEntry): Uint8Array | null {
  if (method === 0) return packed.length === size ? packed : null
  if (method !== 8) return null
  try {
    const bytes = inflateRawSync(packed, { maxOutputLength: Math.max(1, size) })
    return bytes.length === size ? bytes : null
  } catch {
    return null
  }
}
