import { and, eq, ne } from 'drizzle-orm'
import type { Answer, Failure } from '../crawlers/fetch/answer.ts'
import type { Connection } from './connection.ts'
import { held } from './schema/crawl.ts'

/** Answers that a run has and has not stored yet: what a run that dies in between must not ask for again. */
export interface Held {
  keep(linkId: number, url: string, answer: Answer | Failure): void
  /** What this run, or the one that it takes up, was answered; null where it has not asked. */
  find(linkId: number, url: string): Answer | Failure | null
  /** The link is settled: within the transaction that stores what was read. */
  release(linkId: number): void
  /** Forgets what other runs left behind. */
  forgetOthers(): void
}

/** For one run. */
export function heldOf({ orm }: Connection, runId: number): Held {
  return {
    keep(linkId, url, answer) {
      const { body, ...rest } = answer.ok ? answer : { ...answer, body: new Uint8Array() }
      const values = { runId, answer: JSON.stringify(rest), body: Buffer.from(body) }
      orm
        .insert(held)
        .values({ linkId, url, ...values })
        .onConflictDoUpdate({ target: [held.linkId, held.url], set: values })
        .run()
    },
    find(linkId, url) {
      const row = orm
        .select()
        .from(held)
        .where(and(eq(held.linkId, linkId), eq(held.url, url), eq(held.runId, runId)))
        .get()
      if (!row) return null
      // Written by `keep` above, and by nobody else.
      const answer = JSON.parse(row.answer) as Omit<Answer, 'body'> | Failure
      return answer.ok ? { ...answer, body: new Uint8Array(row.body) } : answer
    },
    release(linkId) {
      orm.delete(held).where(eq(held.linkId, linkId)).run()
    },
    forgetOthers() {
      orm.delete(held).where(ne(held.runId, runId)).run()
    },
  }
}
