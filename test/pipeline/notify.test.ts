import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { parseRegistry } from '../../crawlers/registry.ts'
import { refreshOnce } from '../../pipeline/commands/refresh.ts'
import { notify } from '../../pipeline/notify.ts'
import type { Notice } from '../../pipeline/notify.ts'
import { onePortal } from './onePortal.ts'

const notice: Notice = {
  run_id: 7,
  started_at: '2026-01-01T00:00:00.000Z',
  portals: { ok: 4, blocked: 0, failing: 1 },
  reports: { new: 0, changed: 0, unchanged: 9 },
  changes: [
    { portal_id: 'p1', name: '$(touch x); `id`', before: 'ok', after: 'silent', error: '"; rm -rf /' },
  ],
  new_errors: [],
}

describe('a notice of a change of state', () => {
  it('reaches a program on standard input, without a shell, and never as an argument', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nianbao-notify-'))
    const program = join(folder, 'tell.mjs')
    writeFileSync(
      program,
      `import { readFileSync, writeFileSync } from 'node:fs'
writeFileSync(process.argv[2], JSON.stringify({ given: process.argv.slice(3), read: JSON.parse(readFileSync(0, 'utf8')) }))`,
    )
    const out = join(folder, 'out.json')
    expect(await notify(`${process.execPath} ${program} ${out} --to $HOME`, notice)).toBeNull()
    expect(JSON.parse(readFileSync(out, 'utf8'))).toEqual({ given: ['--to', '$HOME'], read: notice })
    rmSync(folder, { recursive: true })
  })

  it('reaches an http address as JSON', async () => {
    const got: string[] = []
    const server = createServer((request, response) => {
      request.setEncoding('utf8').on('data', (piece: string) => got.push(piece))
      request.on('end', () => response.writeHead(request.url === '/ok' ? 204 : 500).end())
    })
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
    const { port } = server.address() as AddressInfo
    expect(await notify(`http://127.0.0.1:${port}/ok`, notice)).toBeNull()
    expect(JSON.parse(got.join(''))).toEqual(notice)
    expect(await notify(`http://127.0.0.1:${port}/no`, notice)).toBe('it answered with status 500')
    server.close()
  })

  it('says what is wrong with a receiver that is not there, or fails', async () => {
    expect(await notify('/no/such/program', notice)).toContain('ENOENT')
    expect(await notify(`${process.execPath} -e process.exit(3)`, notice)).toBe('it ended with status 3')
    const deaf = `process.on('SIGTERM',()=>0);setInterval(()=>0,1000)`
    expect(await notify(`${process.execPath} -e ${deaf}`, notice, 300)).toBe('it ended with SIGKILL')
  })
})

describe('a run whose changes nobody was told of', () => {
  it('is told by the next one, once, before its own', async () => {
    vi.stubEnv('NIANBAO_LOG', 'silent')
    vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const one = await onePortal('panzhou')
    const [portal] = one.practice.portals
    if (!portal) throw new Error('no portal')
    const receiver = join(one.folder, 'receiver.mjs')
    const out = join(one.folder, 'told')
    writeFileSync(
      receiver,
      `import { appendFileSync, readFileSync } from 'node:fs'
appendFileSync(process.argv[2], readFileSync(0, 'utf8') + '\\n')`,
    )
    const told = () =>
      readFileSync(out, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Notice)
    const registry = parseRegistry(one.practice.registryCsv, 'practice portal')
    const run = (target: string) =>
      refreshOnce(one.store, {
        registry,
        chosen: registry,
        options: { db: one.database, delay: '0', failOn: 'any', notify: target },
        signal: new AbortController().signal,
      })
    const answering = `${process.execPath} ${receiver} ${out}`
    expect(await run(answering)).toBe(0)
    const reports = portal.expectedReports().reports
    for (const { id } of reports) portal.withhold(id)
    expect(await run('/no/such/program')).toBe(1)
    for (const { id } of reports) portal.publish(id)
    expect(await run(answering)).toBe(0)
    expect(told().map(({ run_id, changes }) => [run_id, changes[0]?.before, changes[0]?.after])).toEqual([
      [2, 'ok', 'silent'],
      [3, 'silent', 'ok'],
    ])
    expect(await run(answering)).toBe(0)
    expect(told()).toHaveLength(2)
    await one.close()
    vi.restoreAllMocks()
    vi.unstubAllEnvs()
  }, 60_000)
})
