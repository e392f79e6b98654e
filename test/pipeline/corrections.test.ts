import { describe, expect, it } from 'vitest'
import type { Store } from '../../db/store.ts'
import type { Correction } from '../../pipeline/corrections.ts'
import { parseCorrections, readCorrections } from '../../pipeline/corrections.ts'
import { owedAt } from '../../pipeline/owed.ts'
import { settle } from '../../pipeline/settle.ts'
import { checkTouched } from '../../pipeline/check.ts'
import { waivers } from '../../pipeline/waivers.ts'
import { bureau, cellsOfForm, linkTo, rows, save, withStore } from '../db/records.ts'

const head = 'agency,year,table,row,column,field,value,reason,who,sha256'
const corrections = (...lines: readonly string[]): Correction[] =>
  parseCorrections([head, ...lines].join('\n'), 'corrections.csv')
const settled = (store: Store, ...lines: readonly string[]) =>
  settle(store, checkTouched, corrections(...lines))

const sha256 = (store: Store) => String(rows(store, 'select sha256 from v_reports')[0]?.['sha256'])
const sixty = (store: Store, agency: string = bureau.name) =>
  `${agency},2023,requests,new_received,total,,60,the page says 60 in its text,A. Reader,${sha256(store)}`
const waiver = (agency: string, year: number) => `${agency},${year},,,,owed,waived,merged,A. Reader,`
const tell = (store: Store, field: 'agency' | 'year', value: string) =>
  `${bureau.name},2023,,,,${field},${value},its seal says so,A. Reader,${sha256(store)}`
const figure = 'select value, raw, status from v_cells where row_code = ? and column_code = ?'
const received = (store: Store) => rows(store, figure, 'new_received', 'total')
const versions = 'select version, reason from v_versions order by version'

describe('a corrected cell', () => {
  it('has the right value; what is printed stays, and so does the version that was read', () => {
    withStore((store) => {
      save(store, 'x')
      expect(settled(store, sixty(store)).corrections).toMatchObject([{ state: 'applied', message: null }])
      expect(received(store)).toEqual([{ value: 60, raw: '6', status: 'number' }])
      expect(rows(store, 'select new_received__total as figure from v_requests')).toEqual([{ figure: 60 }])
      expect(rows(store, versions)).toEqual([
        { version: 1, reason: 'new' },
        { version: 2, reason: 'correction' },
      ])
      expect(rows(store, 'select row_code, column_code, before, after, reason from v_changes')).toEqual([
        { row_code: 'new_received', column_code: 'total', before: 6, after: 60, reason: 'correction' },
      ])
      expect(rows(store, 'pragma foreign_key_check')).toEqual([])
    })
  })

  it('keeps its place, and the report its sections and tables', () => {
    withStore((store) => {
      save(store, 'x')
      const count = 'select count(*) as all_of_them from v_table_cells'
      const before = [
        rows(
          store,
          'select place from v_cells where row_code = ? and column_code = ?',
          'new_received',
          'total',
        ),
        rows(store, count),
      ]
      settled(store, sixty(store))
      expect([
        rows(
          store,
          'select place from v_cells where row_code = ? and column_code = ?',
          'new_received',
          'total',
        ),
        rows(store, count),
      ]).toEqual(before)
    })
  })

  it('may be blank where a figure was read', () => {
    withStore((store) => {
      save(store, 'x')
      settled(store, sixty(store).replace(',60,', ',,'))
      expect(received(store)).toEqual([{ value: null, raw: '6', status: 'blank' }])
    })
  })

  it('is no longer in doubt, and what the rules say follows it', () => {
    withStore((store) => {
      const doubtful = { status: 'uncertain', doubt: 'place', value: 6, raw: '6' } as const
      const cells = cellsOfForm('requests', '2021', {
        'new_received.natural_person': 60,
        'new_received.total': doubtful,
        'granted.natural_person': 60,
        'granted.total': 60,
        'outcome_total.natural_person': 60,
        'outcome_total.total': 60,
      })
      save(store, 'x', { cells, sections: [], findings: [] })
      settled(store)
      expect(rows(store, 'select doubtful from v_requests')).toEqual([{ doubtful: 1 }])
      settled(store, sixty(store))
      expect(rows(store, 'select doubtful, new_received__total as figure from v_requests')).toEqual([
        { doubtful: 0, figure: 60 },
      ])
      expect(rows(store, "select * from v_findings where rule like 'requests.%'")).toEqual([])
    })
  })

  it('is applied once: a second run changes nothing', () => {
    withStore((store) => {
      save(store, 'x')
      const line = sixty(store)
      settled(store, line)
      expect(save(store, 'x')).toMatchObject({ outcome: 'unchanged' })
      expect(settled(store, line).corrections).toMatchObject([{ state: 'standing' }])
      expect(rows(store, versions)).toHaveLength(2)
      expect(received(store)).toMatchObject([{ value: 60 }])
    })
  })

  it('is taken back when its line is: what was read is in use again', () => {
    withStore((store) => {
      save(store, 'x')
      settled(store, sixty(store))
      settled(store)
      expect(received(store)).toEqual([{ value: 6, raw: '6', status: 'number' }])
      expect(rows(store, versions)).toEqual([{ version: 1, reason: 'new' }])
    })
  })

  it('is put over the new reading of a newer extractor, document unchanged', () => {
    withStore((store) => {
      save(store, 'x')
      const line = sixty(store)
      settled(store, line)
      const cells = [...cellsOfForm('requests', '2021', { 'new_received.total': 7 })]
      expect(save(store, 'x', { cells }, { extractor: '2' })).toMatchObject({ outcome: 'changed' })
      settled(store, line)
      expect(received(store)).toEqual([{ value: 60, raw: '7', status: 'number' }])
      expect(rows(store, versions).map(({ reason }) => reason)).toEqual([
        'new',
        'correction',
        'extractor',
        'correction',
      ])
    })
  })
})

describe('a correction whose document changed', () => {
  it('is not applied, and says so', () => {
    withStore((store) => {
      save(store, 'x')
      const line = sixty(store)
      settled(store, line)
      save(store, 'y', { cells: cellsOfForm('requests', '2021', { 'new_received.total': 61 }) })
      const { corrections: outcomes, troubles } = settled(store, line)
      expect(outcomes).toMatchObject([{ state: 'stale' }])
      const message = expect.stringContaining('the document changed since it was corrected')
      expect(troubles).toEqual([{ message, isNew: true }])
      expect(settled(store, line).troubles).toEqual([{ message, isNew: false }])
      expect(received(store)).toMatchObject([{ value: 61 }])
    })
  })

  it('one that the document has come to agree with is no longer needed', () => {
    withStore((store) => {
      save(store, 'x')
      const line = sixty(store).replace(',60,', ',6,')
      expect(settled(store, line).corrections).toMatchObject([
        { state: 'needless', message: expect.stringContaining('remove the line') },
      ])
    })
  })

  it('one of a report or a cell that is not there is named', () => {
    withStore((store) => {
      save(store, 'x')
      const outcomes = settled(
        store,
        sixty(store, '株洲市医疗保障局'),
        sixty(store).replace('new_received', 'no_such_row'),
      ).corrections
      expect(outcomes.map(({ state }) => state)).toEqual(['unmatched', 'unmatched'])
      expect(outcomes[1]?.message).toContain('no cell requests.no_such_row.total')
    })
  })
})

describe('a corrected agency or year', () => {
  it('files the report where it belongs, at once', () => {
    withStore((store) => {
      save(store, 'x')
      settled(store, tell(store, 'year', '2022'))
      expect(rows(store, 'select agency, year from v_reports')).toEqual([{ agency: bureau.name, year: 2022 }])
      expect(rows(store, versions).at(-1)).toMatchObject({ reason: 'correction' })
    })
  })

  it('and stays there when the same document comes again', () => {
    withStore((store) => {
      save(store, 'x')
      const line = tell(store, 'agency', '湖南省株洲市医疗保障局')
      settled(store, line)
      const filed = rows(store, 'select report_id, agency, year from v_reports')
      expect(filed).toMatchObject([{ agency: '湖南省株洲市医疗保障局', year: 2023 }])
      expect(save(store, 'x')).toMatchObject({ outcome: 'unchanged' })
      settled(store, line)
      expect(rows(store, 'select report_id, agency, year from v_reports')).toEqual(filed)
      expect(rows(store, 'select name from agency_name')).toEqual([{ name: '湖南省株洲市医疗保障局' }])
      expect(rows(store, 'pragma foreign_key_check')).toEqual([])
    })
  })

  it('gives a report that does not tell whose it is an agency', () => {
    withStore((store) => {
      linkTo(store, 'http://127.0.0.1:8101/a.html')
      save(store, 'x', { agency: null })
      settled(store, `,2023,,,,agency,湖南省株洲市医疗保障局,asked them,A. Reader,${sha256(store)}`)
      expect(rows(store, 'select agency, year from v_reports')).toEqual([
        { agency: '湖南省株洲市医疗保障局', year: 2023 },
      ])
    })
  })
})

describe('the file of corrections', () => {
  it('ships, empty', () => {
    expect(readCorrections('data/corrections.csv')).toEqual([])
  })

  it('has waivers: an agency that owes no report for a year', () => {
    expect(corrections('长沙市医疗保障局,2018,,,,owed,waived,founded in 2019,A. Reader,')).toMatchObject([
      { of: 'owed', agency: '长沙市医疗保障局', year: 2018 },
    ])
  })

  it('a waiver is in the file while it is in the corrections, and only then', () => {
    withStore((store) => {
      save(store, 'x', { year: 2023 })
      settled(store, waiver(bureau.name, 2022))
      expect(rows(store, 'select year, reason from waiver')).toEqual([{ year: 2022, reason: 'merged' }])
      settled(store)
      expect(rows(store, 'select year from waiver')).toEqual([])
    })
  })

  it('a waived report is not owed, whichever name of the agency the waiver gives', () => {
    withStore((store) => {
      save(store, 'x', { year: 2022 })
      const [known] = rows(store, 'select key from agency')
      const owed = (...lines: readonly string[]) =>
        owedAt(
          new Date('2024-02-10T00:00:00Z'),
          [{ key: String(known?.['key']), years: [2022], succeeded: false }],
          null,
          waivers(store, corrections(...lines)),
        ).all
      expect(owed()).toBe(1)
      expect(owed(waiver(bureau.name, 2023))).toBe(0)
      expect(owed(waiver(bureau.key, 2023))).toBe(0)
      expect(owed(waiver('湖南省长沙市医保局', 2023))).toBe(0)
      expect(owed(waiver(bureau.name, 2021))).toBe(1)
    })
  })

  it.each([
    ['a,23,requests,granted,total,,1,r,w,', 'line 2, year: expected a reporting year'],
    ['a,2023,requests,granted,total,,1,,w,', 'line 2, reason'],
    ['a,2023,requests,granted,total,,1,r,,', 'line 2, who'],
    ['a,2023,requests,granted,total,,1,r,w,', 'line 2, sha256: expected the SHA-256'],
    [`a,2023,requests,granted,total,,one,r,w,${'0'.repeat(64)}`, 'line 2, value: expected a number'],
    [`a,2023,request,granted,total,,1,r,w,${'0'.repeat(64)}`, 'line 2, table: expected one of'],
    [`a,2023,,,,colour,1,r,w,${'0'.repeat(64)}`, 'line 2, field: expected title'],
  ])('a wrong line is named: %s', (line, message) => {
    expect(() => corrections(line)).toThrow(message)
  })

  it('a header that lacks a column is named', () => {
    expect(() => parseCorrections('agency,year\n', 'corrections.csv')).toThrow(
      'corrections.csv: the header lacks table',
    )
  })
})
