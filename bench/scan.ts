import { execFileSync } from 'node:child_process'
import { cpus } from 'node:os'
import sharp from 'sharp'
import { extract } from '../extract/extract.ts'
import { openPdf } from '../extract/readers/pdf/open.ts'
import { readDamaged } from '../test/extract/readers/damagedScans.ts'
import { damages, mishaps } from '../test/extract/readers/inkDamage.ts'
import { accuracyOf } from '../test/extract/readers/scanAccuracy.ts'
import { oddlyRuled, papers, printedPaper } from '../test/extract/readers/scanPapers.ts'
import { kindNamed, kinds, photographed, scanned } from '../test/extract/readers/scanning.ts'
import type { Kind } from '../test/extract/readers/scanning.ts'

/** How scans of one kind come out. */
export interface ScanAccuracyRow {
  readonly kind: string
  readonly reports: number
  readonly cells: number
  readonly right: number
  /** In doubt as the papers' own sums do not come out. */
  readonly bySums: number
  /** Read for certain, of the others. */
  readonly percent: number
  readonly doubted: number
  readonly silent: number
  readonly agencies: number
  readonly years: number
}

/**
 * Accuracy by kind of scan, and by how tables are ruled.
 * @param names which papers to scan; all where not given, and those with odd rules
 */
export async function benchScanAccuracy(names?: readonly string[]): Promise<ScanAccuracyRow[]> {
  const rows: ScanAccuracyRow[] = []
  for (const kind of kinds) {
    rows.push(await accuracyRow(kind.name, kind, names ?? papers.map(({ name }) => name)))
  }
  if (names) return rows
  for (const { name } of oddlyRuled) rows.push(await accuracyRow(name, kindNamed('200 dpi'), [name]))
  return rows
}

async function accuracyRow(label: string, kind: Kind, names: readonly string[]): Promise<ScanAccuracyRow> {
  let row = { reports: 0, cells: 0, right: 0, bySums: 0, doubted: 0, silent: 0, agencies: 0, years: 0 }
  for (const name of names) {
    const { cells, right, bySums, doubted, silent, agency, year } = await accuracyOf(name, kind)
    for (const line of silent) console.error(line)
    row = {
      reports: row.reports + 1,
      cells: row.cells + cells,
      right: row.right + right,
      bySums: row.bySums + bySums,
      doubted: row.doubted + doubted - bySums,
      silent: row.silent + silent.length,
      agencies: row.agencies + Number(agency),
      years: row.years + Number(year),
    }
  }
  const percent = Math.round((10_000 * row.right) / (row.cells - row.bySums)) / 100
  return { kind: label, ...row, percent }
}

export interface ScanDamageRow {
  readonly damage: string
  readonly cells: number
  readonly right: number
  readonly doubted: number
  readonly silent: number
}

/**
 * Cells whose ink was damaged before the paper was scanned, by damage; `none` are their neighbours, and those of mishaps.
 * @param names which papers
 * @param seeds each damages other cells
 */
export async function benchScanDamage(
  names: readonly string[] = papers.map(({ name }) => name),
  seeds: readonly number[] = [1, 2, 3],
): Promise<ScanDamageRow[]> {
  const rows = new Map<string, ScanDamageRow>()
  const runs = seeds.flatMap((seed) =>
    names.flatMap((name) => [damages, mishaps].map((set) => ({ seed, name, set }))),
  )
  for (const { seed, name, set } of runs) {
    for (const row of await readDamaged(name, seed, set)) {
      const { cells, right, doubted, silent } = row
      const damage = row.damage === 'none' && set === mishaps ? 'none, of mishaps' : row.damage
      for (const line of silent) console.error(line)
      const before = rows.get(damage) ?? { damage, cells: 0, right: 0, doubted: 0, silent: 0 }
      rows.set(damage, {
        damage,
        cells: before.cells + cells,
        right: before.right + right,
        doubted: before.doubted + doubted,
        silent: before.silent + silent.length,
      })
    }
  }
  return [...rows.values()]
}

export interface ScanSpeedRow {
  readonly what: string
  readonly pages: number
  readonly pagesPerMinute: number
  readonly megabytes: number | null
}

const measured = ['changsha2023', 'qingshan2022'] as const

/** Pages a minute of 200 dpi scans, one document after the other and two side by side, against tesseract on whole pages. */
export async function benchScan(): Promise<ScanSpeedRow[]> {
  const kind = kindNamed('200 dpi')
  const scans = await Promise.all(measured.map((name) => scanned(printedPaper(name), kind)))
  const pages = (await Promise.all(measured.map(pagesOf))).reduce((sum, count) => sum + count, 0)
  const [first] = scans
  if (first) await extract(first)
  const oneCore = await timed(async () => {
    for (const scan of scans) await extract(scan)
  })
  const memory = Math.round(process.memoryUsage().rss / 2 ** 20)
  const twoCores = await timed(() => Promise.all(scans.map((scan) => extract(scan))))
  const pictures = await picturesOf()
  const alone = await timed(() => {
    for (const picture of pictures) {
      execFileSync('tesseract', ['stdin', 'stdout', '-l', 'chi_sim', '--psm', '6', 'tsv'], {
        input: picture,
        env: { ...process.env, OMP_THREAD_LIMIT: '1' },
        stdio: ['pipe', 'ignore', 'ignore'],
      })
    }
    return Promise.resolve()
  })
  const row = (what: string, milliseconds: number, megabytes: number | null): ScanSpeedRow => ({
    what,
    pages,
    pagesPerMinute: Math.round((60_000 * pages) / milliseconds),
    megabytes,
  })
  return [
    row('one document at a time', oneCore, memory),
    row(`two side by side, on ${cpus().length} processors`, twoCores, null),
    row('tesseract alone, whole pages', alone, null),
  ]
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

async function pagesOf(name: string): Promise<number> {
  const task = openPdf(printedPaper(name))
  const { numPages } = await task.promise
  await task.destroy()
  return numPages
}

async function picturesOf(): Promise<Buffer[]> {
  const pictures: Buffer[] = []
  for (const name of measured) {
    for (let page = 1; page <= (await pagesOf(name)); page++) {
      const picture = await photographed(printedPaper(name), page, kindNamed('200 dpi'), 'png')
      pictures.push(await sharp(picture).grayscale().png().toBuffer())
    }
  }
  return pictures
}
