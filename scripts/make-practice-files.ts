/**
 * Makes the PDF and Word files that practice portals attach to their pages: test/portals/files.
 * The files are committed; run this after a description or the wording of the reports changed:
 *
 *     npx tsx scripts/make-practice-files.ts
 *
 * It wants Chromium (CHROMIUM, or one of the usual names on the PATH) for PDF and LibreOffice (SOFFICE, soffice) for Word.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, extname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { fileFingerprint } from '../test/portals/fileFingerprint.ts'
import { filesFolder } from '../test/portals/files.ts'
import { practicePortals } from '../test/portals/practicePortals.ts'
import { renderReportDocument } from '../test/portals/report/renderReport.ts'
import { reportsOf } from '../test/portals/reports.ts'
import { fileNameOf } from '../test/portals/routes.ts'

const chromium = program(
  process.env['CHROMIUM'],
  ['chromium', 'chromium-browser', 'google-chrome'],
  'CHROMIUM',
)
const soffice = program(process.env['SOFFICE'], ['soffice', 'libreoffice'], 'SOFFICE')
const folder = filesFolder()
const work = mkdtempSync(join(tmpdir(), 'practice-files-'))
try {
  mkdirSync(folder, { recursive: true })
  const before = manifest()
  const fingerprints: Record<string, string> = {}
  for (const report of practicePortals.flatMap(reportsOf)) {
    const name = fileNameOf(report)
    if (name === null) continue
    fingerprints[name] = fileFingerprint(report)
    // A file made again differs in its dates alone: what is up to date stays as it is committed.
    if (before[name] === fingerprints[name] && existsSync(join(folder, name))) continue
    make(name, renderReportDocument(report))
    console.log(`${name}  ${statSync(join(folder, name)).size} bytes`)
  }
  for (const name of readdirSync(folder)) {
    if (name !== 'manifest.json' && fingerprints[name] === undefined) rmSync(join(folder, name))
  }
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(fingerprints, null, 2)}\n`)
} finally {
  rmSync(work, { recursive: true, force: true })
}

/** Fingerprints of the committed files, by name; empty where there are none. */
function manifest(): Readonly<Record<string, string>> {
  const file = join(folder, 'manifest.json')
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {}
}

function make(name: string, html: string) {
  const extension = extname(name)
  const source = join(work, `${basename(name, extension)}.html`)
  writeFileSync(source, html)
  if (extension === '.pdf') printToPdf(source, join(folder, name))
  else convert(source, extension.slice(1), join(folder, name))
}

function printToPdf(source: string, target: string) {
  execFileSync(
    chromium,
    [
      '--headless',
      // Chromium's sandbox needs privileges that containers lack; the page printed here is our own.
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--user-data-dir=${join(work, 'chromium')}`,
      '--no-pdf-header-footer',
      '--disable-pdf-tagging',
      `--print-to-pdf=${target}`,
      pathToFileURL(source).href,
    ],
    { stdio: 'ignore' },
  )
}

function convert(source: string, format: string, target: string) {
  // Through ODT: straight from HTML, LibreOffice writes a web document that its Word filters refuse.
  for (const [from, to] of [
    [source, 'odt'],
    [source.replace(/\.html$/, '.odt'), format],
  ] as const) {
    execFileSync(
      soffice,
      [
        `-env:UserInstallation=${pathToFileURL(join(work, 'soffice')).href}`,
        '--headless',
        ...(to === 'odt' ? ['--infilter=HTML (StarWriter)'] : []),
        '--convert-to',
        to === 'odt' ? 'odt:writer8' : to,
        '--outdir',
        work,
        from,
      ],
      { stdio: 'ignore' },
    )
  }
  copyFileSync(source.replace(/\.html$/, `.${format}`), target)
}

function program(given: string | undefined, names: readonly string[], variable: string): string {
  const found = [...(given ? [given] : []), ...names].find(
    (name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0,
  )
  if (!found) {
    console.error(
      `make-practice-files: none of ${names.join(', ')} was found; install one, or name it in ${variable}.`,
    )
    process.exit(1)
  }
  return found
}
