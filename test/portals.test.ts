import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'cheerio'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileFingerprint } from './portals/fileFingerprint.ts'
import { filesFolder } from './portals/files.ts'
import { practicePortals } from './portals/practicePortals.ts'
import { reportsOf } from './portals/reports.ts'
import { fileNameOf } from './portals/routes.ts'
import { PortBusyError, servePortal } from './portals/servePortal.ts'
import { startPracticePortals } from './portals/startPracticePortals.ts'
import type { PracticePortals } from './portals/startPracticePortals.ts'
import { brokenRules } from './portals/brokenRules.ts'
import { walk } from './portals/walk.ts'

let running: PracticePortals

beforeAll(async () => {
  running = await startPracticePortals({ ports: 'any' })
})
afterAll(() => running.close())

const named = (id: string) => {
  const found = running.portals.find(({ portal }) => portal.id === id)
  if (!found) throw new Error(`no portal ${id}`)
  return found
}

describe.each(practicePortals.map(({ id }) => id))('the practice portal %s', (id) => {
  it(
    'leads from its home page to every report and every neighbour, with no dead link',
    { timeout: 30_000 },
    async () => {
      const portal = named(id)
      const { pages, dead } = await walk(portal)
      const expected = portal.expectedReports()
      expect(dead).toEqual([])
      expect(expected.reports.length).toBeGreaterThan(20)
      expect(expected.neighbours.length).toBeGreaterThan(5)
      const wanted = expected.reports.flatMap(({ pageUrl, attachmentUrl }) => [
        pageUrl,
        attachmentUrl ?? pageUrl,
      ])
      expect([...wanted, ...expected.neighbours].filter((url) => !pages.has(url))).toEqual([])
    },
  )

  it('prints in its pages the figures that it says it prints', { timeout: 30_000 }, async () => {
    const { reports } = named(id).expectedReports()
    for (const report of reports.filter(({ format }) => format === 'page' || format === 'both')) {
      const page = load(await decoded(report.pageUrl))
      const printed = page('td')
        .map((_, cell) => page(cell).text().trim())
        .get()
      const counts = countsOf(printed)
      for (const [raw, count] of countsOf(
        report.figures.flatMap((figure) => (figure.raw === '' ? [] : [figure.raw])),
      )) {
        expect(counts.get(raw) ?? 0, `${report.id}: ${raw}`).toBeGreaterThanOrEqual(count)
      }
    }
  })

  it('answers 304 to a page it has sent before', async () => {
    const { reports } = named(id).expectedReports()
    const url = reports[0]?.pageUrl ?? ''
    const first = await fetch(url)
    await first.arrayBuffer()
    const etag = first.headers.get('etag') ?? ''
    const lastModified = first.headers.get('last-modified') ?? ''
    expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(304)
    expect((await fetch(url, { headers: { 'if-modified-since': lastModified } })).status).toBe(304)
    expect((await fetch(url, { headers: { 'if-none-match': '"another"' } })).status).toBe(200)
  })
})

describe('the figures', () => {
  it('satisfy every identity of the forms, but for the rules that the descriptions break', () => {
    for (const portal of practicePortals) {
      const reports = reportsOf(portal)
      for (const report of reports) {
        const declared = new Set(report.breaks.map(({ rule }) => rule))
        const before = reports.find(
          ({ agency, year }) => agency === report.agency && year === report.year - 1,
        )
        expect([...brokenRules(report, before)].sort(), report.id).toEqual([...declared].sort())
      }
    }
  })

  it('hold a blank, a dash, a thousands separator, full-width digits and broken rules somewhere', () => {
    const { reports } = running.expectedReports()
    const figures = reports.flatMap((report) => report.figures)
    expect(figures.some(({ status }) => status === 'dash')).toBe(true)
    expect(figures.some(({ status }) => status === 'blank')).toBe(true)
    expect(figures.find(({ raw }) => raw.includes(','))?.value).toBeGreaterThan(999)
    expect(figures.find(({ raw }) => /^[０-９]+$/.test(raw))?.value).toEqual(expect.any(Number))
    expect(reports.flatMap(({ breaks }) => breaks.map(({ rule }) => rule))).toEqual(
      expect.arrayContaining(['disputes.results', 'requests.balance', 'years.carry_over']),
    )
  })

  it('are those that the five agencies published', () => {
    const { reports } = running.expectedReports()
    const total = (agency: string, year: number, cell: string) =>
      reports
        .find((report) => report.agency === agency && report.year === year)
        ?.figures.find(({ at }) => `${at.table}.${at.row}.${at.column}` === cell)?.raw
    expect(total('长沙市医疗保障局', 2023, 'requests.granted.total')).toBe('6')
    expect(total('芜湖市医疗保障局', 2023, 'proactive.normative_documents.in_force')).toBe('29')
    expect(total('亳州市医疗保障局', 2021, 'proactive.normative_documents.issued')).toBe('3')
    expect(total('原州区医疗保障局', 2023, 'proactive.penalties.decisions')).toBe('3')
    expect(total('新乡县医疗保障局', 2023, 'proactive.penalties.decisions')).toBe('1')
  })
})

describe('the committed files', () => {
  const folder = filesFolder()

  it('were made from today’s descriptions', () => {
    const manifest: unknown = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
    const today = practicePortals.flatMap(reportsOf).flatMap((report) => {
      const name = fileNameOf(report)
      return name === null ? [] : [[name, fileFingerprint(report)] as const]
    })
    expect(manifest, 'run npx tsx scripts/make-practice-files.ts').toEqual(Object.fromEntries(today))
  })

  it('stay small enough to ship', () => {
    const sizes = readdirSync(folder).map((name) => statSync(join(folder, name)).size)
    expect(sizes.reduce((all, size) => all + size, 0)).toBeLessThan(1_000_000)
  })
})

describe('a running portal', () => {
  it('sends GBK under a gb2312 declaration where its description says so', async () => {
    const answer = await fetch(`${named('wuhu').baseUrl}/`)
    const bytes = await answer.arrayBuffer()
    expect(answer.headers.get('content-type')).toBe('text/html')
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow(TypeError)
    expect(new TextDecoder('gb18030').decode(bytes)).toContain('政府信息公开')
    expect(new TextDecoder('latin1').decode(bytes)).toContain('charset=gb2312')
  })

  it('can change a report, which changes its validators and nothing else', async () => {
    const portal = named('changsha')
    const [first, second] = portal.expectedReports().reports.filter(({ format }) => format === 'page')
    if (!first || !second) throw new Error('two reports as pages are needed')
    const tags = async () =>
      Promise.all([first, second].map(async ({ pageUrl }) => (await fetch(pageUrl)).headers.get('etag')))
    const before = await tags()
    portal.replaceReport(first.id, { 'requests.carried_out.total': '4321' })
    const after = await tags()
    expect(after[0]).not.toBe(before[0])
    expect(after[1]).toBe(before[1])
    expect(await decoded(first.pageUrl)).toContain('4321')
    expect(
      portal
        .expectedReports()
        .reports.find(({ id }) => id === first.id)
        ?.figures.find(({ raw }) => raw === '4321')?.value,
    ).toBe(4321)
  })

  it('can publish a report late, which changes its list', async () => {
    const portal = named('yuanzhou')
    const [late] = portal.expectedReports().reports
    if (!late) throw new Error('a report is needed')
    const list = async () => (await fetch(portal.columnUrl)).headers.get('last-modified')
    portal.withhold(late.id)
    expect(portal.expectedReports().reports.map(({ id }) => id)).not.toContain(late.id)
    expect((await fetch(late.pageUrl)).status).toBe(404)
    const before = await list()
    portal.publish(late.id)
    expect((await fetch(late.pageUrl)).status).toBe(200)
    expect(await list()).not.toBe(before)
  })

  it('can lose a report that its list still names', { timeout: 30_000 }, async () => {
    const portal = named('bozhou')
    const [lost] = portal.expectedReports().reports
    if (!lost) throw new Error('a report is needed')
    portal.vanish(lost.id)
    expect((await fetch(lost.pageUrl)).status).toBe(404)
    expect((await walk(portal)).dead.join('\n')).toContain(lost.pageUrl)
  })

  it('refuses connections while it is down', async () => {
    const portal = named('xinxiang')
    await portal.down()
    await expect(fetch(portal.baseUrl)).rejects.toThrow('fetch failed')
    await portal.up()
    expect((await fetch(portal.baseUrl)).status).toBe(200)
  })

  it('logs what it was asked', async () => {
    const url = `${named('bozhou').baseUrl}/`
    await fetch(url, { headers: { 'if-none-match': '"x"' } })
    expect(running.requests.at(-1)).toMatchObject({ method: 'GET', url, status: 200, ifNoneMatch: '"x"' })
  })

  it('names the port where another program holds it', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    const [portal] = practicePortals
    if (!portal) throw new Error('there are no practice portals')
    const start = servePortal(portal, port, '127.0.0.1', () => {})
    await expect(start).rejects.toThrow(PortBusyError)
    await expect(start).rejects.toMatchObject({ code: 'port_busy', port })
    other.close()
  })
})

async function decoded(url: string): Promise<string> {
  const bytes = await (await fetch(url)).arrayBuffer()
  const declared = new TextDecoder('latin1').decode(bytes).includes('charset=gb2312')
  return new TextDecoder(declared ? 'gb18030' : 'utf-8').decode(bytes)
}

function countsOf(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return counts
}
