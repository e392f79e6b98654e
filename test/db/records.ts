import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Store } from '../../db/store.ts'
import type { ReportRecord, ReportToSave, Saved } from '../../db/report-record.ts'
import type { Cell } from '../../extract/cell.ts'
import type { Place } from '../../extract/document.ts'
import type { FormId, FormTable } from '../../extract/forms/form.ts'
import { cellsOf, formOf, unitOf } from '../../extract/forms/forms.ts'

/** Opens a fresh database in a folder of its own, and clears both away. */
export function withStore<Value>(use: (store: Store, path: string) => Value): Value {
  return withFolder((folder) => {
    const path = join(folder, 'test.sqlite')
    const store = Store.open(path)
    try {
      return use(store, path)
    } finally {
      store.close()
    }
  })
}

export function withFolder<Value>(use: (folder: string) => Value): Value {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-db-'))
  try {
    return use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export const bureau = {
  name: '长沙市医疗保障局',
  fullName: '湖南省长沙市医疗保障局',
  divisionCode: '430100',
  level: 'prefecture',
  key: '430100/医疗保障局',
} as const

const emptyForms: Record<FormTable, FormId | null> = {
  proactive: null,
  requests: null,
  disputes: null,
  statistics: null,
}

/** Every cell of a form, 0 with a place in a grid, but for what `figures` says: a value, or a whole cell. */
export function cellsOfForm(
  table: FormTable,
  form: FormId,
  figures: Readonly<Record<string, number | Partial<Cell>>> = {},
): Cell[] {
  const known = formOf(table, form)
  if (!known) throw new Error(`no form ${form} of ${table}`)
  return [...cellsOf(known)].map(({ at, row, column }) => {
    const figure = figures[`${at.row}.${at.column}`] ?? 0
    const where: Place = {
      table: 1,
      row: known.rows.indexOf(row) + 3,
      column: known.columns.indexOf(column) + 2,
    }
    const plain = { at, where, unit: unitOf(row, column), status: 'number' as const }
    if (typeof figure === 'number') return { ...plain, value: figure, raw: String(figure) }
    return { ...plain, value: 0, raw: '0', ...figure } as Cell
  })
}

/** A report of the 2021 form. */
export function record(changes: Partial<ReportRecord> = {}): ReportRecord {
  return {
    sha256: '',
    mediaType: 'text/html',
    title: '长沙市医疗保障局2023年政府信息公开工作年度报告',
    agency: bureau,
    agencyFrom: 'title',
    year: 2023,
    yearFrom: 'title',
    publishedOn: '2024-01-12',
    readBy: { engine: 'html', version: '1' },
    forms: { ...emptyForms, proactive: '2021', requests: '2021', disputes: '2021' },
    cells: [
      ...cellsOfForm('proactive', '2021'),
      ...cellsOfForm('requests', '2021', { 'new_received.natural_person': 6, 'new_received.total': 6 }),
      ...cellsOfForm('disputes', '2021'),
    ],
    unplaced: [{ raw: '17', table: 1, where: { table: 0, row: 4, column: 2 } }],
    sections: [
      { ordinal: 1, heading: '一、总体情况', text: '2023年，本机关新收政府信息公开申请6件。' },
      { ordinal: 2, heading: '六、其他需要报告的事项', text: '无。' },
    ],
    tables: [
      {
        ordinal: 1,
        heading: '三、收到和处理政府信息公开申请情况',
        grid: [
          ['', '自然人'],
          ['一、本年新收政府信息公开申请数量', '6'],
        ],
      },
    ],
    findings: [
      {
        rule: 'requests.balance',
        class: 'identity',
        table: 'requests',
        row: null,
        column: 'total',
        expected: 6,
        actual: 0,
        difference: -6,
        cause: 'publisher',
      },
    ],
    ...changes,
  }
}

/** A link of the practice portal p1, listed if it is not there yet. */
export function linkTo(store: Store, url: string, runId = runOf(store)): number {
  if (!store.portals.get('p1')) {
    const portal = { id: 'p1', name: '长沙', divisionCode: '430100', startUrl: 'http://127.0.0.1:8101/' }
    store.portals.register([{ ...portal, platform: null, columnUrl: null, note: '' }])
  }
  const found = [
    { url, title: '年度报告', publishedOn: '2024-01-12', listUrl: 'http://127.0.0.1:8101/list.html' },
  ]
  store.links.listed('p1', found, { runId, now: '2024-02-01T00:00:00Z' })
  const known = store.connection.sqlite.prepare<[string], { id: number }>(
    'select link_id as id from link where url = ?',
  )
  return known.get(url)?.id ?? 0
}

export function runOf(store: Store): number {
  const now = '2024-02-01T00:00:00Z'
  return store.runs.begin({ command: 'refresh', program: '0', now, resumeSince: '2024-01-31T00:00:00Z' })
    .runId
}

/** Saves a record as if `bytes` had been served at `url`. */
export function save(
  store: Store,
  bytes: string,
  changes: Partial<ReportRecord> = {},
  options: Partial<ReportToSave> = {},
): Saved {
  const url = options.url ?? 'http://127.0.0.1:8101/a.html'
  const document = store.documents.put(new TextEncoder().encode(bytes))
  return store.reports.save({
    linkId: options.linkId ?? linkTo(store, url),
    record: record({ sha256: document.sha256, ...changes }),
    document,
    url,
    retrievedAt: '2024-02-01T08:00:00Z',
    extractor: '1',
    ...options,
  })
}

export function rows(store: Store, query: string, ...values: unknown[]): Record<string, unknown>[] {
  return store.connection.sqlite.prepare<unknown[], Record<string, unknown>>(query).all(...values)
}
