import { integer, numeric, sqliteTable } from 'drizzle-orm/sqlite-core'
import type { FormTable } from '../../extract/forms/form.ts'
import { wideColumns } from '../wide-columns.ts'
import { formTable } from './form.ts'
import { report } from './report.ts'

/**
 * One row a report and table, one column a figure: what an analyst's query scans. Kept in step with the cells in the
 * same transaction. A plain whole number costs little more than a byte here.
 */
function wide<Name extends string>(name: Name, table: FormTable) {
  return sqliteTable(name, {
    reportId: integer()
      .primaryKey()
      .references(() => report.reportId, { onDelete: 'cascade' }),
    formTableId: integer()
      .notNull()
      .references(() => formTable.formTableId),
    doubtful: integer().notNull(),
    ...Object.fromEntries(
      wideColumns(table).map((figure) => [figure.name, numeric(figure.name, { mode: 'number' })]),
    ),
  })
}

export const requestsWide = wide('requests_wide', 'requests')
export const proactiveWide = wide('proactive_wide', 'proactive')
export const disputesWide = wide('disputes_wide', 'disputes')
export const statisticsWide = wide('statistics_wide', 'statistics')
