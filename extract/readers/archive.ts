import { gunzipSync } from 'node:zlib'
import { failure, fileType } from '../decode.ts'
import type { ExtractError, Result } from '../extraction.ts'
import type { Limits } from '../limits.ts'
import { zipContent } from './container.ts'
import { openZip, unpack } from './zip.ts'

/** A file out of an archive. */
export interface ArchiveEntry {
  /** Its path in the archive; behind an archive within, that one's path and a slash. */
  readonly name: string
  readonly bytes: Uint8Array
}

/** What archivers and systems add on their own: __MACOSX/._年报.docx, .DS_Store, Thumbs.db, ~$年报.docx. */
const litter = /(?:^|\/)(?:__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$|~\$)/iu

/** How deep archives within archives are opened: reports come as a ZIP, now and then with a ZIP for each form in it. */
const deepest = 1

/**
 * The files of a ZIP archive, unpacked, those of archives directly within it too; names in UTF-8 or GBK.
 * @returns `too_large` where they unpack to more than the limits allow, `encrypted` where one is locked
 */
export function openArchive(bytes: Uint8Array, limits: Limits): Result<ArchiveEntry[], ExtractError> {
  return opened(bytes, limits, deepest)
}

function opened(bytes: Uint8Array, limits: Limits, levels: number): Result<ArchiveEntry[], ExtractError> {
  const listed = openZip(bytes, limits)
  if (!listed.ok) return listed
  const files: ArchiveEntry[] = []
  let left = limits.maxUnpackedBytes
  for (const entry of listed.value) {
    if (litter.test(entry.name)) continue
    const file = unpack(entry)
    if (!file.ok) return file
    left -= file.value.length
    const inner = levels > 0 && isArchive(file.value, limits)
    const within = inner
      ? opened(file.value, { ...limits, maxUnpackedBytes: left }, levels - 1)
      : { ok: true as const, value: [{ name: '', bytes: file.value }] }
    if (!within.ok) return within
    for (const { name, bytes: own } of within.value) {
      if (inner) left -= own.length
      files.push({ name: inner ? `${entry.name}/${name}` : entry.name, bytes: own })
    }
  }
  return { ok: true, value: files }
}

/** True for a ZIP that is no office document but an archive of files. */
export function isArchive(bytes: Uint8Array, limits: Limits): boolean {
  if (fileType(bytes) !== 'zip') return false
  const listed = openZip(bytes, limits)
  // One that cannot be listed is handed on as it is: whoever reads it says what is wrong with it.
  return listed.ok && zipContent(listed.value) === 'archive'
}

/** Unpacks what a server sent gzipped without being asked. */
export function gunzipped(bytes: Uint8Array, limits: Limits): Result<Uint8Array, ExtractError> {
  try {
    return { ok: true, value: gunzipSync(bytes, { maxOutputLength: limits.maxUnpackedBytes }) }
  } catch (error) {
    return error instanceof RangeError
      ? failure('too_large', `it unpacks to more than ${limits.maxUnpackedBytes} bytes; look at it by hand`)
      : failure('corrupt', 'the gzip data is damaged or cut off; fetch it again')
  }
}
