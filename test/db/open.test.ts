import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Sqlite } from '../../db/sqlite.ts'
import { describe, expect, it } from 'vitest'
import { applicationId } from '../../db/migrate.ts'
import { Store } from '../../db/store.ts'
import { rows, save, withFolder, withStore } from './records.ts'

describe('opening a database', () => {
  it('makes one, and finds it again as it was', () => {
    withFolder((folder) => {
      const path = join(folder, 'not', 'there', 'yet.sqlite')
      const first = Store.open(path)
      save(first, 'x')
      first.close()
      const second = Store.open(path)
      expect(rows(second, 'select count(*) as reports from v_reports')).toEqual([{ reports: 1 }])
      second.close()
    })
  })

  it('has foreign keys on and WAL, and is marked as ours', () => {
    withStore(({ connection: { sqlite } }) => {
      const pragma = (name: string): unknown => sqlite.pragma(name, { simple: true })
      expect(pragma('foreign_keys')).toBe(1)
      expect(pragma('journal_mode')).toBe('wal')
      expect(pragma('application_id')).toBe(applicationId)
      expect(pragma('user_version')).toBeGreaterThan(0)
    })
  })

  it('refuses a file of a newer program, saying so', () => {
    withStore((store, path) => {
      store.connection.sqlite.pragma('user_version = 99')
      expect(() => Store.open(path)).toThrow(expect.objectContaining({ code: 'newer' }))
      expect(() => Store.read(path)).toThrow(/schema 99.*update nianbao/)
    })
  })

  it('refuses a file that is not ours, and leaves it alone', () => {
    withFolder((folder) => {
      const text = join(folder, 'notes.txt')
      writeFileSync(text, 'Some notes, long enough to be taken for more than an empty file. '.repeat(20))
      expect(() => Store.open(text)).toThrow(expect.objectContaining({ code: 'not_ours' }))
      const foreign = join(folder, 'foreign.sqlite')
      const sqlite = new Sqlite(foreign)
      sqlite.exec('create table theirs (x)')
      expect(() => Store.open(foreign)).toThrow(expect.objectContaining({ code: 'not_ours' }))
      expect(sqlite.prepare('select name from sqlite_master').all()).toEqual([{ name: 'theirs' }])
      sqlite.close()
    })
  })

  it('to read only, makes nothing and cannot write', () => {
    withStore((store, path) => {
      save(store, 'x')
      const reader = Store.read(path)
      expect(rows(reader, 'select count(*) as reports from v_reports')).toEqual([{ reports: 1 }])
      expect(() => reader.connection.sqlite.exec('delete from finding')).toThrow('readonly')
      reader.close()
      expect(() => Store.read(`${path}.none`)).toThrow(expect.objectContaining({ code: 'not_found' }))
    })
  })
})

describe('the schema', () => {
  it('is the one that was approved: read the difference before you update it', async () => {
    const schema = withStore((store) =>
      rows(
        store,
        `select sql from sqlite_master where sql is not null and name not like 'sqlite_%' and type <> 'view' order by type desc, name`,
      ),
    )
    await expect(schema.map(({ sql }) => `${String(sql)};\n`).join('\n')).toMatchFileSnapshot(
      'schema.golden.sql',
    )
  })

  it('keeps what is closed closed', () => {
    withStore((store) => {
      save(store, 'x')
      for (const [table, column] of [
        ['finding', 'class'],
        ['finding', 'cause'],
        ['link', 'state'],
        ['report', 'state'],
        ['report_version', 'reason'],
        ['portal', 'state'],
        ['run', 'state'],
        ['document', 'encoding'],
        ['agency', 'level'],
      ]) {
        expect(
          () => store.connection.sqlite.exec(`update ${table} set ${column} = 'other'`),
          `${table}.${column}`,
        ).toThrow('CHECK constraint failed')
      }
      expect(() => store.connection.sqlite.exec('update cell set status = 9')).toThrow(
        'CHECK constraint failed',
      )
    })
  })

  it('keeps cells in their primary key alone', () => {
    withStore((store) => {
      const [{ sql } = {}] = rows(store, `select sql from sqlite_master where name = 'cell'`)
      expect(sql).toMatch(/WITHOUT ROWID$/)
    })
  })

  it('gives forms, rows, columns and cells ids that stay when they are filled in again', () => {
    withStore((store, path) => {
      const ids = 'select form_cell_id, address, slot from form_cell order by 1'
      const before = rows(store, ids)
      store.connection.sqlite.exec(
        `update meta set value = 'of another program'; update form_row set label = 'x'`,
      )
      const again = Store.open(path)
      expect(rows(again, ids)).toEqual(before)
      expect(rows(again, `select count(*) as n from form_row where label = 'x'`)).toEqual([{ n: 0 }])
      again.close()
    })
  })

  it('refuses a file whose forms have another unit: its cells would change theirs in silence', () => {
    withStore((store, path) => {
      store.connection.sqlite.exec(
        `update meta set value = 'of another program'; update form_cell set unit = '元' where address = 'proactive.administrative_fees.amount'`,
      )
      expect(() => Store.open(path)).toThrow(expect.objectContaining({ code: 'forms_changed' }))
    })
  })
})
