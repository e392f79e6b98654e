import type { Connection } from './connection.ts'
import type { StoredDocument } from './documents.ts'

/** The rows of kept files; within the caller's transaction. */
export interface DocumentRows {
  /** The id of a file's row, which is made where there is none. */
  idOf(stored: StoredDocument, mediaType: string | null, now: string): number
}

export function documentRowsOf({ sqlite }: Connection): DocumentRows {
  // A file that could not be read at first may be readable now, and then its type is known.
  const upsert = sqlite.prepare<unknown[], { id: number }>(
    `insert into document (sha256, media_type, bytes, stored_bytes, encoding, stored_at) values (?, ?, ?, ?, ?, ?)
     on conflict (sha256) do update set media_type = coalesce(excluded.media_type, media_type)
     returning document_id as id`,
  )
  return {
    idOf({ sha256, bytes, storedBytes, encoding }, mediaType, now) {
      const row = upsert.get(sha256, mediaType, bytes, storedBytes, encoding, now)
      if (!row) throw new Error(`no row came back for the document ${sha256}`)
      return row.id
    },
  }
}
