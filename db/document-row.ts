import { eq } from 'drizzle-orm'
import type { Connection } from './connection.ts'
import type { StoredDocument } from './documents.ts'
import { document } from './schema/report.ts'

/** The row of a kept file, made where there is none; within the caller's transaction. */
export function documentIdOf(
  { orm }: Connection,
  { sha256, bytes, storedBytes, encoding }: StoredDocument,
  mediaType: string | null,
  now: string,
): number {
  const known = orm.select().from(document).where(eq(document.sha256, sha256)).get()
  if (!known) {
    const values = { sha256, mediaType, bytes, storedBytes, encoding, storedAt: now }
    return orm.insert(document).values(values).returning({ id: document.documentId }).get().id
  }
  // A file that could not be read at first may be readable now, and then its type is known.
  if (mediaType !== null && known.mediaType !== mediaType) {
    orm.update(document).set({ mediaType }).where(eq(document.documentId, known.documentId)).run()
  }
  return known.documentId
}
