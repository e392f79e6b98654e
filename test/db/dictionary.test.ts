import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { everyTable } from '../../db/dictionary/described.ts'
import { dictionaryPage } from '../../db/dictionary/markdown.ts'
import { rules } from '../../db/dictionary/rules.ts'
import { usageWarnings } from '../../db/dictionary/warnings.ts'
import { Store } from '../../db/store.ts'
import { forms } from '../../extract/forms/forms.ts'
import { rows, withStore } from './records.ts'

/** The public views and their columns, in order: what others rely on. Add; do not rename. */
const contract: Readonly<Record<string, string>> = {
  v_reports:
    'report_id, agency_id, agency, agency_as_printed, division_code, division, year, title, url, published_on, media_type, forms, state, cells, doubtful, findings, retrieved_at, sha256',
  v_cells:
    'report_id, agency_id, agency, division_code, year, form_table, form, row_code, column_code, value, unit, raw, status, place',
  v_findings:
    'report_id, agency_id, agency, year, rule, class, form_table, row_code, column_code, expected, actual, difference, cause',
  v_unplaced: 'report_id, table_ordinal, row_index, column_index, raw',
  v_table_cells: 'report_id, table_ordinal, heading, row_index, column_index, text',
  v_versions: 'report_id, version, retrieved_at, sha256, extractor, reason',
  v_changes: 'report_id, version, form_table, row_code, column_code, before, after, reason',
  v_portals:
    'portal_id, name, division_code, state, since, error, platform, reports, new, changed, owed, requests, bytes, last_run_at, next_due_at, milliseconds, listed, usual_listed, usual_requests',
  _tables: 'table_name, description, null_means',
  _columns: 'table_name, column_name, description, unit, source, null_means',
}
const wideStart = 'report_id, agency_id, agency, division_code, year, form, doubtful, '

describe('the dictionary inside the file', () => {
  it.each(Object.entries(contract))('%s has the columns that others rely on', (table, columns) => {
    withStore((store) => {
      const names = rows(store, 'select name from pragma_table_info(?)', table).map(({ name }) => name)
      expect(names.join(', ')).toBe(columns)
    })
  })

  it.each([
    ['v_requests', 175 + 7],
    ['v_proactive', 10 + 22 - 3],
    ['v_disputes', 15],
    ['v_statistics', 58],
  ])('%s has one column per figure of any form', (table, figures) => {
    withStore((store) => {
      const names = rows(store, 'select name from pragma_table_info(?)', table).map(({ name }) => name)
      expect(names.join(', ').startsWith(wideStart)).toBe(true)
      expect(names.slice(7).every((name) => /^[a-z_]+__[a-z_]+$/.test(String(name)))).toBe(true)
      expect(names.length - 7).toBe(figures)
    })
  })

  it('has a word on every public view, table and column, and on nothing else', () => {
    withStore((store) => {
      const actual = rows(
        store,
        `select m.name as table_name, c.name as column_name from sqlite_master m, pragma_table_info(m.name) c
         where m.name like 'v\\_%' escape '\\' or m.name in (select table_name from _tables) order by 1, 2`,
      )
      expect(rows(store, 'select table_name, column_name from _columns order by 1, 2')).toEqual(actual)
      expect(rows(store, `select * from _columns where length(description) < 8`)).toEqual([])
      expect(rows(store, 'select table_name from _tables where length(description) < 20')).toEqual([])
    })
  })

  it('gives a figure its labels as issued, its unit and its document', () => {
    withStore((store) => {
      expect(
        rows(
          store,
          `select description, unit, source from _columns where column_name = 'administrative_fees__amount'`,
        ),
      ).toEqual([
        {
          description:
            '第二十条第（八）项 › 行政事业性收费 | 本年收费金额（单位：万元） (form 2021). Administrative fees | Amount of money',
          unit: '万元',
          source: '国办公开办函〔2021〕30号',
        },
      ])
    })
  })
})

describe('the one source of the dictionary', () => {
  it('has an English label for every row and column of every form', () => {
    withStore((store) => {
      expect(rows(store, 'select * from _labels where label is null or length(label_zh) = 0')).toEqual([])
      expect(
        rows(store, `select label_zh, label, article from _labels where code = 'granted' and form = '2021'`),
      ).toEqual([
        { label_zh: '（一）予以公开', label: '3(1). Disclosed in full', article: '第三十六条第（二）项' },
      ])
    })
  })

  it('has a word on every rule that can make a finding', () => {
    const named = new Set(rules.map(({ rule }) => rule))
    const identities = forms.flatMap(({ identities: each }) => each.map(({ rule }) => rule))
    const folder = fileURLToPath(new URL('../../extract/rules', import.meta.url))
    const inCode = readdirSync(folder).flatMap(
      (file) =>
        [
          ...readFileSync(`${folder}/${file}`, 'utf8').matchAll(
            /'((?:counts|proactive|years|text|structure|hierarchy|requests|statistics)\.[a-z_]+)'/gu,
          ),
        ].map(([, rule = '']) => rule), // 'years.carry_over'
    )
    expect([...identities, ...inCode].filter((rule) => !named.has(rule))).toEqual([])
  })

  it('says which views a warning is about', () => {
    const known = new Set(everyTable.map(({ name }) => name))
    expect(usageWarnings.filter(({ about }) => !known.has(about))).toEqual([])
  })

  it('is the page docs/dictionary.md: delete the page and run this again to write it anew', async () => {
    await expect(dictionaryPage()).toMatchFileSnapshot('../../docs/dictionary.md')
  })

  it('is in the definition of every view, for who reads the schema', () => {
    withStore((store) => {
      const [{ sql } = {}] = rows(store, "select sql from sqlite_master where name = 'v_series'")
      expect(sql).toContain('"received", /* 新收申请. Requests received: 2021 = new_received.total;')
    })
  })

  it('and of every view that a published copy holds as a table', () => {
    withStore((store, path) => {
      const copy = join(dirname(path), 'public.sqlite')
      store.publish(copy)
      const reader = Store.read(copy)
      const tables = rows(
        reader,
        "select sql from sqlite_master where name like 'v\\_%' escape '\\' and type = 'table'",
      )
      reader.close()
      expect(tables).toHaveLength(4)
      for (const { sql } of tables) {
        expect(String(sql)).toMatch(/^create table "v_[a-z]+" \( \/\* .+ \*\/\n/iu)
        expect(
          String(sql)
            .split('\n')
            .slice(1, -1)
            .every((line) => line.endsWith(' */')),
        ).toBe(true)
      }
    })
  })
})
