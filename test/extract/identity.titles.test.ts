import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { identify } from '../../extract/identity.ts'

/** Real titles with the right answers, beside a developer's checkout. */
const file = fileURLToPath(new URL('../../../shared/identity/titles.csv', import.meta.url))
const absent = !existsSync(file)
if (absent) process.stderr.write(`identity over real titles: skipped, ${file} is not there\n`)

type Row = Record<
  | 'url'
  | 'title'
  | 'is_report'
  | 'is_report_from'
  | 'agency'
  | 'agency_also'
  | 'year'
  | 'agency_from'
  | 'year_from',
  string
>
const knowable = (from: string) => from === 'title' || from === 'url'

/** What identify gets wrong about a row; [] for a right one. */
function misses(row: Row): string[] {
  const { isReport, agency, year } = identify({
    title: row.title,
    ...(row.url === '' ? {} : { url: row.url }),
  })
  const wrong: string[] = []
  if (row.is_report_from !== 'none' && isReport !== (row.is_report === '1'))
    wrong.push(`is_report ${isReport}`)
  if (row.is_report !== '1') return wrong
  const names = [row.agency, ...row.agency_also.split(';')].filter((name) => name !== '')
  const name = agency?.name ?? null
  const nameRight = name === null ? !knowable(row.agency_from) : names.includes(name)
  if (!nameRight) wrong.push(`agency ${name} for ${names.join(' or ')}`)
  const yearRight = year === null ? !knowable(row.year_from) : String(year) === row.year
  if (!yearRight) wrong.push(`year ${year} for ${row.year}`)
  return wrong
}

describe.skipIf(absent)('real titles', () => {
  const rows: Row[] = absent ? [] : parse<Row>(readFileSync(file, 'utf8'), { columns: true })
  const missed = rows.map((row) => ({ row, wrong: misses(row) })).filter(({ wrong }) => wrong.length > 0)

  it('are read right in at least 98 of 100 rows', () => {
    for (const { row, wrong } of missed)
      process.stderr.write(`missed: ${row.title} | ${row.url} | ${wrong.join('; ')}\n`)
    expect(rows.length).toBeGreaterThan(100)
    expect(1 - missed.length / rows.length).toBeGreaterThanOrEqual(0.98)
  })

  it('never yield a wrong agency or year where title and address do not tell it', () => {
    const guessed = missed.filter(
      ({ row, wrong }) =>
        (!knowable(row.agency_from) && wrong.some((each) => each.startsWith('agency'))) ||
        (!knowable(row.year_from) && wrong.some((each) => each.startsWith('year'))),
    )
    expect(guessed.map(({ row }) => row.title)).toEqual([])
  })
})
