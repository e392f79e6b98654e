import { createHash } from 'node:crypto'
import { createReadStream, statSync } from 'node:fs'
import { fileWriter, ParquetWriter } from 'hyparquet-writer'
import type { SchemaElement } from 'hyparquet-writer'
import { columnType } from '../../db/dictionary/column-types.ts'
import type { ColumnType } from '../../db/dictionary/column-types.ts'
import type { DescribedTable } from '../../db/views/tables-described.ts'
import type { Row, TableFile } from './table-file.ts'

type Value = Row[number]

interface ParquetType {
  readonly schema: Pick<SchemaElement, 'type' | 'converted_type'>
  readonly encode: (value: Exclude<Value, null>) => bigint | number | string
}

const text: ParquetType = { schema: { type: 'BYTE_ARRAY', converted_type: 'UTF8' }, encode: String }

/** Ids need 53 bits; figures are doubles, as in SQLite; dates stay the texts that they are, so that nothing is rounded. */
const parquetTypes: Readonly<Record<ColumnType, ParquetType>> = {
  integer: { schema: { type: 'INT64' }, encode: (value) => BigInt(value) },
  number: { schema: { type: 'DOUBLE' }, encode: Number },
  text,
  date: text,
  datetime: text,
  json: text,
  any: text,
}

/** A row group ends at the first of these: it is what is in memory at once, and what a reader skips at once. */
const valuesInGroup = 1_500_000
const mostRowsInGroup = 100_000
const lettersInGroup = 16_000_000

export function parquetFile(path: string, { columns }: DescribedTable): TableFile {
  const types = columns.map((column) => parquetTypes[columnType(column)])
  const rowsInGroup = Math.min(mostRowsInGroup, Math.ceil(valuesInGroup / columns.length))
  const writer = new ParquetWriter({
    writer: fileWriter(path),
    createdBy: 'nianbao',
    schema: [
      { name: 'root', num_children: columns.length },
      ...columns.map(({ name }, index) => ({
        name,
        repetition_type: 'OPTIONAL' as const,
        ...(types[index] ?? text).schema,
      })),
    ],
  })
  let waiting: Row[] = []
  let letters = 0

  async function flush(): Promise<void> {
    if (waiting.length === 0) return
    const rows = waiting
    waiting = []
    letters = 0
    await writer.write({
      rowGroupSize: rows.length,
      columnData: columns.map(({ name }, index) => {
        const { encode } = types[index] ?? text
        return { name, data: rows.map((row) => encoded(row[index] ?? null, encode)) }
      }),
    })
  }

  return {
    async write(rows) {
      waiting.push(...rows)
      for (const row of rows) for (const value of row) if (typeof value === 'string') letters += value.length
      if (waiting.length >= rowsInGroup || letters >= lettersInGroup) await flush()
    },
    async close() {
      await flush()
      await writer.finish()
      return { bytes: statSync(path).size, sha256: await digest(path) }
    },
  }
}

function encoded(value: Value, encode: ParquetType['encode']) {
  return value === null ? null : encode(value)
}

async function digest(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
