/**
 * The vocabulary of forms: what a published form is made of. A form is data; `forms/index.ts` lists them all.
 * Source of the codes: 国办公开办函〔2021〕30号, 国办公开办函〔2019〕60号, 国办发〔2014〕32号.
 */

export const formTables = ['proactive', 'requests', 'disputes', 'statistics'] as const
/** A table of the annual report. Sections 二, 三 and 四 of the report, and the statistics return of 2014. */
export type FormTable = (typeof formTables)[number]

export const formIds = ['2014', '2019', '2021'] as const
/** The first reporting year for which a form is in force; it names the form. */
export type FormId = (typeof formIds)[number]

/** A unit as the form prints it. Counts of documents and applications carry none. */
export type Unit = string

/** A row or column of a form: its public code, and its label as issued. */
export interface FormLine {
  readonly code: string
  readonly label: string
  /** Headings that stand above (rows) or over (columns) this one, outermost first. */
  readonly under: readonly string[]
  /** Wordings seen in real reports that normalising and fuzzy matching would not reach. */
  readonly also: readonly string[]
  /** The unit that the form prints for this line; null for plain counts. */
  readonly unit: Unit | null
}

export interface FormRow extends FormLine {
  /** Codes of the columns that this row has; a row of `proactive` has only some. */
  readonly columns: readonly string[]
}

/** A sum that the form's own note demands (勾稽关系): per column, or per row. */
export type Identity =
  | {
      readonly rule: string
      readonly over: 'columns'
      /** Row codes whose sum is expected … */
      readonly sum: readonly string[]
      /** … to equal the sum of these rows. */
      readonly equals: readonly string[]
    }
  | {
      readonly rule: string
      readonly over: 'rows'
      /** Column codes whose sum is expected to equal that of `equals`, in each row that has them all. */
      readonly sum: readonly string[]
      readonly equals: readonly string[]
    }

export interface Form {
  readonly table: FormTable
  readonly form: FormId
  readonly title: string
  readonly issued: string
  readonly rows: readonly FormRow[]
  readonly columns: readonly FormLine[]
  readonly identities: readonly Identity[]
  /** Rows printed only by some agencies: a figure on a heading row (小计). */
  readonly extraRows: readonly FormRow[]
  /** Columns printed only by some agencies: 法人合计. */
  readonly extraColumns: readonly FormLine[]
  /** Heading rows that carry no figures. */
  readonly headings: readonly string[]
}

/** The address of a cell within a report: public codes of `forms.md`. */
export interface CellAddress {
  readonly table: FormTable
  readonly row: string
  readonly column: string
}

interface LineOptions {
  under?: readonly string[]
  also?: readonly string[]
  unit?: Unit
}

export function column(code: string, label: string, options: LineOptions = {}): FormLine {
  return { code, label, under: options.under ?? [], also: options.also ?? [], unit: options.unit ?? null }
}

export function row(
  code: string,
  label: string,
  columns: readonly FormLine[],
  options: LineOptions = {},
): FormRow {
  return { ...column(code, label, options), columns: columns.map((line) => line.code) }
}

/** The same lines with one heading more above them. */
export function under<Line extends FormLine>(heading: string, lines: readonly Line[]): Line[] {
  return lines.map((line) => ({ ...line, under: [heading, ...line.under] }))
}

/** A cell's row and column as one word. Forms have few of them, and every figure asks: each is made once. */
export function address(rowCode: string, columnCode: string): string {
  const columns = addresses.get(rowCode) ?? new Map<string, string>()
  const known = columns.get(columnCode)
  if (known !== undefined) return known
  const made = `${rowCode}.${columnCode}`
  addresses.set(rowCode, columns.set(columnCode, made))
  return made
}

const addresses = new Map<string, Map<string, string>>()
