import { describe, expect, it } from 'vitest'
import { bureau, cellsOfForm, record, rows, save, withStore } from './records.ts'

const noForms = { proactive: null, requests: null, disputes: null, statistics: null }
/** What is known of a report whose file could not be read. */
const unread = { forms: noForms, cells: [], unplaced: [], sections: [], tables: [], findings: [] }
const scan = { state: 'needs_ocr' } as const

describe('a report that could not be read', () => {
  it('is a row too, with its state and its file', () => {
    withStore((store) => {
      save(store, 'a scan', unread, scan)
      expect(rows(store, 'select agency, year, state, cells, length(sha256) as hex from v_reports')).toEqual([
        { agency: bureau.name, year: 2023, state: 'needs_ocr', cells: 0, hex: 64 },
      ])
    })
  })

  it('does not take the place of one that was read', () => {
    withStore((store) => {
      save(store, 'x')
      expect(save(store, 'a scan', unread, scan)).toMatchObject({ alternative: true })
      expect(rows(store, 'select state, cells from v_reports')).toEqual([{ state: 'read', cells: 200 }])
    })
  })

  it('gives way to the first address that can be read', () => {
    withStore((store) => {
      save(store, 'a scan', unread, scan)
      const url = 'http://127.0.0.1:8101/b.html'
      expect(save(store, 'x', {}, { url })).toMatchObject({ outcome: 'changed', version: 2 })
      expect(rows(store, 'select state, cells, url from v_reports')).toEqual([
        { state: 'read', cells: 200, url },
      ])
    })
  })

  it('is partly read where a table that the year’s form requires was not found', () => {
    withStore((store) => {
      const forms = { ...record().forms, disputes: null }
      save(store, 'x', { forms, cells: cellsOfForm('requests', '2021') })
      expect(rows(store, 'select state from v_reports')).toEqual([{ state: 'partly' }])
    })
  })
})
