import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Sqlite } from '../db/sqlite.ts'
import type { SqliteDatabase } from '../db/sqlite.ts'
import { cellRow, cellTextRow } from '../db/cell-row.ts'
import type { StoredDocument } from '../db/documents.ts'
import { readForms } from '../db/form-dictionary.ts'
import type { ReportRecord } from '../db/report-record.ts'
import { Store } from '../db/store.ts'
import { randomNumbers, syntheticReport } from './synthetic.ts'

/** One line of the printed table. */
export interface BenchRow {
  readonly measure: string
  readonly value: number
  readonly unit: string
  readonly note: string
}

const agencies = 400
const years = [2019, 2020, 2021, 2022, 2023]

/**
 * How fast a file is filled, and what a cell costs in it: 2,000 synthetic reports through the store, against bare
 * better-sqlite3 that inserts the same cell rows in one transaction, in the same process.
 */
export async function benchLoad(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-bench-'))
  try {
    const random = randomNumbers(20240115)
    const records = years.flatMap((year) =>
      Array.from({ length: agencies }, (_, agency) => syntheticReport(agency, year, random)),
    )
    const cells = records.reduce((sum, record) => sum + record.cells.length, 0)
    const store = Store.open(join(folder, 'store.sqlite'))
    const { seconds, processor } = fill(store, records)
    const bare = fillBare(join(folder, 'bare.sqlite'), store, records)
    const compact = join(folder, 'compact.sqlite')
    store.publish(compact)
    store.close()
    await Promise.resolve()
    return [
      row(
        'cells a second, through the store',
        cells / seconds,
        'cells/s',
        `${cells} cells, one transaction a report`,
      ),
      row(
        'processor time a report, through the store',
        (1000 * processor) / records.length,
        'ms',
        'what a busy machine does not change much',
      ),
      row(
        'cells a second, bare better-sqlite3',
        cells / bare,
        'cells/s',
        'the same cell rows, one transaction',
      ),
      row('the store against bare', bare / seconds, '×', '1 is as fast'),
      ...sizes(compact, cells, records.length),
      ...searchIndex(compact, records.length),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** @returns seconds by the clock and of the processor */
function fill(
  store: Store,
  records: readonly ReportRecord[],
): { readonly seconds: number; readonly processor: number } {
  const now = '2024-02-01T00:00:00Z'
  const { runId } = store.runs.begin({ command: 'bench', program: '0', now, resumeSince: null })
  store.portals.register([
    { id: 'p', name: '', divisionCode: null, startUrl: '', platform: null, columnUrl: null, note: '' },
  ])
  const listed = records.map((_, index) => ({
    url: `http://127.0.0.1/${index}`,
    title: '年度报告',
    publishedOn: null,
    listUrl: null,
  }))
  const links = store.links.listed('p', listed, { runId, now }).added
  const ready = records.map((record, index) => {
    const sha256 = index.toString(16).padStart(64, '0')
    // The bytes are not written: what a disk's fsync costs is no property of the database.
    const document: StoredDocument = { sha256, bytes: 30_000, storedBytes: 7_000, encoding: 'br' }
    return { record: { ...record, sha256 }, document, link: links[index] }
  })
  const start = performance.now()
  const before = process.cpuUsage()
  for (const { record, document, link } of ready) {
    if (!link) throw new Error('a listed link is missing')
    store.reports.save({
      linkId: link.linkId,
      record,
      document,
      url: link.url,
      retrievedAt: now,
      extractor: '1',
    })
  }
  store.checkpoint()
  const { user, system } = process.cpuUsage(before)
  return { seconds: (performance.now() - start) / 1000, processor: (user + system) / 1e6 }
}

/** @returns seconds */
function fillBare(path: string, store: Store, records: readonly ReportRecord[]): number {
  const dictionary = readForms(store.connection)
  const rows = records.flatMap(({ cells, forms }, version) =>
    cells.map((cell) => {
      const form = forms[cell.at.table]
      const known =
        form === null ? undefined : dictionary.cell(cell.at.table, form, cell.at.row, cell.at.column)
      if (!known) throw new Error('the synthetic cell is in no form')
      return { version, id: known.formCellId, ...cellRow(cell), text: cellTextRow(cell, known.unit) }
    }),
  )
  const sqlite = new Sqlite(path)
  sqlite.pragma('journal_mode = wal')
  sqlite.pragma('synchronous = normal')
  sqlite.exec(`
    create table cell (version_id integer, form_cell_id integer, value numeric, status integer,
      primary key (version_id, form_cell_id)) without rowid;
    create table cell_text (version_id integer, form_cell_id integer, raw text, unit text, doubt text,
      primary key (version_id, form_cell_id)) without rowid;`)
  const cell = sqlite.prepare('insert into cell values (?, ?, ?, ?)')
  const text = sqlite.prepare('insert into cell_text values (?, ?, ?, ?, ?)')
  const start = performance.now()
  sqlite.transaction(() => {
    for (const each of rows) {
      cell.run(each.version, each.id, each.value, each.status)
      if (each.text) text.run(each.version, each.id, each.text.raw, each.text.unit, each.text.doubt)
    }
  })()
  sqlite.pragma('wal_checkpoint(truncate)')
  const seconds = (performance.now() - start) / 1000
  sqlite.close()
  return seconds
}

const parts = [
  { measure: 'cells', names: ['cell', 'cell_text'] },
  { measure: 'places', names: ['cell_place'] },
  { measure: 'wide tables', names: ['requests_wide', 'proactive_wide', 'disputes_wide', 'statistics_wide'] },
] as const

/** By SQLite's own page statistics, of the compact copy. */
function sizes(path: string, cells: number, reports: number): BenchRow[] {
  const sqlite = new Sqlite(path, { readonly: true })
  const bytes = bytesByName(sqlite)
  sqlite.close()
  const sum = (names: readonly string[]) => names.reduce((total, name) => total + (bytes.get(name) ?? 0), 0)
  const each = parts.map(({ measure, names }) =>
    row(measure, sum(names) / cells, 'bytes/cell', names.join(', ')),
  )
  const together = each.reduce((total, { value }) => total + value, 0)
  const all = [...bytes].reduce((total, [name, size]) => total + (isSearch(name) ? 0 : size), 0)
  return [
    ...each,
    row(
      'cells, indexes, wide tables and places together',
      together,
      'bytes/cell',
      'aim: under 20; half pages, four in ten ruled PDFs, one in ten without rules',
    ),
    row('sections', sum(['section', 'section_ordinal']) / reports, 'bytes/report', ''),
    row('source tables', sum(['source_table', 'source_table_ordinal']) / reports, 'bytes/report', ''),
    row(
      'the whole file',
      all / reports,
      'bytes/report',
      'without the search index; documents stand beside it',
    ),
  ]
}

function searchIndex(path: string, reports: number): BenchRow[] {
  const sqlite = new Sqlite(path, { readonly: true })
  const bytes = bytesByName(sqlite)
  sqlite.close()
  const index = [...bytes].filter(([name]) => isSearch(name))
  const size = index.reduce((total, [, each]) => total + each, 0)
  return [
    row(
      'trigram search index',
      size / reports,
      'bytes/report',
      'FTS5 over the sections, as publishing builds it',
    ),
  ]
}

function isSearch(name: string): boolean {
  return name.startsWith('search_')
}

function bytesByName(sqlite: SqliteDatabase): Map<string, number> {
  const rows = sqlite
    .prepare<[], { name: string; bytes: number }>(
      'select name, sum(pgsize) as bytes from dbstat group by name',
    )
    .all()
  return new Map(rows.map(({ name, bytes }) => [name, bytes]))
}

function row(measure: string, value: number, unit: string, note: string): BenchRow {
  return { measure, value: value < 100 ? Math.round(value * 100) / 100 : Math.round(value), unit, note }
}
