import { columnType } from '../dictionary/column-types.ts'
import type { ColumnType } from '../dictionary/column-types.ts'
import { sqlComment } from '../views/view.ts'
import type { View } from '../views/view.ts'
import { views } from '../views/views.ts'
import type { SqliteDatabase } from '../sqlite.ts'

interface ReaderTable {
  /** Lists of columns that questions filter by. */
  readonly indexes: readonly string[]
  /** `report_id` finds a report at once; `year` lays a year's rows side by side, so that reading one is no walk through all. */
  readonly order: 'report_id' | 'year'
}

/**
 * Views that a published copy holds as tables of the same name and columns: a question about all reports then reads one table,
 * where the writer's file joins four for each report. Those that are asked less stay views over the wide tables.
 */
const stored: Readonly<Record<string, ReaderTable>> = {
  v_requests: { order: 'year', indexes: ['year', 'agency', 'agency_id', 'report_id'] },
  v_series: { order: 'report_id', indexes: ['agency, year', 'agency_id, year'] },
  v_disputes: { order: 'report_id', indexes: ['year'] },
  v_findings: { order: 'report_id', indexes: ['report_id', 'rule', 'class, rule, cause, report_id'] },
}

/** What the tables replace: the writer's own wide tables are emptied in the copy. */
const replaced = ['requests_wide', 'disputes_wide']

/** NUMERIC keeps whole numbers in as many bytes as they need. */
const affinities: Readonly<Record<ColumnType, string>> = {
  integer: 'integer',
  number: 'numeric',
  text: 'text',
  date: 'text',
  datetime: 'text',
  json: 'text',
  any: '',
}

/** Turns the views that are asked most into tables of the copy. */
export function storeReaderTables(sqlite: SqliteDatabase): void {
  const chosen = views.filter(({ name }) => name in stored)
  for (const view of chosen) {
    const { order } = stored[view.name] ?? { order: 'report_id' }
    sqlite.exec(tableSql(view, order))
    sqlite.exec(`insert into new_${view.name} select * from ${view.name} order by ${order}, report_id`)
  }
  // Other views name these: without the legacy manner a rename would try to read them half way.
  sqlite.pragma('legacy_alter_table = on')
  for (const { name } of chosen) sqlite.exec(`drop view ${name}; alter table new_${name} rename to ${name}`)
  sqlite.pragma('legacy_alter_table = off')
  for (const name of replaced) sqlite.exec(`delete from ${name}`)
  for (const { name } of chosen) {
    for (const [index, columns] of (stored[name]?.indexes ?? []).entries()) {
      sqlite.exec(`create index ${name}_${index + 1} on ${name} (${columns})`)
    }
  }
}

/** Its columns carry their words as those of a view do. */
function tableSql({ name, description, columns, key }: View, order: ReaderTable['order']): string {
  const isKey = key?.join() === 'report_id' && order === 'report_id'
  const last = columns.length - 1
  const lines = columns.map((column, index) => {
    const primary = isKey && column.name === 'report_id' ? ' primary key' : ''
    const end = index < last ? ',' : ''
    return `  "${column.name}" ${affinities[columnType(column)]}${primary}${end} ${sqlComment(column.description)}`
  })
  return `create table new_${name} ( ${sqlComment(description)}\n${lines.join('\n')}\n)`
}
