import { describe, expect, it } from 'vitest'
import type { FetchPolicy, ListedLink } from '../../db/links.ts'
import { linkTo, rows, runOf, save, withStore } from './records.ts'

const url = 'http://127.0.0.1:8101/a.html'
const listed: ListedLink = {
  url,
  title: '年度报告',
  publishedOn: '2024-01-12',
  listUrl: 'http://127.0.0.1:8101/list.html',
}
const policy: FetchPolicy = { checkedBefore: null, limit: 100 }
const now = '2024-02-02T00:00:00Z'

describe('what discovery found', () => {
  it('a link is new once, then known; it is changed when its list row reads otherwise', () => {
    withStore((store) => {
      const seen = { runId: runOf(store), now }
      linkTo(store, 'http://127.0.0.1:8101/first.html')
      const found = [listed, { ...listed, url: 'http://127.0.0.1:8101/b.html' }]
      expect(store.links.listed('p1', found, seen).added.map((link) => link.url)).toEqual(
        found.map((each) => each.url),
      )
      expect(store.links.listed('p1', found, seen)).toEqual({ added: [], changed: [], same: 2 })
      const { changed } = store.links.listed('p1', [{ ...listed, publishedOn: '2024-03-01' }], seen)
      expect(changed).toMatchObject([{ url, publishedOn: '2024-03-01', listChanged: 1 }])
    })
  })

  it('is fetched once; then only when its list row changes, or when it is time to look again', () => {
    withStore((store) => {
      linkTo(store, url)
      const toFetch = (changes: Partial<FetchPolicy> = {}) =>
        store.links.toFetch('p1', { ...policy, ...changes }, now)
      expect(toFetch()).toMatchObject([{ url, state: 'new' }])
      save(store, 'x')
      expect(toFetch()).toEqual([])
      expect(toFetch({ checkedBefore: '2024-02-01T07:00:00Z' })).toEqual([])
      expect(toFetch({ checkedBefore: '2024-02-01T09:00:00Z' })).toMatchObject([{ url, state: 'stored' }])
      store.links.listed('p1', [{ ...listed, title: '年度报告（更正）' }], { runId: runOf(store), now })
      expect(toFetch()).toMatchObject([{ url, listChanged: 1 }])
      store.links.confirmed(linkTo(store, 'http://127.0.0.1:8101/c.html'), now)
    })
  })

  it('that failed is asked again when its time has come, however often it failed', () => {
    withStore((store) => {
      const linkId = linkTo(store, url)
      const failure = {
        state: 'failed',
        code: 'timeout',
        error: 'no answer; it is asked again',
        now,
      } as const
      store.links.failed(linkId, { ...failure, retryAt: '2024-02-03T00:00:00Z' })
      expect(store.links.toFetch('p1', policy, now)).toEqual([])
      expect(store.links.toFetch('p1', policy, '2024-02-03T00:00:00Z')).toMatchObject([
        { attempts: 1, errorCode: 'timeout' },
      ])
      for (let times = 0; times < 9; times += 1)
        store.links.failed(linkId, { ...failure, retryAt: '2024-02-04T00:00:00Z' })
      expect(store.links.toFetch('p1', policy, '2024-02-04T00:00:00Z')).toMatchObject([{ attempts: 10 }])
    })
  })

  it('that is gone leaves its report, which says so; it is back when the source is', () => {
    withStore((store) => {
      save(store, 'x')
      const linkId = linkTo(store, url)
      store.links.failed(linkId, { state: 'gone', code: 'gone', error: '404', now, retryAt: null })
      expect(rows(store, 'select state, cells from v_reports')).toEqual([{ state: 'gone', cells: 200 }])
      save(store, 'x')
      expect(rows(store, 'select state from v_reports')).toEqual([{ state: 'read' }])
    })
  })

  it('of one address on two portals are two links', () => {
    withStore((store) => {
      linkTo(store, url)
      const p2 = {
        id: 'p2',
        name: '',
        divisionCode: null,
        startUrl: 'http://127.0.0.1:8102/',
        platform: null,
        columnUrl: null,
        note: '',
      }
      store.portals.register([p2])
      store.links.listed('p2', [listed], { runId: runOf(store), now })
      expect(rows(store, 'select portal_id from link order by 1')).toEqual([
        { portal_id: 'p1' },
        { portal_id: 'p2' },
      ])
      expect(store.portals.all().map(({ portalId }) => portalId)).toEqual(['p2'])
    })
  })

  it('a file that a person imports is one link, however often', () => {
    withStore((store) => {
      const first = store.links.imported({ url: 'file:///report.pdf', title: null }, now)
      expect(store.links.imported({ url: 'file:///report.pdf', title: null }, now).linkId).toBe(first.linkId)
      expect(save(store, 'x', {}, { linkId: first.linkId, url: 'file:///report.pdf' })).toMatchObject({
        outcome: 'new',
      })
    })
  })
})
