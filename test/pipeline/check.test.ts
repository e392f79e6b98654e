import { describe, expect, it } from 'vitest'
import type { Store } from '../../db/store.ts'
import type { ReportRecord } from '../../db/report-record.ts'
import type { Finding } from '../../extract/finding.ts'
import { checkAll, checkTouched } from '../../pipeline/check.ts'
import { cellsOfForm, record, rows, save, withStore } from '../db/records.ts'

/** A report whose sums hold, with so many requests carried in and out; no prose that could contradict it. */
function report(
  store: Store,
  year: number,
  { carriedIn = 0, carriedOut = 0 }: { carriedIn?: number; carriedOut?: number },
  changes: Partial<ReportRecord> = {},
) {
  const granted = carriedIn - carriedOut + 6
  const figures = Object.fromEntries(
    Object.entries({
      new_received: 6,
      carried_in: carriedIn,
      granted,
      outcome_total: granted,
      carried_out: carriedOut,
    }).flatMap(([row, figure]) => [
      [`${row}.natural_person`, figure],
      [`${row}.total`, figure],
    ]),
  )
  const cells = [
    ...cellsOfForm('proactive', '2021'),
    ...cellsOfForm('requests', '2021', figures),
    ...cellsOfForm('disputes', '2021'),
  ]
  const url = `http://127.0.0.1:8101/${year}.html`
  const quiet = { publishedOn: `${year + 1}-01-12`, sections: [], findings: [] }
  return save(store, `${year}`, { year, cells, ...quiet, ...changes }, { url })
}

const found = (store: Store) =>
  rows(
    store,
    'select year, rule, column_code, expected, actual from v_findings order by year, rule, column_code',
  )
const carryOver = (year: number, column_code: string, expected: number, actual: number) => ({
  year,
  rule: 'years.carry_over',
  column_code,
  expected,
  actual,
})

describe('what an agency carries out one year, it carries in the next', () => {
  it('a report that says otherwise has a finding, the one before has none', () => {
    withStore((store) => {
      report(store, 2022, { carriedOut: 3 })
      report(store, 2023, { carriedIn: 2 })
      const summary = checkAll(store)
      expect(found(store)).toEqual([carryOver(2023, 'natural_person', 3, 2), carryOver(2023, 'total', 3, 2)])
      expect(rows(store, 'select year, findings from v_reports order by year')).toEqual([
        { year: 2022, findings: 0 },
        { year: 2023, findings: 2 },
      ])
      expect(summary).toEqual({
        reports: 2,
        findings: 2,
        rules: [
          {
            rule: 'years.carry_over',
            class: 'carry-over',
            findings: 2,
            reports: 1,
            appeared: 2,
            vanished: 0,
          },
        ],
      })
    })
  })

  it('is seen when the earlier report comes last: its neighbour is judged again', () => {
    withStore((store) => {
      report(store, 2023, { carriedIn: 2 })
      expect(checkTouched(store)).toMatchObject({ reports: 1, findings: 0 })
      report(store, 2022, { carriedOut: 3 })
      expect(checkTouched(store)).toMatchObject({ reports: 2, findings: 2 })
      expect(found(store)).toHaveLength(2)
    })
  })

  it('is gone when the source corrects its figures', () => {
    withStore((store) => {
      report(store, 2022, { carriedOut: 3 })
      report(store, 2023, { carriedIn: 2 })
      checkTouched(store)
      report(store, 2022, { carriedOut: 2 }, { sha256: 'f'.repeat(64) })
      const { rules } = checkTouched(store)
      expect(rules).toMatchObject([{ rule: 'years.carry_over', findings: 0, vanished: 2 }])
      expect(found(store)).toEqual([])
    })
  })

  it('says nothing where a year is missing: a gap is no 0', () => {
    withStore((store) => {
      report(store, 2021, { carriedOut: 3 })
      report(store, 2023, { carriedIn: 2 })
      expect(checkAll(store).findings).toBe(0)
    })
  })
})

describe('checking again', () => {
  it('finds the same, and nothing is left to judge', () => {
    withStore((store) => {
      report(store, 2022, { carriedOut: 3 })
      report(store, 2023, { carriedIn: 2 })
      const first = checkAll(store)
      const before = found(store)
      expect(checkAll(store)).toEqual({
        ...first,
        rules: first.rules.map((rule) => ({ ...rule, appeared: 0 })),
      })
      expect(found(store)).toEqual(before)
      expect(checkTouched(store)).toEqual({ reports: 0, findings: 0, rules: [] })
    })
  })

  const broken: Finding = {
    rule: 'requests.balance',
    class: 'identity',
    table: 'requests',
    row: null,
    column: 'total',
    expected: 6,
    actual: 0,
    difference: -6,
    cause: 'publisher',
  }

  it('keeps what the reading of the document told: who is to blame, and what only the document shows', () => {
    withStore((store) => {
      const label: Finding = {
        ...broken,
        rule: 'structure.column_label',
        class: 'completeness',
        table: 'proactive',
        row: 'regulations',
        column: 'repealed',
        expected: null,
        actual: null,
        difference: null,
        cause: 'unknown',
      }
      // The record's own cells: six received, none answered.
      save(store, 'x', { findings: [broken, label], sections: [] })
      checkAll(store)
      const kept = rows(store, 'select rule, column_code, cause from v_findings order by rule, column_code')
      expect(kept).toContainEqual({ rule: 'requests.balance', column_code: 'total', cause: 'publisher' })
      expect(kept).toContainEqual({
        rule: 'structure.column_label',
        column_code: 'repealed',
        cause: 'unknown',
      })
    })
  })

  it('drops a finding that the figures do not bear out', () => {
    withStore((store) => {
      report(store, 2023, {}, { findings: [broken] })
      expect(checkAll(store).rules).toMatchObject([{ rule: 'requests.balance', findings: 0, vanished: 1 }])
      expect(found(store)).toEqual([])
    })
  })

  it('says nothing of a report that could not be read', () => {
    withStore((store) => {
      const forms = { ...record().forms, proactive: null, requests: null, disputes: null }
      const nothing = { cells: [], sections: [], tables: [], findings: [], unplaced: [], forms }
      save(store, 'scan', nothing, { state: 'needs_ocr' })
      expect(checkAll(store)).toEqual({ reports: 1, findings: 0, rules: [] })
    })
  })
})
