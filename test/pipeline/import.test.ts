import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Sqlite } from '../../db/sqlite.ts'
import { packageRoot } from '../../pipeline/version.ts'

const folder = mkdtempSync(join(tmpdir(), 'nianbao-import-'))
const database = join(folder, 'own.sqlite')
const pdf = join(packageRoot, 'test', 'portals', 'files', 'changsha-czj-2020.pdf')
const missing = join(folder, 'missing.pdf')
afterAll(() => rmSync(folder, { recursive: true }))

function nianbao(...args: string[]) {
  const given = [join(packageRoot, 'scripts', 'nianbao.mjs'), '--db', database, '--json', ...args]
  const { status, stdout, stderr } = spawnSync(process.execPath, given, { cwd: folder, encoding: 'utf8' })
  return { status, err: stderr, answer: stdout === '' ? null : (JSON.parse(stdout) as unknown) }
}

/** Asks, or changes, the database itself. */
function told(query: string): unknown {
  const sqlite = new Sqlite(database)
  const statement = sqlite.prepare(query)
  const answer = statement.reader ? statement.all() : statement.run()
  sqlite.close()
  return answer
}

const ids = () => told('select report_id, agency_id, agency, year from v_reports')
let imported: unknown

beforeAll(() => {
  expect(nianbao('import', missing, pdf)).toMatchObject({
    status: 1,
    err: expect.stringMatching(/^nianbao: .*missing\.pdf: cannot be read: .*\n$/u),
    answer: [
      { file: missing, outcome: null, report_id: null, error: expect.stringContaining('ENOENT') },
      { file: pdf, outcome: 'new', error: null },
    ],
  })
  imported = ids()
}, 30_000)

describe('a file that a person imports', () => {
  it('is a report like any other, of no portal, with the address of the file', () => {
    expect(imported).toMatchObject([{ agency: '长沙市财政局', year: 2020 }])
    expect(told('select portal_id, state from link')).toEqual([{ portal_id: null, state: 'stored' }])
    expect(told("select count(*) as n from v_reports where url like 'file:///%' and cells > 190")).toEqual([
      { n: 1 },
    ])
  })

  it('is one report, however often and under whichever name it comes, and what it says goes before what is told', () => {
    const copy = join(folder, 'copy.pdf')
    copyFileSync(pdf, copy)
    const again = nianbao('import', copy, '--agency', '长沙市医疗保障局', '--year', '2023')
    expect(again).toMatchObject({ status: 0, answer: [{ outcome: 'unchanged' }] })
    expect(ids()).toEqual(imported)
  }, 30_000)

  it('takes its details for one file alone, and a year that can be one', () => {
    for (const args of [
      [pdf, missing, '--year', '2020'],
      [pdf, '--year', '1999'],
      [pdf, '--agency', '财政'],
    ]) {
      const { status, err } = nianbao('import', ...args)
      expect({ status, lines: err.split('\n').length }).toEqual({ status: 2, lines: 2 })
    }
  }, 30_000)
})

describe('reading again what is stored', () => {
  it('makes a new version only where cells differ, and no report gets another id', () => {
    const unchanged = { read: 1, changed: 0, unchanged: 1, errors: [] }
    expect(nianbao('reextract')).toMatchObject({ status: 0, answer: unchanged })
    // As an older extractor would have left it.
    told("update report_version set cells_digest = 'other'")
    expect(nianbao('reextract')).toMatchObject({
      status: 0,
      answer: { ...unchanged, changed: 1, unchanged: 0 },
    })
    expect(told('select version, reason from v_versions order by version')).toEqual([
      { version: 1, reason: 'new' },
      { version: 2, reason: 'extractor' },
    ])
    expect(ids()).toEqual(imported)
  }, 30_000)

  it('takes only what an older extractor read, of a portal that is there, in a database that is there', () => {
    expect(nianbao('reextract', '--since', '1')).toMatchObject({ status: 0, answer: { read: 0 } })
    for (const args of [
      ['--since', 'new'],
      ['--portal', 'nobody'],
      ['--db', join(folder, 'none.sqlite')],
    ]) {
      const { status, err } = nianbao('reextract', ...args)
      expect({ status, lines: err.split('\n').length }).toEqual({ status: 2, lines: 2 })
    }
  }, 30_000)
})
