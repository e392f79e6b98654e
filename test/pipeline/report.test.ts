import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { load } from 'cheerio'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Store } from '../../db/store.ts'
import { reportPage } from '../../pipeline/report.ts'
import { cellsOfForm, rows, save } from '../db/records.ts'

const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
)
const hostile = `<script>alert(1)</script>"'><img src=x onerror=alert(2)>`

let folder = ''
let page = ''
let store: Store

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nianbao-report-'))
  store = Store.open(join(folder, 'test.sqlite'))
  for (const year of [2019, 2020, 2021, 2022, 2023]) {
    const form = year < 2021 ? '2019' : '2021'
    const requests = cellsOfForm('requests', form, {
      'new_received.total': 1000 + year,
      'outcome_total.total': 30,
      'granted.total': 20,
      'denied_third_party_rights.total': 10,
    })
    const disputes = cellsOfForm('disputes', form, {
      'reconsideration.corrected': 3,
      'reconsideration.total': 3,
    })
    save(
      store,
      `${year}`,
      {
        year,
        publishedOn: `${year + 1}-01-12`,
        forms: { proactive: null, requests: form, disputes: form, statistics: null },
        cells: [...requests, ...disputes],
      },
      { url: `http://127.0.0.1:8101/${year}.html` },
    )
  }
  save(
    store,
    'h',
    { year: 2024, title: hostile, publishedOn: '2025-01-12', cells: [] },
    { url: 'javascript:alert(3)' },
  )
  page = await reportPage(store.connection, '2025-02-01T00:00:00Z')
  writeFileSync(join(folder, 'report.html'), page)
})

afterAll(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The rows of a section's first table, as texts. */
function tableOf(id: string): string[][] {
  const $ = load(page)
  return $(`#${id} tbody tr`)
    .toArray()
    .map((row) =>
      $(row)
        .find('td')
        .toArray()
        .map((cell) => $(cell).text().trim()),
    )
}

describe('the page of nianbao report', () => {
  it('prints the numbers of the database behind every chart', () => {
    expect(tableOf('received')).toEqual(
      rows(
        store,
        'select year, count(*) as reports, sum(received) as received from v_series where received > 0 group by year',
      ).map(({ year, reports, received }) => [
        String(year),
        String(reports),
        Number(received).toLocaleString('en'),
      ]),
    )
    expect(tableOf('outcomes')[4]).toEqual(['2023', '1', '30', '20', '0', '10', '0', '0', '0'])
    expect(tableOf('grounds')[0]).toEqual([
      '4.保护第三方合法权益',
      '3(3)4. Denied: rights of third parties',
      '10',
    ])
    expect(tableOf('disputes').find(([year]) => year === '2023')).toEqual([
      '2023',
      '行政复议 Reconsideration',
      '0',
      '3',
      '0',
      '0',
    ])
    expect(tableOf('findings')[0]?.slice(2)).toEqual(['发布机关 Publisher', '6', '6'])
    expect(
      tableOf('coverage')
        .find(([, year]) => year === '2023')
        ?.slice(2),
    ).toEqual(['1', '1', '0'])
    expect(tableOf('newest')).toHaveLength(6)
  })

  it('draws a chart for each of them', () => {
    const $ = load(page)
    const drawn = $('figure svg')
      .toArray()
      .map((svg) => $(svg).find('path, text').length)
    expect(drawn).toHaveLength(6)
    expect(drawn.every((marks) => marks > 5)).toBe(true)
    expect($('#received svg').text()).toContain('3,023')
  })

  it('links to the source of each report, and nowhere but to the web', () => {
    const $ = load(page)
    const addresses = $('a')
      .toArray()
      .map((a) => $(a).attr('href') ?? '')
    expect(addresses).toContain('http://127.0.0.1:8101/2023.html')
    expect(addresses.filter((address) => !/^https?:\/\//u.test(address))).toEqual([]) // https://…
  })

  it('shows what a portal wrote as text', () => {
    const $ = load(page)
    expect($('#newest').text()).toContain('<script>alert(1)</script>')
    expect($('script, img, iframe, link, object').length).toBe(0)
    expect(
      $('*')
        .toArray()
        .flatMap((element) => Object.keys($(element).attr() ?? {}))
        .filter((name) => name.startsWith('on')),
    ).toEqual([])
  })

  it('forbids to load or run anything', () => {
    const $ = load(page)
    expect($('meta[http-equiv="Content-Security-Policy"]').attr('content')).toMatch(
      /^default-src 'none'; style-src 'unsafe-inline'/u,
    ) // the policy
    expect(page).not.toMatch(/url\((?!#)|@import/u) // url(http://…)
  })

  it.skipIf(chromium === undefined)('opens in a browser without an error, light and dark', async () => {
    const url = `file://${join(folder, 'report.html')}`
    const { dom, log } = await opened(url)
    expect(log.filter((line) => /CONSOLE|Refused|violat/iu.test(line))).toEqual([])
    const $ = load(dom)
    expect($('figure svg').length).toBe(6)
    expect($('h1').text()).toContain('政府信息公开工作年度报告')
  })
})

function opened(url: string): Promise<{ dom: string; log: string[] }> {
  const profile = `--user-data-dir=${join(folder, 'profile')}`
  const options = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--enable-logging=stderr',
    profile,
    '--dump-dom',
    url,
  ]
  return new Promise((resolve, reject) => {
    execFile(chromium ?? '', options, { maxBuffer: 1e8, timeout: 50_000 }, (error, stdout, stderr) => {
      if (error) reject(error)
      else resolve({ dom: stdout, log: stderr.split('\n') })
    })
  })
}
