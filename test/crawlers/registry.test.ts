import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CrawlError } from '../../crawlers/crawl-error.ts'
import { hostKey, isGovernmentHost } from '../../crawlers/fetch/host-rule.ts'
import type { Portal } from '../../crawlers/portal.ts'
import {
  addPortal,
  formatRegistry,
  parseRegistry,
  readRegistry,
  selectPortals,
} from '../../crawlers/registry.ts'

const head = 'id,name,division_code,start_url,platform,column_url,note'
const read = (...lines: string[]): Portal[] => parseRegistry([head, ...lines].join('\n'), 'portals.csv')

describe('reading a registry', () => {
  it('reads rows, quotes, a byte order mark and empty cells', () => {
    const [one, two] = parseRegistry(
      `\ufeff${head}\r\ntl,"铜陵市, 安徽",340700,https://www.tl.gov.cn/,lonsun,https://www.tl.gov.cn/nb/,ok\r\nx,,,http://127.0.0.1:8101/,,,\r\n`,
      'f',
    )
    expect(one).toEqual({
      id: 'tl',
      name: '铜陵市, 安徽',
      divisionCode: '340700',
      startUrl: 'https://www.tl.gov.cn/',
      platform: 'lonsun',
      columnUrl: 'https://www.tl.gov.cn/nb/',
      note: 'ok',
    })
    expect(two).toMatchObject({ id: 'x', divisionCode: null, platform: null, columnUrl: null })
  })

  it('is what it was after writing and reading again', () => {
    const portals = read('tl,铜陵市,340700,https://www.tl.gov.cn/,,,"a ""note"""')
    expect(parseRegistry(formatRegistry(portals), 'f')).toEqual(portals)
  })

  it.each([
    ['a b,,340700,https://x.gov.cn/,,,', 'id'],
    ['a,,3407,https://x.gov.cn/,,,', 'division_code'],
    ['a,,340700,x.gov.cn,,,', 'start_url'],
    ['a,,340700,ftp://x.gov.cn/,,,', 'start_url'],
    ['a,,340700,https://x.gov.cn/,,nowhere,', 'column_url'],
  ])('names line and column of a wrong cell: %s', (line, column) => {
    expect(() => read('ok,,,https://ok.gov.cn/,,,', line)).toThrow(
      expect.objectContaining({
        code: 'registry_invalid',
        context: { file: 'portals.csv', line: 3, column },
      }),
    )
  })

  it('refuses an id twice, a header that lacks a column, and what is no table', () => {
    expect(() => read('a,,,https://x.gov.cn/,,,', 'a,,,https://y.gov.cn/,,,')).toThrow(
      /line 3, column id: a is already the portal of line 2/,
    )
    expect(() => parseRegistry('id,name\na,b', 'f')).toThrow(/lacks division_code/)
    expect(() => read('"a,,,')).toThrow(CrawlError)
  })

  it('says of a missing file which one', async () => {
    await expect(readRegistry('/nowhere/portals.csv')).rejects.toThrow(/nowhere.portals\.csv: cannot be read/)
  })
})

describe('choosing portals', () => {
  const portals = read(
    'tl,,340700,https://a.gov.cn/,,,',
    '340702,,340702,https://b.gov.cn/,,,',
    'bj,,110000,https://c.gov.cn/,,,',
  )
  const ids = (...wanted: string[]): string[] => selectPortals(portals, wanted).map(({ id }) => id)

  it('takes ids, division codes and prefixes', () => {
    expect(ids()).toEqual(['tl', '340702', 'bj'])
    expect(ids('bj')).toEqual(['bj'])
    expect(ids('34')).toEqual(['tl', '340702'])
    expect(ids('340000')).toEqual(['tl', '340702'])
    expect(ids('340702')).toEqual(['340702'])
    expect(ids('11', 'tl', 'tl')).toEqual(['tl', 'bj'])
  })

  it('refuses a word that selects nothing', () => {
    expect(() => ids('52')).toThrow(expect.objectContaining({ code: 'portal_unknown' }))
  })
})

describe('adding a portal', () => {
  it('writes the file whole, makes it where there is none, and leaves no drafts', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'nianbao-registry-'))
    const file = join(folder, 'data', 'portals.csv')
    const [tl] = read('tl,铜陵市,340700,https://www.tl.gov.cn/,,,')
    if (tl === undefined) throw new Error('unreachable')
    await addPortal(file, tl)
    await addPortal(file, { ...tl, id: 'bj' })
    await expect(addPortal(file, tl)).rejects.toThrow(/already/)
    expect((await readRegistry(file)).map(({ id }) => id)).toEqual(['tl', 'bj'])
    expect(await readdir(join(folder, 'data'))).toEqual(['portals.csv'])
    await rm(folder, { recursive: true })
  })
})

describe('the registry that ships', () => {
  it('names over 3,000 governments, one portal a host, every host under gov.cn', async () => {
    const portals = parseRegistry(
      await readFile(new URL('../../data/portals.csv', import.meta.url), 'utf8'),
      'data/portals.csv',
    )
    expect(portals.length).toBeGreaterThan(3_000)
    expect(portals.every(({ startUrl }) => isGovernmentHost(new URL(startUrl).hostname))).toBe(true)
    expect(new Set(portals.map(({ startUrl }) => hostKey(new URL(startUrl)))).size).toBe(portals.length)
    expect(portals.every(({ divisionCode }) => divisionCode !== null)).toBe(true)
  })
})
