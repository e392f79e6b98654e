import type { DescribedTable } from '../views/tables-described.ts'
import { columnType } from './column-types.ts'
import type { ColumnType } from './column-types.ts'
import { about } from './licence.ts'

/** A table that was exported. */
export interface Resource {
  readonly table: DescribedTable
  /** Relative to the package. */
  readonly path: string
  readonly rows: number
  readonly bytes: number
  readonly sha256: string
}

/** Frictionless Table Schema's own types; formats where they are narrower. */
const fieldTypes: Readonly<Record<ColumnType, { readonly type: string }>> = {
  integer: { type: 'integer' },
  number: { type: 'number' },
  text: { type: 'string' },
  date: { type: 'date' },
  datetime: { type: 'datetime' },
  // A JSON value stays a text for tools that do not know it: `forms` is an object, `headings` a list.
  json: { type: 'string' },
  any: { type: 'any' },
}

const mediaTypes = { csv: 'text/csv', parquet: 'application/vnd.apache.parquet' }

/** The descriptor of a data package, Frictionless v2, as plain JSON. */
export function dataPackage(
  resources: readonly Resource[],
  { format, now, program }: { readonly format: string; readonly now: string; readonly program: string },
): object {
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: 'nianbao',
    title: about.title,
    description: about.description,
    version: now.slice(0, 10).replaceAll('-', '.'),
    created: now,
    licenses: [about.licence],
    sources: [{ title: about.sources }],
    contributors: [{ title: `nianbao ${program}`, roles: ['creator'] }],
    keywords: ['政府信息公开', '年度报告', 'freedom of information', 'China'],
    resources: resources.map((resource) => describedResource(resource, format)),
  }
}

function describedResource({ table, path, rows, bytes, sha256 }: Resource, format: string): object {
  const kind = format === 'parquet' ? 'parquet' : 'csv'
  return {
    name: table.name,
    type: 'table',
    path,
    title: table.name,
    description: table.description,
    format: kind,
    mediatype: mediaTypes[kind],
    ...(kind === 'csv' ? { encoding: 'utf-8' } : {}),
    bytes,
    hash: `sha256:${sha256}`,
    rows,
    schema: {
      fields: table.columns.map((column) => field(column, table.nullMeans)),
      ...(table.key === null ? {} : { primaryKey: table.key }),
      ...foreignKey(table),
    },
  }
}

function field(column: DescribedTable['columns'][number], tableNull: string | null): object {
  const nullMeans = column.nullMeans ?? tableNull
  const { unit, source } = column
  return {
    name: column.name,
    ...fieldTypes[columnType(column)],
    description: column.description,
    // A column that is never null has no missing values: its empty text is a text.
    missingValues: nullMeans === null ? [] : [{ value: '', label: nullMeans }],
    ...(unit === undefined || unit === null ? {} : { unit }),
    ...(source === undefined ? {} : { source }),
  }
}

function foreignKey({ name, columns }: DescribedTable): object {
  const refers = name !== 'v_reports' && columns.some((column) => column.name === 'report_id')
  if (!refers) return {}
  return {
    foreignKeys: [{ fields: ['report_id'], reference: { resource: 'v_reports', fields: ['report_id'] } }],
  }
}
