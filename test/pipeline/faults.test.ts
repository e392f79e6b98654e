import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Sqlite } from '../../db/sqlite.ts'
import { parseRegistry } from '../../crawlers/registry.ts'
import { duePortals } from '../../pipeline/due-portals.ts'
import { servePortal } from '../portals/servePortal.ts'
import { faultyFront } from './faultyFront.ts'
import type { FaultKind } from './faultyFront.ts'
import { onePortal, portalOfId } from './onePortal.ts'
import type { OnePortal } from './onePortal.ts'

const reportsIn = (one: OnePortal) => one.rows<{ n: number }>('select count(*) as n from v_reports')[0]?.n
const tomorrow = (days: number) => () => new Date(Date.now() + days * 86_400_000)

describe('answers that are broken on the way', () => {
  /** How each ends: what is told to people, or null where the report is read all the same. */
  const ends: Readonly<Record<FaultKind, string | null>> = {
    'reset mid-body': 'reset',
    'wrong length': 'malformed',
    // Called gzip, and plain: read as it is.
    'broken gzip': null,
    'server error': 'server_error',
    'redirect loop': 'redirect_loop',
    gone: 'gone',
    'wrong type': null,
  }

  it.for(Object.entries(ends))(
    '%s: the report is named, the others are stored, and another day brings it home',
    { timeout: 180_000 },
    async ([fault, outcome]) => {
      const one = await onePortal('panzhou')
      const [behind] = one.practice.portals
      if (!behind) throw new Error('no portal')
      const front = await faultyFront(behind)
      const expected = behind.expectedReports().reports
      const [first] = expected
      const path = new URL(first?.pageUrl ?? '').pathname
      front.faults.set(path, fault as FaultKind)
      const csv = one.practice.registryCsv.replaceAll(behind.baseUrl, front.baseUrl)
      const summary = await one.run({}, csv)
      expect(summary.errors.filter((error) => error.includes(path))).toEqual(
        outcome === null ? [] : [expect.stringContaining(`${outcome}: `)],
      )
      expect(summary.portals).toEqual({ ok: 1, blocked: 0, failing: 0 })
      expect(reportsIn(one)).toBe(outcome === null ? expected.length : expected.length - 1)
      front.faults.clear()
      // Two months on, even what was gone is asked for again.
      const healed = await one.run({ now: tomorrow(61) }, csv)
      expect(healed.errors.filter((error) => error.includes(path))).toEqual([])
      expect(reportsIn(one)).toBe(expected.length)
      front.close()
      await one.close()
    },
  )
})

describe('a report that is stored, when it is asked for again', () => {
  it('is withdrawn where its source says so, and not where the answer is broken', async () => {
    const one = await onePortal('panzhou')
    const [behind] = one.practice.portals
    if (!behind) throw new Error('no portal')
    const front = await faultyFront(behind)
    const csv = one.practice.registryCsv.replaceAll(behind.baseUrl, front.baseUrl)
    await one.run({}, csv)
    const [first] = behind.expectedReports().reports
    const path = new URL(first?.pageUrl ?? '').pathname
    const state = () => one.rows<{ state: string }>(`select state from v_reports where url like '%${path}'`)
    let day = 0
    for (const fault of ['redirect loop', 'wrong length', 'gone'] as const) {
      front.faults.set(path, fault)
      day += 61
      await one.run({ now: tomorrow(day) }, csv)
      expect(state()).toEqual([{ state: fault === 'gone' ? 'gone' : 'read' }])
    }
    front.faults.clear()
    await one.run({ now: tomorrow(day + 61) }, csv)
    expect(state()).toEqual([{ state: 'read' }])
    front.close()
    await one.close()
  }, 180_000)
})

describe('a run that was killed after it had found trouble', () => {
  it('tells it when it is taken up, as new, and the change of state too', async () => {
    const one = await onePortal('panzhou')
    const [behind] = one.practice.portals
    if (!behind) throw new Error('no portal')
    const front = await faultyFront(behind)
    const csv = one.practice.registryCsv.replaceAll(behind.baseUrl, front.baseUrl)
    await one.run({}, csv)
    const reports = behind.expectedReports().reports
    const [first] = reports
    front.faults.set(new URL(first?.pageUrl ?? '').pathname, 'redirect loop')
    one.store.connection.sqlite.exec('update link set list_changed = 1')
    for (const { id } of reports) behind.withhold(id)
    const killed = await one.run({ now: tomorrow(1) }, csv)
    expect(killed.new_errors).toHaveLength(reports.length + 1)
    expect(killed.changes).toMatchObject([{ before: 'ok', after: 'silent' }])
    // It died after its last visit, and before anybody was told.
    one.store.connection.sqlite.exec("update run set state = 'running' where run_id = 2")
    const asked = one.practice.requests.length
    const again = await one.run({ now: tomorrow(1.01) }, csv)
    expect(again.run_id).toBe(killed.run_id)
    expect(one.practice.requests).toHaveLength(asked)
    expect([...again.errors].sort()).toEqual([...killed.errors].sort())
    expect([...again.new_errors].sort()).toEqual([...killed.new_errors].sort())
    expect(again.changes).toEqual(killed.changes)
    front.close()
    await one.close()
  }, 120_000)
})

describe('an error of the program', () => {
  it('costs the portal it happened at, which is called failing, and is news once', async () => {
    const one = await onePortal('panzhou', 'kaiyuan')
    one.store.connection.sqlite.exec(
      "create trigger broken before insert on link when new.portal_id = 'panzhou' begin select raise(abort, 'a bug'); end",
    )
    const first = await one.run()
    expect(first.new_errors).toEqual(['panzhou: failing: internal error: a bug'])
    expect(first.portals).toEqual({ ok: 1, blocked: 0, failing: 1 })
    expect(one.store.portals.get('panzhou')).toMatchObject({
      state: 'failing',
      error: 'internal error: a bug',
    })
    const due = one.store.portals.get('panzhou')?.nextDueAt ?? ''
    expect(due > new Date().toISOString()).toBe(true)
    const second = await one.run({ now: tomorrow(1) })
    expect({ errors: second.errors.length, news: second.new_errors }).toEqual({ errors: 1, news: [] })
    await one.close()
  }, 60_000)
})

describe('a database that takes nothing', () => {
  it('ends the run: it is not called finished with no portal visited', async () => {
    const one = await onePortal('panzhou')
    const { sqlite } = one.store.connection
    sqlite.exec("create trigger broken before insert on portal_run begin select raise(abort, 'no row'); end")
    await expect(one.run()).rejects.toThrow('no row')
    expect(one.store.runs.last('refresh')?.state).toBe('running')
    sqlite.exec('drop trigger broken')
    expect((await one.run()).portals.ok).toBe(1)
    expect(one.store.runs.last('refresh')).toMatchObject({ state: 'finished', resumed: 1 })
    await one.close()
  }, 60_000)
})

describe('a clock that is set back while a run goes on', () => {
  it('leaves what the run did in the order in which it did it', async () => {
    const one = await onePortal('panzhou')
    let looks = 0
    // A year back after every third look.
    const now = () => new Date(Date.now() - ((looks += 1) % 3 === 0 ? 365 * 86_400_000 : 0))
    await one.run({ now })
    const at = one
      .rows<{ at: string }>('select requested_at as at from fetch order by fetch_id')
      .map((row) => row.at)
    expect(at).toEqual([...at].sort())
    expect(reportsIn(one)).toBe(one.practice.expectedReports().reports.length)
    await one.close()
  }, 60_000)
})

describe('a disk that is full', () => {
  it('ends the run, whose portals are no worse for it, and harms nothing; with room again it is taken up', async () => {
    const one = await onePortal('panzhou')
    const { sqlite } = one.store.connection
    const pages = Number(sqlite.pragma('page_count', { simple: true }))
    sqlite.pragma(`max_page_count = ${pages + 60}`)
    await expect(one.run()).rejects.toThrow('full')
    expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(one.store.portals.get('panzhou')?.state).toBe('never_visited')
    sqlite.pragma('max_page_count = 1000000')
    await one.run()
    expect(one.rows('select count(*) as n from run where resumed = 1')).toEqual([{ n: 1 }])
    expect(reportsIn(one)).toBe(one.practice.expectedReports().reports.length)
    await one.close()
  }, 120_000)
})

describe('a run that dies between an answer and what follows from it', () => {
  it('has written down no answer without keeping it: the next run need not ask again', async () => {
    const one = await onePortal('panzhou')
    const [running] = one.practice.portals
    if (!running) throw new Error('no portal')
    await one.run()
    // From here on the answers can be written, and nothing that follows from them.
    one.store.connection.sqlite.exec(
      "create trigger dies before update of checked_at on link begin select raise(abort, 'killed'); end",
    )
    await one.run({ now: tomorrow(1) })
    const lost = one.rows(`select f.url from fetch f join link l on l.url = f.url
      where f.run_id = (select max(run_id) from run) and f.outcome = 'not_modified' and l.state = 'stored'
        and f.url not in (select url from held) and f.url not in (select url from page)`)
    expect(lost).toEqual([])
    const [asked] = one.rows<{ n: number }>('select count(*) as n from held')
    expect(asked?.n).toBeGreaterThan(0)
    await one.close()
  }, 60_000)
})

describe('between two runs', () => {
  let one: OnePortal
  beforeAll(async () => {
    one = await onePortal('kaiyuan')
    await one.run()
  }, 120_000)
  afterAll(() => one.close())

  it('a reader that keeps the database open hinders no run, and sees one state throughout', async () => {
    const reader = new Sqlite(one.database, { readonly: true })
    reader.exec('begin')
    const seen = () => reader.prepare<[], { n: number }>('select count(*) as n from run').get()?.n
    const before = seen()
    expect((await one.run()).errors).toEqual([])
    expect(seen()).toBe(before)
    reader.exec('commit')
    expect(seen()).toBe((before ?? 0) + 1)
    reader.close()
  }, 60_000)

  it('a clock that is set back by a year makes every portal due, and the run goes through', async () => {
    await one.run()
    const registry = parseRegistry(one.practice.registryCsv, 'practice portal')
    const lastYear = tomorrow(-365)
    expect(duePortals(one.store, registry, registry, lastYear()).map(({ id }) => id)).toEqual(['kaiyuan'])
    const summary = await one.run({ now: lastYear })
    expect(summary.portals.ok).toBe(1)
    expect(summary.reports.new).toBe(0)
    expect(duePortals(one.store, registry, registry, lastYear())).toEqual([])
  }, 60_000)

  it('a run that died before the clock was set back does not put its portals off for a year', async () => {
    await one.run({ now: tomorrow(365) })
    one.store.connection.sqlite.exec(
      "update run set state = 'running' where run_id = (select max(run_id) from run); update portal set next_due_at = last_run_at",
    )
    await one.run()
    const due = one.store.portals.get('kaiyuan')?.nextDueAt ?? ''
    expect(due < tomorrow(32)().toISOString()).toBe(true)
  }, 60_000)

  it('a portal that changes its publishing system is called redesigned, and no report is taken for another one', async () => {
    const [running] = one.practice.portals
    if (!running) throw new Error('no portal')
    const before = reportsIn(one)
    await running.down()
    const port = Number(new URL(running.baseUrl).port)
    const portal = { ...portalOfId('kaiyuan'), platform: 'trs' as const }
    const redesigned = await servePortal(portal, port, '127.0.0.1', () => undefined)
    const summary = await one.run({ now: tomorrow(1) })
    expect(summary.changes).toMatchObject([{ portal_id: 'kaiyuan', before: 'ok', after: 'redesigned' }])
    expect(summary.errors.join()).toContain('were vsb and are now trs')
    expect(reportsIn(one)).toBe(before)
    expect((await one.run({ now: tomorrow(2) })).portals.ok).toBe(1)
    await redesigned.close()
  }, 120_000)
})

describe('a portal that lists nothing any more', () => {
  it('is silent: an alarm, new on the first day and known on the second', async () => {
    const one = await onePortal('panzhou')
    await one.run()
    const [running] = one.practice.portals
    if (!running) throw new Error('no portal')
    for (const { id } of running.expectedReports().reports) running.withhold(id)
    const first = await one.run({ now: tomorrow(1) })
    expect(first.changes).toMatchObject([{ before: 'ok', after: 'silent' }])
    expect(first.new_errors.filter((error) => error.includes('silent'))).toHaveLength(1)
    const second = await one.run({ now: tomorrow(2) })
    expect(second.errors.filter((error) => error.includes('silent'))).toHaveLength(1)
    expect(second.new_errors.filter((error) => error.includes('silent'))).toEqual([])
    await one.close()
  })
})

describe('a portal that wants no crawler', () => {
  it.for([
    ['trouble-river-security', 'blocked', 'river_security'],
    ['trouble-robots-forbid', 'blocked', 'robots'],
    ['trouble-broken-gzip', 'failing', 'malformed'],
  ] as const)('%s is %s, and says why', { timeout: 120_000 }, async ([id, state, why]) => {
    const one = await onePortal(id)
    const summary = await one.run()
    expect(summary.errors.join()).toContain(why)
    expect(one.store.portals.get(id)).toMatchObject({ state, error: expect.stringContaining(why) })
    await one.close()
  })
})
