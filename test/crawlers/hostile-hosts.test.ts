import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { retryAfterMs } from '../../crawlers/fetch/retry-after.ts'
import { clientOf, html, serve } from './loopback.ts'
import type { Loopback, Respond } from './loopback.ts'

const servers: Loopback[] = []
const closing: (() => void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) close()
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

async function ask(respond: Respond, limits = {}) {
  const server = await serve(respond)
  servers.push(server)
  const { client } = clientOf([server.url], { limits })
  const answer = await client.page('p', { url: `${server.url}/a` })
  await client.close()
  return { answer, asked: server.paths().length }
}

/** A server that says what no HTTP library would. */
async function raw(say: (socket: Socket, path: string) => void): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.on('data', (data: Buffer) => {
      const path = / (\S+) HTTP/.exec(data.toString('latin1'))?.[1] ?? '' // GET /a HTTP/1.1
      if (path === '/robots.txt') socket.write('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n')
      else say(socket, path)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function outcomeOf(url: string, limits = {}): Promise<string> {
  const { client } = clientOf([url], { limits: { retries: 0, ...limits } })
  const answer = await client.page('p', { url: `${url}/a` })
  await client.close()
  return answer.ok ? `ok ${answer.text}` : answer.outcome
}

describe('where a host may not lead us', () => {
  const targets = [
    'http://2130706433:PORT/x', // 127.0.0.1 as one number
    'http://0x7f000001:PORT/x',
    'http://0177.0.0.1:PORT/x',
    'http://127.1:PORT/x',
    'http://[::ffff:127.0.0.1]:PORT/x',
    'http://[::1]:PORT/x',
    'http://localhost:PORT/x',
    'http://127.0.0.2:PORT/x',
    'http://169.254.169.254/latest/meta-data/',
    'http://user:pass@127.0.0.1:PORT/x',
    '//evil.example.com/x',
    'gopher://127.0.0.1/x',
    'javascript:alert(1)',
    'data:text/html,x',
  ]
  it.each(targets)('a redirect to %s', async (target) => {
    const inner = await serve((_, response) => html(response, 'inside'))
    servers.push(inner)
    const { answer } = await ask((_, response) =>
      response.writeHead(302, { location: target.replace('PORT', String(inner.port)) }).end(),
    )
    expect(answer).toMatchObject({ ok: false, outcome: 'host_rule' })
    expect(inner.received).toEqual([])
  })

  it('a name under gov.cn that resolves to an address within, at the second hop too', async () => {
    const inner = await serve((_, response) => html(response, 'inside'))
    const server = await serve((_, response) =>
      response.writeHead(302, { location: `http://files.gov.cn:${inner.port}/r.pdf` }).end(),
    )
    servers.push(inner, server)
    const { client } = clientOf([server.url], {
      contact: 'test@example.org',
      resolve: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
    })
    const answer = await client.document('p', { url: `${server.url}/r` })
    await client.close()
    expect(answer).toMatchObject({ ok: false, outcome: 'host_rule' })
    expect(inner.received).toEqual([])
  })

  it('an address that no server takes', async () => {
    const { answer, asked } = await ask((request, response) =>
      request.path === '/a'
        ? response.writeHead(302, { location: `/${'x'.repeat(20_000)}` }).end()
        : html(response, 'x'),
    )
    expect(answer).toMatchObject({ ok: false, outcome: 'host_rule' })
    expect(asked).toBe(1)
  })
})

describe('answers that nothing asked for', () => {
  it.each([
    ['a redirect to nowhere', 302],
    ['several choices', 300],
    ['a part', 206],
    ['not modified', 304],
  ])('%s', async (_name, status) => {
    const { answer } = await ask((_, response) =>
      response.writeHead(status, { 'content-type': 'text/html' }).end(),
    )
    expect(answer).toMatchObject({ ok: false, outcome: 'malformed' })
  })

  it('a page that comes only to who has run its script: 202', async () => {
    const { answer } = await ask((_, response) =>
      response
        .writeHead(202, { 'content-type': 'text/html' })
        .end(`<script>${'var a = 1;'.repeat(900)}</script>`),
    )
    expect(answer).toMatchObject({ ok: false, outcome: 'script_challenge' })
  })
})

describe('answers that look like a challenge and are none', () => {
  it.each([
    ['an empty list that says so', '<ul>暂无相关信息</ul><script>Ls.pagination({pageCount:1});</script>'],
    [
      'a page that goes elsewhere when pressed',
      `<div onclick="location.href='/b'">公开</div>${'政府信息公开专栏'.repeat(20)}`,
    ],
  ])('%s', async (_name, body) => {
    const { answer } = await ask((_, response) => html(response, body))
    expect(answer).toMatchObject({ ok: true, text: body })
  })
})

describe('lengths and lies', () => {
  it('less than was declared', async () => {
    const url = await raw((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf'))
    expect(await outcomeOf(url)).toBe('reset')
  })

  it('more than was declared: what is behind is no answer to the next request', async () => {
    const url = await raw((socket) =>
      socket.write(
        'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwholeHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfake',
      ),
    )
    const { client } = clientOf([url], { limits: { retries: 0 } })
    const first = await client.page('p', { url: `${url}/a` })
    const second = await client.page('p', { url: `${url}/b` })
    await client.close()
    expect(first).toMatchObject({ ok: true, text: 'whole' })
    expect(second.ok && second.text === 'fake').toBe(false)
  })

  it('two lengths, and a length that is none', async () => {
    for (const lengths of [
      'Content-Length: 3\r\nContent-Length: 5',
      'Content-Length: -1',
      'Content-Length: x',
    ]) {
      const url = await raw((socket) => socket.end(`HTTP/1.1 200 OK\r\n${lengths}\r\n\r\nabcde`))
      expect(await outcomeOf(url), lengths).toBe('malformed')
    }
  })

  it('chunks without an end', async () => {
    const url = await raw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n')
      const more = (): void => {
        if (!socket.destroyed) socket.write(`1000\r\n${'x'.repeat(4096)}\r\n`, () => setImmediate(more))
      }
      more()
    })
    expect(await outcomeOf(url, { pageBytes: 100_000 })).toBe('too_large')
  })

  it('headers without an end', async () => {
    const url = await raw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n')
      const more = (): void => {
        if (!socket.destroyed) socket.write(`X-A: ${'x'.repeat(4096)}\r\n`, () => setImmediate(more))
      }
      more()
    })
    expect(await outcomeOf(url)).toBe('malformed')
  })

  it('a bomb within a bomb, and a body packed over and over', async () => {
    const bomb = gzipSync(gzipSync(Buffer.alloc(3_000_000)))
    const nested = await ask(
      (_, response) => response.writeHead(200, { 'content-encoding': 'gzip, gzip' }).end(bomb),
      { pageBytes: 1_000_000 },
    )
    expect(nested.answer).toMatchObject({ ok: false, outcome: 'too_large' })
    const many = await ask((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip, '.repeat(40) }).end(bomb),
    )
    expect(many.answer).toMatchObject({ ok: false, outcome: 'malformed' })
  })
})

describe('cookies', () => {
  it('stay with the host that gave them, whatever domain it names', async () => {
    const other = await serve((_, response) => html(response, 'other'))
    const server = await serve((request, response) =>
      request.path === '/a'
        ? response
            .writeHead(200, { 'content-type': 'text/html', 'set-cookie': ['id=7', 'wide=1; Domain=gov.cn'] })
            .end('x')
        : response.writeHead(302, { location: `http://two.gov.cn:${other.port}/` }).end(),
    )
    servers.push(server, other)
    const names = [
      `http://one.gov.cn:${server.port}`,
      `http://two.gov.cn:${other.port}`,
      server.url,
      other.url,
    ]
    const { client } = clientOf(names, {
      contact: 'test@example.org',
      resolve: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
    })
    await client.page('p', { url: `${names[0] ?? ''}/a` })
    await client.page('p', { url: `${names[0] ?? ''}/b` })
    await client.close()
    expect(server.received.find(({ path }) => path === '/b')?.headers.cookie).toContain('id=7')
    expect(other.received.filter(({ path }) => path === '/').map(({ headers }) => headers.cookie)).toEqual([
      undefined,
    ])
  })

  it('are not taken without end', async () => {
    const server = await serve((_, response, count) => {
      const flood = Array.from({ length: 200 }, (_each, at) => `c${count}-${at}=${'x'.repeat(100)}`)
      response.writeHead(200, { 'content-type': 'text/html', 'set-cookie': flood }).end('x')
    })
    servers.push(server)
    const { client } = clientOf([server.url])
    for (const path of ['/1', '/2', '/3', '/4', '/5'])
      expect(await client.page('p', { url: server.url + path })).toMatchObject({ ok: true })
    await client.close()
    for (const { headers } of server.received) expect((headers.cookie ?? '').length).toBeLessThan(8_193)
  })
})

describe('Retry-After, as servers write it', () => {
  const now = Date.parse('2025-01-31T00:00:00Z')
  it.each([
    ['120', 120_000],
    ['0', 0],
    ['Fri, 31 Jan 2025 00:02:00 GMT', 120_000],
    ['Thu, 30 Jan 2025 00:00:00 GMT', 0],
    ['-5', null],
    ['soon', null],
    ['', null],
    ['1.5', null],
  ])('%s', (header, expected) => {
    expect(retryAfterMs(header, now)).toBe(expected)
  })

  it('takes a number beyond all bounds for a very long wait, not for none', () => {
    expect(retryAfterMs('9'.repeat(40), now)).toBeGreaterThan(10 * 60_000)
  })
})
