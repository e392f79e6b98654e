import { describe, expect, it } from 'vitest'
import { readPage, readPlain } from '../reading.ts'
import { draftOf } from '../sheets/document.ts'
import { figureSet } from '../sheets/figureSet.ts'
import type { FigureSet } from '../sheets/figureSet.ts'
import { pageHtml, plainLayout } from '../sheets/html.ts'
import { plainText } from '../sheets/text.ts'

const layout = { proactive: 'each', disputes: 'row' } as const
const page = (set: FigureSet) => readPage(pageHtml(draftOf(set, layout), plainLayout), set.year)
const identities = (set: FigureSet) => page(set).findings.filter((finding) => finding.class === 'identity')

const hangzhou = figureSet('hangzhou2025')
const misprinted = (cells: Readonly<Record<string, string>>): FigureSet => ({
  ...hangzhou,
  printed: new Map([...hangzhou.printed, ...Object.entries(cells)]),
})

describe('the sums that the forms demand', () => {
  it('hold in a large city’s year', () => {
    expect(identities(hangzhou)).toEqual([])
  })

  it('name the row and the columns of a misprinted figure, which are thereby found', () => {
    const found = identities(misprinted({ 'requests.granted.enterprise': '139' }))
    expect(found.map(({ rule, row, column, difference }) => [rule, row, column, difference])).toEqual([
      ['requests.outcome', null, 'enterprise', -10],
      ['requests.applicants', 'granted', null, -10],
    ])
  })

  it('give the publisher’s own errors as the publisher’s: both readings see 10, 1, 0, 0 with total 0', () => {
    const found = identities(figureSet('linhe2021')).find(({ rule }) => rule === 'disputes.results')
    expect(found).toMatchObject({
      row: 'reconsideration',
      expected: 11,
      actual: 0,
      difference: -11,
      cause: 'publisher',
    })
  })

  it('blame nobody where only one reading could be made', () => {
    const report = readPlain(plainText(draftOf(figureSet('linhe2021'), layout), 'pdf_lines'), 2021)
    const found = report.findings.find(({ rule }) => rule === 'disputes.results')
    expect(found).toMatchObject({ expected: 11, actual: 0, cause: 'unknown' })
  })

  it('count a blank among the parts as nothing, and say nothing where the total is blank', () => {
    expect(identities(misprinted({ 'requests.granted.research': '' }))).toEqual([])
    expect(identities(misprinted({ 'requests.granted.total': '' })).map(({ rule }) => rule)).toEqual([
      'requests.outcome',
    ])
  })
})
