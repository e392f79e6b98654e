import { describe, expect, it } from 'vitest'
import { extract } from '../../extract/extract.ts'
import type { Extraction } from '../../extract/extraction.ts'
import { asBefore, together } from '../../extract/together.ts'
import { draftOf } from './sheets/document.ts'
import { figureSet } from './sheets/figureSet.ts'
import type { FigureSet } from './sheets/figureSet.ts'
import { pageHtml, plainLayout } from './sheets/html.ts'
import { plainText } from './sheets/text.ts'

const set = figureSet('hangzhou2025')
const layout = { proactive: 'each', disputes: 'row' } as const

const otherwise = (changes: Readonly<Record<string, string>>): FigureSet => ({
  ...set,
  printed: new Map([...set.printed, ...Object.entries(changes)]),
})

async function read(figures: FigureSet, as: 'page' | 'text'): Promise<Extraction> {
  const draft = draftOf(figures, layout)
  const bytes = as === 'page' ? pageHtml(draft, plainLayout) : plainText(draft, 'tabs')
  const result = await extract(new TextEncoder().encode(bytes))
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

const doubtful = ({ cells }: Extraction) =>
  cells
    .filter(({ status }) => status !== 'number')
    .map(({ at, status, value }) => [`${at.table}.${at.row}.${at.column}`, status, value])
const said = ({ findings }: Extraction) =>
  findings
    .filter(({ class: kind }) => kind === 'reading' || kind === 'identity')
    .map(({ rule, row, column, expected, actual, cause }) => [rule, row, column, expected, actual, cause])

describe('a page and its attachment that both carry the tables', () => {
  it('say the same: nothing changes', async () => {
    const page = await read(set, 'page')
    expect(together(page, await read(set, 'text'))).toEqual(page)
  })

  it('differ in a figure: it is in doubt, and a finding names what the other prints', async () => {
    const at = 'proactive.licensing.decisions'
    const page = await read(set, 'page')
    const both = together(page, await read(otherwise({ [at]: '999' }), 'text'))
    const value = Number(set.printed.get(at))
    expect(doubtful(both)).toEqual([[at, 'uncertain', value]])
    expect(said(both)).toEqual([
      ...said(page),
      ['reading.attachment', 'licensing', 'decisions', 999, value, 'unknown'],
    ])
  })

  it('differ where one prints nothing: in doubt too', async () => {
    const at = 'proactive.licensing.decisions'
    const both = together(await read(otherwise({ [at]: '' }), 'page'), await read(set, 'text'))
    expect(doubtful(both)).toEqual([[at, 'uncertain', null]])
  })

  it('a blank where the other prints 0 stays a blank, and one finding says so for its table', async () => {
    const zero = [...set.printed].find(([at, raw]) => raw === '0' && at.startsWith('requests.'))?.[0] ?? ''
    const both = together(await read(otherwise({ [zero]: '' }), 'page'), await read(set, 'text'))
    expect(doubtful(both)).toEqual([[zero, 'blank', null]])
    expect(said(both)).toContainEqual(['reading.attachment', null, null, null, null, 'unknown'])
  })

  it('agree on figures that break a sum: the mistake is the publisher’s', async () => {
    const wrong = otherwise({ 'disputes.reconsideration.total': '77' })
    const page = await read(wrong, 'page')
    const alone = {
      ...page,
      findings: page.findings.map((finding) => ({ ...finding, cause: 'unknown' as const })),
    }
    const both = together(alone, await read(wrong, 'text'))
    expect(said(both).filter(([rule]) => rule === 'disputes.results')).toMatchObject([
      ['disputes.results', 'reconsideration', null, expect.anything(), 77, 'publisher'],
    ])
  })

  it('differ in a figure that breaks a sum: the sum says nothing while the figure is in doubt', async () => {
    const wrong = await read(otherwise({ 'disputes.reconsideration.total': '77' }), 'page')
    const both = together(wrong, await read(set, 'text'))
    expect(said(wrong).filter(([rule]) => rule === 'disputes.results')).toHaveLength(1)
    expect(said(both).filter(([rule]) => rule === 'disputes.results')).toEqual([])
  })

  it('of two years, or of two agencies, are two reports', async () => {
    const page = await read(set, 'page')
    const changed = { 'proactive.licensing.decisions': '999' }
    expect(together(page, await read({ ...otherwise(changed), year: 2024 }, 'text'))).toEqual(page)
    expect(together(page, await read({ ...otherwise(changed), agency: '长沙市医疗保障局' }, 'text'))).toEqual(
      page,
    )
  })

  it('keep their difference when the one that is stored is read again alone', async () => {
    const at = 'proactive.licensing.decisions'
    const page = await read(set, 'page')
    const both = together(page, await read(otherwise({ [at]: '999' }), 'text'))
    expect(asBefore(page, both.findings)).toEqual(both)
    const better = {
      ...page,
      cells: page.cells.map((cell) =>
        cell.at.row === 'licensing' ? { ...cell, value: 999, status: 'number' as const } : cell,
      ),
    }
    expect(doubtful(asBefore(better, both.findings))).toEqual([])
    expect(asBefore(page, page.findings)).toEqual(page)
  })
})
