import { afterEach, describe, expect, it } from 'vitest'
import { clientOf, html, serve } from './loopback.ts'
import type { Loopback, Respond } from './loopback.ts'

const servers: Loopback[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

async function withRobots(robots: Respond): Promise<Loopback> {
  const server = await serve(
    (request, response, count) =>
      request.path.startsWith('/robots') ? robots(request, response, count) : html(response, '<p>page</p>'),
    { robots: 'responds' },
  )
  servers.push(server)
  return server
}

async function outcomes(server: Loopback, paths: readonly string[]): Promise<string[]> {
  const { client } = clientOf([server.url])
  const answers: string[] = []
  for (const path of paths) {
    const answer = await client.page('p', { url: server.url + path })
    answers.push(answer.ok ? 'ok' : answer.outcome)
  }
  await client.close()
  return answers
}

const text = { 'content-type': 'text/plain' }

const hops =
  (most: number): Respond =>
  (request, response) => {
    const at = Number(request.path.replace('/robots.txt', '').replace('/robots', '') || 0)
    if (at < most) response.writeHead(302, { location: `/robots${at + 1}` }).end()
    else response.writeHead(200, text).end('User-agent: *\nDisallow: /')
  }

describe('robots.txt, by RFC 9309', () => {
  it('asks for it once and keeps out of what it forbids', async () => {
    const server = await withRobots((_, response) =>
      response.writeHead(200, text).end('User-agent: *\nDisallow: /private/'),
    )
    expect(await outcomes(server, ['/a', '/private/b', '/c'])).toEqual(['ok', 'robots', 'ok'])
    expect(server.received.map(({ path }) => path)).toEqual(['/robots.txt', '/a', '/c'])
  })

  it('lets the longest rule win, and ours over the one for all', async () => {
    const rules =
      'User-agent: *\nDisallow: /\n\nUser-agent: nianbao\nDisallow: /zwgk/\nAllow: /zwgk/zfxxgknb/\nDisallow: /*.doc$'
    const server = await withRobots((_, response) => response.writeHead(200, text).end(rules))
    expect(await outcomes(server, ['/', '/zwgk/x', '/zwgk/zfxxgknb/1.html', '/a.doc', '/a.docx'])).toEqual([
      'ok',
      'robots',
      'ok',
      'robots',
      'ok',
    ])
  })

  it('takes a 4xx as no restriction', async () => {
    for (const status of [401, 403, 404, 412]) {
      const server = await withRobots((_, response) => response.writeHead(status).end())
      expect(await outcomes(server, ['/a'])).toEqual(['ok'])
    }
  })

  it('takes a 5xx, and no answer, as closed, and says which', async () => {
    const broken = await withRobots((_, response) => response.writeHead(500).end())
    expect(await outcomes(broken, ['/a'])).toEqual(['robots'])
    expect(broken.paths()).toEqual([])
    const dead = await withRobots((_, response) => response.destroy())
    expect(await outcomes(dead, ['/a', '/b'])).toEqual(['reset', 'reset'])
    expect(dead.paths()).toEqual([])
  })

  it('follows five redirects to it and takes a sixth as no restriction', async () => {
    expect(await outcomes(await withRobots(hops(5)), ['/a'])).toEqual(['robots'])
    expect(await outcomes(await withRobots(hops(6)), ['/a'])).toEqual(['ok'])
  })

  it('reads 500 KiB of it and no rule behind them', async () => {
    const padding = `# ${'x'.repeat(1022)}\n`
    const server = await withRobots((_, response) =>
      response.writeHead(200, text).end(`User-agent: *\nDisallow: /a\n${padding.repeat(500)}Disallow: /b\n`),
    )
    expect(await outcomes(server, ['/a', '/b'])).toEqual(['robots', 'ok'])
  })

  it('reads no line that the 500th KiB cuts', async () => {
    const rule = 'Disallow: /b-and-more'
    const head = 'User-agent: *\nDisallow: /a\n'
    const padding = `#${'x'.repeat(500 * 1024 - head.length - 'Disallow: /b'.length - 2)}\n`
    const server = await withRobots((_, response) =>
      response.writeHead(200, text).end(`${head}${padding}${rule}\n`),
    )
    expect(await outcomes(server, ['/a', '/b'])).toEqual(['robots', 'ok'])
  })

  it.each([
    ['a byte order mark', '\ufeffUser-agent: *\nDisallow: /a'],
    ['lines that end in CR LF', 'User-agent: *\r\nDisallow: /a\r\n'],
    ['lines that end in CR', 'User-agent: *\rDisallow: /a\r'],
    ['comments and blanks', ' User-agent : * # all\n\n Disallow : /a # not this'],
    ['any case', 'USER-AGENT: NianBao\ndisallow: /a'],
    ['a version behind our name', 'User-agent: nianbao/1.0\nDisallow: /a'],
    ['more words behind our name', 'User-agent: nianbao (annual reports)\nDisallow: /a'],
    ['several names of one group', 'User-agent: other\nUser-agent: nianbao\nDisallow: /a'],
    [
      'two groups of ours as one',
      'User-agent: nianbao\nDisallow: /x\n\nUser-agent: *\nAllow: /\n\nUser-agent: nianbao\nDisallow: /a',
    ],
    ['other records within a group', 'User-agent: nianbao\nSitemap: /s.xml\nUser-agent: other\nDisallow: /a'],
    ['a wildcard', 'User-agent: *\nDisallow: /*?id='],
    ['an end', 'User-agent: *\nDisallow: /a$'],
    ['encoded letters as letters', 'User-agent: *\nDisallow: /%61'],
    ['Chinese, written as it is', 'User-agent: *\nDisallow: /年'],
    ['Chinese, encoded in small letters', 'User-agent: *\nDisallow: /%e5%b9%b4'],
  ])('understands %s', async (_name, rules) => {
    const server = await withRobots((_, response) => response.writeHead(200, text).end(rules))
    const path = rules.includes('?id=') ? '/a.jsp?id=1' : /年|%e5/.test(rules) ? '/%E5%B9%B4/1.html' : '/a'
    expect(await outcomes(server, [path, '/b/a/'])).toEqual(['robots', 'ok'])
  })

  it('takes no other name for ours, and of equal rules the one that allows', async () => {
    const rules = 'User-agent: nian\nDisallow: /\n\nUser-agent: *\nDisallow: /a\nAllow: /a\nDisallow:\n'
    const server = await withRobots((_, response) => response.writeHead(200, text).end(rules))
    expect(await outcomes(server, ['/a'])).toEqual(['ok'])
  })

  it('does not follow it to a host that is not asked otherwise', async () => {
    const elsewhere = await withRobots((_, response) =>
      response.writeHead(200, text).end('User-agent: *\nDisallow: /'),
    )
    const server = await withRobots((_, response) =>
      response.writeHead(302, { location: `${elsewhere.url}/robots.txt` }).end(),
    )
    expect(await outcomes(server, ['/a'])).toEqual(['ok'])
    expect(elsewhere.received).toEqual([])
  })

  it('takes a home page in its place as no restriction', async () => {
    const server = await withRobots((_, response) => html(response, '<html>Disallow: /</html>'))
    expect(await outcomes(server, ['/a'])).toEqual(['ok'])
  })

  it('keeps the Crawl-delay it names', async () => {
    const server = await withRobots((_, response) =>
      response.writeHead(200, text).end('User-agent: *\nCrawl-delay: 0.3'),
    )
    await outcomes(server, ['/a', '/b'])
    const [a, b] = server.received.filter(({ path }) => path !== '/robots.txt')
    expect((b?.at ?? 0) - (a?.at ?? 0)).toBeGreaterThan(290)
  })
})
