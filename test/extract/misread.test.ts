import { describe, expect, it } from 'vitest'
import type { Cell } from '../../extract/cell.ts'
import { cellsOf, formOf } from '../../extract/forms/forms.ts'
import type { FormId, FormTable } from '../../extract/forms/form.ts'
import { misread } from '../../extract/misread.ts'
import { verify } from '../../extract/verify.ts'

const forms: Record<FormTable, FormId | null> = {
  proactive: null,
  requests: '2021',
  disputes: null,
  statistics: null,
}

/** A table of requests, all 0 but for 5 applications of natural persons, all granted; some cells read otherwise. */
function table(read: Readonly<Record<string, number>>): Cell[] {
  const form = formOf('requests', '2021')
  if (!form) throw new Error('there is no form requests 2021')
  const printed: Readonly<Record<string, number>> = {
    'new_received.natural_person': 5,
    'new_received.total': 5,
    'granted.natural_person': 5,
    'granted.total': 5,
    'outcome_total.natural_person': 5,
    'outcome_total.total': 5,
  }
  return [...cellsOf(form)].map(({ at }) => {
    const key = `${at.row}.${at.column}`
    const value = read[key] ?? printed[key] ?? 0
    return { at, raw: String(value), where: null, unit: null, status: 'number', value }
  })
}

function doubted(cells: readonly Cell[]): string[] {
  const findings = verify({
    cells,
    forms,
    foreignHeads: [],
    second: () => 'cannot tell',
    year: 2023,
    agency: null,
    publishedOn: null,
    sections: [],
  })
  return misread(cells, findings, forms).flatMap(({ status, at }) =>
    status === 'uncertain' ? [`${at.row}.${at.column}`] : [],
  )
}

describe('sums that a misread figure breaks', () => {
  it('doubt nothing where they hold', () => {
    expect(doubted(table({}))).toEqual([])
  })

  it('point to the one cell where a row and a column cross', () => {
    expect(doubted(table({ 'refused_duplicate.enterprise': 6 }))).toEqual(['refused_duplicate.enterprise'])
  })

  it('keep what was read: nothing is put right by arithmetic', () => {
    const cells = table({ 'granted.natural_person': 3 })
    const findings = verify({
      cells,
      forms,
      foreignHeads: [],
      second: () => 'cannot tell',
      year: 2023,
      agency: null,
      publishedOn: null,
      sections: [],
    })
    const cell = misread(cells, findings, forms).find(
      ({ at }) => at.row === 'granted' && at.column === 'natural_person',
    )
    expect(cell).toMatchObject({ status: 'uncertain', value: 3, doubt: 'reading' })
  })

  it('doubt a whole row where no column tells which figure it is', () => {
    // Both the row total and the column total of the misread pair agree with themselves: only the row breaks.
    const cells = table({ 'carried_in.total': 1, 'carried_out.total': 1 })
    expect(doubted(cells).filter((at) => at.startsWith('carried_in.'))).toHaveLength(7)
  })
})
