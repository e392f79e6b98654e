import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Store } from '../../db/store.ts'
import { rows, save, withStore } from './records.ts'

describe('a published copy', () => {
  it('is one file that opens by itself and says the same', () => {
    withStore((store, path) => {
      save(store, 'x')
      const copy = join(dirname(path), 'public.sqlite')
      store.publish(copy)
      const reader = Store.read(copy)
      const cells = 'select * from v_cells order by form_table, row_code, column_code'
      expect(rows(reader, cells)).toEqual(rows(store, cells))
      reader.close()
      expect(readdirSync(dirname(path)).filter((name) => name.startsWith('public'))).toEqual([
        'public.sqlite',
      ])
    })
  })

  it('replaces the last one only after it was checked', () => {
    withStore((store, path) => {
      save(store, 'x')
      const copy = join(dirname(path), 'public.sqlite')
      writeFileSync(copy, 'the last one')
      store.connection.sqlite.pragma('foreign_keys = off')
      store.connection.sqlite.exec('update finding set version_id = 999')
      expect(() => store.publish(copy)).toThrow(expect.objectContaining({ code: 'damaged' }))
      expect(() => Store.read(copy)).toThrow(expect.objectContaining({ code: 'not_ours' }))
      expect(readdirSync(dirname(path)).filter((name) => name.endsWith('.tmp'))).toEqual([])
      expect(existsSync(copy)).toBe(true)
    })
  })
})
