import { describe, expect, it } from 'vitest'
import type { ReportRecord } from '../../db/report-record.ts'
import type { Saved } from '../../db/report-record.ts'
import type { Store } from '../../db/store.ts'
import { cellsOfForm, rows, runOf, save, withStore } from '../db/records.ts'

/** A link on one of two portals: the city's and the province's. */
function listed(store: Store, portalId: 'city' | 'province', url: string): number {
  const portal = { divisionCode: null, startUrl: url, platform: null, columnUrl: null, note: '' }
  store.portals.register(['city', 'province'].map((id) => ({ ...portal, id, name: id })))
  const items = [{ url, title: '年度报告', publishedOn: '2024-01-12', listUrl: null }]
  store.links.listed(portalId, items, { runId: runOf(store), now: '2024-02-01T00:00:00Z' })
  const [link] = rows(store, 'select link_id from link where url = ? and portal_id = ?', url, portalId)
  return Number(link?.['link_id'])
}

interface At {
  readonly portal?: 'city' | 'province'
  readonly url: string
  readonly bytes?: string
}

function found(store: Store, { portal = 'city', url, bytes = 'x' }: At, changes: Partial<ReportRecord> = {}) {
  const linkId = listed(store, portal, url)
  const saved: Saved = save(store, bytes, changes, { url, linkId })
  return { linkId, ...saved }
}

const city = 'http://www.changsha.gov.cn/a.html'
const oneReport = 'select count(*) as reports from v_reports'
const links = 'select count(*) as links from link where report_id = ? and version_id is not null'
const otherWords = { title: '2023年年报', sections: [{ ordinal: 1, heading: null, text: '附件' }] }
const otherFigures = { cells: cellsOfForm('requests', '2021', { 'new_received.total': 7 }) }
const figures = (total: number) => ({
  cells: cellsOfForm('requests', '2021', { 'new_received.total': total }),
})
const gone = {
  state: 'gone',
  code: 'http_404',
  error: 'gone',
  now: '2024-03-01T00:00:00Z',
  retryAt: null,
} as const

describe('one report at several addresses is one report with all its links', () => {
  it.each<[string, At, Partial<ReportRecord>]>([
    ['with www and without', { url: 'http://changsha.gov.cn/a.html' }, {}],
    ['on its own portal and on the one above', { portal: 'province', url: city }, {}],
    ['under two addresses of one portal', { url: 'http://www.changsha.gov.cn/zfxxgk/b.html' }, {}],
    [
      'as a page and as its attachment',
      { url: 'http://www.changsha.gov.cn/a.pdf', bytes: 'pdf' },
      { ...otherWords, mediaType: 'application/pdf' },
    ],
    ['with a visit counter', { portal: 'province', url: 'http://hunan.gov.cn/c.html', bytes: 'y' }, {}],
  ])('%s', (_how, second, changes) => {
    withStore((store) => {
      const first = found(store, { url: city })
      expect(found(store, second, changes)).toMatchObject({
        outcome: 'unchanged',
        reportId: first.reportId,
        alternative: false,
      })
      expect(rows(store, oneReport)).toEqual([{ reports: 1 }])
      expect(rows(store, links, first.reportId)).toEqual([{ links: 2 }])
      expect(store.status.alternatives()).toEqual([])
    })
  })

  it('counts for each portal that has it', () => {
    withStore((store) => {
      found(store, { url: city })
      found(store, { portal: 'province', url: 'http://hunan.gov.cn/c.html' })
      expect(
        rows(
          store,
          'select portal_id, count(distinct report_id) as reports from link group by portal_id order by 1',
        ),
      ).toEqual([
        { portal_id: 'city', reports: 1 },
        { portal_id: 'province', reports: 1 },
      ])
    })
  })

  it('other figures elsewhere, published no later, are kept beside it and named by status', () => {
    withStore((store) => {
      found(store, { url: city })
      expect(
        found(store, { portal: 'province', url: 'http://hunan.gov.cn/c.html', bytes: 'y' }, otherFigures),
      ).toMatchObject({
        outcome: 'unchanged',
        alternative: true,
      })
      expect(store.status.alternatives()).toMatchObject([{ url: 'http://hunan.gov.cn/c.html', in_use: city }])
    })
  })
})

describe('a report that vanished', () => {
  it('is gone at the source, and kept', () => {
    withStore((store) => {
      const { linkId } = found(store, { url: city })
      store.links.failed(linkId, gone)
      expect(rows(store, 'select state, cells from v_reports')).toEqual([{ state: 'gone', cells: 200 }])
      expect(rows(store, 'select new_received__total as figure from v_requests')).toEqual([{ figure: 6 }])
    })
  })

  it('is not gone as long as it stands at another address', () => {
    withStore((store) => {
      const first = found(store, { url: city })
      const second = found(store, { portal: 'province', url: 'http://hunan.gov.cn/c.html' })
      store.links.failed(first.linkId, gone)
      expect(rows(store, 'select state from v_reports')).toEqual([{ state: 'read' }])
      store.links.failed(second.linkId, gone)
      expect(rows(store, 'select state from v_reports')).toEqual([{ state: 'gone' }])
    })
  })

  it('is back when its page is', () => {
    withStore((store) => {
      const { linkId } = found(store, { url: city })
      store.links.failed(linkId, gone)
      found(store, { url: city })
      expect(rows(store, 'select state from v_reports')).toEqual([{ state: 'read' }])
    })
  })
})

describe('what changed in the last run', () => {
  it('is told cell by cell, for one portal or all', () => {
    withStore((store) => {
      found(store, { url: city }, figures(6))
      expect(store.status.changes()).toEqual([])
      found(store, { url: city, bytes: 'y' }, figures(7))
      const change = {
        portal_id: 'city',
        agency: '长沙市医疗保障局',
        year: 2023,
        form_table: 'requests',
        row_code: 'new_received',
        column_code: 'total',
        before: 6,
        after: 7,
        reason: 'source',
        url: city,
      }
      expect(store.status.changes()).toEqual([change])
      expect(store.status.changes('city')).toEqual([change])
      expect(store.status.changes('province')).toEqual([])
    })
  })

  it('is nothing once a later run brought nothing', () => {
    withStore((store) => {
      found(store, { url: city })
      found(store, { url: city, bytes: 'y' }, otherFigures)
      const { runId } = store.runs.begin({
        command: 'refresh',
        program: '0',
        now: '2024-06-01T00:00:00Z',
        resumeSince: null,
      })
      store.runs.finish(runId, { state: 'finished', now: '2024-06-01T01:00:00Z', summary: {} })
      expect(store.status.changes()).toEqual([])
    })
  })
})
