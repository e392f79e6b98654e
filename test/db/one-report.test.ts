import { describe, expect, it } from 'vitest'
import { rows, save, withStore } from './records.ts'

describe('a report that is saved', () => {
  it('stands in v_reports with its agency, year, forms and counts', () => {
    withStore((store) => {
      store.fillDivisions([{ code: '430100', name: '长沙市', fullName: '湖南省长沙市', level: 'prefecture' }])
      const saved = save(store, '<p>one</p>')
      expect(saved).toMatchObject({ outcome: 'new', version: 1, alternative: false })
      expect(rows(store, 'select * from v_reports')).toEqual([
        {
          report_id: saved.reportId,
          agency_id: expect.any(Number),
          agency: '长沙市医疗保障局',
          agency_as_printed: '长沙市医疗保障局',
          division_code: '430100',
          division: '长沙市',
          year: 2023,
          title: '长沙市医疗保障局2023年政府信息公开工作年度报告',
          url: 'http://127.0.0.1:8101/a.html',
          published_on: '2024-01-12',
          media_type: 'text/html',
          forms: '{"proactive":"2021","requests":"2021","disputes":"2021","statistics":null}',
          state: 'read',
          cells: 200,
          doubtful: 0,
          findings: 1,
          retrieved_at: '2024-02-01T08:00:00Z',
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
      ])
    })
  })

  it('has each figure as a row and as a column', () => {
    withStore((store) => {
      save(store, 'x')
      expect(
        rows(
          store,
          `select value, unit, raw, status, place from v_cells where row_code = 'new_received' and column_code = 'total'`,
        ),
      ).toEqual([
        { value: 6, unit: null, raw: '6', status: 'number', place: '{"table":1,"row":3,"column":8}' },
      ])
      expect(
        rows(
          store,
          'select agency, year, form, doubtful, new_received__total, granted__total, other_handling__total from v_requests',
        ),
      ).toEqual([
        {
          agency: '长沙市医疗保障局',
          year: 2023,
          form: '2021',
          doubtful: 0,
          new_received__total: 6,
          granted__total: 0,
          other_handling__total: null,
        },
      ])
    })
  })

  it('keeps findings, figures that no cell took up, and every table as found', () => {
    withStore((store) => {
      const { reportId } = save(store, 'x')
      expect(
        rows(store, 'select rule, column_code, expected, actual, difference, cause from v_findings'),
      ).toEqual([
        {
          rule: 'requests.balance',
          column_code: 'total',
          expected: 6,
          actual: 0,
          difference: -6,
          cause: 'publisher',
        },
      ])
      expect(rows(store, 'select * from v_unplaced')).toEqual([
        { report_id: reportId, table_ordinal: 1, row_index: 4, column_index: 2, raw: '17' },
      ])
      const heading = '三、收到和处理政府信息公开申请情况'
      const at = (row_index: number, column_index: number, text: string) => ({
        report_id: reportId,
        table_ordinal: 1,
        heading,
        row_index,
        column_index,
        text,
      })
      expect(rows(store, 'select * from v_table_cells order by row_index, column_index')).toEqual([
        at(0, 0, ''),
        at(0, 1, '自然人'),
        at(1, 0, '一、本年新收政府信息公开申请数量'),
        at(1, 1, '6'),
      ])
    })
  })

  it('keeps the bytes, and gives them back', () => {
    withStore((store) => {
      const page = '<td>0</td>'.repeat(500)
      save(store, page)
      const [{ sha256 } = {}] = rows(store, 'select sha256 from v_reports')
      expect(new TextDecoder().decode(store.documents.bytes(String(sha256)))).toBe(page)
      const [{ bytes, stored_bytes } = {}] = rows(store, 'select bytes, stored_bytes from document')
      expect(Number(stored_bytes)).toBeLessThan(Number(bytes) / 10)
    })
  })
})
