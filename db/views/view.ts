import type { ColumnType } from '../dictionary/column-types.ts'

/** A view of the public contract: its SQL and its description are one object, so that no column lacks a word on what it is. */
export interface View {
  readonly name: string
  readonly description: string
  /** What a null means in any column that does not say otherwise; null where none has one. */
  readonly nullMeans: string | null
  readonly columns: readonly ViewColumn[]
  /** The columns that no two rows share; null where rows may be alike. */
  readonly key: readonly string[] | null
  /** Everything from FROM on. */
  readonly from: string
}

/** A column's words. */
export interface Description {
  readonly name: string
  readonly description: string
  readonly unit?: string | null
  /** Where the content comes from. */
  readonly source?: string
  readonly nullMeans?: string
  /** Where the name alone does not tell it (`columnType`). */
  readonly type?: ColumnType
}

export interface ViewColumn extends Description {
  /** The SQL expression. */
  readonly is: string
}

/** The view's definition; each column carries its words, so that `.schema` explains it too. */
export function viewSql({ name, description, columns, from }: View): string {
  const last = columns.length - 1
  const list = columns.map(
    (column, index) =>
      `  ${column.is} as "${column.name}"${index < last ? ',' : ''} ${sqlComment(column.description)}`,
  )
  return `create view ${name} as ${sqlComment(description)}\nselect\n${list.join('\n')}\n${from.trim()}`
}

/** Rows that follow from the code, as a view: they need no table, and are never out of date. */
export function constantRows(rows: readonly (readonly (string | number | null)[])[]): string {
  return `from (values ${rows.map((row) => `(${row.map(sqlValue).join(', ')})`).join(',\n')})`
}

export function sqlValue(value: string | number | null): string {
  if (value === null) return 'null'
  return typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`
}

/** A word on what stands before it, for who reads the schema. */
export function sqlComment(text: string): string {
  return `/* ${text.replaceAll('*/', '* /')} */`
}
