import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { datasetteMetadata } from '../../db/dictionary/datasette.ts'
import { describedIn } from '../../db/dictionary/described.ts'
import { queries } from '../../db/dictionary/queries.ts'
import { Store } from '../../db/store.ts'
import { cellsOfForm, rows, save, withStore } from '../db/records.ts'

/** Publishes, opens the copy and closes it again. */
function published(
  store: Store,
  path: string,
  use: (copy: Store) => void,
  now = '2024-02-01T00:00:00Z',
): void {
  const file = join(dirname(path), 'public.sqlite')
  store.publish(file, { now, program: '1.0.0' })
  const copy = Store.read(file)
  use(copy)
  copy.close()
}

const wholeReport = (granted: number) => [
  ...cellsOfForm('proactive', '2021'),
  ...cellsOfForm('requests', '2021', {
    'new_received.natural_person': 6,
    'new_received.total': 6,
    'granted.total': granted,
  }),
  ...cellsOfForm('disputes', '2021'),
]

const requestsTable = (granted: number, denied: number) =>
  cellsOfForm('requests', '2021', { 'granted.total': granted, 'denied_state_secret.total': denied })

describe('a published file', () => {
  it('says which publication it is', () => {
    withStore((store, path) => {
      save(store, 'x')
      published(store, path, (copy) => {
        expect(rows(copy, 'select * from _publication')).toEqual([
          {
            version: '2024.02.01',
            published_at: '2024-02-01T00:00:00Z',
            program: '1.0.0',
            previous: null,
            reports: 1,
            cells: 200,
          },
        ])
      })
      published(store, path, (copy) => {
        expect(rows(copy, 'select version, previous from _publication')).toEqual([
          { version: '2024.02.01.2', previous: '2024.02.01' },
        ])
      })
    })
  })

  it('finds Chinese phrases of three characters or more, in current versions alone', () => {
    withStore((store, path) => {
      save(store, 'x', { sections: [{ ordinal: 1, heading: '一、总体情况', text: '旧的行政复议案件。' }] })
      save(store, 'y', { sections: [{ ordinal: 1, heading: '一、总体情况', text: '新的行政复议案件。' }] })
      published(store, path, (copy) => {
        const found = queries.find(({ query }) => query === 'search')?.sql ?? ''
        expect(rows(copy, found)).toEqual([
          {
            agency: '长沙市医疗保障局',
            year: 2023,
            heading: '一、总体情况',
            found: '新的【行政复议】案件。',
          },
        ])
        expect(rows(copy, 'select rowid from search where search match \'"复议"\'')).toEqual([])
        expect(rows(copy, "select section_id from v_sections where text like '%复议%'")).toHaveLength(1)
      })
    })
  })

  it('has nothing of how it was crawled', () => {
    withStore((store, path) => {
      save(
        store,
        'x',
        {},
        { validators: { etag: '"secret-etag"', lastModified: 'Mon, 01 Jan 2024 00:00:00 GMT' } },
      )
      const frontier = store.frontier(1)
      const requestedAt = '2024-02-01T00:00:00Z'
      frontier.record(
        { portalId: 'p1', url: 'http://127.0.0.1:8101/?token=secret-token', method: 'GET', requestedAt, status: 200, outcome: 'ok', bytes: 1, milliseconds: 1, etag: null, lastModified: null, sha256: null, error: null } as never, // prettier-ignore
        { url: 'http://127.0.0.1:8101/', finalUrl: 'http://127.0.0.1:8101/', contentType: null, etag: null, lastModified: null, body: Buffer.from('secret-page'), checkedAt: requestedAt } as never, // prettier-ignore
      )
      const crawl = 'select (select count(*) from fetch) as fetches, (select count(*) from page) as pages'
      published(store, path, (copy) => {
        expect(rows(copy, crawl)).toEqual([{ fetches: 0, pages: 0 }])
      })
      const file = join(dirname(path), 'public.sqlite')
      const secrets = ['secret-etag', 'secret-token']
      const found = () => secrets.filter((secret) => readFileSync(file, 'latin1').includes(secret))
      expect(found()).toEqual([])
      store.publish(file, { crawl: 'keep' })
      expect(found()).toEqual(['secret-etag'])
    })
  })

  it('has no session and no token in an address, and all that names the document', () => {
    withStore((store, path) => {
      const base = 'http://127.0.0.1:8101'
      const asked = [
        '/a.jsp;jsessionid=8A3F?id=7&aid=9',
        '/b.html?token=abc&id=7',
        '/c.html?id=7&access_token=abc',
        '/c.html?id=7&access_token=def',
        '/d.html?sign=abc#/list/3',
        '/e.html?key=7&title=sign%3Dboard',
      ]
      for (const [year, url] of asked.entries())
        save(store, `x${year}`, { year: 2010 + year }, { url: `${base}${url}` })
      published(store, path, (copy) => {
        const urls = 'select url from v_reports order by year'
        expect(rows(copy, urls).map(({ url }) => url)).toEqual(
          [
            '/a.jsp?id=7&aid=9',
            '/b.html?id=7',
            '/c.html?id=7',
            '/c.html?id=7',
            '/d.html#/list/3',
            asked[5],
          ].map((url) => `${base}${url}`),
        )
      })
    })
  })

  it('keeps what the views count', () => {
    withStore((store, path) => {
      save(store, 'x')
      published(store, path, (copy) => {
        for (const view of [
          'v_reports',
          'v_requests',
          'v_portals',
          'v_findings',
          'v_versions',
          'v_coverage',
          'v_sections',
        ])
          expect(rows(copy, `select * from ${view}`)).toEqual(rows(store, `select * from ${view}`))
      })
    })
  })

  it('lists what changed since the last one, cell by cell, and why', () => {
    withStore((store, path) => {
      save(store, 'x')
      save(store, 'gone', { year: 2020 }, { url: 'http://127.0.0.1:8101/old.html' })
      published(store, path, (copy) => expect(rows(copy, 'select * from _changes')).toEqual([]))
      save(store, 'y', { cells: wholeReport(5) })
      save(store, 'z', { year: 2022 }, { url: 'http://127.0.0.1:8101/new.html' })
      published(
        store,
        path,
        (copy) => {
          const changes = rows(
            copy,
            `select r.year, c.form_table, c.row_code, c.column_code, c.before, c.after, c.reason
             from _changes c join v_reports r using (report_id) order by r.year`,
          )
          expect(changes).toEqual([
            {
              year: 2022,
              form_table: null,
              row_code: null,
              column_code: null,
              before: null,
              after: null,
              reason: 'new',
            },
            {
              year: 2023,
              form_table: 'requests',
              row_code: 'granted',
              column_code: 'total',
              before: 0,
              after: 5,
              reason: 'source',
            },
          ])
        },
        '2024-03-01T00:00:00Z',
      )
    })
  })

  it('gives each cell the reason of the version that changed it', () => {
    withStore((store, path) => {
      save(store, 'x', { cells: requestsTable(0, 0) })
      published(store, path, () => undefined)
      save(store, 'y', { cells: requestsTable(1, 0) })
      save(
        store,
        'y',
        { cells: requestsTable(1, 2), readBy: { engine: 'html', version: '2' } },
        { extractor: '2' },
      )
      published(store, path, (copy) => {
        expect(rows(copy, 'select row_code, after, reason from _changes order by row_code')).toEqual([
          { row_code: 'denied_state_secret', after: 2, reason: 'extractor' },
          { row_code: 'granted', after: 1, reason: 'source' },
        ])
      })
    })
  })

  it('is refused where it lost more than one report in twenty, until that is said to be right', () => {
    withStore((store, path) => {
      save(store, 'x')
      save(store, 'y', { year: 2022 }, { url: 'http://127.0.0.1:8101/b.html' })
      published(store, path, () => undefined)
      store.connection.sqlite.exec(
        'delete from disputes_wide; delete from proactive_wide; delete from requests_wide; update link set report_id = null, version_id = null; update report set version_id = null where year = 2022',
      )
      const file = join(dirname(path), 'public.sqlite')
      expect(() => store.publish(file)).toThrow(expect.objectContaining({ code: 'shrunk' }))
      expect(store.publish(file, { floor: 0 }).reports).toBe(1)
    })
  })

  it('is described to Datasette: every table, every column, the starter queries; what is not public is hidden', () => {
    withStore((store, path) => {
      save(store, 'x')
      published(store, path, (copy) => {
        const tables = describedIn(copy.connection)
        const yaml = datasetteMetadata('public', tables, ['cell'])
        for (const { name, columns } of tables) {
          expect(yaml).toContain(`      ${name}:\n        description: "`)
          for (const column of columns)
            expect(yaml).toContain(`          ${column.name}: ${JSON.stringify(column.description)}`)
        }
        for (const { sql } of queries) expect(yaml).toContain(`sql: ${JSON.stringify(sql)}`)
        expect(yaml).toContain('      "cell":\n        hidden: true')
        expect(tables.map(({ name }) => name)).toEqual(
          expect.arrayContaining(['search', '_changes', '_publication']),
        )
        expect(rows(copy, "select column_name from _columns where table_name = '_changes'")).toHaveLength(7)
      })
    })
  })
})
