import { describe, expect, it } from 'vitest'
import { acrossYears, hierarchySum } from '../../../extract/rules/years.ts'
import type { YearFigures } from '../../../extract/rules/years.ts'
import { readPage } from '../reading.ts'
import { draftOf } from '../sheets/document.ts'
import { figureSet } from '../sheets/figureSet.ts'
import { pageHtml, plainLayout } from '../sheets/html.ts'

function year(name: string, of: number, cells: Readonly<Record<string, string>> = {}): YearFigures {
  const set = figureSet(name)
  const printed = new Map([...set.printed, ...Object.entries(cells)])
  const report = readPage(
    pageHtml(draftOf({ ...set, printed }, { proactive: 'each', disputes: 'row' }), plainLayout),
    of,
  )
  return { year: of, forms: report.forms, cells: report.cells }
}

/** The books of documents in force balance. */
const quiet = {
  'proactive.normative_documents.in_force': '29',
  'proactive.normative_documents.issued': '0',
}

const amount = (text: string) => ({ ...quiet, 'proactive.administrative_fees.amount': text })

const rules = (before: YearFigures, now: YearFigures) =>
  acrossYears(before, now).map(({ rule, row, column, difference }) => [rule, row, column, difference])

describe('one agency, two years running', () => {
  it('carries in what it carried out, column by column', () => {
    const before = year('wuhu2023', 2022, {
      ...quiet,
      'requests.carried_out.natural_person': '2',
      'requests.carried_out.total': '2',
    })
    const now = year('wuhu2023', 2023, {
      ...quiet,
      'requests.carried_in.natural_person': '2',
      'requests.carried_in.total': '3',
    })
    expect(rules(before, now)).toEqual([['years.carry_over', 'carried_in', 'total', 1]])
  })

  it('carries over from the 2019 form to that of 2021', () => {
    const found = acrossYears(
      year('donghu2020', 2020, { 'requests.carried_out.total': '41' }),
      year('wuhu2023', 2021),
    )
    expect(found).toContainEqual(
      expect.objectContaining({ rule: 'years.carry_over', column: 'total', expected: 41, actual: 0 }),
    )
  })

  it('says nothing of a blank, of a missing year, or across a gap', () => {
    expect(
      rules(
        year('wuhu2023', 2022, { ...quiet, 'requests.carried_out.total': '', 'requests.granted.total': '9' }),
        year('wuhu2023', 2023, quiet),
      ),
    ).toEqual([])
    expect(
      rules(year('wuhu2023', 2021, { 'requests.carried_out.total': '9' }), year('wuhu2023', 2023)),
    ).toEqual([])
  })

  it('keeps the books on documents in force', () => {
    const found = rules(year('wuhu2023', 2022), year('wuhu2023', 2023))
    expect(found).toContainEqual(['years.in_force', 'normative_documents', 'in_force', -4])
  })

  it('does not publish one set of figures twice', () => {
    expect(rules(year('changsha2023', 2022), year('changsha2023', 2023)).map(([rule]) => rule)).toContain(
      'years.copied',
    )
    const other = year('changsha2023', 2023, { 'requests.refused_duplicate.total': '1' })
    expect(rules(year('changsha2023', 2022), other).map(([rule]) => rule)).not.toContain('years.copied')
  })

  it('does not take 元 for 万元', () => {
    expect(rules(year('wuhu2023', 2022, amount('43.788')), year('wuhu2023', 2023, amount('437880')))).toEqual(
      [['years.unit_jump', 'administrative_fees', 'amount', 437836.212]],
    )
    expect(rules(year('wuhu2023', 2022, amount('43.788')), year('wuhu2023', 2023, amount('93.1')))).toEqual(
      [],
    )
  })

  it('counts its items on from 2019 to 2020', () => {
    const first = year('donghu2020', 2019, {
      'proactive.licensing.items_last_year': '10',
      'proactive.licensing.change': '+2',
    })
    const second = year('donghu2020', 2020, { 'proactive.licensing.items_last_year': '11' })
    expect(rules(first, second)).toContainEqual(['years.items', 'licensing', 'items_last_year', -1])
  })
})

describe('a territory and its agencies', () => {
  const total = year('wuhu2023', 2023).cells.find(
    ({ at }) => at.row === 'new_received' && at.column === 'total',
  )
  const part = year('changsha2023', 2023).cells.find(
    ({ at }) => at.row === 'new_received' && at.column === 'total',
  )
  if (!total || !part) throw new Error('both reports have a total')

  it('is compared only where all of them are there', () => {
    expect(hierarchySum(total, [part, undefined])).toEqual([])
    expect(hierarchySum(total, [part, part])).toEqual([
      expect.objectContaining({ rule: 'hierarchy.sum', expected: 20, actual: 4, difference: -16 }),
    ])
  })
})
