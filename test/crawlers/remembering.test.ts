import { afterEach, describe, expect, it } from 'vitest'
import { clientOf, html, serve } from './loopback.ts'
import type { Loopback } from './loopback.ts'
import { MemoryFrontier } from './memory-frontier.ts'

const servers: Loopback[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

async function versioned(): Promise<Loopback> {
  const server = await serve((request, response) => {
    if (request.headers['if-none-match'] === '"v1"') response.writeHead(304, { etag: '"v1"' }).end()
    else html(response, '第一版', { etag: '"v1"', 'last-modified': 'Mon, 15 Jan 2024 00:00:00 GMT' })
  })
  servers.push(server)
  return server
}

describe('a page that is remembered', () => {
  it('is served without a request when it was fetched in this run already: so a killed run goes on', async () => {
    const server = await versioned()
    const frontier = new MemoryFrontier()
    for (let times = 0; times < 2; times += 1) {
      const { client } = clientOf([server.url], { frontier })
      expect(await client.page('p', { url: `${server.url}/list` })).toMatchObject({
        ok: true,
        text: '第一版',
      })
      await client.close()
    }
    expect(server.paths()).toEqual(['/list'])
  })

  it('is asked for conditionally in the next run, and looks the same to the caller', async () => {
    const server = await versioned()
    const frontier = new MemoryFrontier()
    const first = clientOf([server.url], { frontier })
    await first.client.page('p', { url: `${server.url}/list` })
    frontier.newRun()
    const second = clientOf([server.url], { frontier })
    const answer = await second.client.page('p', { url: `${server.url}/list` })
    expect(answer).toMatchObject({ ok: true, notModified: true, text: '第一版', etag: '"v1"' })
    const asked = server.received.findLast(({ path }) => path === '/list')
    expect(asked?.headers).toMatchObject({
      'if-none-match': '"v1"',
      'if-modified-since': 'Mon, 15 Jan 2024 00:00:00 GMT',
    })
    expect(frontier.log.at(-1)).toMatchObject({ outcome: 'not_modified', status: 304, bytes: 0 })
    await second.client.page('p', { url: `${server.url}/list` })
    expect(server.paths()).toHaveLength(2)
    await Promise.all([first.client.close(), second.client.close()])
  })

  it('and a page or a document that was not there is not asked for again by the run that takes up a killed one', async () => {
    const server = await serve((_, response) => response.writeHead(404).end())
    servers.push(server)
    const frontier = new MemoryFrontier()
    for (let times = 0; times < 2; times += 1) {
      const { client } = clientOf([server.url], { frontier })
      const gone = { ok: false, outcome: 'gone', status: 404 }
      expect(await client.page('p', { url: `${server.url}/list` })).toMatchObject(gone)
      expect(await client.document('p', { url: `${server.url}/report` })).toMatchObject(gone)
      await client.close()
    }
    expect(server.paths()).toEqual(['/list', '/report'])
  })

  it('keeps pages of one address and different forms apart', async () => {
    const server = await serve((request, response) => html(response, request.body))
    servers.push(server)
    const { client } = clientOf([server.url])
    const ask = async (body: string) => client.page('p', { url: `${server.url}/list`, method: 'POST', body })
    expect(await ask('page=1')).toMatchObject({ text: 'page=1' })
    expect(await ask('page=2')).toMatchObject({ text: 'page=2' })
    expect(await ask('page=1')).toMatchObject({ text: 'page=1' })
    await client.close()
    expect(server.paths()).toHaveLength(2)
  })

  it('is forgotten by nobody when it fails: the failure is in the log, the copy stays', async () => {
    let isBroken = false
    const server = await serve((_, response) =>
      isBroken ? response.writeHead(500).end() : html(response, 'good'),
    )
    servers.push(server)
    const { client, frontier } = clientOf([server.url])
    await client.page('p', { url: `${server.url}/list` })
    frontier.newRun()
    isBroken = true
    expect(await client.page('p', { url: `${server.url}/list` })).toMatchObject({
      ok: false,
      outcome: 'server_error',
    })
    await client.close()
    expect(frontier.page(`${server.url}/list`)).toMatchObject({ fetchedThisRun: false })
  })
})

describe('a document', () => {
  it('is asked for with the validators its keeper has, and is not kept among the pages', async () => {
    const server = await versioned()
    const { client, frontier } = clientOf([server.url])
    const first = await client.document('p', { url: `${server.url}/r.pdf` })
    expect(first).toMatchObject({ ok: true, notModified: false, etag: '"v1"' })
    const again = await client.document('p', { url: `${server.url}/r.pdf`, etag: '"v1"' })
    expect(again).toMatchObject({ ok: true, notModified: true, status: 304 })
    await client.close()
    expect(frontier.page(`${server.url}/r.pdf`)).toBeNull()
  })

  it('is asked for as nianbao, with whom to write to', async () => {
    const server = await versioned()
    const { client } = clientOf([server.url], { contact: 'ops@example.org' })
    await client.document('p', { url: `${server.url}/r.pdf`, referer: `${server.url}/list` })
    await client.close()
    const asked = server.received.at(-1)
    expect(asked?.headers['user-agent']).toBe('nianbao/0.1.0 (ops@example.org)')
    expect(asked?.headers.referer).toBe(`${server.url}/list`)
    expect(
      server.received.every(({ headers }) => headers['user-agent']?.startsWith('nianbao/') === true),
    ).toBe(true)
  })
})
