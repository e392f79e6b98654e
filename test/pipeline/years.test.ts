import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseRegistry } from '../../crawlers/registry.ts'
import { Store } from '../../db/store.ts'
import { budget } from '../../pipeline/budget.ts'
import { duePortals } from '../../pipeline/due-portals.ts'
import { logger } from '../../pipeline/logger.ts'
import { refresh } from '../../pipeline/refresh.ts'
import type { RefreshSummary } from '../../pipeline/refresh.ts'
import { schedule } from '../../pipeline/schedule.ts'
import { allPracticePortals } from '../portals/allPracticePortals.ts'
import { reportsOf } from '../portals/reports.ts'
import { startPracticePortals } from '../portals/startPracticePortals.ts'
import type { PracticePortals } from '../portals/startPracticePortals.ts'
import type { LoggedRequest } from '../portals/respond.ts'
import type { RunningPortal } from '../portals/servePortal.ts'

/** Three seasons of two portals, a run every night at three, by a clock that waits without waiting. */

const first = '2022-12-20'
const last = '2025-02-03'
const visited = new Set(['panzhou', 'kaiyuan'])
/** Published months after its legal date. */
const late = { id: 'panzhou/zf/2022', on: '2023-06-15' }
/** Off the net for three weeks in its season. */
const away = { portal: 'kaiyuan', from: '2024-01-08', to: '2024-01-29' }
/** Behind a challenge for ten days of its season. */
const blocked = { portal: 'panzhou', from: '2024-03-01', to: '2024-03-11' }
const replaced = { id: 'panzhou/czj/2022', on: '2023-07-01' }
const vanished = { id: 'panzhou/zf/2021', on: '2023-07-01' }

const day = 86_400_000
const dayOf = (instant: number) => new Date(instant + 8 * 3_600_000).toISOString().slice(0, 10)
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / day

interface Night {
  readonly day: string
  readonly summary: RefreshSummary
  /** By portal. */
  readonly requests: ReadonlyMap<string, number>
  /** Every request, in order. */
  readonly asked: readonly LoggedRequest[]
  readonly states: ReadonlyMap<string, string>
}

let practice: PracticePortals
let store: Store
let folder: string
const nights: Night[] = []
/** When each report was first known, by agency and year. */
const knownOn = new Map<string, string>()
const publishedOn = new Map<string, string>()
/** The addresses of all report pages and their files. */
const documents = new Set<string | null>()
let versionSeenOn: string | null = null
let goneSeenOn: string | null = null

function portalNamed(id: string): RunningPortal {
  const found = practice.portals.find(({ portal }) => portal.id === id)
  if (!found) throw new Error(`no practice portal ${id}`)
  return found
}

/** What the portals do on a day, before the night's run. */
async function live(today: string, yesterday: string): Promise<void> {
  const isToday = (on: string) => on > yesterday && on <= today
  for (const running of practice.portals) {
    for (const { id, publishedOn: on } of reportsOf(running.portal)) {
      if (isToday(id === late.id ? late.on : on)) running.publish(id)
    }
  }
  if (isToday(away.from)) await portalNamed(away.portal).down()
  if (isToday(away.to)) await portalNamed(away.portal).up()
  if (isToday(blocked.from)) portalNamed(blocked.portal).trouble('river_security')
  if (isToday(blocked.to)) portalNamed(blocked.portal).trouble(null)
  if (isToday(replaced.on))
    portalNamed('panzhou').replaceReport(replaced.id, { 'requests.new_received.total': '4321' })
  if (isToday(vanished.on)) portalNamed('panzhou').vanish(vanished.id)
}

beforeAll(async () => {
  practice = await startPracticePortals({
    ports: 'any',
    portals: allPracticePortals.filter(({ id }) => visited.has(id)),
  })
  for (const { pageUrl, attachmentUrl } of practice.expectedReports().reports)
    documents.add(pageUrl).add(attachmentUrl)
  const begin = Date.parse(`${first}T00:00:00+08:00`)
  for (const running of practice.portals) {
    for (const { id, agency, year, publishedOn: on } of reportsOf(running.portal)) {
      const appears = id === late.id ? late.on : on
      if (appears > first) running.withhold(id)
      publishedOn.set(`${agency.name} ${year}`, appears)
    }
  }
  folder = mkdtempSync(join(tmpdir(), 'nianbao-years-'))
  store = Store.open(join(folder, 'years.sqlite'))
  const registry = parseRegistry(practice.registryCsv, 'practice portals')
  const log = logger('silent')
  const controller = new AbortController()
  let clock = begin
  let yesterday = first
  await schedule({
    cron: '0 3 * * *',
    log,
    signal: controller.signal,
    nextDueAt: () => null,
    now: () => new Date(clock),
    // A minute at a time would be a million steps: this night's sleep is one.
    wait: async () => {
      clock += 3_600_000
    },
    refreshDue: async () => {
      const today = dayOf(clock)
      await live(today, yesterday)
      yesterday = today
      if (today >= last) controller.abort()
      const due = duePortals(store, registry, registry, new Date(clock))
      if (due.length === 0) return
      const before = practice.requests.length
      const summary = await refresh({
        store,
        registry,
        portals: due,
        contact: null,
        delayMs: 0,
        budget: budget(undefined),
        limit: Infinity,
        recheck: 'look-back',
        log,
        signal: new AbortController().signal,
        // Time passes during a run: every night begins earlier than last night's visits.
        now: () => new Date((clock += 1_000)),
      })
      note(today, summary, before)
    },
  })
}, 900_000)

function note(today: string, summary: RefreshSummary, before: number): void {
  const requests = new Map<string, number>()
  for (const { portalId } of practice.requests.slice(before))
    requests.set(portalId, (requests.get(portalId) ?? 0) + 1)
  const states = new Map(store.portals.all().map(({ portalId, state }) => [portalId, state]))
  nights.push({ day: today, summary, requests, asked: practice.requests.slice(before), states })
  if (summary.reports.new + summary.reports.changed === 0 && goneSeenOn !== null) return
  for (const { agency, year } of rows<{ agency: string; year: number }>(
    'select agency, year from v_reports',
  )) {
    const key = `${agency} ${year}`
    if (!knownOn.has(key)) knownOn.set(key, today)
  }
  const [changed] = rows<{ n: number }>("select count(*) as n from v_versions where reason = 'source'")
  if ((changed?.n ?? 0) > 0) versionSeenOn ??= today
  const [gone] = rows<{ n: number }>("select count(*) as n from v_reports where state = 'gone'")
  if ((gone?.n ?? 0) > 0) goneSeenOn ??= today
}

function rows<Row>(sql: string): Row[] {
  return store.connection.sqlite.prepare<[], Row>(sql).all()
}

afterAll(async () => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
  await practice.close()
})

/** Nights between two days on which the portal was asked for anything. */
function visits(from: string, to: string): number {
  return nights.filter(({ day: at, requests }) => at >= from && at < to && requests.has('panzhou')).length
}

function ofDocuments({ asked }: Night): number {
  return asked.filter(({ url }) => documents.has(url)).length
}

describe('three seasons, a run a night', () => {
  it('ends complete: every report that was ever published is there', () => {
    const published = [...publishedOn].filter(([, on]) => on < last).map(([key]) => key)
    expect(published.filter((key) => !knownOn.has(key))).toEqual([])
    expect(rows('select count(*) as n from v_reports')).toEqual([{ n: published.length }])
  })

  it('knows a report of the season the night after it appears, unless its portal is away', () => {
    const slow = [...publishedOn].filter(([key, on]) => {
      const inSeason = on > '2023-01-01' && Number(on.slice(5, 7)) <= 4
      const isAway = on >= away.from && on < away.to && key.startsWith('开远')
      const isBlocked = on >= blocked.from && on < blocked.to && key.startsWith('盘州')
      return inSeason && !isAway && !isBlocked && daysBetween(on, knownOn.get(key) ?? last) > 1
    })
    expect(slow).toEqual([])
  })

  it('knows one that is late, out of season, within a month', () => {
    const known = knownOn.get('盘州市人民政府 2022') ?? last
    expect(daysBetween(late.on, known)).toBeGreaterThanOrEqual(0)
    expect(daysBetween(late.on, known)).toBeLessThanOrEqual(30)
  })

  it('says of a portal that is away that it fails, asks it ever less often, and finds it within a week of its return', () => {
    const asked = nights.filter(
      ({ day: at, requests }) => at >= away.from && at < away.to && requests.has(away.portal),
    )
    expect(asked).toEqual([])
    const tried = nights.filter(
      ({ day: at, summary }) =>
        at >= away.from && at < away.to && summary.errors.some((error) => error.startsWith(away.portal)),
    )
    expect(tried.length).toBeGreaterThanOrEqual(4)
    expect(tried.length).toBeLessThanOrEqual(8)
    expect(tried[0]?.summary.changes).toMatchObject([
      { portal_id: away.portal, before: 'ok', after: 'failing' },
    ])
    expect(tried.slice(1).flatMap(({ summary }) => summary.new_errors)).toEqual([])
    const back = nights.find(({ day: at, states }) => at >= away.to && states.get(away.portal) === 'ok')
    expect(daysBetween(away.to, back?.day ?? last)).toBeLessThanOrEqual(7)
  })

  it('says of a portal behind a challenge that it is blocked and by what, asks it ever less often, and goes on where it opens', () => {
    const tried = nights.filter(
      ({ day: at, requests }) => at >= blocked.from && at < blocked.to && requests.has(blocked.portal),
    )
    expect(tried[0]?.summary.changes).toMatchObject([
      {
        portal_id: blocked.portal,
        before: 'ok',
        after: 'blocked',
        error: expect.stringContaining('river_security'),
      },
    ])
    expect(tried.length).toBeGreaterThanOrEqual(2)
    expect(tried.length).toBeLessThanOrEqual(6)
    // Its first answer says it: no second request, and nothing of what is stored is touched.
    expect(Math.max(...tried.map(({ requests }) => requests.get(blocked.portal) ?? 0))).toBeLessThanOrEqual(3)
    expect(tried.every(({ summary }) => summary.reports.changed === 0)).toBe(true)
    const back = nights.find(({ day: at, states }) => at >= blocked.to && states.get(blocked.portal) === 'ok')
    expect(daysBetween(blocked.to, back?.day ?? last)).toBeLessThanOrEqual(7)
  })

  it('notices a page that was replaced, and one that is gone, within the look-back of two months and a visit', () => {
    for (const seen of [versionSeenOn, goneSeenOn]) {
      expect(daysBetween(replaced.on, seen ?? last)).toBeLessThanOrEqual(92)
    }
  })

  it('asks daily in season only while something is owed, and monthly out of it', () => {
    expect(visits('2023-01-01', '2023-02-01')).toBe(31)
    expect(visits('2023-08-01', '2023-12-01')).toBeLessThanOrEqual(5)
  })

  it('costs on an unchanged night one conditional request for each list page and those on the way to it, and none for a document', () => {
    const quiet = nights.filter(
      ({ day: at, summary: { reports, errors } }) =>
        at >= '2023-02-01' && at < '2023-02-20' && reports.new + reports.changed === 0 && errors.length === 0,
    )
    const usual = quiet.filter((night) => night.summary.reports.unchanged === 0)
    expect(usual.length).toBeGreaterThan(10)
    for (const night of usual) {
      const { asked, summary } = night
      expect(ofDocuments(night)).toBe(0)
      expect(new Set(asked.map(({ url }) => url)).size).toBe(asked.length)
      expect(asked.every(({ status }) => status === 304)).toBe(true)
      expect(summary.bytes).toBe(0)
    }
    const most = new Map(usual.flatMap(({ requests }) => [...requests]).toSorted((a, b) => a[1] - b[1]))
    // robots.txt, the home page, 政府信息公开, and two or three list pages.
    expect(Object.fromEntries(most)).toEqual({ kaiyuan: 6, panzhou: 5 })
    // Every two months the stored documents are asked for as well, each once, and conditionally.
    const lookingBack = quiet.filter((night) => night.summary.reports.unchanged > 0)
    expect(lookingBack.length).toBeLessThanOrEqual(2)
    for (const night of lookingBack) {
      expect(ofDocuments(night)).toBe(night.summary.reports.unchanged)
      expect(night.summary.bytes).toBeLessThan(200)
    }
  })
})
