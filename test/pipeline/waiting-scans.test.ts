import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canReadScans } from '../../extract/equipment.ts'
import { serve } from '../crawlers/loopback.ts'
import type { Loopback } from '../crawlers/loopback.ts'
import { printedPaper } from '../extract/readers/scanPapers.ts'
import { kindNamed, scanned } from '../extract/readers/scanning.ts'
import { onePortal } from './onePortal.ts'
import type { OnePortal } from './onePortal.ts'

const scan = async (paper: string) => Buffer.from(await scanned(printedPaper(paper), kindNamed('200 dpi')))
const page = (title: string, body: string) =>
  `<html><head><meta charset="utf-8"><title>${title}</title></head><body><h1>${title}</h1>${body}</body></html>`
const changsha = '长沙市医疗保障局2023年政府信息公开工作年度报告'
const hangzhou = '杭州市人民政府2025年政府信息公开工作年度报告'
const list = `<ul><li><a href="/nb/202401/t20240115_1.html">${changsha}</a> 2024-01-15</li>
  <li><a href="/nb/P020260130567.pdf">${hangzhou}</a> 2026-01-30</li></ul>`

/** One report is a page whose only figures are in a scan; the other is a scan. */
const site: Readonly<Record<string, string | Buffer>> = {
  '/': page('某市人民政府', '<a href="/nb/">政府信息公开年报</a>'),
  '/nb/': page('政府信息公开年报', list),
  '/nb/202401/t20240115_1.html': page(
    changsha,
    '<p>一、总体情况</p><p>2023年，我局收到申请6件。</p><p>附件：<a href="./P020240115.pdf">年度报告.pdf</a></p>',
  ),
  '/nb/202401/P020240115.pdf': await scan('changsha2023'),
  '/nb/P020260130567.pdf': await scan('hangzhou2025'),
}

const canRead = await canReadScans()
const path = process.env['PATH']
let server: Loopback
let one: OnePortal

beforeAll(async () => {
  server = await serve(({ path: asked }, response) => {
    const body = site[asked]
    if (body === undefined) response.writeHead(404).end()
    else
      response
        .writeHead(200, {
          'content-type': asked.endsWith('.pdf') ? 'application/pdf' : 'text/html; charset=utf-8',
        })
        .end(body)
  })
  one = await onePortal('panzhou')
})
afterAll(async () => {
  process.env['PATH'] = path
  await one.close()
  await server.close()
})

const run = () =>
  one.run({}, `id,name,division_code,start_url,platform,column_url,note\nscans,,,${server.url}/,,,\n`)
const states = () => one.rows('select agency, year, state, cells from v_reports order by year')

describe('scans on a machine that cannot read them', () => {
  it('are reports that wait: named, counted, with what their page says', async () => {
    process.env['PATH'] = ''
    const { errors } = await run()
    expect(errors.filter((error) => error.includes('needs_ocr'))).toHaveLength(2)
    expect(errors.join()).toContain('tesseract-ocr-chi-sim')
    expect(states()).toEqual([
      { agency: '长沙市医疗保障局', year: 2023, state: 'needs_ocr', cells: 0 },
      { agency: '杭州市人民政府', year: 2025, state: 'needs_ocr', cells: 0 },
    ])
    expect(one.rows("select text from v_sections where heading like '%总体情况%'")).toHaveLength(1)
    expect(one.store.status.waitingForOcr()).toBe(2)
  }, 60_000)

  it('still wait in the next run there, and their files are not asked for again', async () => {
    const before = server.paths().length
    await run()
    expect(
      server
        .paths()
        .slice(before)
        .filter((asked) => asked.includes('P0')),
    ).toEqual([])
    expect(one.store.status.waitingForOcr()).toBe(2)
  }, 60_000)

  it.skipIf(!canRead)(
    'are read by the first run that can, without the network',
    async () => {
      process.env['PATH'] = path
      const before = server.paths().length
      const { errors } = await run()
      expect(errors.filter((error) => error.includes('needs_ocr'))).toEqual([])
      expect(
        server
          .paths()
          .slice(before)
          .filter((asked) => asked.includes('P0')),
      ).toEqual([])
      expect(states()).toMatchObject([
        { agency: '长沙市医疗保障局', year: 2023, cells: 200 },
        { agency: '杭州市人民政府', year: 2025, cells: 200 },
      ])
      expect(one.store.status.waitingForOcr()).toBe(0)
      const received =
        "select value from v_cells where year = 2023 and row_code = 'new_received' and column_code = 'total'"
      expect(one.rows(received)).toEqual([{ value: 10 }])
    },
    180_000,
  )
})
