import { existsSync, statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { versionOf } from '../../db/migrate.ts'
import { Sqlite } from '../../db/sqlite.ts'
import { Store } from '../../db/store.ts'
import { makeOld } from './older.ts'
import { rows, save, withStore } from './records.ts'

const everything = [
  'select report_id, agency_id, agency, year, url, sha256 from v_reports order by report_id',
  'select report_id, form_table, row_code, column_code, value, raw, place from v_cells order by 1, 2, 3, 4',
  'select report_id, version, reason from v_versions order by 1, 2',
]

describe('a file of an older program', () => {
  it('is upgraded: nothing is lost, and report_id and agency_id stay', () => {
    withStore((store, path) => {
      save(store, 'x')
      save(store, 'y', { year: 2022 }, { url: 'http://127.0.0.1:8101/b.html' })
      const before = everything.map((query) => rows(store, query))
      store.close()
      makeOld(path)
      const upgraded = Store.open(path)
      expect(versionOf(upgraded.connection)).toBeGreaterThan(1)
      expect(everything.map((query) => rows(upgraded, query))).toEqual(before)
      expect(rows(upgraded, 'select count(*) as held from held')).toEqual([{ held: 0 }])
      expect(existsSync(`${path}.upgrade.tmp`)).toBe(false)
      upgraded.close()
    })
  })

  it('stays as it was where its upgraded copy fails a check, and the message says so', () => {
    withStore((store, path) => {
      save(store, 'x')
      store.close()
      makeOld(path)
      const sqlite = new Sqlite(path)
      sqlite.pragma('foreign_keys = off')
      sqlite.exec(
        "insert into finding (version_id, rule, class, cause) values (12345, 'x', 'text', 'unknown')",
      )
      sqlite.close()
      const before = statSync(path).ino
      expect(() => Store.open(path)).toThrow(
        expect.objectContaining({
          code: 'damaged',
          message: expect.stringContaining('1 rows refer to nothing'),
        }),
      )
      expect(statSync(path).ino).toBe(before)
      const old = new Sqlite(path)
      expect(old.pragma('user_version', { simple: true })).toBe(1)
      old.close()
    })
  })

  it('is not replaced under a reader that has it open', () => {
    withStore((store, path) => {
      save(store, 'x')
      store.close()
      makeOld(path)
      const reader = new Sqlite(path, { readonly: true })
      reader.exec('begin')
      expect(reader.prepare('select count(*) as n from report').get()).toEqual({ n: 1 })
      expect(() => Store.open(path)).toThrow(expect.objectContaining({ code: 'locked' }))
      reader.close()
      Store.open(path).close()
    })
  })
})
