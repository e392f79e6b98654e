import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { driver, Sqlite } from '../db/sqlite.ts'
import { parse } from 'csv-parse/sync'
import { queries } from '../db/dictionary/queries.ts'
import { Store } from '../db/store.ts'
import type { Agency } from '../extract/agency.ts'
import { buildHandMade, handMadeQueries } from './hand-made.ts'
import { randomNumbers, syntheticReport } from './synthetic.ts'

/** Milliseconds of one query: in a process that never saw the file, and again in the same one. */
interface Timing {
  readonly cold: number
  readonly warm: number
}

const years = [2019, 2020, 2021, 2022, 2023, 2024]
const now = '2025-02-01T00:00:00Z'
const withinRatio = 2
const fastEnough = 100

/**
 * A national file of synthetic reports, and the starter queries over it, cold and warm, against the same questions to a
 * hand-made file of flat tables. Cold means a new process.
 * @param scale reports
 * @param kept folder that keeps the files made, so that the queries alone can be run again; null: a temporary one
 */
export async function benchNational(scale: number, kept: string | null = null): Promise<object[]> {
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'nianbao-national-'))
  mkdirSync(folder, { recursive: true })
  try {
    const published = join(folder, `national-${scale}.sqlite`)
    const handMade = join(folder, `hand-made-${scale}.sqlite`)
    const started = performance.now()
    const wasThere = existsSync(handMade)
    if (!wasThere) make(folder, published, handMade, scale)
    const filled = performance.now()
    await Promise.resolve()
    const cells = cellsIn(published)
    const note = `${scale} reports, ${cells} cells`
    return [
      {
        query: wasThere ? 'made before' : 'made, published, made flat',
        ms: Math.round(filled - started),
        note,
      },
      ...queries.map(({ query, sql }) => {
        const ours = timed(published, sql)
        const theirs = timed(handMade, handMadeQueries[query] ?? '')
        return { query, ...compared(ours, theirs) }
      }),
      ...sizes(published, cells, scale),
    ].map(row)
  } finally {
    if (kept === null) rmSync(folder, { recursive: true, force: true })
  }
}

/** Both files under their names only once they are whole: a run that was stopped leaves nothing that looks finished. */
function make(folder: string, published: string, handMade: string, scale: number): void {
  rmSync(published, { force: true })
  fill(join(folder, `store-${scale}.sqlite`), published, scale)
  const unfinished = `${handMade}.part`
  rmSync(unfinished, { force: true })
  buildHandMade(published, unfinished)
  renameSync(unfinished, handMade)
}

function cellsIn(path: string): number {
  const sqlite = new Sqlite(path, { readonly: true })
  const counted = sqlite.prepare<[], { cells: number }>('select sum(cells) as cells from v_reports').get()
  sqlite.close()
  return counted?.cells ?? 0
}

const meets = (time: number, times: number) => time < fastEnough || times <= withinRatio

function compared(ours: Timing, theirs: Timing) {
  const ratio = ours.warm / theirs.warm
  const coldRatio = ours.cold / theirs.cold
  return {
    cold: ours.cold,
    'cold, flat': theirs.cold,
    warm: ours.warm,
    'warm, flat': theirs.warm,
    'times flat': ratio.toFixed(1),
    aim: meets(ours.warm, ratio) && meets(ours.cold, coldRatio) ? 'met' : 'MISSED',
  }
}

const columns = ['query', 'cold', 'cold, flat', 'warm', 'warm, flat', 'times flat', 'aim', 'ms', 'note']

/** One shape for all lines of the printed table. */
function row(line: object): object {
  const values = new Map<string, unknown>(Object.entries(line))
  return Object.fromEntries(
    columns.map((name) => {
      const value = values.get(name) ?? ''
      return [name, typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(1) : value]
    }),
  )
}

function fill(path: string, published: string, scale: number): void {
  rmSync(path, { force: true })
  const store = Store.open(path)
  // What a disk's fsync costs is no property of the database.
  store.connection.sqlite.pragma('synchronous = off')
  const { runId } = store.runs.begin({ command: 'bench', program: '0', now, resumeSince: null })
  store.portals.register([
    { id: 'p', name: '', divisionCode: null, startUrl: '', platform: null, columnUrl: null, note: '' },
  ])
  const random = randomNumbers(20240115)
  let number = 0
  for (const agency of agencies(Math.ceil(scale / years.length), random)) {
    const size = random() ** 6 * 4
    const listed = years.map((year) => ({
      url: `http://127.0.0.1/${agency.key}/${year}.html`,
      title: '年度报告',
      publishedOn: null,
      listUrl: null,
    }))
    const links = store.links.listed('p', listed, { runId, now }).added
    for (const [index, year] of years.entries()) {
      const made = syntheticReport(number, year, random)
      const title = `${agency.name}${year}年政府信息公开工作年度报告`
      const sha256 = `${number}-${year}`.padStart(64, '0')
      const record = { ...made, agency, title, sha256, cells: made.cells.map((cell) => scaled(cell, size)) }
      store.reports.save({
        linkId: links[index]?.linkId ?? 0,
        record,
        document: { sha256, bytes: 30_000, storedBytes: 7_000, encoding: 'br' },
        url: listed[index]?.url ?? '',
        retrievedAt: `${year + 1}-02-01T00:00:00Z`,
        extractor: '1',
      })
    }
    number += 1
  }
  store.checkpoint()
  store.publish(published, { now })
  store.close()
  rmSync(path)
}

type SyntheticCell = ReturnType<typeof syntheticReport>['cells'][number]

/** Few agencies have most of the requests. */
function scaled(cell: SyntheticCell, size: number): SyntheticCell {
  if (cell.status !== 'number' || cell.value < 20) return cell
  const value = Math.round(cell.value * size)
  return { ...cell, value, raw: String(value) }
}

const bureaus =
  '人民政府 教育局 财政局 公安局 民政局 司法局 水利局 医疗保障局 市场监督管理局 自然资源局'.split(' ')

/** Bodies of the real divisions, in an order that mixes the provinces. */
function* agencies(count: number, random: () => number): Generator<Agency> {
  const file = join(fileURLToPath(new URL('..', import.meta.url)), 'data', 'divisions.csv')
  const places = parse<{ code: string; name: string; level: string }>(readFileSync(file), {
    columns: true,
  }).filter(({ level }) => level === 'county' || level === 'prefecture')
  for (let made = 0; made < count; made++) {
    const place = places[Math.floor(random() * places.length)]
    if (!place) throw new Error('data/divisions.csv has no counties')
    const bureau = bureaus[made % bureaus.length] ?? ''
    // The number keeps names apart where the same bureau is drawn twice; the first is one that the queries name.
    const name = made === 0 ? '长沙市人民政府' : made === 1 ? '长沙市财政局' : `${place.name}${bureau}${made}`
    yield {
      name,
      fullName: name,
      divisionCode: place.code,
      level: place.level === 'county' ? 'county' : 'prefecture',
      key: `${place.code}/${made}`,
    }
  }
}

const timer = `
import Sqlite from '${driver}'
const [file, sql] = process.argv.slice(1)
const sqlite = new Sqlite(file, { readonly: true })
sqlite.pragma('cache_size = -65536')
const once = () => { const start = performance.now(); sqlite.prepare(sql).all(); return performance.now() - start }
const cold = once()
const warm = [once(), once(), once()].sort((a, b) => a - b)[1]
console.log(JSON.stringify({ cold, warm }))`

function timed(file: string, sql: string): Timing {
  const cwd = fileURLToPath(new URL('..', import.meta.url))
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', timer, file, sql], { cwd })
  return JSON.parse(output.toString()) as Timing
}

const parts = [
  { measure: 'cells', names: ['cell', 'cell_text'] },
  { measure: 'places', names: ['cell_place'] },
  {
    measure: 'wide tables',
    names: ['v_requests', 'v_disputes', 'v_series', 'proactive_wide', 'statistics_wide'],
  },
] as const

function sizes(path: string, cells: number, reports: number): object[] {
  const sqlite = new Sqlite(path, { readonly: true })
  const bytes = new Map(
    sqlite
      .prepare<[], { name: string; bytes: number }>(
        'select name, sum(pgsize) as bytes from dbstat group by name',
      )
      .all()
      .map(({ name, bytes: size }) => [name, size]),
  )
  sqlite.close()
  /** With their indexes: v_requests, v_requests_1 … */
  const sum = (names: readonly string[]) =>
    [...bytes].reduce(
      (total, [name, size]) => total + (names.includes(name.replace(/_\d+$/u, '')) ? size : 0),
      0,
    )
  const each = parts.map(({ measure, names }) => ({ measure, perCell: sum(names) / cells }))
  const together = each.reduce((total, { perCell }) => total + perCell, 0)
  const search = [...bytes.keys()].filter((name) => name.startsWith('search_'))
  const all = [...bytes.values()].reduce((total, size) => total + size, 0)
  const perReport = (names: readonly string[]) => `${Math.round(sum(names) / reports)} bytes a report`
  return [
    ...each.map(({ measure, perCell }) => ({ query: measure, note: `${perCell.toFixed(1)} bytes a cell` })),
    { query: 'together', note: `${together.toFixed(1)} bytes a cell`, aim: together < 20 ? 'met' : 'MISSED' },
    { query: 'sections', note: perReport(['section', 'section_ordinal']) },
    { query: 'source tables', note: perReport(['source_table', 'source_table_ordinal']) },
    { query: 'search index', note: perReport(search) },
    { query: 'the whole file', note: `${(all / 1e6).toFixed(0)} MB` },
  ]
}
