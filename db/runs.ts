import { and, desc, eq, inArray, isNotNull, lt, ne, sql } from 'drizzle-orm'
import type { Connection } from './connection.ts'
import { transact } from './connection.ts'
import { fetch, run } from './schema/crawl.ts'
import type { RunState } from './vocabulary.ts'

export type Run = typeof run.$inferSelect

export interface RunToBegin {
  /** `refresh`, `import` … */
  readonly command: string
  /** The program's version. */
  readonly program: string
  /** ISO 8601, UTC. */
  readonly now: string
  /**
   * A dead run of the same command is taken up where its last sign of life is not older than this instant; else it is
   * written off. Null: never taken up.
   */
  readonly resumeSince: string | null
}

export interface RunHarvest {
  readonly new: number
  readonly changed: number
  readonly unchanged: number
  /** Findings of the versions that the run stored. */
  readonly findings: number
}

export interface Runs {
  /** Begins a run, or takes up one that died. The caller holds the writer's lock: whatever is still `running` is dead. */
  begin(start: RunToBegin): { readonly runId: number; readonly startedAt: string; readonly resumed: boolean }
  /** A sign of life. */
  active(runId: number, now: string): void
  finish(
    runId: number,
    end: {
      state: Extract<RunState, 'finished' | 'stopped'>
      now: string
      summary: unknown
      /** Somebody is to be told of it, and was not yet. */
      noticeOwed?: boolean
    },
  ): void
  /** The summaries of runs that somebody has still to be told of, the oldest first. */
  owedNotices(): { readonly runId: number; readonly summary: string }[]
  /** A notice has come to its receiver. */
  told(runId: number): void
  last(command: string): Run | undefined
  /** Reports and findings of a run, from its first start on: counted from the rows, so that a kill loses none. */
  harvest(runId: number, now: string): RunHarvest
  /** What a run has asked of the network so far. */
  traffic(runId: number): { readonly requests: number; readonly bytes: number }
  /**
   * Drops the requests of ended runs that were made before an instant: what they came to stands in `portal_run`.
   * @param before ISO 8601, UTC
   */
  forgetRequests(before: string): void
}

export function runsOf(connection: Connection): Runs {
  const { orm, sqlite } = connection
  return {
    begin({ command, program, now, resumeSince }) {
      return transact(connection, () => {
        const dead = orm.select().from(run).where(eq(run.state, 'running')).orderBy(desc(run.runId)).all()
        const heir = dead.find(
          (candidate) =>
            candidate.command === command && resumeSince !== null && candidate.activeAt >= resumeSince,
        )
        for (const { runId } of dead.filter((candidate) => candidate !== heir)) {
          orm.update(run).set({ state: 'abandoned' }).where(eq(run.runId, runId)).run()
        }
        if (heir) {
          orm
            .update(run)
            .set({ activeAt: now, program, resumed: sql`${run.resumed} + 1` })
            .where(eq(run.runId, heir.runId))
            .run()
          return { runId: heir.runId, startedAt: heir.startedAt, resumed: true }
        }
        const { runId } = orm
          .insert(run)
          .values({ command, program, state: 'running', startedAt: now, activeAt: now })
          .returning({ runId: run.runId })
          .get()
        return { runId, startedAt: now, resumed: false }
      })
    },
    active(runId, now) {
      orm.update(run).set({ activeAt: now }).where(eq(run.runId, runId)).run()
    },
    finish(runId, { state, now, summary, noticeOwed = false }) {
      orm
        .update(run)
        .set({
          state,
          activeAt: now,
          finishedAt: now,
          summary: JSON.stringify(summary),
          noticeOwed: Number(noticeOwed),
        })
        .where(and(eq(run.runId, runId), eq(run.state, 'running')))
        .run()
    },
    owedNotices() {
      return orm
        .select({ runId: run.runId, summary: sql<string>`${run.summary}` })
        .from(run)
        .where(and(eq(run.noticeOwed, 1), isNotNull(run.summary)))
        .orderBy(run.runId)
        .all()
    },
    told(runId) {
      orm.update(run).set({ noticeOwed: 0 }).where(eq(run.runId, runId)).run()
    },
    last(command) {
      return orm.select().from(run).where(eq(run.command, command)).orderBy(desc(run.runId)).limit(1).get()
    },
    harvest(runId, now) {
      const counted = sqlite.prepare<object, RunHarvest>(harvested).get({ runId, now })
      return counted ?? { new: 0, changed: 0, unchanged: 0, findings: 0 }
    },
    traffic(runId) {
      const asked = { requests: sql<number>`count(*)`, bytes: sql<number>`coalesce(sum(${fetch.bytes}), 0)` }
      return orm.select(asked).from(fetch).where(eq(fetch.runId, runId)).get() ?? { requests: 0, bytes: 0 }
    },
    forgetRequests(before) {
      const ended = orm.select({ runId: run.runId }).from(run).where(ne(run.state, 'running'))
      orm
        .delete(fetch)
        .where(and(lt(fetch.requestedAt, before), inArray(fetch.runId, ended)))
        .run()
    },
  }
}

const harvested = `
  select coalesce(sum(q.new), 0) as new, coalesce(sum(q.changed), 0) as changed, coalesce(sum(q.unchanged), 0) as unchanged,
    (select coalesce(sum(v.findings), 0) from report_version v join link l on l.link_id = v.link_id
     where l.portal_id is not null and v.retrieved_at between (select started_at from run where run_id = :runId) and :now) as findings
  from portal_run q where q.run_id = :runId`
