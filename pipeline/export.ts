import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Connection } from '../db/connection.ts'
import { dataPackage } from '../db/dictionary/data-package.ts'
import type { Resource } from '../db/dictionary/data-package.ts'
import { describedIn } from '../db/dictionary/described.ts'
import type { DescribedTable } from '../db/views/tables-described.ts'
import { csvFile } from './export/csv-file.ts'
import { parquetFile } from './export/parquet-file.ts'
import type { Row, TableFile } from './export/table-file.ts'

export const exportFormats = ['csv', 'parquet'] as const
/** `spreadsheet`: CSV with a byte order mark and harmless formulas, for people alone. */
export type ExportFormat = (typeof exportFormats)[number] | 'spreadsheet'

export interface ExportOptions {
  readonly format: ExportFormat
  /** Told of the rows of a table that are written so far. */
  readonly onProgress?: (table: string, rows: number) => void
  /** ISO 8601. */
  readonly now: string
  /** The version of nianbao. */
  readonly program: string
}

const files: Readonly<Record<ExportFormat, (path: string, table: DescribedTable) => TableFile>> = {
  csv: (path, table) => csvFile(path, table, 'exact'),
  spreadsheet: (path, table) => csvFile(path, table, 'spreadsheet'),
  parquet: parquetFile,
}

const extensions: Readonly<Record<ExportFormat, 'csv' | 'parquet'>> = {
  csv: 'csv',
  spreadsheet: 'csv',
  parquet: 'parquet',
}

/** Rows that are in memory at once. */
const batchSize = 2000
/** The index of a full-text search has no rows of its own: v_sections is its text. */
const notExported = new Set(['search'])

/**
 * Writes every public view and table into a folder as a data package. All of them show the same instant of the database; no more
 * than a batch of rows is in memory. datapackage.json is written last: a folder without it is unfinished.
 */
export async function exportTo(
  { sqlite }: Pick<Connection, 'sqlite'>,
  folder: string,
  { format, onProgress = () => undefined, now, program }: ExportOptions,
): Promise<readonly Resource[]> {
  mkdirSync(folder, { recursive: true })
  const descriptor = join(folder, 'datapackage.json')
  rmSync(descriptor, { force: true })
  const resources: Resource[] = []
  sqlite.exec('begin')
  try {
    for (const table of describedIn({ sqlite }).filter(({ name }) => !notExported.has(name))) {
      const path = `${table.name}.${extensions[format]}`
      const file = files[format](join(folder, path), table)
      const rows = sqlite.prepare<[], Row>(`select * from "${table.name}"`).raw().iterate()
      const count = await pour(rows, file, (written) => onProgress(table.name, written))
      resources.push({ table, path, rows: count, ...(await file.close()) })
    }
  } finally {
    sqlite.exec('rollback')
  }
  writeFileSync(descriptor, `${JSON.stringify(dataPackage(resources, { format, now, program }), null, 2)}\n`)
  return resources
}

async function pour(rows: Iterable<Row>, file: TableFile, written: (rows: number) => void): Promise<number> {
  let count = 0
  let batch: Row[] = []
  for (const row of rows) {
    batch.push(row)
    if (batch.length < batchSize) continue
    count += batch.length
    await file.write(batch)
    batch = []
    written(count)
  }
  await file.write(batch)
  written(count + batch.length)
  return count + batch.length
}
