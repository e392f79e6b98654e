import { createConnection } from 'node:net'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { discover } from '../../crawlers/discover.ts'
import type { Discovery } from '../../crawlers/discovery.ts'
import { Browser } from '../../crawlers/fetch/browser.ts'
import { openBrowserProxy } from '../../crawlers/fetch/browser-proxy.ts'
import { findBrowser } from '../../crawlers/fetch/find-browser.ts'
import { ownCertificate } from '../../crawlers/fetch/own-certificate.ts'
import { isUnrendered } from '../../crawlers/render.ts'
import type { RenderedPage } from '../../crawlers/render.ts'
import { judgeTitle } from '../../extract/identity.ts'
import { clientOf, html, serve } from './loopback.ts'
import type { Loopback, Respond } from './loopback.ts'

const isThere = typeof findBrowser(null, '') === 'string'
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})
const warned: string[] = []
/** A page of scripts and nothing else is taken for a challenge. */
const words = `<p>${'政府信息公开年报专栏'.repeat(5)}</p>`

async function serving(respond: Respond, robots: 'missing' | 'responds' = 'missing'): Promise<Loopback> {
  const server = await serve(respond, { robots })
  closing.push(() => server.close())
  return server
}

/** A browser whose client knows only `server`. */
function browserOf(server: Loopback) {
  const { client, frontier } = clientOf([server.url])
  const browser = new Browser({ client, path: null, warn: (message) => warned.push(message) })
  closing.push(
    () => client.close(),
    () => browser.close(),
  )
  return { client, frontier, browser }
}

async function drawn(browser: Browser, url: string, pages = 1): Promise<readonly RenderedPage[]> {
  const answer = await browser.render({ portalId: 'p', url, pages })
  if (isUnrendered(answer)) throw new Error(answer.message)
  return answer
}

describe.skipIf(!isThere)('all of the browser’s traffic goes through the client', () => {
  it('a redirect, a frame and a WebSocket to a host outside the registry reach nobody', async () => {
    const outside = await serving((_, response) => html(response, 'outside'))
    const there = `127.0.0.1:${outside.port}`
    const server = await serving(({ path }, response) => {
      if (path === '/away') response.writeHead(302, { location: `http://${there}/redirected` }).end()
      else
        html(
          response,
          `${words}<p id="got"></p><iframe src="http://${there}/framed"></iframe><iframe src="/away"></iframe>
<img src="http://${there}/image.png">
<script>
const said = (what) => { document.getElementById('got').textContent += what + ' ' }
fetch('/away').then(() => said('redirected'), () => said('no-redirect'))
new WebSocket('ws://${there}/socket').onerror = () => said('socket-error')
new WebSocket('wss://${there}/socket')
navigator.sendBeacon('http://${there}/beacon', 'x')
new Worker(URL.createObjectURL(new Blob(["fetch('http://${there}/worker'); new WebSocket('ws://${there}/worker-socket')"])))
</script>`,
        )
    })
    const { browser } = browserOf(server)
    const [page] = await drawn(browser, `${server.url}/`)
    expect(page?.html).toContain('no-redirect')
    expect(server.paths().filter((path) => path !== '/favicon.ico')).toEqual(['/', '/away', '/away'])
    expect(outside.received).toEqual([])
  }, 60_000)

  it('robots.txt holds for what scripts ask for, and every request stands in the fetch log with our user agent', async () => {
    const server = await serving(({ path }, response) => {
      if (path === '/robots.txt')
        response.writeHead(200, { 'content-type': 'text/plain' }).end('User-agent: *\nDisallow: /closed/\n')
      else if (path === '/')
        html(
          response,
          `${words}<script>for (const path of ['/open/a.json', '/closed/b.json']) fetch(path).then((answer) => { document.querySelector('p').innerHTML += '<p>' + path + answer.status + '</p>' })</script>`,
        )
      else response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    }, 'responds')
    const { browser, frontier } = browserOf(server)
    const [page] = await drawn(browser, `${server.url}/`)
    expect(page?.html).toContain('/open/a.json200')
    expect(page?.html).toContain('/closed/b.json502')
    expect(server.paths()).not.toContain('/closed/b.json')
    expect(frontier.log.map(({ url }) => new URL(url).pathname)).toContain('/open/a.json')
    for (const { headers } of server.received) expect(headers['user-agent']).toMatch(/^nianbao\//)
  }, 60_000)

  it('paces what a page’s scripts ask for like everything else', async () => {
    const server = await serving(({ path }, response) =>
      path === '/'
        ? html(response, `${words}<script>for (const n of [1, 2, 3]) fetch('/' + n)</script>`)
        : html(response, 'x'),
    )
    const { client } = clientOf([server.url], { delayMs: 150 })
    const browser = new Browser({ client, path: null, warn: () => {} })
    closing.push(
      () => client.close(),
      () => browser.close(),
    )
    await drawn(browser, `${server.url}/`)
    const times = server.received.filter(({ path }) => path !== '/favicon.ico').map(({ at }) => at)
    expect(times).toHaveLength(5)
    for (const [index, at] of times.slice(1).entries()) expect(at - (times[index] ?? 0)).toBeGreaterThan(145)
  }, 60_000)

  it('a tunnel ends at the proxy, whatever comes out of it', async () => {
    const outside = await serving((_, response) => html(response, 'outside'))
    const { client } = clientOf([])
    const proxy = await openBrowserProxy(client, 'p', ownCertificate())
    const socket = createConnection(Number(new URL(proxy.url).port), '127.0.0.1')
    socket.write(`CONNECT 127.0.0.1:${outside.port} HTTP/1.1\r\nHost: 127.0.0.1:${outside.port}\r\n\r\n`)
    await new Promise((resolve) => socket.once('data', resolve))
    socket.write('GET /socket HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
    await new Promise((resolve) => socket.once('close', resolve))
    await proxy.close()
    await client.close()
    expect(proxy.refused).toEqual(['a tunnel without TLS: WebSockets are not let through'])
    expect(outside.received).toEqual([])
  })
})

const home = '<a href="/zwgk/">政府信息公开</a><a href="/xw/">新闻动态</a>'
const disclosure = '<a href="/zwgk/zfxxgknb/">政府信息公开年报</a>'
/** Rows by a call put together from parts: no plain page, and no call that is written out, leads to them. */
const drawnList = `<div id="list"></div><a href="javascript:turn()">下一页</a><script>
let at = 0
const draw = (rows) => { document.getElementById('list').innerHTML = rows.map(([id, title]) => '<li><a href="/' + 'show/' + id + '.html">' + title + '</a></li>').join('') }
const turn = () => { at = Math.min(at + 1, 2); const q = new XMLHttpRequest(); q.open('GET', ['', 'rows', at].join('/')); q.onload = () => draw(JSON.parse(q.responseText)); q.send() }
at = -1; turn()
</script>`
const rowsOf = (at: number): [number, string][] =>
  [0, 1].map((row) => [1000 + at * 2 + row, `天峨县${2024 - at * 2 - row}年政府信息公开工作年度报告`])

async function walkedWith(
  list: string,
  use: 'browser' | 'none',
): Promise<{ found: Discovery; paths: string[] }> {
  const server = await serving(({ path }, response) => {
    const rows = /^\/rows\/(\d)$/.exec(path)?.[1] // /rows/2
    if (rows !== undefined)
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify(rowsOf(Number(rows))))
    else if (path === '/') html(response, home)
    else if (path === '/zwgk/') html(response, disclosure)
    else if (path === '/zwgk/zfxxgknb/') html(response, list)
    else response.writeHead(404).end()
  })
  const { client, browser } = browserOf(server)
  const portal = {
    id: 'p',
    name: '天峨县',
    divisionCode: null,
    startUrl: `${server.url}/`,
    platform: null,
    columnUrl: null,
    note: '',
  }
  const options = use === 'browser' ? { render: browser.render } : {}
  return { found: await discover(portal, client, judgeTitle, options), paths: server.paths() }
}

describe.skipIf(!isThere)('a list that only scripts draw', () => {
  it('is drawn, and 下一页 pressed until the first row repeats', async () => {
    const { found } = await walkedWith(drawnList, 'browser')
    expect(found.state).toBe('ok')
    expect(found.links.map(({ title }) => /\d{4}/.exec(title)?.[0])).toEqual(
      ['2024', '2023', '2022', '2021', '2020', '2019'], // four digits: the year
    )
  }, 60_000)

  it('without a browser the portal is silent, and says that scripts may be why', async () => {
    const { found } = await walkedWith(drawnList, 'none')
    expect(found).toMatchObject({ state: 'silent', links: [] })
    expect(found.error).toMatch(/may need scripts/)
  })

  it('a list whose rows stand in the plain page starts no browser', async () => {
    const plain = `<ul>${rowsOf(0)
      .map(([id, title]) => `<li><a href="/show/${id}.html">${title}</a></li>`)
      .join('')}</ul><script src="/jquery.js"></script>`
    const { found, paths } = await walkedWith(plain, 'browser')
    expect(found.links).toHaveLength(2)
    expect(paths).not.toContain('/jquery.js')
  })
})

describe('which browser', () => {
  it('a named one that is none is named in the message, and no other is taken', () => {
    expect(findBrowser('/no/such/browser', '')).toEqual({
      code: 'browser_missing',
      message: expect.stringContaining('/no/such/browser') as string,
    })
  })

  it('says what to install where there is none', () => {
    expect(findBrowser(null, '', '')).toMatchObject({ code: 'browser_missing' })
  })

  it.skipIf(!isThere || process.getuid?.() !== 0)(
    'warns that its sandbox is off where it runs as root',
    () => {
      expect(warned.join()).toContain('sandbox')
    },
  )
})

afterAll(() => {
  warned.length = 0
})
