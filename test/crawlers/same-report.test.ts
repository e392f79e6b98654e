import { afterEach, describe, expect, it } from 'vitest'
import { discover } from '../../crawlers/discover.ts'
import { judgeTitle } from '../../extract/identity.ts'
import { clientOf, html, serve } from './loopback.ts'
import type { Loopback } from './loopback.ts'

const servers: Loopback[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

const title = '天峨县教育局2023年政府信息公开工作年度报告'
const row = (href: string): string => `<ul><li><a href="${href}">${title}</a></li></ul>`

describe('one report in two columns', () => {
  it('is one link, however its address is written, and keeps the unit whose column says more', async () => {
    const pages: Readonly<Record<string, string>> = {
      '/': '<a href="/zfxxgknb/">政府信息公开年报</a>',
      '/zfxxgknb/': `${row('/art/202401/t20240115_1001.html?isMobile=false')}<a href="/zfxxgknb/jyj/">天峨县教育局</a>`,
      '/zfxxgknb/jyj/': row('../../art/202401/t20240115_1001.html'),
    }
    const server = await serve(({ path }, response) => {
      const page = pages[path]
      if (page === undefined) response.writeHead(404).end()
      else html(response, page)
    })
    servers.push(server)
    const { client } = clientOf([server.url])
    const portal = {
      id: 'p',
      name: '天峨县',
      divisionCode: null,
      startUrl: `${server.url}/`,
      platform: null,
      columnUrl: null,
      note: '',
    }
    const { links } = await discover(portal, client, judgeTitle)
    await client.close()
    expect(server.paths()).toContain('/zfxxgknb/jyj/')
    expect(links.map((link) => [link.title, link.unit])).toEqual([[title, '天峨县教育局']])
  })
})
