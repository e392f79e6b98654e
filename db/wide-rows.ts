import type { Statement } from 'better-sqlite3'
import type { FormTable } from '../extract/forms/form.ts'
import { formTables } from '../extract/forms/form.ts'
import type { Connection } from './connection.ts'
import type { FormDictionary } from './form-dictionary.ts'
import type { ReportRecord } from './report-record.ts'
import { isDoubtful } from './report-state.ts'
import { statusCodes } from './vocabulary.ts'
import { wideColumns, wideName } from './wide-columns.ts'

/** The wide rows of a report: one a table, in step with the cells of its current version. Within the caller's transaction. */
export interface WideRows {
  write(reportId: number, record: Pick<ReportRecord, 'cells' | 'forms'>): void
  /** The same from the stored cells of a version, where its record is no longer at hand. */
  rebuild(reportId: number, versionId: number): void
  erase(reportId: number): void
}

interface WideTable {
  readonly insert: Statement
  readonly remove: Statement
  /** Column name → index in the row of figures. */
  readonly columns: ReadonlyMap<string, number>
}

interface Figure {
  readonly table: FormTable
  readonly row: string
  readonly column: string
  /** Null where the status is not `number`. */
  readonly value: number | null
  /** 1 or 0. */
  readonly doubtful: number
}

const doubtfulCodes = [statusCodes.uncertain, statusCodes.missing, statusCodes.unreadable]

export function wideRowsOf({ sqlite }: Connection, dictionary: FormDictionary): WideRows {
  const tables = formTables.map((table) => {
    const names = wideColumns(table).map(({ name }) => name)
    const columns = ['report_id', 'form_table_id', 'doubtful', ...names]
    const wide: WideTable = {
      insert: sqlite.prepare(
        `insert into ${table}_wide (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
      ),
      remove: sqlite.prepare(`delete from ${table}_wide where report_id = ?`),
      columns: new Map(names.map((name, index) => [name, index])),
    }
    return { table, wide }
  })
  const columnsOf = new Map<string, WideTable['columns']>(
    tables.map(({ table, wide }) => [table, wide.columns]),
  )
  const formsOfVersion = sqlite.prepare<[number], { forms: string }>(
    'select forms from report_version where version_id = ?',
  )
  const figuresOfVersion = sqlite.prepare<[number], Figure>(
    `select t.code as "table", r.code as row, k.code as "column", iif(c.status is null, c.value, null) as value,
       coalesce(c.status in (${doubtfulCodes.join(', ')}), 0) as doubtful
     from cell c join form_cell f using (form_cell_id) join form_table t on t.form_table_id = f.form_table_id
     join form_row r using (form_row_id) join form_column k using (form_column_id) where c.version_id = ?`,
  )

  function erase(reportId: number): void {
    for (const { wide } of tables) wide.remove.run(reportId)
  }

  function put(reportId: number, forms: ReportRecord['forms'], figures: readonly Figure[]): void {
    erase(reportId)
    const rows = new Map<string, { doubtful: number; values: (number | null)[] }>()
    for (const { table, wide } of tables) {
      rows.set(table, {
        doubtful: 0,
        values: Array.from<number | null>({ length: wide.columns.size }).fill(null),
      })
    }
    for (const { table, row, column, value, doubtful } of figures) {
      const wide = rows.get(table)
      const index = columnsOf.get(table)?.get(wideName(row, column))
      if (!wide) continue
      wide.doubtful += doubtful
      if (index !== undefined) wide.values[index] = value
    }
    for (const { table, wide } of tables) {
      const form = forms[table]
      const formTableId = form === null ? undefined : dictionary.tableId(table, form)
      const row = rows.get(table)
      if (formTableId !== undefined && row)
        wide.insert.run(reportId, formTableId, row.doubtful, ...row.values)
    }
  }

  return {
    erase,
    write(reportId, { cells, forms }) {
      const figures = cells.map((cell) => ({
        ...cell.at,
        value: cell.status === 'number' ? cell.value : null,
        doubtful: isDoubtful(cell) ? 1 : 0,
      }))
      put(reportId, forms, figures)
    },
    rebuild(reportId, versionId) {
      const forms = formsOfVersion.get(versionId)?.forms
      if (forms === undefined) return erase(reportId)
      put(reportId, JSON.parse(forms) as ReportRecord['forms'], figuresOfVersion.all(versionId))
    },
  }
}
