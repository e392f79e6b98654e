/** `npm run bench`: the measured figures as tables. `-- --short` for what CI has time for, `-- NAME…` for some of them, `-- national --scale N` for N reports. */
import { table } from '../pipeline/terminal.ts'
import { benchCrawl, longCrawl, shortCrawl } from './crawl.ts'
import { benchIdentity } from './identity.ts'
import { benchLoad } from './load.ts'
import { benchNational } from './national.ts'
import { benchScan, benchScanAccuracy } from './scan.ts'
import { benchRecall } from './recall.ts'

type Row = Readonly<Record<string, string | number | null>>

const scaleAt = process.argv.indexOf('--scale')
const scale = scaleAt === -1 ? 3000 : Number(process.argv[scaleAt + 1])

const benches: Readonly<
  Record<string, { readonly title: string; readonly run: () => Promise<readonly object[]> }>
> = {
  load: { title: 'Filling the file, against bare better-sqlite3', run: benchLoad },
  national: {
    title: 'The starter queries over a national file, in milliseconds, against flat tables made by hand',
    run: () => benchNational(scale),
  },
  identity: { title: 'Whose report, of which year', run: benchIdentity },
  scan: { title: 'Scans at 200 dpi, pages a minute, against tesseract alone', run: benchScan },
  'scan-accuracy': {
    title: 'Cells of scans by kind; `-- scan-accuracy --long`: all papers, an hour',
    run: () => benchScanAccuracy(process.argv.includes('--long') ? undefined : ['changsha2023']),
  },
  crawl: {
    title:
      'Crawling, against undici with cheerio.load and against the ideal; `-- crawl --long`: 1,000 hosts × 20 pages',
    run: () => benchCrawl(process.argv.includes('--long') ? longCrawl : shortCrawl),
  },
  recall: {
    title: 'Practice portals from their home pages: recall and precision in percent, requests per report',
    run: benchRecall,
  },
}

const wanted = process.argv
  .slice(2)
  .filter((argument, index) => !argument.startsWith('--') && index + 2 !== scaleAt + 1)
const unknown = wanted.filter((name) => !(name in benches))
if (unknown.length > 0) {
  console.error(`no bench is named ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`)
  process.exit(2)
}
for (const [name, { title, run }] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const rows = (await run()) as readonly Row[]
  console.log(
    `\n${title}\n${table(
      Object.keys(rows[0] ?? {}),
      rows.map((row) => Object.values(row)),
    )}`,
  )
}
