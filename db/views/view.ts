/** A view of the public contract: its SQL and its description are one object, so that no column lacks a word on what it is. */
export interface View {
  readonly name: string
  readonly description: string
  /** What a null means in any column that does not say otherwise; null where none has one. */
  readonly nullMeans: string | null
  readonly columns: readonly ViewColumn[]
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
}

export interface ViewColumn extends Description {
  /** The SQL expression. */
  readonly is: string
}

export function viewSql({ name, columns, from }: View): string {
  const list = columns.map((column) => `  ${column.is} as ${column.name}`).join(',\n')
  return `create view ${name} as\nselect\n${list}\n${from.trim()}`
}
