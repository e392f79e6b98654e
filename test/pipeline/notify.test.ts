import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { notify } from '../../pipeline/notify.ts'
import type { Notice } from '../../pipeline/notify.ts'

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
