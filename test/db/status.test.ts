import { describe, expect, it } from 'vitest'
import { linkTo, runOf, save, withStore } from './records.ts'

describe('how the database is', () => {
  it('counts reports by year, findings by rule, and what it takes on disk', () => {
    withStore((store) => {
      save(store, 'x')
      save(store, 'y', { year: 2022 }, { url: 'http://127.0.0.1:8101/b.html' })
      expect(store.status.coverage()).toMatchObject([
        { year: 2022, reports: 1, read: 1, partly: 0, gone: 0, agencies: 1, findings: 1 },
        { year: 2023, reports: 1 },
      ])
      expect(store.status.totals()).toEqual({
        agencies: 1,
        reports: 2,
        versions: 2,
        cells: 400,
        doubtful: 0,
        findings: 2,
      })
      expect(store.status.findings()).toEqual([
        { rule: 'requests.balance', class: 'identity', cause: 'publisher', findings: 2, reports: 2 },
      ])
      expect(store.status.links('p1')).toEqual([{ state: 'stored', links: 2 }])
      const { database, documents } = store.status.diskUse()
      expect(database).toBeGreaterThan(0)
      expect(documents).toBe(2)
    })
  })

  it('says how each portal is, since when, and what its last run did', () => {
    withStore((store) => {
      const runId = runOf(store)
      linkTo(store, 'http://127.0.0.1:8101/a.html', runId)
      expect(store.status.portals()).toMatchObject([
        { portal_id: 'p1', state: 'never_visited', last_run_at: null },
      ])
      const counts = { listed: 1, new: 1, changed: 0, unchanged: 0, failed: 0 }
      const visit = { runId, ...counts, error: null, nextDueAt: '2024-02-08T00:00:00Z' }
      store.portals.visited('p1', {
        ...visit,
        state: 'ok',
        now: '2024-02-01T00:00:00Z',
        found: { platform: 'trs' },
      })
      store.portals.visited('p1', { ...visit, state: 'ok', now: '2024-02-01T01:00:00Z' })
      expect(store.status.portals()).toMatchObject([
        {
          state: 'ok',
          since: '2024-02-01T00:00:00Z',
          platform: 'trs',
          new: 1,
          last_run_at: '2024-02-01T01:00:00Z',
          next_due_at: '2024-02-08T00:00:00Z',
        },
      ])
      store.portals.visited('p1', {
        ...visit,
        state: 'blocked',
        error: 'robots.txt forbids it',
        now: '2024-02-02T00:00:00Z',
      })
      expect(store.status.portals()).toMatchObject([
        { state: 'blocked', since: '2024-02-02T00:00:00Z', error: 'robots.txt forbids it' },
      ])
      expect(store.portals.due('2024-02-07T00:00:00Z')).toEqual([])
      expect(store.portals.due('2024-02-08T00:00:00Z')).toMatchObject([{ portalId: 'p1' }])
    })
  })
})
