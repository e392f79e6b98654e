/** Writes docs/queries.md: the starter queries with the output that they have over a published file. `tsx scripts/make-queries.ts FILE` */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../db/package-root.ts'
import { queries } from '../db/dictionary/queries.ts'
import { Store } from '../db/store.ts'

const [file = ''] = process.argv.slice(2)
const store = Store.read(file)
const shown = 8

/** What a page of text has room for. */
function brief(value: string | number | null | undefined): string {
  const text = value === null || value === undefined ? '' : `${value}`
  return (text.length > 48 ? `${text.slice(0, 47)}…` : text).replaceAll('|', '\\|').replaceAll('\n', ' ')
}

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`

const parts = queries.map(({ query, asks, sql }, index) => {
  const rows = store.connection.sqlite.prepare<[], Record<string, string | number | null>>(sql).all()
  const head = Object.keys(rows[0] ?? {})
  const body = rows.slice(0, shown).map((row) => line(head.map((name) => brief(row[name]))))
  const more = rows.length > shown ? [`\n… and ${rows.length - shown} rows more.`] : []
  return [
    `## ${index + 1}. ${asks}`,
    '',
    '```sql',
    `-- ${query}`,
    `${sql};`,
    '```',
    '',
    ...(rows.length === 0 ? ['No rows.'] : [line(head), line(head.map(() => '---')), ...body, ...more]),
    '',
  ].join('\n')
})
store.close()

writeFileSync(
  join(packageRoot(), 'docs', 'queries.md'),
  `# Twelve queries to begin with

They stand in every file (\`select * from _queries\`), and in the metadata that Datasette shows. The output is that of the practice
portals of \`npm run demo\`, published with \`nianbao publish\`: made-up figures in real forms. Written by scripts/make-queries.ts.

${parts.join('\n')}
A phrase of one or two characters is too short for the search index: \`select … from v_sections where text like '%复议%'\` finds it,
and reads every section for it.
`,
)
