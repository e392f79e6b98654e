import { describe, expect, it } from 'vitest'
import { transact } from '../../db/connection.ts'
import { linkTo, rows, save, withStore } from './records.ts'

const tables = ['report', 'report_version', 'cell', 'cell_place', 'requests_wide', 'section', 'source_table']

describe('a report is stored whole or not at all', () => {
  // The last thing that is written: everything else has been by then.
  it.each(['cell', 'section', 'finding', 'requests_wide', 'agency_name'])(
    'a failure at %s undoes everything',
    (table) => {
      withStore((store) => {
        const linkId = linkTo(store, 'http://127.0.0.1:8101/a.html')
        store.connection.sqlite.exec(
          `create temp trigger fault before insert on main.${table} begin select raise(abort, 'disk on fire'); end`,
        )
        expect(() => save(store, 'x', {}, { linkId })).toThrow('disk on fire')
        for (const name of [...tables, 'agency', 'document', 'finding', 'unplaced']) {
          expect(rows(store, `select * from ${name}`), name).toEqual([])
        }
        expect(store.links.get(linkId)).toMatchObject({ state: 'new', reportId: null, checkedAt: null })

        store.connection.sqlite.exec('drop trigger fault')
        expect(save(store, 'x', {}, { linkId })).toMatchObject({ outcome: 'new', version: 1 })
      })
    },
  )

  it('a failed change leaves the version before it in use', () => {
    withStore((store) => {
      save(store, 'one')
      store.connection.sqlite.exec(
        `create temp trigger fault before insert on main.finding begin select raise(abort, 'disk on fire'); end`,
      )
      expect(() => save(store, 'two', { title: 'another' })).toThrow('disk on fire')
      expect(rows(store, 'select version from v_versions')).toEqual([{ version: 1 }])
      expect(rows(store, 'select count(*) as cells from v_cells')).toEqual([{ cells: 200 }])
      expect(rows(store, 'select count(*) as reports from v_requests')).toEqual([{ reports: 1 }])
    })
  })

  it('a transaction refuses an async callback, and undoes what it did', () => {
    withStore((store) => {
      const work = async () => {
        store.connection.sqlite.exec(`insert into meta (key, value) values ('half', 'done')`)
        await Promise.resolve()
      }
      // The type refuses it as well.
      // @ts-expect-error an async callback is not Synchronous
      expect(() => transact(store.connection, work)).toThrow('synchronous')
      expect(rows(store, `select * from meta where key = 'half'`)).toEqual([])
    })
  })
})
