import { describe, expect, it } from 'vitest'
import { bureau, cellsOfForm, linkTo, record, rows, save, withStore } from './records.ts'

const changed = {
  cells: [
    ...cellsOfForm('proactive', '2021'),
    ...cellsOfForm('requests', '2021', {
      'new_received.natural_person': 7,
      'new_received.total': { status: 'blank', value: null, raw: '' },
    }),
    ...cellsOfForm('disputes', '2021'),
  ],
}
const other = 'http://127.0.0.1:8101/b.html'
const versions = 'select version, reason, extractor from v_versions order by version'

describe('versions of a report', () => {
  it('the same content again is no new version', () => {
    withStore((store) => {
      const first = save(store, 'x')
      expect(save(store, 'x')).toEqual({ ...first, outcome: 'unchanged' })
      expect(rows(store, versions)).toHaveLength(1)
    })
  })

  it('a page whose visit counter moved is no new version, and its bytes are not kept', () => {
    withStore((store) => {
      save(store, 'visits: 1')
      expect(save(store, 'visits: 2')).toMatchObject({ outcome: 'unchanged', version: 1 })
      expect(rows(store, 'select * from document')).toHaveLength(1)
      expect(store.status.diskUse().documents).toBe('visits: 1'.length)
    })
  })

  it('a source that changed gives a new one; the old one stays, and v_changes shows the cells that differ', () => {
    withStore((store) => {
      const { reportId } = save(store, 'x')
      expect(save(store, 'y', changed)).toMatchObject({ outcome: 'changed', reportId, version: 2 })
      expect(rows(store, versions)).toEqual([
        { version: 1, reason: 'new', extractor: '1' },
        { version: 2, reason: 'source', extractor: '1' },
      ])
      expect(rows(store, 'select * from v_changes order by column_code')).toEqual([
        {
          report_id: reportId,
          version: 2,
          form_table: 'requests',
          row_code: 'new_received',
          column_code: 'natural_person',
          before: 6,
          after: 7,
          reason: 'source',
        },
        {
          report_id: reportId,
          version: 2,
          form_table: 'requests',
          row_code: 'new_received',
          column_code: 'total',
          before: 6,
          after: '',
          reason: 'source',
        },
      ])
      expect(rows(store, 'select count(*) as cells from v_cells')).toEqual([{ cells: 200 }])
      expect(rows(store, 'select new_received__natural_person as figure from v_requests')).toEqual([
        { figure: 7 },
      ])
    })
  })

  it('a change to another form shows the cells that came and went', () => {
    withStore((store) => {
      save(store, 'x', { cells: cellsOfForm('requests', '2021') })
      save(store, 'y', {
        cells: cellsOfForm('requests', '2019'),
        forms: { ...record().forms, requests: '2019' },
      })
      const of = (columns: string) =>
        rows(
          store,
          `select distinct row_code, ${columns} from v_changes where column_code = 'total' order by row_code`,
        )
      expect(of('before is null as came, after is null as went')).toEqual([
        { row_code: 'other_correction_overdue', came: 0, went: 1 },
        { row_code: 'other_fee_unpaid', came: 0, went: 1 },
        { row_code: 'other_handling', came: 1, went: 0 },
        { row_code: 'other_other', came: 0, went: 1 },
      ])
    })
  })

  it('a newer extractor makes one only where cells differ', () => {
    withStore((store) => {
      save(store, 'x')
      const sections = [{ ordinal: 1, heading: null, text: 'read better' }]
      expect(save(store, 'x', { sections, findings: [] }, { extractor: '2' })).toMatchObject({
        outcome: 'unchanged',
      })
      expect(rows(store, versions)).toEqual([{ version: 1, reason: 'new', extractor: '2' }])
      expect(rows(store, 'select text from section')).toEqual([{ text: 'read better' }])
      expect(rows(store, 'select * from v_findings')).toEqual([])

      expect(save(store, 'x', changed, { extractor: '3' })).toMatchObject({ outcome: 'changed', version: 2 })
      expect(rows(store, versions).at(-1)).toEqual({ version: 2, reason: 'extractor', extractor: '3' })
    })
  })

  it('a correction is a version of its own', () => {
    withStore((store) => {
      save(store, 'x')
      save(store, 'x', changed, { reason: 'correction' })
      expect(rows(store, versions).at(-1)).toMatchObject({ version: 2, reason: 'correction' })
    })
  })

  it('a source that goes back to what it said gets a third version', () => {
    withStore((store) => {
      save(store, 'x')
      save(store, 'y', changed)
      expect(save(store, 'x')).toMatchObject({ outcome: 'changed', version: 3 })
    })
  })
})

describe('one report at two addresses', () => {
  it('the same content is attached to the version that is there', () => {
    withStore((store) => {
      const first = save(store, 'x')
      expect(save(store, 'x', {}, { url: other })).toEqual({ ...first, outcome: 'unchanged' })
      expect(rows(store, 'select url from v_reports')).toEqual([{ url: 'http://127.0.0.1:8101/a.html' }])
    })
  })

  it('other content, not published later, is kept as an alternative', () => {
    withStore((store) => {
      const { reportId } = save(store, 'x')
      expect(save(store, 'y', changed, { url: other })).toEqual({
        outcome: 'unchanged',
        reportId,
        versionId: null,
        version: null,
        alternative: true,
      })
      expect(store.status.alternatives()).toEqual([
        { report_id: reportId, url: other, title: '年度报告', in_use: 'http://127.0.0.1:8101/a.html' },
      ])
      expect(rows(store, 'select new_received__total as figure from v_requests')).toEqual([{ figure: 6 }])
    })
  })

  it('other content that was published later takes its place, and keeps it', () => {
    withStore((store) => {
      save(store, 'x')
      const later = { ...changed, publishedOn: '2024-03-01' }
      expect(save(store, 'y', later, { url: other })).toMatchObject({ outcome: 'changed', version: 2 })
      expect(rows(store, 'select url from v_reports')).toEqual([{ url: other }])
      expect(save(store, 'x')).toMatchObject({ outcome: 'unchanged', version: 1 })
      expect(rows(store, 'select url from v_reports')).toEqual([{ url: other }])
    })
  })
})

describe('a report whose agency or year was read wrongly', () => {
  it('moves to the right report when it is read better, with its versions', () => {
    withStore((store) => {
      const wrong = save(store, 'x', { year: 2024 })
      const right = save(store, 'x', {}, { extractor: '2' })
      expect(right.reportId).not.toBe(wrong.reportId)
      expect(rows(store, 'select report_id, year from v_reports')).toEqual([
        { report_id: right.reportId, year: 2023 },
      ])
      expect(rows(store, 'select year, new_received__total as figure from v_requests')).toEqual([
        { year: 2023, figure: 6 },
      ])
      expect(rows(store, 'pragma foreign_key_check')).toEqual([])
    })
  })

  it('is attached to what another address said rightly', () => {
    withStore((store) => {
      const right = save(store, 'x')
      save(store, 'y', { year: 2022, ...changed }, { url: other })
      expect(save(store, 'x', {}, { url: other })).toMatchObject({
        outcome: 'unchanged',
        reportId: right.reportId,
      })
      expect(rows(store, 'select year from v_reports')).toEqual([{ year: 2023 }])
    })
  })

  it('is known by its address as long as either is unknown', () => {
    withStore((store) => {
      const first = save(store, 'x', { agency: null })
      const second = save(store, 'y', { year: null }, { url: other })
      expect(first.reportId).not.toBe(second.reportId)
      expect(rows(store, 'select agency, year from v_reports order by year')).toEqual([
        { agency: bureau.name, year: null },
        { agency: null, year: 2023 },
      ])
    })
  })
})

describe('ids', () => {
  it('follow from the agency and the year: the same in every file', () => {
    expect(ids()).toEqual(ids())
    expect(ids()).toEqual([{ report_id: expect.any(Number), agency_id: expect.any(Number) }])
  })
})

describe('an agency’s name', () => {
  it('is the one that its newest report prints; each report keeps its own', () => {
    withStore((store) => {
      save(store, 'x', { year: 2023 })
      save(store, 'y', { year: 2020, agency: { ...bureau, name: '长沙市医保局' } }, { url: other })
      expect(rows(store, 'select year, agency, agency_as_printed from v_reports order by year')).toEqual([
        { year: 2020, agency: '长沙市医疗保障局', agency_as_printed: '长沙市医保局' },
        { year: 2023, agency: '长沙市医疗保障局', agency_as_printed: '长沙市医疗保障局' },
      ])
      expect(rows(store, 'select name, first_year, last_year from agency_name order by first_year')).toEqual([
        { name: '长沙市医保局', first_year: 2020, last_year: 2020 },
        { name: '长沙市医疗保障局', first_year: 2023, last_year: 2023 },
      ])
    })
  })
})

function ids(): Record<string, unknown>[] {
  return withStore((store) => {
    linkTo(store, other)
    save(store, 'x')
    return rows(store, 'select report_id, agency_id from v_reports')
  })
}
