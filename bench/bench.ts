/**
 * `npm run bench`: the measured figures as tables. `-- NAME…` for some of them, `-- --short` for what CI has time for,
 * `-- --long` for the full sizes, `-- national --scale N` for a national file of N reports,
 * `--folder FOLDER` to keep it and to ask the queries again.
 */
import { parseArgs } from 'node:util'
import { table } from '../pipeline/terminal.ts'
import { benchBatch } from './batch.ts'
import { benchCrawl, longCrawl, shortCrawl } from './crawl.ts'
import { benchExtract } from './extract.ts'
import { benchIdentity } from './identity.ts'
import { benchLoad } from './load.ts'
import { benchNational } from './national.ts'
import { benchRecall } from './recall.ts'
import { benchScan, benchScanAccuracy, benchScanDamage } from './scan.ts'

type Row = Readonly<Record<string, string | number | null>>
type Measure = () => Promise<readonly object[]>

interface Bench {
  readonly title: string
  readonly run: Measure
  /** In two minutes for all benches together; null: left out. */
  readonly short: Measure | null
  readonly long?: Measure
}

const { values, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: {
    short: { type: 'boolean' },
    long: { type: 'boolean' },
    scale: { type: 'string', default: '3000' },
    folder: { type: 'string' },
  },
})

const benches: Readonly<Record<string, Bench>> = {
  extract: {
    title: 'Reading documents, against bare cheerio and bare pdf.js on the same bytes, warm',
    run: benchExtract,
    short: benchExtract,
  },
  batch: {
    title:
      'Reading files by the hundred with `nianbao extract`, on one core and on all; memory in MiB (--long: 2,000, three rounds)',
    run: () => benchBatch(400, 1),
    short: null,
    long: () => benchBatch(2000, 3),
  },
  load: { title: 'Filling the file, against bare better-sqlite3', run: benchLoad, short: benchLoad },
  national: {
    title: 'The starter queries over a national file, in milliseconds, against flat tables made by hand',
    run: () => benchNational(Number(values.scale), values.folder ?? null),
    short: null,
    long: () => benchNational(200_000, values.folder ?? null),
  },
  identity: { title: 'Whose report, of which year', run: benchIdentity, short: benchIdentity },
  crawl: {
    title: 'Crawling, against undici with cheerio.load and against the ideal',
    run: () => benchCrawl(shortCrawl),
    short: () => benchCrawl(shortCrawl),
    long: () => benchCrawl(longCrawl),
  },
  recall: {
    title: 'Practice portals from their home pages: recall and precision in percent, requests per report',
    run: benchRecall,
    short: null,
  },
  scan: {
    title: 'Scans at 200 dpi, pages a minute, against tesseract alone',
    run: benchScan,
    short: null,
  },
  'scan-accuracy': {
    title: 'Cells of scans by kind; all papers take an hour (--long)',
    run: () => benchScanAccuracy(['changsha2023']),
    short: null,
    long: () => benchScanAccuracy(),
  },
  'scan-damage': {
    title: 'Cells of scans whose ink is damaged one by one; all papers take half an hour (--long)',
    run: () => benchScanDamage(['changsha2023'], [1]),
    short: null,
    long: () => benchScanDamage(),
  },
}

const unknown = wanted.filter((name) => !(name in benches))
if (unknown.length > 0) {
  console.error(`no bench is named ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`)
  process.exit(2)
}
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const measure = values.short ? bench.short : values.long ? (bench.long ?? bench.run) : bench.run
  if (measure === null) continue
  const rows = (await measure()) as readonly Row[]
  const lines = rows.map((row) => Object.values(row))
  console.log(`\n${bench.title}\n${table(Object.keys(rows[0] ?? {}), lines)}`)
}
