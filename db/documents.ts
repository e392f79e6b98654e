import { createHash, randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import { eq, sql } from 'drizzle-orm'
import type { Connection } from './connection.ts'
import { DatabaseError } from './database-error.ts'
import { document } from './schema/report.ts'
import type { Encoding } from './vocabulary.ts'

/** A file whose bytes are on disk, named for their content; its row follows in the transaction that uses it. */
export interface StoredDocument {
  readonly sha256: string
  readonly bytes: number
  readonly storedBytes: number
  readonly encoding: Encoding
}

/** The kept files: `<database>.documents/ab/<sha256>`, with `.br` where Brotli made them smaller. */
export interface Documents {
  /** Writes the bytes durably, before any row names them. The same bytes are kept once. */
  put(bytes: Uint8Array): StoredDocument
  /**
   * The bytes as they were served.
   * @throws DatabaseError `not_found` for a hash that no row names or whose file is gone, `damaged` where the bytes are others
   */
  bytes(sha256: string): Uint8Array
  has(sha256: string): boolean
  /** Removes the file of bytes that no row names. */
  discard(stored: StoredDocument): void
}

/** HTML shrinks five-fold; of PDF, whose streams are compressed already, little is gained. */
const worthwhile = 0.9
const quality = 6

export function documentsOf({ path, orm }: Connection): Documents {
  const folder = `${path}.documents`
  const bySha256 = orm
    .select()
    .from(document)
    .where(eq(document.sha256, sql.placeholder('sha256')))
    .prepare()
  return {
    put(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const known = bySha256.get({ sha256 })
      if (known && existsSync(fileOf(folder, sha256, known.encoding))) return known
      const stored = pack(bytes)
      writeDurably(fileOf(folder, sha256, stored.encoding), stored.body)
      return { sha256, bytes: bytes.length, storedBytes: stored.body.length, encoding: stored.encoding }
    },
    bytes(sha256) {
      const row = bySha256.get({ sha256 })
      const file = row && fileOf(folder, sha256, row.encoding)
      if (!row || !existsSync(file ?? '')) {
        throw new DatabaseError(
          'not_found',
          `The document ${sha256} is not in ${folder}: restore the folder from a backup. What was read of it stays.`,
        )
      }
      const bytes = unpack(readFileSync(fileOf(folder, sha256, row.encoding)), row.encoding)
      if (createHash('sha256').update(bytes).digest('hex') !== sha256) {
        throw new DatabaseError(
          'damaged',
          `The document ${sha256} in ${folder} is damaged: restore the file from a backup. What was read of it stays.`,
        )
      }
      return bytes
    },
    has: (sha256) => bySha256.get({ sha256 }) !== undefined,
    discard: ({ sha256, encoding }) => rmSync(fileOf(folder, sha256, encoding), { force: true }),
  }
}

/** Compresses where that is worth it. */
export function pack(bytes: Uint8Array): { readonly body: Uint8Array; readonly encoding: Encoding } {
  const compressed = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  })
  return compressed.length < bytes.length * worthwhile
    ? { body: compressed, encoding: 'br' }
    : { body: bytes, encoding: 'identity' }
}

export function unpack(body: Uint8Array, encoding: Encoding): Uint8Array {
  return encoding === 'br' ? brotliDecompressSync(body) : body
}

function fileOf(folder: string, sha256: string, encoding: Encoding): string {
  return join(folder, sha256.slice(0, 2), encoding === 'br' ? `${sha256}.br` : sha256)
}

/** Under another name first, then renamed: a file with the right name is whole, whenever the power fails. */
function writeDurably(file: string, body: Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true })
  const temporary = `${file}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`
  const handle = openSync(temporary, 'wx')
  try {
    for (let written = 0; written < body.length;) written += writeSync(handle, body, written)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(temporary, file)
  syncFolder(dirname(file))
}

/** Makes the rename itself durable. Windows cannot open folders, and needs no such thing. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
