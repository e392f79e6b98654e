import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet'
import { describe, expect, it } from 'vitest'
import { columnType } from '../../db/dictionary/column-types.ts'
import { describedIn } from '../../db/dictionary/described.ts'
import { Store } from '../../db/store.ts'
import type { DescribedTable } from '../../db/views/tables-described.ts'
import { exportTo } from '../../pipeline/export.ts'
import type { ExportFormat } from '../../pipeline/export.ts'
import { cellsOfForm, rows, save } from '../db/records.ts'

/** A database with what is hard to export: quotes, line ends, blanks beside nulls, decimals, formulas. */
async function exported(format: ExportFormat, use: (store: Store, folder: string) => unknown): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-export-'))
  const store = Store.open(join(folder, 'test.sqlite'))
  try {
    save(store, 'w', { cells: cellsOfForm('proactive', '2021', { 'licensing.decisions': 7 }) })
    save(store, 'x', {
      title: '=HYPERLINK("http://127.0.0.1","年报"),\n第二行',
      publishedOn: null,
      cells: cellsOfForm('proactive', '2021', {
        'administrative_fees.amount': { raw: '0.1000', value: 0.1 },
        'licensing.decisions': { raw: '', status: 'blank', value: null },
        'penalties.decisions': { raw: '-', status: 'dash', value: null },
      }),
      sections: [{ ordinal: 1, heading: null, text: '' }],
      tables: [{ ordinal: 1, heading: null, grid: [['', '+1', ' 前后 ', '"引"']] }],
    })
    await exportTo(store.connection, join(folder, 'out'), {
      format,
      now: '2024-02-01T00:00:00Z',
      program: '1',
    })
    await use(store, join(folder, 'out'))
  } finally {
    store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Field {
  readonly name: string
  readonly type: string
  readonly missingValues: readonly { readonly value: string; readonly label: string }[]
}
interface Descriptor {
  readonly resources: readonly {
    readonly name: string
    readonly path: string
    readonly bytes: number
    readonly hash: string
    readonly rows: number
    readonly schema: {
      readonly fields: readonly Field[]
      readonly primaryKey?: readonly string[]
      readonly foreignKeys?: readonly { readonly reference: { readonly resource: string } }[]
    }
  }[]
}

function descriptor(folder: string): Descriptor {
  return JSON.parse(readFileSync(join(folder, 'datapackage.json'), 'utf8')) as Descriptor
}

/** The rows of a CSV as the database has them: an unquoted empty field is null, a quoted one the empty text. */
function readCsv(file: string, { columns }: DescribedTable): Record<string, unknown>[] {
  const types = new Map(columns.map((column) => [column.name, columnType(column)]))
  return parse(readFileSync(file, 'utf8'), {
    columns: true,
    cast: (text, { quoting, header, column }) => {
      if (header || quoting) return text
      if (text === '') return null
      const type = types.get(String(column))
      const isFigure =
        type === 'integer' || type === 'number' || (type === 'any' && Number.isFinite(Number(text)))
      return isFigure ? Number(text) : text
    },
  })
}

describe('nianbao export', () => {
  it('writes CSV that reads back as the database, every public table of it', async () => {
    await exported('csv', (store, folder) => {
      for (const table of describedIn(store.connection)) {
        const stored = rows(store, `select * from "${table.name}"`)
        expect(readCsv(join(folder, `${table.name}.csv`), table)).toEqual(stored)
      }
    })
  })

  it('writes Parquet that reads back as the database', async () => {
    await exported('parquet', async (store, folder) => {
      for (const table of describedIn(store.connection)) {
        const file = await asyncBufferFromFile(join(folder, `${table.name}.parquet`))
        const read = await parquetReadObjects({ file })
        const numbers = read.map((row) =>
          Object.fromEntries(
            Object.entries(row).map(([name, value]: [string, unknown]) => [
              name,
              typeof value === 'bigint' ? Number(value) : value,
            ]),
          ),
        )
        const either = new Set(
          table.columns.filter((column) => columnType(column) === 'any').map(({ name }) => name),
        )
        const stored = rows(store, `select * from "${table.name}"`).map((row) =>
          Object.fromEntries(
            Object.entries(row).map(([name, value]) => [
              name,
              either.has(name) && typeof value === 'number' ? String(value) : value,
            ]),
          ),
        )
        expect(numbers).toEqual(stored)
      }
    })
  })

  it('says no type that a value does not have', async () => {
    const kinds = { integer: Number.isInteger, number: Number.isFinite, any: () => true }
    await exported('csv', (store) => {
      for (const { name, columns } of describedIn(store.connection)) {
        for (const row of rows(store, `select * from "${name}"`)) {
          for (const column of columns) {
            const value = row[column.name]
            const type = columnType(column)
            const fits =
              type in kinds ? kinds[type as keyof typeof kinds] : (each: unknown) => typeof each === 'string'
            if (value !== null)
              expect({ name, column: column.name, value, fits: fits(value) }).toMatchObject({ fits: true })
          }
        }
      }
    })
  })

  it('describes every file: size, digest, rows, fields in order, keys that hold', async () => {
    await exported('csv', (_store, folder) => {
      const { resources } = descriptor(folder)
      expect(resources.length).toBeGreaterThan(20)
      for (const { name, path, bytes, hash, rows: count, schema } of resources) {
        const file = readFileSync(join(folder, path))
        expect(file.length).toBe(bytes)
        expect(hash).toBe(`sha256:${createHash('sha256').update(file).digest('hex')}`)
        const read: Record<string, string>[] = parse(file, { columns: true })
        expect(read).toHaveLength(count)
        expect(file.toString().split('\n')[0]).toBe(schema.fields.map((field) => field.name).join(','))
        const keys = read.map((row) => (schema.primaryKey ?? []).map((column) => row[column]).join('\n'))
        if (schema.primaryKey)
          expect({ name, distinct: new Set(keys).size }).toEqual({ name, distinct: count })
        for (const { reference } of schema.foreignKeys ?? []) {
          expect(resources.map((resource) => resource.name)).toContain(reference.resource)
        }
      }
    })
  })

  it('validates as a table schema: every value has its field’s type, and is missing only where that is explained', async () => {
    const patterns: Readonly<Record<string, RegExp>> = {
      integer: /^-?\d+$/u, // 2023
      number: /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/u, // 43.788
      date: /^\d{4}-\d\d-\d\d$/u, // 2024-01-12
      datetime: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/u, // 2024-02-01T08:00:00Z
      string: /^/u, // anything
      any: /^/u, // anything
    }
    await exported('csv', (_store, folder) => {
      for (const { path, schema } of descriptor(folder).resources) {
        for (const row of parse<Record<string, string>>(readFileSync(join(folder, path)), {
          columns: true,
        })) {
          for (const { name, type, missingValues } of schema.fields) {
            const value = row[name] ?? ''
            const isMissing = missingValues.some(
              (missing) => missing.value === value && missing.label.length > 3,
            )
            expect({ path, name, value, valid: isMissing || patterns[type]?.test(value) }).toMatchObject({
              valid: true,
            })
          }
        }
      }
    })
  })

  it('for spreadsheets: a byte order mark, and no text that would run', async () => {
    await exported('spreadsheet', (_store, folder) => {
      const reports = readFileSync(join(folder, 'v_reports.csv'), 'utf8')
      expect(reports.startsWith('\uFEFF')).toBe(true)
      expect(reports).toContain(`"'=HYPERLINK(""http`)
      expect(readFileSync(join(folder, 'v_table_cells.csv'), 'utf8')).toContain(",'+1\n")
      expect(readFileSync(join(folder, 'v_cells.csv'), 'utf8')).toContain(',-,dash,')
    })
  })

  it('leaves no descriptor where it did not finish', async () => {
    await exported('csv', async (store, folder) => {
      store.connection.sqlite.exec('drop view v_reports; create view v_reports as select * from nowhere')
      await expect(
        exportTo(store.connection, folder, { format: 'csv', now: '2024-02-01T00:00:00Z', program: '1' }),
      ).rejects.toThrow('nowhere')
      expect(() => descriptor(folder)).toThrow('ENOENT')
    })
  })
})
