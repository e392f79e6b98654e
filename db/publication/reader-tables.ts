import { columnType } from '../dictionary/column-types.ts'
import type { ColumnType } from '../dictionary/column-types.ts'
import type { View } from '../views/view.ts'
import { views } from '../views/views.ts'
import type { SqliteDatabase } from '../sqlite.ts'

/**
 * Views that a published copy holds as tables of the same name and columns: a question about all reports then reads one table,
 * where the writer's file joins four for each report. `indexes` are the lists of columns that questions filter by.
 */
const stored: Readonly<Record<string, readonly string[]>> = {
  v_series: ['year', 'agency, year', 'agency_id, year'],
  v_requests: ['year', 'agency', 'agency_id'],
  v_proactive: ['year', 'agency_id'],
  v_disputes: ['year', 'agency_id'],
  v_statistics: ['year', 'agency_id'],
  v_findings: ['report_id', 'rule', 'class, rule, cause, report_id'],
}

/** What the tables replace: the writer's own wide tables are emptied in the copy. */
const replaced = ['requests_wide', 'proactive_wide', 'disputes_wide', 'statistics_wide']

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
    sqlite.exec(tableSql(view, `new_${view.name}`))
    sqlite.exec(`insert into new_${view.name} select * from ${view.name} order by report_id`)
  }
  // Other views name these: without the legacy manner a rename would try to read them half way.
  sqlite.pragma('legacy_alter_table = on')
  for (const { name } of chosen) sqlite.exec(`drop view ${name}; alter table new_${name} rename to ${name}`)
  sqlite.pragma('legacy_alter_table = off')
  for (const name of replaced) sqlite.exec(`delete from ${name}`)
  for (const { name } of chosen) {
    for (const [index, columns] of (stored[name] ?? []).entries()) {
      sqlite.exec(`create index ${name}_${index + 1} on ${name} (${columns})`)
    }
  }
}

function tableSql({ columns, key }: View, name: string): string {
  const [only, ...more] = key ?? []
  const lines = columns.map((column) => {
    const primary = column.name === only && more.length === 0 ? ' primary key' : ''
    return `  "${column.name}" ${affinities[columnType(column)]}${primary}`
  })
  return `create table ${name} (\n${lines.join(',\n')}\n)`
}
