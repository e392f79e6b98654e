import type { DescribedTable } from '../views/tables-described.ts'
import { about } from './licence.ts'
import { queries } from './queries.ts'
import { usageWarnings } from './warnings.ts'

/**
 * The metadata.yaml that Datasette reads beside a published file: every public table and column in words, and the starter
 * queries. Values are JSON, which is YAML.
 * @param database the file's name without its extension, which is the name that Datasette gives it
 * @param hidden tables that are not public
 */
export function datasetteMetadata(
  database: string,
  tables: readonly DescribedTable[],
  hidden: readonly string[],
): string {
  const lines = [
    entry(0, 'title', about.title),
    entry(0, 'description', about.description),
    entry(0, 'license', about.licence.title),
    entry(0, 'source', about.sources),
    'databases:',
    `  ${JSON.stringify(database)}:`,
    '    tables:',
    ...tables.flatMap(({ name, description, columns }) => [
      `      ${name}:`,
      entry(8, 'description', [description, ...warningsOf(name)].join(' ')),
      '        columns:',
      ...columns.map((column) => entry(10, column.name, column.description)),
    ]),
    ...hidden.flatMap((name) => [`      ${JSON.stringify(name)}:`, '        hidden: true']),
    '    queries:',
    ...queries.flatMap(({ query, asks, sql }) => [
      `      ${query}:`,
      entry(8, 'title', asks),
      entry(8, 'sql', sql),
    ]),
  ]
  return `${lines.join('\n')}\n`
}

function warningsOf(table: string): string[] {
  return usageWarnings.filter(({ about: named }) => named === table).map(({ text }) => text)
}

function entry(indent: number, key: string, value: string): string {
  return `${' '.repeat(indent)}${key}: ${JSON.stringify(value)}`
}
