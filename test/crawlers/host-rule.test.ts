import { afterEach, describe, expect, it } from 'vitest'
import { isLoopbackAddress, isReservedAddress } from '../../crawlers/fetch/address-rule.ts'
import { hostRule, isGovernmentHost } from '../../crawlers/fetch/host-rule.ts'
import { Client } from '../../crawlers/fetch/client.ts'
import { clientOf, html, serve } from './loopback.ts'
import type { Loopback } from './loopback.ts'
import { MemoryFrontier } from './memory-frontier.ts'

const servers: Loopback[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

const contact = 'test@example.org'

const resolve = () => Promise.resolve([{ address: '127.0.0.1', family: 4 as const }])

describe('which hosts are asked', () => {
  const rule = hostRule(['https://www.tl.gov.cn/', 'http://127.0.0.1:8101/'], contact)

  it('walks only hosts the registry names, by host and port, www or not', () => {
    expect(rule.refusal(new URL('https://tl.gov.cn/x'), 'walk')).toBeNull()
    expect(rule.refusal(new URL('http://www.tl.gov.cn/x'), 'walk')).toBeNull()
    expect(rule.refusal(new URL('https://sub.tl.gov.cn/'), 'walk')).toContain('nianbao add')
    expect(rule.refusal(new URL('http://127.0.0.1:8102/'), 'walk')).not.toBeNull()
  })

  it('fetches reports one step away under gov.cn, by label', () => {
    expect(rule.refusal(new URL('https://other.gov.cn/r.pdf'), 'report')).toBeNull()
    for (const url of [
      'https://evilgov.cn/',
      'https://gov.cn.example.com/',
      'https://tl.gov.cn.evil.com/',
      'https://example.com/',
      'ftp://x.gov.cn/',
      'https://user@x.gov.cn/',
    ])
      expect(rule.refusal(new URL(url), 'report'), url).not.toBeNull()
    expect(isGovernmentHost('evilgov.cn')).toBe(false)
  })

  it('asks nothing outside loopback without a contact, and says so before it starts', () => {
    expect(
      hostRule(['http://127.0.0.1:8101/'], null).refusal(new URL('https://x.gov.cn/r'), 'report'),
    ).toContain('no contact')
    expect(
      () =>
        new Client({
          version: '0.1.0',
          contact: null,
          registered: ['https://www.tl.gov.cn/'],
          frontier: new MemoryFrontier(),
        }),
    ).toThrow(/NIANBAO_CONTACT/)
  })
})

describe('which addresses are connected to', () => {
  it('knows private, loopback, link-local and reserved ranges, in IPv6 clothes too', () => {
    const inside = [
      '10.1.2.3',
      '127.9.9.9',
      '169.254.169.254',
      '192.168.1.1',
      '172.31.0.1',
      '100.64.0.1',
      '0.0.0.0',
      '224.0.0.1',
      '::1',
      '::',
      'fe80::1',
      'fd00::1',
      '::ffff:10.0.0.1',
      '::ffff:7f00:1',
      '64:ff9b::a00:1',
      '2002:7f00:1::',
      'not an address',
    ]
    for (const address of inside) expect(isReservedAddress(address), address).toBe(true)
    for (const address of ['114.114.114.114', '2400:3200::1', '172.32.0.1', '::ffff:8.8.8.8'])
      expect(isReservedAddress(address), address).toBe(false)
    expect(isLoopbackAddress('::ffff:127.0.0.1')).toBe(true)
    expect(isLoopbackAddress('10.0.0.1')).toBe(false)
  })

  it('refuses a name that resolves to one, unless the registry names that address and port', async () => {
    const server = await serve((_, response) => html(response, 'inside'))
    servers.push(server)
    const url = `http://inner.gov.cn:${server.port}/`
    const refused = clientOf([url], { contact, resolve })
    expect(await refused.client.page('p', { url })).toMatchObject({ ok: false, outcome: 'host_rule' })
    expect(server.received).toEqual([])
    const named = clientOf([url, server.url], { contact, resolve })
    expect(await named.client.page('p', { url })).toMatchObject({ ok: true })
    await Promise.all([refused.client.close(), named.client.close()])
  })
})

describe('redirects', () => {
  it('follows them by hand, each hop through the host rule', async () => {
    const target = await serve((_, response) => html(response, 'other'))
    const server = await serve((request, response) =>
      request.path === '/in'
        ? response.writeHead(302, { location: '/end' }).end()
        : request.path === '/out'
          ? response.writeHead(301, { location: `${target.url}/x` }).end()
          : request.path === '/file'
            ? response.writeHead(302, { location: 'file:///etc/passwd' }).end()
            : html(response, 'end'),
    )
    servers.push(server, target)
    const { client } = clientOf([server.url])
    expect(await client.page('p', { url: `${server.url}/in` })).toMatchObject({
      ok: true,
      finalUrl: `${server.url}/end`,
    })
    expect(await client.page('p', { url: `${server.url}/out` })).toMatchObject({
      ok: false,
      outcome: 'host_rule',
      finalUrl: `${target.url}/x`,
    })
    expect(await client.page('p', { url: `${server.url}/file` })).toMatchObject({
      ok: false,
      outcome: 'host_rule',
    })
    await client.close()
    expect(target.received).toEqual([])
  })

  it('asks robots.txt at every hop', async () => {
    const server = await serve(
      (request, response) =>
        request.path === '/robots.txt'
          ? response.writeHead(200).end('User-agent: *\nDisallow: /hidden/')
          : request.path === '/a'
            ? response.writeHead(302, { location: '/hidden/b' }).end()
            : html(response, 'x'),
      { robots: 'responds' },
    )
    servers.push(server)
    const { client } = clientOf([server.url])
    expect(await client.page('p', { url: `${server.url}/a` })).toMatchObject({ ok: false, outcome: 'robots' })
    await client.close()
    expect(server.paths()).toEqual(['/a'])
  })

  it('ends circles, endless chains and gates', async () => {
    const server = await serve((request, response) => {
      const number = Number(request.path.slice(2))
      const to =
        request.path === '/a'
          ? '/b'
          : request.path === '/b'
            ? '/a'
            : request.path === '/self'
              ? '/self'
              : `/n${number + 1}`
      response.writeHead(302, { location: to }).end()
    })
    servers.push(server)
    const { client } = clientOf([server.url])
    const ask = async (path: string) => client.page('p', { url: server.url + path })
    expect(await ask('/a')).toMatchObject({ outcome: 'redirect_loop' })
    expect(await ask('/n0')).toMatchObject({ outcome: 'redirect_loop' })
    expect(await ask('/self')).toMatchObject({ outcome: 'cookie_gate' })
    await client.close()
  })

  it('comes through a gate that only wants its cookie back', async () => {
    const server = await serve((request, response) =>
      request.headers.cookie?.includes('C3VK=7') === true
        ? html(response, 'in')
        : response.writeHead(302, { location: '/', 'set-cookie': 'C3VK=7; Max-Age=300' }).end(),
    )
    servers.push(server)
    const { client } = clientOf([server.url])
    expect(await client.page('p', { url: `${server.url}/` })).toMatchObject({ ok: true, text: 'in' })
    await client.close()
  })
})
