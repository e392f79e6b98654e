import { afterEach, describe, expect, it } from 'vitest'
import { clientOf, html, serve } from './loopback.ts'
import type { Loopback } from './loopback.ts'

const servers: Loopback[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

describe('pace', () => {
  it('asks a host for one thing at a time, with the delay between an end and the next start', async () => {
    let open = 0
    let most = 0
    const ends: number[] = []
    const server = await serve((_, response) => {
      open += 1
      most = Math.max(most, open)
      setTimeout(() => {
        open -= 1
        ends.push(performance.now())
        html(response, 'x')
      }, 40)
    })
    servers.push(server)
    const { client } = clientOf([server.url], { delayMs: 120 })
    await Promise.all(['/1', '/2', '/3'].map((path) => client.page('p', { url: server.url + path })))
    await client.close()
    expect(most).toBe(1)
    const starts = server.received.filter(({ path }) => path !== '/robots.txt').map(({ at }) => at)
    for (const [index, end] of ends.slice(0, -1).entries())
      expect((starts[index + 1] ?? 0) - end).toBeGreaterThan(115)
  })

  it('counts www and the bare name as one host, and lets different hosts go on side by side', async () => {
    const server = await serve((_, response) => html(response, 'x'))
    servers.push(server)
    const names = ['www.example.gov.cn', 'example.gov.cn', 'other.gov.cn'].map(
      (name) => `http://${name}:${server.port}/`,
    )
    const { client } = clientOf([...names, server.url], {
      delayMs: 200,
      contact: 'test@example.org',
      resolve: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
    })
    await Promise.all(names.map((url) => client.page('p', { url })))
    await client.close()
    const asked = server.received.map(({ headers, at }) => ({ host: headers.host?.replace(/:.*/, ''), at }))
    const times = (host: string): number[] => asked.filter((each) => each.host === host).map(({ at }) => at)
    const gaps = [...times('www.example.gov.cn'), ...times('example.gov.cn')].sort((a, b) => a - b)
    for (const [index, at] of gaps.slice(1).entries()) expect(at - (gaps[index] ?? 0)).toBeGreaterThan(195)
    expect(Math.max(...times('other.gov.cn')) - Math.min(...gaps)).toBeLessThan(400)
  })

  it('slows down while a host is in trouble', async () => {
    const server = await serve((request, response) =>
      request.path === '/bad' ? response.writeHead(500).end() : html(response, 'x'),
    )
    servers.push(server)
    const { client } = clientOf([server.url], { delayMs: 40, limits: { retries: 1 } })
    await client.page('p', { url: `${server.url}/bad` })
    const before = performance.now()
    await client.page('p', { url: `${server.url}/good` })
    await client.close()
    expect(performance.now() - before).toBeGreaterThan(200)
  })
})

describe('waiting when asked to', () => {
  it('waits as Retry-After says, in seconds and as a date, without using up a retry', async () => {
    for (const [status, after] of [
      [429, () => '1'],
      [503, () => new Date(Date.now() + 2_000).toUTCString()],
    ] as const) {
      const server = await serve((_, response, count) =>
        count <= 1 ? response.writeHead(status, { 'retry-after': after() }).end() : html(response, 'x'),
      )
      servers.push(server)
      const { client, frontier } = clientOf([server.url], { limits: { retries: 0 } })
      const answer = await client.page('p', { url: `${server.url}/a` })
      await client.close()
      expect(answer.ok).toBe(true)
      const [first, second] = server.received.filter(({ path }) => path === '/a')
      expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(950)
      expect(frontier.log.map(({ outcome }) => outcome)).toEqual(['gone', 'deferred', 'ok'])
    }
  })

  it('waits out a 503 that names no time, longer each time, without using up a retry', async () => {
    const server = await serve((_, response, count) =>
      count <= 3 ? response.writeHead(503).end('busy') : html(response, 'x'),
    )
    servers.push(server)
    const { client } = clientOf([server.url], { limits: { retries: 0, backoffMs: 60, busyWaitMs: 1_000 } })
    expect(await client.page('p', { url: `${server.url}/a` })).toMatchObject({ ok: true })
    await client.close()
    const at = server.received.filter(({ path }) => path === '/a').map((each) => each.at)
    const pauses = at.slice(1).map((each, index) => each - (at[index] ?? 0))
    for (const [index, least] of [55, 115, 235].entries()) expect(pauses[index]).toBeGreaterThan(least)
  })

  it('gives up a host that says 503 and nothing else, as broken', async () => {
    const server = await serve((_, response) => response.writeHead(503).end('down'))
    servers.push(server)
    const { client } = clientOf([server.url])
    expect(await client.page('p', { url: `${server.url}/a` })).toMatchObject({ outcome: 'server_error' })
    await client.close()
    expect(server.paths()).toHaveLength(5)
  })

  it('puts a host off that asks for more than a run allows, and asks it nothing more', async () => {
    const server = await serve((_, response) => response.writeHead(429, { 'retry-after': '3600' }).end())
    servers.push(server)
    const { client } = clientOf([server.url])
    expect(await client.page('p', { url: `${server.url}/a` })).toMatchObject({
      ok: false,
      outcome: 'deferred',
      status: 429,
    })
    expect(await client.page('p', { url: `${server.url}/b` })).toMatchObject({
      ok: false,
      outcome: 'deferred',
    })
    await client.close()
    expect(server.paths()).toEqual(['/a'])
  })
})
