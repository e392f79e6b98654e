/**
 * Prints the reports of the golden figures on paper: test/fixtures/scan/*.pdf, made with Chromium in the looks that
 * agencies use. `test/extract/readers/scanning.ts` scans them. Run it with `npx tsx scripts/make-scans.ts [NAME]…` on
 * a machine that has Chromium and the fonts WenQuanYi Zen Hei, Noto Sans CJK and Noto Serif CJK.
 */
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { oddlyRuled, paperOf, papers } from '../test/extract/readers/scanPapers.ts'
import { reportHtml } from '../test/extract/readers/reportHtml.ts'

const folder = fileURLToPath(new URL('../test/fixtures/scan/', import.meta.url))
const wanted = process.argv.slice(2)
const work = mkdtempSync(join(tmpdir(), 'nianbao-scan-'))
try {
  for (const { name, style } of [...papers, ...oddlyRuled]) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    const page = join(work, `${name}.html`)
    const pdf = join(work, `${name}.pdf`)
    writeFileSync(page, reportHtml(paperOf(name)).replace('</head>', `<style>${style}</style></head>`))
    print(page, pdf)
    copyFileSync(pdf, join(folder, `${name}.pdf`))
  }
} finally {
  rmSync(work, { recursive: true, force: true })
}

function print(page: string, pdf: string): void {
  execFileSync(
    'chromium',
    [
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
      '--no-pdf-header-footer',
      `--print-to-pdf=${pdf}`,
      `file://${page}`,
    ],
    // It complains of a missing desktop; only its exit status counts.
    { stdio: 'ignore' },
  )
}
