import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { gzipSync, brotliCompressSync, deflateRawSync, deflateSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { clientOf, html, serve } from './loopback.ts'
import type { Loopback, Respond } from './loopback.ts'

const servers: Loopback[] = []
afterEach(async () => {
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

describe('sizes', () => {
  it('refuses a body that declares too much without reading it', async () => {
    const { answer } = await ask(
      (_, response) => response.writeHead(200, { 'content-length': '99999999' }).write('x'),
      { pageBytes: 1000 },
    )
    expect(answer).toMatchObject({ ok: false, outcome: 'too_large' })
  })

  it('stops reading a body that grows too much', async () => {
    const { answer } = await ask(
      (_, response) => {
        response.writeHead(200)
        response.write('x'.repeat(600))
        response.end('x'.repeat(600))
      },
      { pageBytes: 1000 },
    )
    expect(answer).toMatchObject({ ok: false, outcome: 'too_large' })
  })

  it('holds its limit after decompression', async () => {
    const bomb = gzipSync(Buffer.alloc(5_000_000))
    const { answer, asked } = await ask(
      (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
      { pageBytes: 1_000_000 },
    )
    expect(bomb.length).toBeLessThan(10_000)
    expect(answer).toMatchObject({ ok: false, outcome: 'too_large' })
    expect(asked).toBe(1)
  })
})

describe('compression', () => {
  it('undoes gzip, both kinds of deflate, br, and a body packed twice', async () => {
    const page = Buffer.from('<p>政府信息公开年报</p>')
    const packed: readonly (readonly [string, Buffer])[] = [
      ['gzip', gzipSync(page)],
      ['deflate', deflateSync(page)],
      ['deflate', deflateRawSync(page)],
      ['br', brotliCompressSync(page)],
      ['gzip, br', brotliCompressSync(gzipSync(page))],
      ['gzip', page],
    ]
    for (const [encoding, body] of packed) {
      const { answer } = await ask((_, response) =>
        response.writeHead(200, { 'content-encoding': encoding }).end(body),
      )
      expect(answer, encoding).toMatchObject({ ok: true, text: '<p>政府信息公开年报</p>' })
    }
  })

  it('calls a cut gzip body malformed', async () => {
    const { answer } = await ask((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(1000)).subarray(0, 20)),
    )
    expect(answer).toMatchObject({ ok: false, outcome: 'malformed' })
  })
})

const cut: Respond = (_, response) => {
  response.writeHead(200, { 'content-length': '100' })
  response.write('x')
  setTimeout(() => response.destroy(), 20)
}

describe('slow and broken hosts', () => {
  it('gives up on headers that do not come', async () => {
    const { answer, asked } = await ask(() => {}, { retries: 1 })
    expect(answer).toMatchObject({ ok: false, outcome: 'timeout' })
    expect(asked).toBe(2)
  })

  it('gives up on a body that drips', async () => {
    const { answer } = await ask(
      (_, response) => {
        response.writeHead(200)
        const drip = setInterval(() => response.write('x'), 100)
        response.on('close', () => clearInterval(drip))
      },
      { retries: 0 },
    )
    expect(answer).toMatchObject({ ok: false, outcome: 'timeout' })
  })

  it('asks again after a reset in the body, and names it if it stays', async () => {
    const once = await ask((request, response, count) =>
      count === 1 ? cut(request, response, count) : html(response, 'whole'),
    )
    expect(once.answer).toMatchObject({ ok: true, text: 'whole' })
    const always = await ask(cut)
    expect(always.answer).toMatchObject({ ok: false, outcome: 'reset' })
    expect(always.asked).toBe(3)
  })

  it('asks again after a 5xx, not after a 4xx', async () => {
    const later = await ask((_, response, count) =>
      count < 3 ? response.writeHead(502).end() : html(response, 'x'),
    )
    expect(later).toMatchObject({ answer: { ok: true }, asked: 3 })
    const gone = await ask((_, response) => response.writeHead(404).end())
    expect(gone).toMatchObject({ answer: { ok: false, outcome: 'gone', status: 404 }, asked: 1 })
  })

  it('names a refused connection, a name that does not resolve, and what is no HTTP', async () => {
    const garbage = createServer((socket) => socket.once('data', () => socket.write('SSH-2.0-OpenSSH\r\n')))
    await new Promise<void>((resolve) => garbage.listen(0, '127.0.0.1', resolve))
    const spoken = `http://127.0.0.1:${(garbage.address() as AddressInfo).port}/`
    const { client } = clientOf(['http://127.0.0.1:9/', spoken, 'http://nowhere.gov.cn/'], {
      contact: 'test@example.org',
      resolve: (name) =>
        name === 'nowhere.gov.cn'
          ? Promise.reject(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }))
          : Promise.resolve([{ address: name, family: 4 }]),
    })
    const seen = await Promise.all(
      ['http://127.0.0.1:9/', spoken, 'http://nowhere.gov.cn/'].map((url) => client.page('p', { url })),
    )
    await client.close()
    garbage.close()
    expect(seen.map((answer) => (answer.ok ? 'ok' : answer.outcome))).toEqual(['refused', 'malformed', 'dns'])
  })

  it('leaves a host alone that failed three times in a row', async () => {
    const server = await serve((_, response) => response.destroy())
    servers.push(server)
    const { client } = clientOf([server.url], { limits: { retries: 0 } })
    for (const path of ['/1', '/2', '/3', '/4', '/5']) await client.page('p', { url: server.url + path })
    await client.close()
    expect(server.paths()).toEqual(['/1', '/2', '/3'])
  })
})
