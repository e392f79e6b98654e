import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as soon, setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Sqlite } from '../../db/sqlite.ts'
import { Store } from '../../db/store.ts'
import { packageRoot } from '../../pipeline/version.ts'
import { makeOld } from '../db/older.ts'
import { rows, save } from '../db/records.ts'

let folder: string
let database: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nianbao-copies-'))
  database = join(folder, 'all.sqlite')
  const store = Store.open(database)
  for (let year = 2008; year < 2024; year += 1)
    save(store, String(year), { year }, { url: `http://127.0.0.1:8101/${year}.html` })
  store.close()
})
afterEach(() => rmSync(folder, { recursive: true }))

const drafts = () => readdirSync(folder).filter((name) => name.endsWith('.tmp'))
/** Drafts as files: one that is begun anew under its old name is another. */
const begun = () =>
  drafts().map((name) => {
    const file = statSync(join(folder, name), { throwIfNoEntry: false })
    return file && `${file.ino} ${file.birthtimeMs}`
  })

function started(...command: string[]) {
  const cli = join(packageRoot, 'pipeline', 'cli.ts')
  const given = ['--import', 'tsx', cli, '--db', database, ...command]
  return spawn(process.execPath, given, { cwd: packageRoot, stdio: 'ignore' })
}

/** Kills a command some milliseconds after it began to write its copy; true where the copy was still being made. */
async function killed(milliseconds: number, ...command: string[]): Promise<boolean> {
  const before = new Set([...begun(), undefined])
  const child = started(...command)
  const ended = once(child, 'exit')
  while (begun().every((draft) => before.has(draft)) && child.exitCode === null) await soon()
  if (milliseconds > 0) await pause(milliseconds)
  child.kill('SIGKILL')
  await ended
  return begun().some((draft) => !before.has(draft))
}

/** What a file says, and that it is whole. */
function told(path: string, query: string): unknown {
  const sqlite = new Sqlite(path, { fileMustExist: true })
  expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok')
  const answer = sqlite.prepare(query).all()
  sqlite.close()
  return answer
}

/** Kills at several instants; how often the copy was still being made. What stands after each is looked at. */
async function struck(look: () => void, ...command: string[]): Promise<number> {
  let times = 0
  for (const after of [0, 2, 8]) {
    if (await killed(after, ...command)) times += 1
    look()
  }
  return times
}

describe('killed while a copy is made', () => {
  it('a publication leaves the last one as it was, and the next takes away what was half made', async () => {
    const file = join(folder, 'public.sqlite')
    const store = Store.open(database)
    store.publish(file, { now: '2024-02-01T00:00:00Z' })
    store.close()
    const whole = () => expect(told(file, 'select reports from _publication')).toEqual([{ reports: 16 }])
    expect(await struck(whole, 'publish', file)).toBeGreaterThan(0)
    expect(drafts()).not.toEqual([])
    await once(started('publish', file), 'exit')
    whole()
    expect(drafts()).toEqual([])
  }, 120_000)

  it('an upgrade leaves the older file as it was, and the next command upgrades it', async () => {
    const reports = 'select report_id, year from report order by report_id'
    const before = told(database, reports)
    makeOld(database)
    const same = () => expect(told(database, reports)).toEqual(before)
    expect(await struck(same, 'check')).toBeGreaterThan(0)
    const upgraded = Store.open(database)
    expect(rows(upgraded, reports)).toEqual(before)
    expect(rows(upgraded, 'select count(*) as held from held')).toEqual([{ held: 0 }])
    upgraded.close()
    expect(drafts()).toEqual([])
    expect(existsSync(`${database}.upgrade.tmp-wal`)).toBe(false)
  }, 120_000)
})
