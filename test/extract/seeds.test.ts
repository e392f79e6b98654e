import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readPlain } from './reading.ts'

/** Plain-text copies of five real reports lie beside the checkout where this project is worked on; they are not ours to ship. */
const folder = new URL('../../../shared/seeds/', import.meta.url)

/** What each report prints, by reading it: every other one of its 200 cells is a printed 0. */
const seeds = [
  {
    file: '000_',
    name: '原州区医疗保障局 2023, tabs with collapsed heads',
    printed: { 'proactive.penalties.decisions': 3 },
  },
  {
    file: '001_',
    name: '长沙市医疗保障局 2023, one cell a line',
    printed: {
      'proactive.normative_documents.issued': 2,
      'proactive.normative_documents.in_force': 11,
      'proactive.penalties.decisions': 55,
      'requests.new_received.natural_person': 10,
      'requests.new_received.total': 10,
      'requests.granted.natural_person': 6,
      'requests.granted.total': 6,
      'requests.unavailable_not_held.natural_person': 1,
      'requests.unavailable_not_held.total': 1,
      'requests.refused_petition_complaint.natural_person': 2,
      'requests.refused_petition_complaint.total': 2,
      'requests.other_correction_overdue.natural_person': 1,
      'requests.other_correction_overdue.total': 1,
      'requests.outcome_total.natural_person': 10,
      'requests.outcome_total.total': 10,
      'disputes.reconsideration.other_result': 1,
      'disputes.reconsideration.total': 1,
      'disputes.litigation_direct.pending': 1,
      'disputes.litigation_direct.total': 1,
    },
  },
  {
    file: '002_',
    name: '亳州市医疗保障局 2021, pipes with dropped cells',
    printed: {
      'proactive.normative_documents.issued': 3,
      'proactive.normative_documents.in_force': 5,
      'proactive.penalties.decisions': 2,
    },
  },
  {
    file: '003_',
    name: "新乡县医疗保障局 2023, a PDF's text with wrapped rows",
    printed: { 'proactive.penalties.decisions': 1 },
  },
  {
    file: '004_',
    name: '芜湖市医疗保障局 2023, Markdown from OCR',
    printed: {
      'proactive.normative_documents.issued': 4,
      'proactive.normative_documents.in_force': 29,
      'proactive.penalties.decisions': 6,
      'requests.new_received.natural_person': 4,
      'requests.new_received.total': 4,
      'requests.granted.natural_person': 1,
      'requests.granted.total': 1,
      'requests.granted_in_part.natural_person': 1,
      'requests.granted_in_part.total': 1,
      'requests.denied_internal_affairs.natural_person': 1,
      'requests.denied_internal_affairs.total': 1,
      'requests.unavailable_not_held.natural_person': 1,
      'requests.unavailable_not_held.total': 1,
      'requests.outcome_total.natural_person': 4,
      'requests.outcome_total.total': 4,
    },
  },
] as const

const absent = existsSync(folder) ? '' : ' (skipped: ../shared/seeds is not there)'

describe.skipIf(absent !== '')(`five real reports, flattened five ways${absent}`, () => {
  it.each(seeds)('reads $name exactly', ({ file, printed }) => {
    const report = readPlain(seed(file))
    expect(report.forms).toEqual({ proactive: '2021', requests: '2021', disputes: '2021', statistics: null })
    expect(report.cells).toHaveLength(200)
    expect(report.cells.filter(({ status }) => status !== 'number')).toEqual([])
    expect(report.notZero()).toEqual(printed)
    expect(report.unplaced).toEqual([])
    expect(report.findings.filter((finding) => finding.class === 'identity')).toEqual([])
  })

  it('gives each figure its line and column in the text', () => {
    const report = readPlain(seed('001_'))
    const lines = new TextDecoder().decode(seed('001_')).split('\n')
    for (const { raw, where } of report.cells) {
      if (!where || !('line' in where)) throw new Error('a figure of a text has a line')
      expect(lines[where.line - 1]?.slice(where.column - 1, where.column - 1 + raw.length)).toBe(raw)
    }
  })
})

function seed(start: string): Uint8Array {
  const file = readdirSync(folder).find((name) => name.startsWith(start))
  if (file === undefined) throw new Error(`no seed begins with ${start}`)
  return readFileSync(new URL(file, folder))
}
