import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { ServerOptions } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Browser } from '../../crawlers/fetch/browser.ts'
import { findBrowser } from '../../crawlers/fetch/find-browser.ts'
import { clientOf, html, serve } from './loopback.ts'

/** An authority, an intermediate of it, and what the intermediate signed. PEM. */
interface Chain {
  readonly root: string
  readonly intermediate: string
  readonly key: string
  readonly cert: string
}
let chain: Chain
let folder: string
const closing: (() => Promise<void>)[] = []

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nianbao-tls-'))
  const at = (name: string): string => join(folder, name)
  const openssl = (...words: string[]): void => {
    execFileSync('openssl', words, { cwd: folder, stdio: 'ignore' })
  }
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  writeFileSync(at('ca.cnf'), 'basicConstraints=critical,CA:TRUE\n')
  writeFileSync(at('host.cnf'), 'subjectAltName=DNS:old.gov.cn,DNS:www.old.gov.cn,IP:127.0.0.1\n')
  openssl(
    'req',
    '-x509',
    ...key,
    '-keyout',
    'root.key',
    '-out',
    'root.pem',
    '-subj',
    '/CN=root',
    '-days',
    '2',
  )
  for (const [name, signer, extensions] of [
    ['middle', 'root', 'ca.cnf'],
    ['host', 'middle', 'host.cnf'],
  ] as const) {
    openssl('req', ...key, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`)
    const signed = ['-CA', `${signer}.pem`, '-CAkey', `${signer}.key`, '-CAcreateserial', '-days', '2']
    openssl('x509', '-req', '-in', `${name}.csr`, ...signed, '-extfile', extensions, '-out', `${name}.pem`)
  }
  const read = (name: string): string => readFileSync(at(name), 'utf8')
  chain = {
    root: read('root.pem'),
    intermediate: read('middle.pem'),
    key: read('host.key'),
    cert: read('host.pem'),
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

/** An https host; its port. */
async function secureHost(options: ServerOptions, page = '<p>年报</p>'): Promise<number> {
  const server = createServer({ key: chain.key, ...options }, ({ url }, response) =>
    url === '/robots.txt' ? response.writeHead(404).end() : html(response, page),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(
    () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  )
  return (server.address() as AddressInfo).port
}

function asking(registered: readonly string[]) {
  const made = clientOf(registered, {
    contact: 'test@example.org',
    authorities: [chain.root],
    resolve: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
    limits: { retries: 0 },
  })
  closing.push(() => made.client.close())
  return made.client
}

describe('https', () => {
  it('a whole chain is verified and taken', async () => {
    const url = `https://127.0.0.1:${await secureHost({ cert: chain.cert + chain.intermediate })}/`
    expect(await asking([url]).page('p', { url })).toMatchObject({ ok: true, note: null })
  })

  it('an incomplete chain is named, and not waved through', async () => {
    const url = `https://127.0.0.1:${await secureHost({ cert: chain.cert })}/`
    const answer = await asking([url]).page('p', { url })
    expect(answer).toMatchObject({ ok: false, outcome: 'tls' })
    if (!answer.ok) expect(answer.message).toContain('certificate chain is incomplete')
  })

  it('a certificate for another name is not taken', async () => {
    const port = await secureHost({ cert: chain.cert + chain.intermediate })
    const url = `https://other.gov.cn:${port}/`
    expect(await asking([url, `https://127.0.0.1:${port}/`]).page('p', { url })).toMatchObject({
      ok: false,
      outcome: 'tls',
      message: expect.stringContaining('another host’s') as string,
    })
  })

  it('a host that knows only TLS of old is asked in its way, which the answer’s note says', async () => {
    const port = await secureHost({
      cert: chain.cert + chain.intermediate,
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    })
    const url = `https://127.0.0.1:${port}/`
    const answer = await asking([url]).page('p', { url })
    expect(answer).toMatchObject({ ok: true })
    if (answer.ok) expect(answer.note).toMatch(/TLS of old.*certificate verified/)
  })

  it('TLS of old does not let a bad certificate in', async () => {
    const port = await secureHost({
      cert: chain.cert,
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    })
    const url = `https://127.0.0.1:${port}/`
    expect(await asking([url]).page('p', { url })).toMatchObject({ ok: false, outcome: 'tls' })
  })

  it.skipIf(typeof findBrowser(null, '') !== 'string')(
    'the browser’s tunnels end at our proxy too: what is in them is asked, and verified, by the client',
    async () => {
      const words = `<p>${'政府信息公开年报'.repeat(8)}</p>`
      const script = `<script>fetch('/rows').then((answer) => { document.querySelector('p').textContent = 'drawn ' + answer.status }); new WebSocket('wss://' + location.host + '/socket')</script>`
      const port = await secureHost({ cert: chain.cert + chain.intermediate }, words + script)
      const url = `https://127.0.0.1:${port}/`
      const browser = new Browser({ client: asking([url]), path: null, warn: () => {} })
      closing.push(() => browser.close())
      expect(await browser.render({ portalId: 'p', url, pages: 1 })).toMatchObject([
        { url, html: expect.stringContaining('drawn 200') as string },
      ])
    },
    60_000,
  )
})

describe('addresses that lead elsewhere', () => {
  it('a host that the registry names with https and that speaks only http is asked by http, and the note says so', async () => {
    const server = await serve((_, response) => html(response, '年报'))
    closing.push(() => server.close())
    const url = `https://127.0.0.1:${server.port}/`
    const answer = await asking([url]).page('p', { url })
    expect(answer).toMatchObject({ ok: true, finalUrl: `http://127.0.0.1:${server.port}/` })
    if (answer.ok) expect(answer.note).toMatch(/by http, without encryption/)
  })

  it('www sends to the bare host: followed, one host with one pace, and the bare address stands in the answer', async () => {
    const server = await serve(({ headers }, response) => {
      if (headers.host?.startsWith('www.') === true)
        response.writeHead(301, { location: `http://x.gov.cn:${server.port}/` }).end()
      else html(response, '年报')
    })
    closing.push(() => server.close())
    // The registry names the address behind the names as well: it is a private one.
    const url = `http://www.x.gov.cn:${server.port}/`
    const answer = await asking([url, server.url]).page('p', { url })
    expect(answer).toMatchObject({ ok: true, finalUrl: `http://x.gov.cn:${server.port}/` })
  })
})
