import { Option } from 'commander'
import { exit, Stop } from '../exit.ts'
import { exportFormats, exportTo } from '../export.ts'
import type { ExportFormat } from '../export.ts'
import { withReader } from '../open-store.ts'
import { say, table } from '../terminal.ts'
import { version } from '../version.ts'
import type { AddCommand, CommonOptions } from './command.ts'

interface Options extends CommonOptions {
  readonly format: (typeof exportFormats)[number]
  readonly forSpreadsheets?: true
}

export const addExport: AddCommand = (program, run) => {
  program
    .command('export')
    .description('every public table as CSV or Parquet, with datapackage.json')
    .argument('<dir>', 'a folder; files of an earlier export in it are replaced')
    .addOption(new Option('--format <format>', 'csv or parquet').choices(exportFormats).default('csv'))
    .option('--for-spreadsheets', 'CSV that a spreadsheet opens as it should; not meant to be read back')
    .action(
      run(async (folder: string, _own: Options, command: { optsWithGlobals(): Options }) => {
        const { db, json, ...options } = command.optsWithGlobals()
        const resources = await withReader(db, ({ connection }) =>
          exportTo(connection, folder, {
            format: formatOf(options),
            now: new Date().toISOString(),
            program: version,
            ...(process.stderr.isTTY ? { onProgress: drawn } : {}),
          }),
        )
        if (process.stderr.isTTY) process.stderr.write(clearLine)
        const rows = resources.map(({ path, rows: count, bytes, sha256 }) => ({
          path,
          rows: count,
          bytes,
          sha256,
        }))
        say(
          json
            ? JSON.stringify({ exported: folder, resources: rows })
            : table(
                ['file', 'rows', 'bytes'],
                rows.map(({ path, rows: count, bytes }) => [path, count, bytes]),
              ),
        )
        return exit.done
      }),
    )
}

function formatOf({ format, forSpreadsheets }: Pick<Options, 'format' | 'forSpreadsheets'>): ExportFormat {
  if (!forSpreadsheets) return format
  if (format === 'csv') return 'spreadsheet'
  throw new Stop(exit.usage, '--for-spreadsheets is about CSV: leave out --format parquet')
}

const clearLine = '\r\u001b[K'

function drawn(name: string, rows: number): void {
  process.stderr.write(`${clearLine}${name}: ${rows.toLocaleString('en')} rows`)
}
