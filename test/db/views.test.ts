import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { queries } from '../../db/dictionary/queries.ts'
import { crosswalk } from '../../db/dictionary/crosswalk.ts'
import { forms } from '../../extract/forms/forms.ts'
import { Store } from '../../db/store.ts'
import { bureau, cellsOfForm, record, rows, runOf, save, withStore } from './records.ts'

const none = { proactive: null, requests: null, disputes: null, statistics: null }

/** 2014 by the statistics return, 2019 by form 2019, 2023 by form 2021. */
function threeForms(store: Store): void {
  save(store, 'a', { year: 2014, forms: { ...none, statistics: '2014' }, cells: cellsOfForm('statistics', '2014', { 'received.count': 3 }) }, { url: 'http://127.0.0.1:8101/2014.html' }) // prettier-ignore
  const of2019 = {
    'other_handling.total': 5,
    'outcome_total.total': 9,
    'denied_state_secret.total': 1,
    'denied_process_information.total': 3,
  }
  save(store, 'b', { year: 2019, publishedOn: '2020-03-02', forms: { ...none, requests: '2019' }, cells: cellsOfForm('requests', '2019', of2019) }, { url: 'http://127.0.0.1:8101/2019.html' }) // prettier-ignore
  const of2021 = {
    'other_correction_overdue.total': 1,
    'other_other.total': 1,
    'outcome_total.total': 4,
    'granted.total': 2,
  }
  save(store, 'c', { year: 2023, cells: [...cellsOfForm('requests', '2021', of2021), ...cellsOfForm('disputes', '2021', { 'reconsideration.corrected': 1, 'reconsideration.total': 4, 'reconsideration.pending': 2 })] }, { url: 'http://127.0.0.1:8101/2023.html' }) // prettier-ignore
}

describe('v_series: an agency over the years', () => {
  it('follows a measure across three forms', () => {
    withStore((store) => {
      threeForms(store)
      expect(
        rows(store, 'select year, received, denied, handled_otherwise, handled from v_series order by year'),
      ).toEqual([
        { year: 2014, received: 3, denied: null, handled_otherwise: null, handled: null },
        { year: 2019, received: 0, denied: 4, handled_otherwise: 5, handled: 9 },
        { year: 2023, received: 0, denied: 0, handled_otherwise: 2, handled: 4 },
      ])
    })
  })

  it('takes a blank for 0 only in a sum whose total is printed', () => {
    withStore((store) => {
      const blank = { raw: '', status: 'blank', value: null } as const
      const figures = {
        'denied_state_secret.total': blank,
        'denied_process_information.total': 3,
        'new_received.total': blank,
      }
      save(store, 'x', { cells: cellsOfForm('requests', '2021', { ...figures, 'outcome_total.total': 3 }) })
      save(store, 'y', { year: 2022, cells: cellsOfForm('requests', '2021', { ...figures, 'outcome_total.total': blank }) }, { url: 'http://127.0.0.1:8101/y.html' }) // prettier-ignore
      expect(rows(store, 'select year, received, denied from v_series order by year')).toEqual([
        { year: 2022, received: null, denied: null },
        { year: 2023, received: null, denied: 3 },
      ])
    })
  })

  it('makes no sum of a table with a doubtful cell', () => {
    withStore((store) => {
      const missing = { raw: '', status: 'missing', value: null, where: null } as never
      save(store, 'x', { cells: cellsOfForm('requests', '2021', { 'denied_state_secret.total': missing }) })
      expect(rows(store, 'select denied, granted from v_series')).toEqual([{ denied: null, granted: 0 }])
    })
  })

  it('names only cells that its forms have', () => {
    const known = new Set(
      forms.flatMap(({ table, form, rows: lines }) =>
        lines.flatMap(({ code, columns }) => columns.map((column) => `${form} ${table}.${code}.${column}`)),
      ),
    )
    const named = crosswalk.flatMap(({ cells }) =>
      cells.map(({ form, table, row, column }) => `${form} ${table}.${row}.${column}`),
    )
    expect(named.filter((cell) => !known.has(cell))).toEqual([])
  })
})

describe('v_rates', () => {
  it('gives shares of what was handled, and of closed disputes', () => {
    withStore((store) => {
      threeForms(store)
      expect(
        rows(
          store,
          'select year, handled, granted_share, other_handling_share, disputes_closed, overturned_share from v_rates order by year',
        ),
      ).toEqual([
        // prettier-ignore
        { year: 2019, handled: 9, granted_share: 0, other_handling_share: 5 / 9, disputes_closed: null, overturned_share: null },
        {
          year: 2023,
          handled: 4,
          granted_share: 0.5,
          other_handling_share: null,
          disputes_closed: 2,
          overturned_share: 0.5,
        },
      ])
    })
  })
})

describe('v_totals', () => {
  it('adds up by division, kind and year', () => {
    withStore((store) => {
      threeForms(store)
      const government = {
        ...record().agency,
        name: '长沙市人民政府',
        fullName: '湖南省长沙市人民政府',
        key: '430100/人民政府',
      }
      save(store, 'g', { year: 2023, agency: government as never }, { url: 'http://127.0.0.1:8101/g.html' })
      expect(
        rows(
          store,
          'select year, province_code, kind, reports, received from v_totals where year = 2023 order by kind',
        ),
      ).toEqual([
        { year: 2023, province_code: '43', kind: 'department', reports: 1, received: 0 },
        { year: 2023, province_code: '43', kind: 'government', reports: 1, received: 6 },
      ])
    })
  })
})

describe('v_coverage', () => {
  it('says what is published, late, owed and to come, and why', () => {
    withStore((store) => {
      threeForms(store)
      store.connection.sqlite.exec("update run set active_at = '2025-01-15T00:00:00Z'")
      const coverage = rows(
        store,
        'select year, coverage, reason, due_on from v_coverage where year >= 2019 and agency_id is not null order by year',
      )
      expect(coverage).toEqual([
        {
          year: 2019,
          coverage: 'late',
          reason: 'published 2020-03-02, due 2020-01-31',
          due_on: '2020-01-31',
        },
        {
          year: 2020,
          coverage: 'owed',
          reason: 'reported for 2019, not for this year',
          due_on: '2021-01-31',
        },
        {
          year: 2021,
          coverage: 'owed',
          reason: 'reported for 2019, not for this year',
          due_on: '2022-01-31',
        },
        {
          year: 2022,
          coverage: 'owed',
          reason: 'reported for 2019, not for this year',
          due_on: '2023-01-31',
        },
        { year: 2023, coverage: 'published', reason: null, due_on: '2024-01-31' },
        {
          year: 2024,
          coverage: 'awaited',
          reason: 'reported for 2023, not for this year',
          due_on: '2025-01-31',
        },
      ])
    })
  })

  it('misses the government of a place that has a portal and never reported, unless a person says that it owes nothing', () => {
    withStore((store) => {
      save(store, 'x', { year: 2023 })
      store.portals.register([
        { id: 'p1', name: '', divisionCode: '430100', startUrl: 'http://127.0.0.1:8101/', platform: null, columnUrl: null, note: '' }, // prettier-ignore
      ])
      store.connection.sqlite.exec("update run set active_at = '2024-06-01T00:00:00Z'")
      store.connection.sqlite.exec("update division set name = '长沙市' where code = '430100'")
      const missing = () =>
        rows(
          store,
          'select agency, division_code, year, coverage, reason, due_on from v_coverage where agency_id is null',
        )
      const government = {
        agency: '长沙市人民政府',
        division_code: '430100',
        year: 2023,
        due_on: '2024-03-31',
      }
      const reason = 'no report of this government was ever found'
      expect(missing()).toEqual([{ ...government, coverage: 'owed', reason }])
      store.corrections.waive([{ key: '430100/人民政府', year: 2023, reason: 'founded in 2024' }])
      expect(missing()).toEqual([{ ...government, coverage: 'waived', reason: 'founded in 2024' }])
      const its = { name: '长沙市人民政府', fullName: '湖南省长沙市人民政府', key: '430100/人民政府' }
      save(
        store,
        'g',
        { year: 2023, agency: { ...record().agency, ...its } as never },
        { url: 'http://127.0.0.1:8101/g.html' },
      )
      expect(missing()).toEqual([])
    })
  })

  it('blames a portal that cannot be read, and a file that is a scan', () => {
    withStore((store) => {
      save(store, 'x', { year: 2022, cells: [] }, { state: 'needs_ocr' })
      store.connection.sqlite.exec(
        "update run set active_at = '2024-06-01T00:00:00Z'; update portal set state = 'blocked', error = 'answers 403'",
      )
      expect(
        rows(
          store,
          'select year, coverage, reason from v_coverage where agency_id is not null order by year',
        ),
      ).toEqual([
        { year: 2022, coverage: 'unreadable', reason: 'its pages are images' },
        { year: 2023, coverage: 'blocked', reason: 'p1: blocked, answers 403' },
      ])
    })
  })
})

describe('v_news', () => {
  it('has every version since a date, with its agency', () => {
    withStore((store) => {
      save(store, 'x')
      save(store, 'y', { title: 'other' }, { retrievedAt: '2024-03-01T00:00:00Z' })
      runOf(store)
      expect(
        rows(store, "select agency, version, reason from v_news where changed_at >= '2024-02-15'"),
      ).toEqual([{ agency: '长沙市医疗保障局', version: 2, reason: 'source' }])
    })
  })
})

/** So many reports that an index is worth the planner's while, published. */
function publishMany(folder: string): Store {
  const store = Store.open(join(folder, 'test.sqlite'))
  for (let number = 0; number < 150; number++) {
    const agency = { ...bureau, name: `第${number % 15}局`, key: `430100/第${number % 15}局` }
    const year = 2013 + Math.floor(number / 15)
    const retrievedAt = `20${10 + (number % 80)}-01-01T00:00:00Z`
    const url = `http://127.0.0.1:8101/${number}.html`
    save(store, `${number}`, { agency, year, cells: [] }, { url, retrievedAt })
  }
  const copy = join(folder, 'public.sqlite')
  store.publish(copy)
  store.close()
  return Store.read(copy)
}

describe('the starter queries', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-views-'))
  const reader = publishMany(folder)
  afterAll(() => {
    reader.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('use an index wherever they ask for a part', () => {
    for (const { query, sql } of queries) {
      const plan = rows(reader, `explain query plan ${sql}`).map(({ detail }) => String(detail))
      // A scan of a stored table is the whole of it; the questions about all years and all findings want that.
      const scans = plan.filter((step) =>
        /^SCAN (?:r|q|d|p|s|v|c|x|i|report\w*|cell\w*|section)\b(?!.*(?:INDEX|VIRTUAL))/u.test(step),
      ) // SCAN c
      expect({ query, scans }).toEqual({ query, scans: [] })
    }
  })

  it.each([
    [
      'cells of a report',
      'select * from v_cells where report_id = 1',
      'SEARCH c USING PRIMARY KEY (version_id=?)',
    ],
    [
      'an agency by its name',
      "select * from v_series where agency = 'x'",
      'SEARCH v_series USING INDEX v_series_1 (agency=?)',
    ],
    [
      'news since a date',
      "select * from v_news where changed_at > '2024' order by changed_at desc limit 10",
      'SEARCH v USING INDEX report_version_by_time (retrieved_at>?)',
    ],
    [
      'an agency in the coverage',
      'select * from v_coverage where agency_id = 1',
      'SEARCH report USING COVERING INDEX report_agency_year (agency_id=?',
    ],
    [
      'findings by rule',
      "select * from v_findings where rule = 'x'",
      'SEARCH v_findings USING INDEX v_findings_2 (rule=?)',
    ],
    [
      'sections of a report',
      'select * from v_sections where report_id = 1',
      'SEARCH s USING INDEX section_ordinal (version_id=?)',
    ],
    [
      'changes of a report',
      'select * from v_changes where report_id = 1',
      'report_version_number (report_id=?',
    ],
  ])('%s are found by an index', (_what, sql, step) => {
    const plan = rows(reader, `explain query plan ${sql}`).map(({ detail }) => String(detail))
    expect(plan.join('\n')).toContain(step)
  })
})
