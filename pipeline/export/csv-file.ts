import type { DescribedTable } from '../../db/views/tables-described.ts'
import { fileSink } from './file-sink.ts'
import type { Row, TableFile } from './table-file.ts'

/** `exact`: what the database holds. `spreadsheet`: what a spreadsheet opens without harm. */
export type CsvManner = 'exact' | 'spreadsheet'

type Value = Row[number]

/** RFC 4180: a comma, a quote, a line end; and what a reader might trim. */
const needsQuotes = /[",\r\n]|^\s|\s$/u // 一,二 · "三" · a leading space

/** =1+1, +1, @sum, a tab: what a spreadsheet would run. A number (-3) and a lone dash are none. */
const formula = /^(?:[=+@\t\r]|-(?!$|[\d.]+$))/u

/**
 * A null is an empty field, an empty text is `""`: readers that look at quotes tell them apart, and the columns in which both
 * occur are few. Numbers are written so that they read back as the same double.
 */
function exactField(value: Value): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  return value === '' || needsQuotes.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}

function spreadsheetField(value: Value): string {
  return typeof value === 'string' && formula.test(value) ? exactField(`'${value}`) : exactField(value)
}

const fields = { exact: exactField, spreadsheet: spreadsheetField }
const byteOrderMark = '\uFEFF'

export function csvFile(path: string, { columns }: DescribedTable, manner: CsvManner): TableFile {
  const sink = fileSink(path)
  const field = fields[manner]
  const line = (row: Row) => `${row.map(field).join(',')}\n`
  const head = columns.map(({ name }) => name)
  sink.write(Buffer.from(`${manner === 'spreadsheet' ? byteOrderMark : ''}${line(head)}`))
  return {
    async write(rows) {
      sink.write(Buffer.from(rows.map(line).join('')))
    },
    async close() {
      return sink.close()
    },
  }
}
