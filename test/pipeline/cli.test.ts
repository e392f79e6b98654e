import { spawn } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { Store } from '../../db/store.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'nianbao-cli-'))
const at = (name: string) => join(folder, name)

afterAll(() => rmSync(folder, { recursive: true }))

interface Ended {
  readonly status: number | null
  readonly out: string
  readonly err: string
}

/** The program as a user starts it. */
function nianbao(...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, 'scripts', 'nianbao.mjs'), ...args], { cwd: folder })
    let [out, err] = ['', '']
    child.stdout.on('data', (data: Buffer) => (out += data.toString()))
    child.stderr.on('data', (data: Buffer) => (err += data.toString()))
    child.on('close', (status) => resolve({ status, out, err }))
  })
}

const lines = (text: string): Record<string, unknown>[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

const pdf = join(root, 'test', 'portals', 'files', 'changsha-czj-2020.pdf')

describe('nianbao status', () => {
  it('of a nation shows the portals that need a look, and counts the others', async () => {
    const path = at('nation.sqlite')
    const store = Store.open(path)
    store.portals.register(
      Array.from({ length: 40 }, (_, number) => ({
        id: `p${number}`,
        name: `第${number}县`,
        divisionCode: null,
        startUrl: `http://127.0.0.1:81${10 + number}/`,
        platform: null,
        columnUrl: null,
        note: '',
      })),
    )
    store.connection.sqlite.exec("update portal set state = 'silent', error = '?' where portal_id = 'p33'")
    store.close()
    const { status, out } = await nianbao('--db', path, 'status')
    expect(status).toBe(0)
    expect(out).toMatch(/never_visited +│ 39 .*silent +│ 1 /su)
    expect(out).toMatch(/need a look.*第33县.*… and 39 more/su)
    expect(out).not.toContain('第32县')
  })
})

describe('nianbao extract', () => {
  it('gives one clear error for each bad file, reads the rest, and exits 1', async () => {
    writeFileSync(at('truncated.pdf'), readFileSync(pdf).subarray(0, 9000))
    writeFileSync(at('prose.txt'), '今天的会议讨论了明年的预算，没有别的内容，也没有任何表格。')
    writeFileSync(at('empty.html'), '')
    mkdirSync(at('folder'))
    const names = ['truncated.pdf', 'prose.txt', 'empty.html', 'missing.doc', 'folder']
    const { status, out } = await nianbao('extract', ...names.map((name) => at(name)), pdf, '--json')
    const answers = lines(out)
    expect(status).toBe(1)
    expect(answers.map(({ file }) => file)).toEqual([...names.map((name) => at(name)), pdf])
    expect(answers.slice(0, 5).map(({ error }) => (error as { code: string }).code)).toEqual([
      'corrupt',
      'not_a_report',
      'corrupt',
      'not_found',
      'unsupported',
    ])
    expect(answers[5]).toMatchObject({
      agency: { name: '长沙市财政局' },
      year: 2020,
      media_type: 'application/pdf',
    })
  })

  it('keeps standard output for answers and names trouble on standard error', async () => {
    const { status, out, err } = await nianbao('extract', at('missing.doc'))
    expect({ status, out }).toEqual({ status: 1, out: '' })
    expect(err).toMatch(/missing\.doc: not_found: .+/u)
  })
})

const header = 'id,name,division_code,start_url,platform,column_url,note\n'

describe('wrong usage', () => {
  it.each([
    ['an unknown command', ['frobnicate']],
    ['an unknown option', ['extract', '--frob', 'x']],
    ['a registry that is not there', ['refresh', '--portals', 'none.csv']],
    ['a delay that is no number', ['refresh', '--delay', 'soon']],
    ['a database that is not there', ['--db', 'none.sqlite', 'status']],
    ['a registry that names no portal', ['refresh', '--portals', 'empty.csv']],
    ['a portal that the registry lacks', ['refresh', '--portals', 'loopback.csv', '--portal', 'nobody']],
    ['a budget that is none', ['refresh', '--portals', 'loopback.csv', '--budget', '2 hours']],
    ['trouble that is neither any nor new', ['refresh', '--portals', 'loopback.csv', '--fail-on', 'some']],
    ['a publication into a folder', ['refresh', '--portals', 'loopback.csv', '--publish', '.']],
    ['a publication into no folder', ['refresh', '--portals', 'loopback.csv', '--publish', 'none/x.sqlite']],
    [
      'a publication over another file',
      ['refresh', '--portals', 'loopback.csv', '--publish', 'loopback.csv'],
    ],
  ])('exits 2 for %s, and says what is wrong', async (_what, args) => {
    writeFileSync(at('empty.csv'), header)
    writeFileSync(at('loopback.csv'), `${header}a,测试,110000,http://127.0.0.1:9/,,,\n`)
    const { status, err } = await nianbao(...args)
    expect(status).toBe(2)
    expect(err).not.toBe('')
    expect(err).not.toContain('    at ')
  })

  it('exits 2 for a publication over the database itself, which stays as it is', async () => {
    const path = at('itself.sqlite')
    Store.open(path).close()
    const before = readFileSync(path)
    const { status, err } = await nianbao('--db', path, 'publish', path)
    expect(status).toBe(2)
    expect(err).toContain('is the database itself')
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  it('exits 2 without a contact outside loopback, and asks nobody', async () => {
    const registry = `${header}a,测试,110000,http://www.example.gov.cn/,,,\n`
    writeFileSync(at('outside.csv'), registry)
    const { status, err } = await nianbao(
      '--db',
      at('outside.sqlite'),
      'refresh',
      '--portals',
      at('outside.csv'),
    )
    expect(status).toBe(2)
    expect(err).toContain('--contact')
  })

  it('names the option of a config file that no command has', async () => {
    writeFileSync(at('config.json'), JSON.stringify({ dealy: 500 }))
    const { status, err } = await nianbao('--config', at('config.json'), 'extract', pdf)
    expect(status).toBe(2)
    expect(err).toContain('dealy')
  })
})

describe('a database that cannot be used', () => {
  it('exits 4 where another run holds it, naming that run', async () => {
    const path = at('held.sqlite')
    const store = Store.open(path)
    const lock = store.lock('refresh')
    const { status, err } = await nianbao('--db', path, 'import', pdf)
    lock.release()
    store.close()
    expect(status).toBe(4)
    expect(err).toContain(String(process.pid))
  })

  it('exits 3 for one that is damaged, in one line that says what to do', async () => {
    const path = at('damaged.sqlite')
    Store.open(path).close()
    truncateSync(path, 20_000)
    for (const command of ['status', 'check']) {
      const { status, err } = await nianbao('--db', path, command)
      expect(status).toBe(3)
      expect(err).toMatch(
        /^nianbao: .*damaged\.sqlite: the database is damaged: restore it from a backup.*\n$/u,
      )
    }
  })

  it('exits 3 for a folder, and for a path that leads through a file', async () => {
    for (const path of [folder, join(pdf, 'x.sqlite')]) {
      const { status, err } = await nianbao('--db', path, 'import', pdf)
      expect(status).toBe(3)
      expect(err).toMatch(/^nianbao: .*: it cannot be opened: look whether its folder is there.*\n$/u)
    }
  })

  it('exits 3 for one that is newer than the program', async () => {
    const path = at('newer.sqlite')
    const store = Store.open(path)
    store.connection.sqlite.pragma('user_version = 9999')
    store.close()
    const { status, err } = await nianbao('--db', path, 'import', pdf)
    expect(status).toBe(3)
    expect(err).toContain('newer')
  })
})

describe('nianbao demo', () => {
  it('exits 3 where a practice port is in use, naming it', async () => {
    const server = createServer()
    const taken = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false))
      server.listen(8103, '127.0.0.1', () => resolve(true))
    })
    const { status, err } = await nianbao('demo', '--db', at('demo.sqlite'))
    if (taken) server.close()
    expect(status).toBe(3)
    expect(err).toContain('810')
  })
})

const seeds = fileURLToPath(new URL('../../../shared/seeds', import.meta.url))
describe.skipIf(!existsSync(seeds))('the five seeds (skipped where ../shared/seeds is absent)', () => {
  it('give agency, year and 200 figures each, with no identity broken', async () => {
    const files = readdirSync(seeds).map((name) => join(seeds, name))
    const { status, out } = await nianbao('extract', ...files, '--json')
    const reports = lines(out) as unknown as {
      agency: { name: string }
      year: number
      cells: { status: string }[]
      findings: { class: string }[]
    }[]
    expect(status).toBe(0)
    expect(reports.map(({ agency, year }) => `${agency.name} ${year}`)).toEqual([
      '原州区医疗保障局 2023',
      '长沙市医疗保障局 2023',
      '亳州市医疗保障局 2021',
      '新乡县医疗保障局 2023',
      '芜湖市医疗保障局 2023',
    ])
    for (const { cells, findings } of reports) {
      expect(cells.filter((cell) => cell.status === 'number')).toHaveLength(200)
      expect(cells).toHaveLength(200)
      expect(findings.filter((finding) => finding.class === 'identity')).toEqual([])
    }
  })
})
