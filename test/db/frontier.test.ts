import { describe, expect, it } from 'vitest'
import type { FetchRecord, PageCopy } from '../../crawlers/frontier.ts'
import { linkTo, rows, runOf, withStore } from './records.ts'

const url = 'http://127.0.0.1:8101/list.html'
const body = new TextEncoder().encode('<ul>列表</ul>')
const copy: PageCopy = {
  url,
  finalUrl: url,
  contentType: 'text/html',
  etag: '"1"',
  lastModified: 'Mon, 15 Jan 2024 00:00:00 GMT',
  body,
}
const answered: FetchRecord = {
  portalId: 'p1',
  url,
  method: 'GET',
  requestedAt: '2024-02-01T00:00:00Z',
  status: 200,
  outcome: 'ok',
  bytes: body.length,
  milliseconds: 12,
  etag: '"1"',
  lastModified: null,
  sha256: null,
  error: null,
}
const begin = { command: 'refresh', program: '0', now: '2024-02-02T00:00:00Z' }

describe('what crawlers remember', () => {
  it('a page comes back as it was, and is known to be asked for in this run', () => {
    withStore((store) => {
      const runId = runOf(store)
      linkTo(store, 'http://127.0.0.1:8101/a.html', runId)
      const frontier = store.frontier(runId)
      expect(frontier.page(url)).toBeNull()
      frontier.record(answered, copy)
      const { body: kept, ...page } = frontier.page(url) ?? { body: new Uint8Array() }
      expect(Buffer.from(kept).equals(body)).toBe(true)
      expect(page).toEqual({ ...copy, body: undefined, fetchedThisRun: true })
      expect(rows(store, 'select url, status, outcome, bytes, portal_id from fetch')).toEqual([
        { url, status: 200, outcome: 'ok', bytes: body.length, portal_id: 'p1' },
      ])
    })
  })

  it('the next run asks again; a 304 keeps the copy and counts as asked', () => {
    withStore((store) => {
      const first = runOf(store)
      store.frontier(first).record(answered, copy)
      store.runs.finish(first, { state: 'finished', now: begin.now, summary: {} })
      const { runId, resumed } = store.runs.begin({ ...begin, resumeSince: '2024-01-01T00:00:00Z' })
      expect(resumed).toBe(false)
      const frontier = store.frontier(runId)
      expect(frontier.page(url)?.fetchedThisRun).toBe(false)
      frontier.record({ ...answered, status: 304, outcome: 'not_modified', bytes: 0, etag: null })
      expect(frontier.page(url)).toMatchObject({ fetchedThisRun: true, etag: '"1"' })
    })
  })

  it('a failed request leaves the last good copy, to be asked for again', () => {
    withStore((store) => {
      const first = runOf(store)
      store.frontier(first).record(answered, copy)
      store.runs.finish(first, { state: 'finished', now: begin.now, summary: {} })
      const frontier = store.frontier(store.runs.begin({ ...begin, resumeSince: null }).runId)
      frontier.record({ ...answered, status: 503, outcome: 'server_error', error: '503' })
      expect(frontier.page(url)).toMatchObject({ fetchedThisRun: false, etag: '"1"' })
    })
  })

  it('a request and its page are remembered together or not at all', () => {
    withStore((store) => {
      const frontier = store.frontier(runOf(store))
      store.connection.sqlite.exec(
        `create temp trigger fault before insert on main.page begin select raise(abort, 'no'); end`,
      )
      expect(() => frontier.record(answered, copy)).toThrow('no')
      expect(rows(store, 'select * from fetch')).toEqual([])
    })
  })
})

describe('requests of long ago', () => {
  it('are forgotten; those of a run that is under way never, and remembered pages stay', () => {
    withStore((store) => {
      const first = runOf(store)
      store.frontier(first).record(answered, copy)
      store.runs.forgetRequests('2024-06-01T00:00:00Z')
      expect(store.runs.traffic(first).requests).toBe(1)
      store.runs.finish(first, { state: 'finished', now: begin.now, summary: {} })
      store.runs.forgetRequests(answered.requestedAt)
      expect(store.runs.traffic(first).requests).toBe(1)
      store.runs.forgetRequests('2024-02-01T00:00:01Z')
      expect(store.runs.traffic(first).requests).toBe(0)
      expect(store.frontier(first).page(url)).not.toBeNull()
    })
  })
})

describe('a run that died', () => {
  it('is taken up: what it asked for counts as asked', () => {
    withStore((store) => {
      const first = runOf(store)
      store.frontier(first).record(answered, copy)
      const { runId, resumed, startedAt } = store.runs.begin({
        ...begin,
        resumeSince: '2024-01-31T12:00:00Z',
      })
      expect({ runId, resumed, startedAt }).toEqual({
        runId: first,
        resumed: true,
        startedAt: '2024-02-01T00:00:00Z',
      })
      expect(store.frontier(runId).page(url)?.fetchedThisRun).toBe(true)
    })
  })

  it('too long ago is written off: its pages are old', () => {
    withStore((store) => {
      const first = runOf(store)
      const { runId, resumed } = store.runs.begin({ ...begin, resumeSince: '2024-02-01T12:00:00Z' })
      expect(resumed).toBe(false)
      expect(rows(store, 'select run_id, state from run order by run_id')).toEqual([
        { run_id: first, state: 'abandoned' },
        { run_id: runId, state: 'running' },
      ])
    })
  })
})
