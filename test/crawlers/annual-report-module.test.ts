import { afterEach, describe, expect, it } from 'vitest'
import { discover } from '../../crawlers/discover.ts'
import { judgeTitle } from '../../extract/identity.ts'
import { clientOf, html, serve } from './loopback.ts'
import type { Loopback } from './loopback.ts'

const servers: Loopback[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

const units = { '11371000004359010J': '威海市教育局', '113710000043590279': '威海市财政局' }
const years = ['2022', '2023', '2024']
const missing = '113710000043590279 2022'

const chooser = `<div>${'政府信息公开年报'.repeat(8)}</div><select id="area">${Object.entries(units)
  .map(([code, name]) => `<option value="${code}">${name}</option>`)
  .join('')}</select>
<select id="year">${years.map((year) => `<option value="${year}">${year}年</option>`).join('')}</select>
<script>function show(area, year) { parent.location = '/module/xxgk/xxgkAnnualReport.jsp?area=' + area + '&fbtime=' + year }</script>`

function report(unit: string, year: string): string {
  return `<h1>${unit}${year}年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>${unit} ${year}</p><p>二、主动公开政府信息情况</p><p>三、收到和处理政府信息公开申请情况</p>`
}

describe('Hanweb’s annual-report module', () => {
  it('is asked for every unit and year that its page offers, and only the pairs with a report come in', async () => {
    const server = await serve(({ path }, response) => {
      const url = new URL(path, 'http://portal.invalid')
      const [area, year] = [url.searchParams.get('area') ?? '', url.searchParams.get('fbtime') ?? '']
      const unit = Object.entries(units).find(([code]) => code === area)?.[1]
      if (path === '/') html(response, '<a href="/col/col1/index.html">政府信息公开年报</a>')
      else if (path === '/col/col1/index.html') html(response, chooser)
      else if (unit === undefined) response.writeHead(404).end()
      else if (`${area} ${year}` === missing) html(response, `<p>${'暂无内容。'.repeat(10)}</p>`)
      else html(response, report(unit, year))
    })
    servers.push(server)
    const { client } = clientOf([server.url])
    const portal = {
      id: 'p',
      name: '威海市',
      divisionCode: null,
      startUrl: `${server.url}/`,
      platform: null,
      columnUrl: null,
      note: '',
    }
    const { state, platform, links, error } = await discover(portal, client, judgeTitle)
    await client.close()
    expect({ state, platform, error }).toEqual({ state: 'ok', platform: 'hanweb_jcms', error: null })
    expect(links.map(({ title }) => title).toSorted()).toEqual(
      Object.entries(units)
        .flatMap(([code, unit]) =>
          years
            .filter((year) => `${code} ${year}` !== missing)
            .map((year) => `${unit}${year}年政府信息公开工作年度报告`),
        )
        .toSorted(),
    )
    expect(server.paths().filter((path) => path.includes('xxgkAnnualReport'))).toHaveLength(6)
  })
})
