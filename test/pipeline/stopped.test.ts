import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Sqlite } from '../../db/sqlite.ts'
import { Store } from '../../db/store.ts'
import { packageRoot, version } from '../../pipeline/version.ts'
import { onePortal } from './onePortal.ts'
import type { OnePortal } from './onePortal.ts'

let one: OnePortal
const cli = join(packageRoot, 'pipeline', 'cli.ts')

interface Ended {
  readonly status: number | null
  readonly log: string
}

/** The program in a process of its own, from its sources; `limits` are the shell's (`-n 40`). */
function started(
  command: readonly string[],
  limits = '',
): {
  child: ChildProcessByStdio<null, null, Readable>
  ended: Promise<Ended>
  logged: (text: string) => Promise<void>
} {
  const given = ['--db', one.database, ...command, '--portals', one.registry, '--delay', '0', '--json']
  const run = [process.execPath, '--import', 'tsx', cli, ...given]
  const env = { ...process.env, NIANBAO_LOG: 'debug' }
  const stdio: ['ignore', 'ignore', 'pipe'] = ['ignore', 'ignore', 'pipe']
  const options = { cwd: packageRoot, env, stdio }
  const child =
    limits === ''
      ? spawn(run[0] ?? '', run.slice(1), options)
      : spawn('sh', ['-c', `ulimit ${limits}; exec "$@"`, 'sh', ...run], options)
  let log = ''
  child.stderr.setEncoding('utf8').on('data', (piece: string) => (log += piece))
  return {
    child,
    ended: once(child, 'close').then(([status]) => ({ status: status as number | null, log })),
    logged: async (text) => {
      while (!log.includes(text) && child.exitCode === null) await once(child.stderr, 'data')
    },
  }
}

const integrity = () => one.store.connection.sqlite.pragma('integrity_check', { simple: true })
const reports = () => one.rows<{ n: number }>('select count(*) as n from v_reports')[0]?.n ?? 0
const all = () => one.practice.expectedReports().reports.length

beforeEach(async () => {
  one = await onePortal('kaiyuan')
})
afterEach(() => one.close())

describe('a run that is told to stop', () => {
  it('stores what is under way, ends with 143 within ten seconds, and is made good by the next', async () => {
    const { child, ended, logged } = started(['refresh'])
    await logged('"committed"')
    const asked = performance.now()
    child.kill('SIGTERM')
    expect((await ended).status).toBe(143)
    expect(performance.now() - asked).toBeLessThan(10_000)
    expect(reports()).toBeGreaterThan(0)
    expect(one.store.runs.last('refresh')?.state).toBe('stopped')
    expect(['never_visited', 'ok']).toContain(one.store.portals.get('kaiyuan')?.state)
    expect(one.store.portals.due(new Date().toISOString())).toHaveLength(1)
    await one.run()
    expect(reports()).toBe(all())
  }, 120_000)

  it.for([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    '%s twice: it ends at once, with the database whole',
    { timeout: 120_000 },
    async ([signal, exit]) => {
      const { child, ended, logged } = started(['refresh'])
      await logged('"extracting"')
      child.kill(signal)
      child.kill(signal)
      expect((await ended).status).toBe(exit)
      expect(integrity()).toBe('ok')
    },
  )

  it('a schedule ends within ten seconds, too', async () => {
    const { child, ended, logged } = started(['schedule'])
    await logged('run of the schedule')
    const asked = performance.now()
    child.kill('SIGTERM')
    expect((await ended).status).toBe(143)
    expect(performance.now() - asked).toBeLessThan(10_000)
    expect(reports()).toBe(all())
  }, 120_000)
})

describe('a run that publishes', () => {
  it('makes a copy afterwards, and one that has shrunk neither replaces the last nor passes unseen', async () => {
    const file = join(one.folder, 'public.sqlite')
    expect((await started(['refresh', '--publish', file]).ended).status).toBe(0)
    const copy = new Sqlite(file)
    const [publication] = copy.prepare('select reports, program from _publication').all()
    expect(publication).toEqual({ reports: all(), program: version })
    copy.exec('update _publication set reports = reports * 2')
    copy.close()
    const before = readFileSync(file)
    const { status, log } = await started(['refresh', '--due', '--publish', file]).ended
    expect(status).toBe(1)
    expect(log.split('\n').filter((line) => line.startsWith('nianbao: '))).toEqual([
      expect.stringMatching(/public\.sqlite was not replaced: it has \d+ reports, the new copy only \d+/u),
    ])
    expect(readFileSync(file).equals(before)).toBe(true)
  }, 120_000)
})

describe('one writer', () => {
  it('a second run exits 4 at once and names the first', async () => {
    const lock = one.store.lock('refresh')
    const { status, log } = await started(['refresh']).ended
    expect(status).toBe(4)
    expect(log).toContain(`is being written by refresh (process ${process.pid}`)
    lock.release()
  }, 120_000)
})

const disk = mkdtempSync(join(tmpdir(), 'nianbao-disk-'))
const mounted = (options: string) =>
  spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'nianbao', disk], { stdio: 'ignore' }).status === 0
const canMount = process.platform === 'linux' && process.getuid?.() === 0 && mounted('size=3m')
afterAll(() => {
  if (canMount) spawnSync('umount', [disk])
  rmSync(disk, { recursive: true })
})

describe.skipIf(!canMount)('a small disk (skipped where nothing may be mounted)', () => {
  it('fills up: one line says so; with more room the run is taken up, and nothing is missing', async () => {
    const database = join(disk, 'small.sqlite')
    const { status, log } = await started(['refresh', '--db', database]).ended
    expect(status).toBe(3)
    expect(log.split('\n').filter((line) => line.startsWith('nianbao: '))).toEqual([
      expect.stringMatching(/small\.sqlite.*: the disk is full; what was stored is whole: make room/u),
    ])
    expect(mounted('remount,size=64m')).toBe(true)
    const store = Store.open(database)
    expect(store.connection.sqlite.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(store.status.totals().reports).toBeLessThan(all())
    expect((await started(['refresh', '--db', database]).ended).status).toBe(0)
    expect(store.status.totals().reports).toBe(all())
    expect(store.runs.last('refresh')).toMatchObject({ state: 'finished', resumed: 1 })
    store.close()
  }, 120_000)
})

const canLimit = spawnSync('prlimit', ['--version'], { stdio: 'ignore' }).status === 0
describe.skipIf(!canLimit)('file descriptors that run out under way (skipped without prlimit)', () => {
  it('end the run in one line; no portal and no link is blamed, and the next run takes it up', async () => {
    const { child, ended, logged } = started(['refresh'])
    await logged('"committed"')
    // Fewer than are open already: whatever is opened from now on fails.
    spawnSync('prlimit', ['--pid', String(child.pid), '--nofile=10:4096'])
    const { status, log } = await ended
    expect(status).toBe(3)
    expect(log.split('\n').filter((line) => line.startsWith('nianbao: '))).toEqual([
      expect.stringContaining('no further file can be opened: raise the limit of open files'),
    ])
    expect(integrity()).toBe('ok')
    expect(one.rows("select state from portal where state in ('failing', 'blocked')")).toEqual([])
    expect(one.rows("select url from link where state = 'failed'")).toEqual([])
    await one.run()
    expect(one.store.runs.last('refresh')).toMatchObject({ state: 'finished', resumed: 1 })
    expect(reports()).toBe(all())
  }, 120_000)
})

describe.skipIf(process.platform === 'win32')('a machine that has run out of something', () => {
  it.for([
    ['files that may be as large as they need to be', '-f 600'],
    ['file descriptors', '-n 30'],
  ] as const)('%s: the run ends, not with 0, and harms nothing', { timeout: 120_000 }, async ([, limits]) => {
    const { status } = await started(['refresh'], limits).ended
    expect(status).not.toBe(0)
    expect(integrity()).toBe('ok')
    await one.run()
    expect(reports()).toBe(all())
  })
})
