/**
 * Builds data/portals.csv from a list of government portals.
 *
 *   npx tsx scripts/make-registry.ts LIST.csv > data/portals.csv
 *
 * LIST.csv has the columns division_code, name, home_url (and others, which are not used). Left out, and named on standard
 * error with the reason: rows without a division code, addresses that are not under gov.cn, addresses of a division that
 * another division holds already. Provincial columns come from `columns` below.
 */
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { hostKey, isGovernmentHost } from '../crawlers/fetch/host-rule.ts'
import type { Portal } from '../crawlers/portal.ts'
import { formatRegistry, parseRegistry } from '../crawlers/registry.ts'

/** Annual-report columns of provinces, by division code, below their home page: seen in published crawls; one that moved is found again. */
const columns: Readonly<Record<string, string>> = {
  '110000': '/gongkai/zfxxgk/gknb/',
  '120000': '/zwgk/zfxxgkzl/gknb/',
  '140000': '/zfxxgk/zfxxgkzl/zfxxgknb/',
  '150000': '/zwgk/zfxxgk/zfxxgkml/?gk=4',
  '220000': 'https://xxgk.jl.gov.cn/szf/ndbg/',
  '230000': '/hlj/c108463/zfxxgk.shtml',
  '320000': '/col/col93261/',
  '330000': '/col/col1577424/',
  '350000': '/zwgk/zfxxgkzl/zfxxgkzdgk/zfxxgknb/',
  '360000': '/jxsrmzf/xxgkn142/pc/list.html',
  '370000': '/col/col315154/index.html?vc_xxgkarea=113700000045022274&jh=264',
  '410000': '/zwgk/zfxxgk/zfxxgknb/',
  '430000': '/hnszf/xxgk/zfxxgk/index.html?state=3',
  '440000': '/zwgk/xxgknb/index.html',
  '460000': '/hainan/zfxxgknb/newxxgk_list.shtml',
  '500000': '/zwgk/zfxxgkzl/zfxxgknb/',
  '520000': '/zwgk/zfxxgk/zfxxgknb/',
  '530000': '/zwgk/zfxxgkpt/zfxxgknb/',
  '610000': '/zfxxgk/xxgknb/',
  '640000': '/zwgk/zfxxgk/zfxxgknb/',
  '650000': '/xinjiang/c116116/zfxxgk_gknbz.shtml',
}

interface Row {
  readonly division_code: string
  readonly name: string
  readonly home_url: string
}

const [list] = process.argv.slice(2)
if (list === undefined) {
  console.error('usage: npx tsx scripts/make-registry.ts LIST.csv > data/portals.csv')
  process.exit(2)
}
const rows = parse(readFileSync(list, 'utf8'), { bom: true, columns: true, skip_empty_lines: true }) as Row[]
const text = formatRegistry(portalsOf(rows))
parseRegistry(text, 'data/portals.csv')
process.stdout.write(text)

function portalsOf(all: readonly Row[]): Portal[] {
  const byHost = new Map<string, Row>()
  const portals: Portal[] = []
  const perCode = new Map<string, number>()
  for (const row of all) {
    const problem = problemOf(row)
    if (problem !== null) {
      leaveOut(row, problem)
      continue
    }
    const host = hostKey(new URL(row.home_url))
    const holder = byHost.get(host)
    if (holder !== undefined) {
      leaveOut(row, `its host is the portal of ${holder.division_code} ${holder.name}`)
      continue
    }
    byHost.set(host, row)
    const number = (perCode.get(row.division_code) ?? 0) + 1
    perCode.set(row.division_code, number)
    const column = columns[row.division_code]
    portals.push({
      // A division's first portal is its code; a further one is numbered.
      id: number === 1 ? row.division_code : `${row.division_code}-${number}`,
      name: row.name.replaceAll('/', ''), // 北京市/东城区 → 北京市东城区
      divisionCode: row.division_code,
      startUrl: new URL(row.home_url).href,
      platform: null,
      columnUrl: number === 1 && column !== undefined ? new URL(column, row.home_url).href : null,
      note: '',
    })
  }
  console.error(`${portals.length} portals, ${all.length - portals.length} rows left out`)
  return portals.sort((a, b) => (a.id < b.id ? -1 : 1))
}

function problemOf(row: Row): string | null {
  if (!/^\d{6}$/.test(row.division_code)) return 'it has no division code' // 110000
  if (!URL.canParse(row.home_url)) return 'its address is broken'
  const { protocol, hostname } = new URL(row.home_url)
  if (protocol !== 'http:' && protocol !== 'https:') return `${protocol} is not a web address`
  return isGovernmentHost(hostname) ? null : `${hostname} is not under gov.cn`
}

function leaveOut(row: Row, why: string): void {
  console.error(`left out ${row.division_code || '(no code)'} ${row.name} ${row.home_url}: ${why}`)
}
