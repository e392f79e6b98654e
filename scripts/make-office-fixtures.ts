/**
 * Makes the office documents under test/fixtures with LibreOffice, as agencies make theirs: from one report each in
 * DOCX, DOC, RTF, XLSX and XLS. Run: npx tsx scripts/make-office-fixtures.ts (needs `soffice`; SOFFICE names another).
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { printed, printedSets } from '../test/extract/readers/printed.ts'
import { reportHtml } from '../test/extract/readers/reportHtml.ts'

const fixtures = new URL('../test/fixtures/', import.meta.url).pathname
/** Which importer reads the page, and which exporter writes the file; the bulky formats are kept gzipped. */
const formats = [
  { folder: 'docx', from: 'HTML (StarWriter)', to: 'docx', kept: 'plain' },
  { folder: 'doc', from: 'HTML (StarWriter)', to: 'doc:MS Word 97', kept: 'gzipped' },
  { folder: 'rtf', from: 'HTML (StarWriter)', to: 'rtf', kept: 'gzipped' },
  { folder: 'xls', from: 'HTML (StarCalc)', to: 'xlsx', kept: 'plain' },
  { folder: 'xls', from: 'HTML (StarCalc)', to: 'xls:MS Excel 97', kept: 'plain' },
] as const

const work = mkdtempSync(join(tmpdir(), 'nianbao-office-'))
/** Tables within tables, as a page: for the formats that can hold them. */
const nested = readFileSync(join(fixtures, 'docx', 'nested.html'), 'utf8')
const pages = [
  ...printedSets.map((set) => ({ name: set as string, html: reportHtml(printed(set)) })),
  { name: 'nested', html: nested },
]
for (const { name, html } of pages) {
  const page = join(work, `${name}.html`)
  writeFileSync(page, html)
  for (const { folder, from, to, kept } of formats) {
    if (name === 'nested' && folder === 'xls') continue
    mkdirSync(join(fixtures, folder), { recursive: true })
    execFileSync(
      process.env['SOFFICE'] ?? 'soffice',
      [
        `-env:UserInstallation=file://${work}/profile`,
        '--headless',
        `--infilter=${from}`,
        '--convert-to',
        to,
        '--outdir',
        join(fixtures, folder),
        page,
      ],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    )
    const made = join(fixtures, folder, `${name}.${to.split(':')[0]}`)
    if (kept === 'gzipped') {
      writeFileSync(`${made}.gz`, gzipSync(readFileSync(made), { level: 9 }))
      rmSync(made)
    }
  }
}
rmSync(work, { recursive: true })
