import { createHash } from 'node:crypto'
import { closeSync, openSync, writeSync } from 'node:fs'

/** A file that is written from its start to its end, and digested on the way. */
export interface FileSink {
  write(bytes: Uint8Array): void
  close(): { readonly bytes: number; readonly sha256: string }
}

export function fileSink(path: string): FileSink {
  const handle = openSync(path, 'w')
  const hash = createHash('sha256')
  let bytes = 0
  return {
    write(chunk) {
      for (let at = 0; at < chunk.length;) at += writeSync(handle, chunk, at)
      hash.update(chunk)
      bytes += chunk.length
    },
    close() {
      closeSync(handle)
      return { bytes, sha256: hash.digest('hex') }
    },
  }
}
