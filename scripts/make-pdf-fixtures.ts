/**
 * Makes the documents of test/fixtures/pdf with LibreOffice and Chromium. Run it with
 * `npx tsx scripts/make-pdf-fixtures.ts [NAME]…` on a machine that has both programs and the fonts WenQuanYi Zen Hei
 * and Noto Serif CJK; the tests read only what it made.
 */
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { written } from './pdf-fixtures/written.ts'

type Producer = 'libreoffice' | 'chromium'

const folder = fileURLToPath(new URL('../test/fixtures/pdf/', import.meta.url))
const wanted = process.argv.slice(2)
const work = mkdtempSync(join(tmpdir(), 'nianbao-pdf-'))
try {
  for (const { name, producer, html } of written) {
    if (wanted.length === 0 || wanted.includes(name)) convert(producer, name, html())
  }
} finally {
  rmSync(work, { recursive: true, force: true })
}

function convert(producer: Producer, name: string, html: string): void {
  const page = join(work, `${name}.html`)
  const pdf = join(work, `${name}.pdf`)
  writeFileSync(page, html)
  if (producer === 'chromium') {
    run('chromium', [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-pdf-tagging',
      `--user-data-dir=${join(work, 'profile')}`,
      ...(html.includes('data-headers') ? [] : ['--no-pdf-header-footer']),
      `--print-to-pdf=${pdf}`,
      `file://${page}`,
    ])
  } else {
    run('soffice', [
      `-env:UserInstallation=file://${join(work, 'office')}`,
      '--headless',
      '--infilter=HTML (StarWriter)',
      '--convert-to',
      name.includes('encrypted')
        ? 'pdf:writer_pdf_Export:{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"nianbao"}}'
        : 'pdf:writer_pdf_Export',
      '--outdir',
      work,
      page,
    ])
  }
  copyFileSync(pdf, join(folder, `${name}.pdf`))
}

/** Both programs complain of a missing desktop; only their exit status counts. */
function run(program: string, options: readonly string[]): void {
  execFileSync(program, options, { stdio: 'ignore' })
}
