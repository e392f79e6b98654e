import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseRegistry } from '../../crawlers/registry.ts'
import { Store } from '../../db/store.ts'
import { budget } from '../../pipeline/budget.ts'
import { logger } from '../../pipeline/logger.ts'
import { refresh } from '../../pipeline/refresh.ts'
import type { RefreshOptions, RefreshSummary } from '../../pipeline/refresh.ts'
import { startPracticePortals } from '../portals/startPracticePortals.ts'
import type { PracticePortals } from '../portals/startPracticePortals.ts'

let practice: PracticePortals
let store: Store
let folder: string
let first: RefreshSummary

/** One run of the main job over the practice portals. */
async function run(options: Partial<RefreshOptions> = {}): Promise<RefreshSummary> {
  const registry = parseRegistry(practice.registryCsv, 'practice portals')
  return refresh({
    store,
    registry,
    portals: registry,
    contact: null,
    delayMs: 0,
    budget: budget(undefined),
    limit: Infinity,
    recheck: 'validators',
    log: logger('silent'),
    signal: new AbortController().signal,
    ...options,
  })
}

beforeAll(async () => {
  practice = await startPracticePortals({ ports: 'any' })
  folder = mkdtempSync(join(tmpdir(), 'nianbao-demo-'))
  store = Store.open(join(folder, 'demo.sqlite'))
  first = await run()
})

afterAll(async () => {
  store.close()
  rmSync(folder, { recursive: true })
  await practice.close()
})

interface StoredReport {
  readonly report_id: number
  readonly agency: string
  readonly year: number
  readonly title: string
  readonly url: string
  readonly state: string
}

interface StoredCell {
  readonly form_table: string
  readonly row_code: string
  readonly column_code: string
  readonly value: number | null
  readonly raw: string
  readonly status: string
  readonly unit: string | null
}

function rows<Row>(sql: string, ...values: (string | number)[]): Row[] {
  return store.connection.sqlite.prepare<(string | number)[], Row>(sql).all(...values)
}

const agencyYear = ({ agency, year }: { agency: string; year: number | null }) => `${agency} ${year}`

describe('the main job, from five portals into one file', () => {
  it('completes every portal without trouble', () => {
    expect(first.errors).toEqual([])
    expect(first.portals).toEqual({ ok: 5, blocked: 0, failing: 0 })
  })

  it('finds every report, and none of their neighbours', () => {
    const stored = rows<StoredReport>('select * from v_reports')
    const expected = practice.expectedReports()
    expect(stored.map(agencyYear).sort()).toEqual(expected.reports.map(agencyYear).sort())
    const urls = new Set(stored.map(({ url }) => url))
    expect(expected.neighbours.filter((url) => urls.has(url))).toEqual([])
  })

  it('has every cell as printed', () => {
    const wrong: string[] = []
    for (const report of practice.expectedReports().reports) {
      const cells = rows<StoredCell>(
        'select * from v_cells where agency = ? and year = ?',
        report.agency,
        report.year,
      )
      const printed = cells.map((cell) =>
        [cell.form_table, cell.row_code, cell.column_code, cell.raw, cell.value, cell.status, cell.unit].join(
          '|',
        ),
      )
      const wanted = report.figures.map(({ at, raw, value, status, unit }) =>
        [at.table, at.row, at.column, raw, value, status, unit].join('|'),
      )
      if (printed.sort().join('\n') !== wanted.sort().join('\n'))
        wrong.push(`${agencyYear(report)} ${report.format}`)
    }
    expect(wrong).toEqual([])
  })

  it('names every identity that a report breaks, those across years too, and no other', () => {
    const found = rows<{ agency: string; year: number; rule: string }>(
      "select distinct agency, year, rule from v_findings where class = 'identity' or rule = 'years.carry_over'",
    )
    const expected = practice
      .expectedReports()
      .reports.flatMap(({ agency, year, breaks }) =>
        [...new Set(breaks.map(({ rule }) => rule))].map((rule) => `${agency} ${year} ${rule}`),
      )
    expect(found.map(({ agency, year, rule }) => `${agency} ${year} ${rule}`).sort()).toEqual(expected.sort())
  })
})

describe('a second run over unchanged portals', () => {
  it('downloads no document, asks each page at most once and conditionally, and reports nothing new', async () => {
    const before = practice.requests.length
    const second = await run()
    expect(second.reports).toEqual({ new: 0, changed: 0, unchanged: first.reports.new })
    const asked = practice.requests.slice(before)
    const urls = asked.map(({ method, url }) => `${method} ${url}`)
    expect(new Set(urls).size).toBe(urls.length)
    // A list that is asked for by POST (dataproxy.jsp) has no conditional form.
    const downloaded = asked.filter(
      ({ method, status, url }) => method === 'GET' && status === 200 && !url.endsWith('/robots.txt'),
    )
    expect(downloaded.map(({ url }) => url)).toEqual([])
  })

  it('asks for no document at all where only what is due is looked at', async () => {
    const pages = new Set(practice.expectedReports().reports.map(({ pageUrl }) => pageUrl))
    const before = practice.requests.length
    await run({ recheck: 'look-back' })
    const asked = practice.requests.slice(before).map(({ url }) => url)
    // A column that is itself the report is a list page too: only these are asked.
    expect(asked.filter((url) => pages.has(url) && !url.includes('/public/column/'))).toEqual([])
  })
})

describe('a report whose page changed', () => {
  it('gets a new version; the old one stays', async () => {
    const portal = practice.portals[0]
    const report = portal?.expectedReports().reports.find(({ format }) => format === 'page')
    if (!portal || !report) throw new Error('the first practice portal has no report on a page')
    portal.replaceReport(report.id, { 'requests.new_received.natural_person': '4321' })
    const third = await run()
    expect(third.reports).toMatchObject({ new: 0, changed: 1 })
    const versions = rows<{ version: number; reason: string }>(
      `select version, reason from v_versions where report_id =
         (select report_id from v_reports where agency = ? and year = ?) order by version`,
      report.agency,
      report.year,
    )
    expect(versions).toEqual([
      { version: 1, reason: 'new' },
      { version: 2, reason: 'source' },
    ])
    const changes = rows<{ row_code: string; column_code: string; after: string }>('select * from v_changes')
    expect(changes.map(({ row_code, column_code }) => `${row_code}.${column_code}`)).toContain(
      'new_received.natural_person',
    )
  })
})

describe('a portal that is down', () => {
  it('is reported; the other four are complete', async () => {
    const portal = practice.portals[1]
    await portal?.down()
    const summary = await run()
    await portal?.up()
    expect(summary.portals).toEqual({ ok: 4, blocked: 0, failing: 1 })
    expect(summary.errors.join()).toContain(portal?.portal.id)
  })
})
