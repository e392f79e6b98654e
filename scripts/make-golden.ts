/**
 * Makes the documents of the golden set: test/fixtures/golden/documents. Run it after a set of figures or the list in
 * test/extract/golden/goldenDocuments.ts changed; give names to make only the files that begin with one of them:
 *
 *     npx tsx scripts/make-golden.ts [hangzhou2025.chromium …]
 *
 * It wants Chromium (CHROMIUM, or one of the usual names on the PATH) and LibreOffice (SOFFICE, soffice).
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { zipSync } from 'fflate'
import { goldenDocuments, goldenFolder } from '../test/extract/golden/goldenDocuments.ts'
import type { GoldenDocument, Maker } from '../test/extract/golden/goldenDocuments.ts'
import { draftOf } from '../test/extract/sheets/document.ts'
import { figureSet } from '../test/extract/sheets/figureSet.ts'
import { pageHtml, plainLayout } from '../test/extract/sheets/html.ts'
import { plainText } from '../test/extract/sheets/text.ts'
import { encodeGbk } from '../test/portals/gbk.ts'

const chromium = program(
  process.env['CHROMIUM'],
  ['chromium', 'chromium-browser', 'google-chrome'],
  'CHROMIUM',
)
const soffice = program(process.env['SOFFICE'], ['soffice', 'libreoffice'], 'SOFFICE')
const work = mkdtempSync(join(tmpdir(), 'golden-'))
const wanted = process.argv.slice(2)
try {
  mkdirSync(goldenFolder, { recursive: true })
  for (const document of goldenDocuments) {
    if (document.format === 'ofd') continue
    if (wanted.length > 0 && !wanted.some((start) => document.file.startsWith(start))) continue
    const bytes = made(document)
    const stored = document.file.endsWith('.gz') ? gzipSync(bytes, { level: 9 }) : bytes
    writeFileSync(new URL(document.file, goldenFolder), stored)
    console.log(`${document.file}  ${stored.byteLength} bytes`)
  }
} finally {
  rmSync(work, { recursive: true, force: true })
}

function made(document: GoldenDocument): Uint8Array {
  const { made: how, set, layout } = document
  const draft = draftOf(figureSet(set), layout)
  if ('text' in how) return Buffer.from(plainText(draft, how.text))
  if ('html' in how) return aroundArticle(pageHtml(draft, { ...plainLayout, ...how.html }), how.around)
  if (how.by === 'zip') return zipped(how.of)
  const source = join(work, 'report.html')
  writeFileSync(source, styled(pageHtml(draft, plainLayout)))
  return how.by === 'chromium' ? printToPdf(source) : converted(source, how.as)
}

/** Rules a browser draws around cells, and a sheet of paper. */
function styled(html: string): string {
  const style = `<style>@page{size:A4;margin:18mm}body{font-family:'WenQuanYi Zen Hei',SimSun,serif}h1{font-size:16pt;font-weight:normal}table{border-collapse:collapse;width:100%}td{border:1px solid #000;font-size:9pt}</style>`
  return html.replace('</head>', `${style}</head>`)
}

function aroundArticle(html: string, around: Extract<Maker, { html: unknown }>['around']): Uint8Array {
  if (around === 'gbk') {
    return encodeGbk(
      html.replace('charset="utf-8"', 'http-equiv="Content-Type" content="text/html; charset=gb2312"'),
    )
  }
  if (around === 'page') return Buffer.from(html)
  const navigation =
    '<table><tr><td><a href="/">首页</a></td><td><a href="/zwgk/">政务公开</a></td><td>2021</td></tr></table>'
  return Buffer.from(
    html
      .replace('<body>', `<body>${navigation}<table width="1000"><tr><td>`)
      .replace('</body>', `</td></tr></table>${navigation}</body>`),
  )
}

function zipped(name: string): Uint8Array {
  const inner = readFileSync(new URL(name, goldenFolder))
  return zipSync({
    '政府信息公开工作年度报告.docx': [new Uint8Array(inner), { mtime: '2024-01-01T00:00:00' }],
  })
}

function printToPdf(source: string): Uint8Array {
  const target = join(work, 'report.pdf')
  const options = [
    '--headless',
    // Chromium's sandbox needs privileges that containers lack; the page printed here is our own.
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    `--user-data-dir=${join(work, 'chromium')}`,
    '--no-pdf-header-footer',
    '--disable-pdf-tagging',
    `--print-to-pdf=${target}`,
    pathToFileURL(source).href,
  ]
  execFileSync(chromium, options, { stdio: 'ignore' })
  return readFileSync(target)
}

/** Text formats go through ODT: straight from HTML, LibreOffice writes a web document that its Word filters refuse. */
function converted(source: string, as: Extract<Maker, { as: unknown }>['as']): Uint8Array {
  const sheet = as === 'xlsx' || as === 'xls'
  if (sheet) office(source, as, ['--infilter=HTML (StarCalc)'])
  else {
    office(source, 'odt:writer8', ['--infilter=HTML (StarWriter)'])
    office(join(work, 'report.odt'), as, [])
  }
  return readFileSync(join(work, `report.${as}`))
}

function office(source: string, to: string, options: readonly string[]): void {
  const profile = `-env:UserInstallation=${pathToFileURL(join(work, 'soffice')).href}`
  const rest = ['--headless', ...options, '--convert-to', to, '--outdir', work, source]
  execFileSync(soffice, [profile, ...rest], { stdio: 'ignore' })
}

function program(given: string | undefined, names: readonly string[], variable: string): string {
  const found = [...(given ? [given] : []), ...names].find(
    (name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0,
  )
  if (!found) {
    throw new Error(
      `make-golden: none of ${names.join(', ')} was found; install one, or name it in ${variable}`,
    )
  }
  return found
}
