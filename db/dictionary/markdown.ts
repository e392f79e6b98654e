import { columnType } from './column-types.ts'
import { everyTable } from './described.ts'
import { rules } from './rules.ts'
import { usageWarnings } from './warnings.ts'

/** Wide tables repeat themselves: the page shows the first figures and says how the rest are named. */
const mostFigures = 6

/** docs/dictionary.md: the dictionary of the file as a page. */
export function dictionaryPage(): string {
  return [
    '# The dictionary',
    '',
    'Made from the dictionary in the code, which also fills `_tables`, `_columns`, `_labels`, `_rules` and `_warnings` in every file,',
    'datapackage.json and the Datasette metadata. To change a word, change it there.',
    '',
    '## What to know before comparing figures',
    '',
    ...usageWarnings.map(({ about, title, text }) => `- **${title}** (\`${about}\`). ${text}`),
    '',
    '## Views and tables',
    '',
    ...everyTable.flatMap(({ name, description, nullMeans, columns }) => {
      const figures = columns.filter((column) => column.name.includes('__'))
      const hidden = new Set(figures.slice(mostFigures))
      return [
        `### \`${name}\``,
        '',
        description,
        ...(nullMeans === null ? [] : ['', `A null: ${nullMeans}.`]),
        '',
        ...table(
          ['column', 'type', 'what it is', 'null'],
          columns
            .filter((column) => !hidden.has(column))
            .map((column) => [
              `\`${column.name}\``,
              [columnType(column), column.unit ?? ''].filter((part) => part !== '').join(', '),
              column.description + (column.source === undefined ? '' : ` Source: ${column.source}.`),
              column.nullMeans ?? (nullMeans === null ? 'never' : ''),
            ]),
        ),
        ...(hidden.size === 0
          ? []
          : [
              '',
              `… and ${hidden.size} more, \`<row>__<column>\` for each cell of the forms: see \`_columns\`.`,
            ]),
        '',
      ]
    }),
    '## Rules',
    '',
    ...table(
      ['rule', 'name', 'class', 'what it asks for', 'basis', 'note'],
      rules.map(({ rule, labelZh, label, class: kind, formula, basis, note }) => [
        `\`${rule}\``,
        `${labelZh}, ${label.toLowerCase()}`,
        kind,
        formula,
        basis ?? '',
        note ?? '',
      ]),
    ),
    '',
  ].join('\n')
}

function line(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [line(head), line(head.map(() => '---')), ...rows.map(line)]
}
