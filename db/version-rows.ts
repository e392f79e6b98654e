import type { Statement } from 'better-sqlite3'
import type { Cell } from '../extract/cell.ts'
import type { Place } from '../extract/document.ts'
import type { FormId, FormTable } from '../extract/forms/form.ts'
import { formTables } from '../extract/forms/form.ts'
import { cellRow, cellTextRow } from './cell-row.ts'
import type { Connection } from './connection.ts'
import { DatabaseError } from './database-error.ts'
import type { FormDictionary, KnownCell } from './form-dictionary.ts'
import { packPlaces } from './places.ts'
import type { ReportRecord } from './report-record.ts'
import { isDoubtful } from './report-state.ts'
import { statusCodes } from './vocabulary.ts'
import { wideColumns, wideName } from './wide-columns.ts'

/** A record's cell with the ids that it is stored under. */
export interface StorableCell {
  readonly cell: Cell
  readonly known: KnownCell
}

/** Writes and removes everything that hangs on one version, within the caller's transaction. */
export interface VersionRows {
  /** @throws DatabaseError `forms_changed` for a cell that no form has */
  storable(record: ReportRecord): StorableCell[]
  write(versionId: number, record: ReportRecord, cells: readonly StorableCell[]): void
  erase(versionId: number): void
  /** Brings the wide rows of a report to those of its current version. */
  writeWide(reportId: number, record: ReportRecord): void
  /** The same from the stored cells of a version, where its record is no longer at hand. */
  rebuildWide(reportId: number, versionId: number): void
  eraseWide(reportId: number): void
}

type Insert = Statement<unknown[]>
interface WideTable {
  readonly insert: Insert
  readonly remove: Insert
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
const children = ['cell', 'cell_text', 'cell_place', 'section', 'source_table', 'finding', 'unplaced']

export function versionRowsOf({ sqlite }: Connection, dictionary: FormDictionary): VersionRows {
  const insert = (table: string, columns: readonly string[]): Insert =>
    sqlite.prepare<unknown[]>(
      `insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
    )
  const cellInsert = insert('cell', ['version_id', 'form_cell_id', 'value', 'status'])
  const textInsert = insert('cell_text', ['version_id', 'form_cell_id', 'raw', 'unit', 'doubt'])
  const placeInsert = insert('cell_place', ['version_id', 'form_table_id', 'places'])
  const sectionInsert = insert('section', ['version_id', 'ordinal', 'heading', 'text'])
  const tableInsert = insert('source_table', ['version_id', 'ordinal', 'heading', 'grid'])
  const findingInsert = insert('finding', [
    ...['version_id', 'rule', 'class', 'form_table', 'row_code', 'column_code'],
    ...['expected', 'actual', 'difference', 'cause'],
  ])
  const unplacedInsert = insert('unplaced', [
    ...['version_id', 'table_ordinal', 'row_index', 'column_index', 'raw', 'place'],
  ])
  const removals = children.map((table) =>
    sqlite.prepare<[number]>(`delete from ${table} where version_id = ?`),
  )
  const wideTables = Object.fromEntries<WideTable>(
    formTables.map((table) => {
      const names = wideColumns(table).map(({ name }) => name)
      return [
        table,
        {
          insert: insert(`${table}_wide`, ['report_id', 'form_table_id', 'doubtful', ...names]),
          remove: sqlite.prepare<unknown[]>(`delete from ${table}_wide where report_id = ?`),
          columns: new Map(names.map((name, index) => [name, index])),
        },
      ]
    }),
  ) as Record<FormTable, WideTable>
  const formsOfVersion = sqlite.prepare<[number], { forms: string }>(
    'select forms from report_version where version_id = ?',
  )
  const figuresOfVersion = sqlite.prepare<[number], Figure>(
    `select t.code as "table", r.code as row, k.code as "column", iif(c.status is null, c.value, null) as value,
       coalesce(c.status in (${doubtfulCodes.join(', ')}), 0) as doubtful
     from cell c join form_cell f using (form_cell_id) join form_table t on t.form_table_id = f.form_table_id
     join form_row r using (form_row_id) join form_column k using (form_column_id) where c.version_id = ?`,
  )

  function eraseWide(reportId: number): void {
    for (const table of formTables) wideTables[table].remove.run(reportId)
  }

  function putWide(reportId: number, forms: ReportRecord['forms'], figures: readonly Figure[]): void {
    eraseWide(reportId)
    for (const table of formTables) {
      const form = forms[table]
      const formTableId = form === null ? undefined : dictionary.tableId(table, form)
      if (formTableId === undefined) continue
      const { insert: put, columns } = wideTables[table]
      const values = Array.from<number | null>({ length: columns.size }).fill(null)
      let doubtful = 0
      for (const figure of figures) {
        if (figure.table !== table) continue
        doubtful += figure.doubtful
        const index = columns.get(wideName(figure.row, figure.column))
        if (index !== undefined) values[index] = figure.value
      }
      put.run(reportId, formTableId, doubtful, ...values)
    }
  }

  return {
    eraseWide,
    storable: ({ cells, forms }) =>
      cells.map((cell) => ({ cell, known: knownCell(dictionary, cell, forms[cell.at.table]) })),
    write(versionId, record, cells) {
      for (const { cell, known } of cells) {
        const { value, status } = cellRow(cell)
        cellInsert.run(versionId, known.formCellId, value, status)
        const beyond = cellTextRow(cell, known.unit)
        if (beyond) textInsert.run(versionId, known.formCellId, beyond.raw, beyond.unit, beyond.doubt)
      }
      for (const [formTableId, members] of byTable(cells)) {
        // A cell that was not found stands nowhere: its status says so already.
        const placed = members.filter(({ cell }) => cell.status !== 'missing')
        const packed = packPlaces(placed.map(({ cell, known }) => ({ ...known, where: cell.where })))
        if (packed) placeInsert.run(versionId, formTableId, JSON.stringify(packed))
      }
      for (const { ordinal, heading, text } of record.sections)
        sectionInsert.run(versionId, ordinal, heading, text)
      for (const { ordinal, heading, grid } of record.tables) {
        tableInsert.run(versionId, ordinal, heading, JSON.stringify(grid))
      }
      for (const {
        rule,
        class: kind,
        table,
        row,
        column,
        expected,
        actual,
        difference,
        cause,
      } of record.findings) {
        findingInsert.run(versionId, rule, kind, table, row, column, expected, actual, difference, cause)
      }
      for (const { raw, table, where } of record.unplaced) {
        const { row, column } = gridSlot(where)
        unplacedInsert.run(versionId, table, row, column, raw, JSON.stringify(where))
      }
    },
    erase(versionId) {
      for (const removal of removals) removal.run(versionId)
    },
    writeWide(reportId, { cells, forms }) {
      putWide(
        reportId,
        forms,
        cells.map((cell) => ({
          ...cell.at,
          value: cell.status === 'number' ? cell.value : null,
          doubtful: isDoubtful(cell) ? 1 : 0,
        })),
      )
    },
    rebuildWide(reportId, versionId) {
      const forms = formsOfVersion.get(versionId)?.forms ?? '{}'
      putWide(reportId, JSON.parse(forms) as ReportRecord['forms'], figuresOfVersion.all(versionId))
    },
  }
}

function knownCell(dictionary: FormDictionary, { at }: Cell, form: FormId | null): KnownCell {
  const known = form === null ? undefined : dictionary.cell(at.table, form, at.row, at.column)
  if (known) return known
  throw new DatabaseError(
    'forms_changed',
    `Form ${form ?? '(none)'} of ${at.table} has no cell ${at.row}, ${at.column}: the record and extract/forms disagree.`,
  )
}

function byTable(cells: readonly StorableCell[]): Map<number, StorableCell[]> {
  const tables = new Map<number, StorableCell[]>()
  for (const cell of cells) {
    const members = tables.get(cell.known.formTableId)
    if (members) members.push(cell)
    else tables.set(cell.known.formTableId, [cell])
  }
  return tables
}

function gridSlot(where: Place): { row: number | null; column: number | null } {
  return 'row' in where ? { row: where.row, column: where.column } : { row: null, column: null }
}
