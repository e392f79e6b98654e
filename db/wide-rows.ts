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
  readonly table: FormTable
  readonly insert: Statement
  readonly remove: Statement
  readonly width: number
}

interface Figure {
  readonly table: FormTable
  readonly formCellId: number
  /** Null where the status is not `number`. */
  readonly value: number | null
  /** 1 or 0. */
  readonly doubtful: number
}

const doubtfulCodes = [statusCodes.uncertain, statusCodes.missing, statusCodes.unreadable]

export function wideRowsOf({ sqlite }: Connection, dictionary: FormDictionary): WideRows {
  const tables = formTables.map((table): WideTable => {
    const names = wideColumns(table).map(({ name }) => name)
    const columns = ['report_id', 'form_table_id', 'doubtful', ...names]
    return {
      table,
      insert: sqlite.prepare(
        `insert into ${table}_wide (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
      ),
      remove: sqlite.prepare(`delete from ${table}_wide where report_id = ?`),
      width: names.length,
    }
  })
  const columnOfCell = columnsOfCells()
  const formsOfVersion = sqlite.prepare<[number], { forms: string }>(
    'select forms from report_version where version_id = ?',
  )
  const figuresOfVersion = sqlite.prepare<[number], Figure>(
    `select t.code as "table", c.form_cell_id as formCellId, iif(c.status is null, c.value, null) as value,
       coalesce(c.status in (${doubtfulCodes.join(', ')}), 0) as doubtful
     from cell c join form_cell f using (form_cell_id) join form_table t on t.form_table_id = f.form_table_id
     where c.version_id = ?`,
  )

  /** A form cell's id → its index among the figures of its wide table; none for what only some agencies print. */
  function columnsOfCells(): ReadonlyMap<number, number> {
    const places = new Map<string, number>(
      formTables.flatMap((table) =>
        wideColumns(table).map(({ name }, index) => [`${table} ${name}`, index] as const),
      ),
    )
    const cells = sqlite
      .prepare<[], { id: number; table: string; row: string; column: string }>(
        `select f.form_cell_id as id, t.code as "table", r.code as row, k.code as "column"
         from form_cell f join form_table t using (form_table_id)
         join form_row r using (form_row_id) join form_column k using (form_column_id)`,
      )
      .all()
    return new Map(
      cells.flatMap(({ id, table, row, column }) => {
        const index = places.get(`${table} ${wideName(row, column)}`)
        return index === undefined ? [] : [[id, index] as const]
      }),
    )
  }

  function erase(reportId: number): void {
    for (const { remove } of tables) remove.run(reportId)
  }

  function put(reportId: number, forms: ReportRecord['forms'], figures: readonly Figure[]): void {
    erase(reportId)
    for (const { table, insert, width } of tables) {
      const form = forms[table]
      const formTableId = form === null ? undefined : dictionary.tableId(table, form)
      if (formTableId === undefined) continue
      const values = Array.from<number | null>({ length: width }).fill(null)
      let doubtful = 0
      for (const figure of figures) {
        if (figure.table !== table) continue
        doubtful += figure.doubtful
        const index = columnOfCell.get(figure.formCellId)
        if (index !== undefined) values[index] = figure.value
      }
      insert.run(reportId, formTableId, doubtful, ...values)
    }
  }

  return {
    erase,
    write(reportId, { cells, forms }) {
      const figures = cells.flatMap((cell) => {
        const { table, row, column } = cell.at
        const form = forms[table]
        const known = form === null ? undefined : dictionary.cell(table, form, row, column)
        if (!known) return []
        const value = cell.status === 'number' ? cell.value : null
        return [{ table, formCellId: known.formCellId, value, doubtful: isDoubtful(cell) ? 1 : 0 }]
      })
      put(reportId, forms, figures)
    },
    rebuild(reportId, versionId) {
      const forms = formsOfVersion.get(versionId)?.forms
      if (forms === undefined) return erase(reportId)
      put(reportId, JSON.parse(forms) as ReportRecord['forms'], figuresOfVersion.all(versionId))
    },
  }
}
