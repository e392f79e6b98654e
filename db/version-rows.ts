import type { Cell } from '../extract/cell.ts'
import type { Place } from '../extract/document.ts'
import type { FormId } from '../extract/forms/form.ts'
import { formInForce } from '../extract/forms/forms.ts'
import { cellRow, cellTextRow } from './cell-row.ts'
import type { Connection } from './connection.ts'
import { DatabaseError } from './database-error.ts'
import type { FormDictionary, KnownCell } from './form-dictionary.ts'
import { packPlaces } from './places.ts'
import type { ReportRecord } from './report-record.ts'
import { insertMany } from './statements.ts'

/** Everything that hangs on one version: cells, places, sections, tables, findings. Within the caller's transaction. */
export interface VersionRows {
  /** @throws DatabaseError `forms_changed` for a cell that no form has */
  write(versionId: number, record: ReportRecord): void
  erase(versionId: number): void
}

interface StorableCell {
  readonly cell: Cell
  readonly known: KnownCell
}

/** The tables whose rows belong to one version. */
export const versionTables = [
  'cell',
  'cell_text',
  'cell_place',
  'section',
  'source_table',
  'finding',
  'unplaced',
]

export function versionRowsOf({ sqlite }: Connection, dictionary: FormDictionary): VersionRows {
  const insert = (table: string, ...columns: readonly string[]) =>
    sqlite.prepare(
      `insert into ${table} (version_id, ${columns.join(', ')}) values (?, ${columns.map(() => '?').join(', ')})`,
    )
  const insertCells = insertMany(sqlite, 'cell', ['version_id', 'form_cell_id', 'value', 'status'])
  const insertTexts = insertMany(sqlite, 'cell_text', ['version_id', 'form_cell_id', 'raw', 'unit', 'doubt'])
  const placeInsert = insert('cell_place', 'form_table_id', 'places')
  const sectionInsert = insert('section', 'ordinal', 'heading', 'text')
  const tableInsert = insert('source_table', 'ordinal', 'heading', 'grid')
  const address = ['form_table', 'row_code', 'column_code']
  const figures = ['expected', 'actual', 'difference']
  const findingInsert = insert('finding', 'rule', 'class', ...address, ...figures, 'cause')
  const unplacedInsert = insert('unplaced', 'table_ordinal', 'row_index', 'column_index', 'raw', 'place')
  const removals = versionTables.map((table) => sqlite.prepare(`delete from ${table} where version_id = ?`))

  function writeCells(versionId: number, cells: readonly StorableCell[]): void {
    const rows: (number | null)[] = []
    const texts: (string | number | null)[] = []
    for (const { cell, known } of cells) {
      const { value, status } = cellRow(cell)
      rows.push(versionId, known.formCellId, value, status)
      const beyond = cellTextRow(cell, known.unit)
      if (beyond) texts.push(versionId, known.formCellId, beyond.raw, beyond.unit, beyond.doubt)
    }
    insertCells(rows)
    insertTexts(texts)
  }

  function writePlaces(versionId: number, cells: readonly StorableCell[]): void {
    for (const [formTableId, members] of byTable(cells)) {
      // A cell that was not found stands nowhere: its status says so already.
      const placed = members.filter(({ cell }) => cell.status !== 'missing')
      const packed = packPlaces(placed.map(({ cell, known }) => ({ ...known, where: cell.where })))
      if (packed) placeInsert.run(versionId, formTableId, JSON.stringify(packed))
    }
  }

  return {
    write(versionId, { cells, forms, year, sections, tables, findings, unplaced }) {
      // A table that is a picture follows no form that could be read: its cells are those of the form in force.
      const inForce = year === null ? null : formInForce(year)
      const storable = cells.map((cell) => ({
        cell,
        known: knownCell(dictionary, cell, forms[cell.at.table] ?? inForce),
      }))
      writeCells(versionId, storable)
      writePlaces(versionId, storable)
      for (const { ordinal, heading, text } of sections) sectionInsert.run(versionId, ordinal, heading, text)
      for (const { ordinal, heading, grid } of tables) {
        tableInsert.run(versionId, ordinal, heading, JSON.stringify(grid))
      }
      for (const { rule, class: kind, table, row, column, expected, actual, difference, cause } of findings) {
        findingInsert.run(versionId, rule, kind, table, row, column, expected, actual, difference, cause)
      }
      for (const { raw, table, where } of unplaced) {
        const { row, column } = gridSlot(where)
        unplacedInsert.run(versionId, table, row, column, raw, JSON.stringify(where))
      }
    },
    erase(versionId) {
      for (const removal of removals) removal.run(versionId)
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
