import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { goldenBytes, goldenDocuments } from '../test/extract/golden/goldenDocuments.ts'

/** A batch through the built command line, and what it took. */
export interface BatchRow {
  readonly cores: string
  readonly files: number
  readonly seconds: number
  readonly filesPerSecond: number
  readonly cellsPerSecond: number
  /** Mebibytes that were resident after each quarter of the files, and the most at any time; Linux alone tells. */
  readonly residentByQuarter: string
  readonly mostResident: number | null
}

const command = fileURLToPath(new URL('../scripts/nianbao.mjs', import.meta.url))

/**
 * `nianbao extract --json` over the golden documents again and again, on one core and on all: what a second core is
 * worth, and whether memory grows with the number of files.
 * @param files how many in one batch
 */
export async function benchBatch(files: number): Promise<(BatchRow | { cores: string; files: number })[]> {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-batch-'))
  try {
    const paths = Array.from({ length: files }, (_, index) => {
      const document = goldenDocuments[index % goldenDocuments.length]
      if (!document) throw new Error('the golden set is empty')
      const path = join(folder, `${index}-${basename(document.file).replace(/\.gz$/u, '')}`)
      writeFileSync(path, goldenBytes(document))
      return path
    })
    // The first run builds what is older than its sources, and fills the file cache.
    spawnSync(process.execPath, [command, 'extract', '--json', ...paths.slice(0, 4)])
    const alone = await batch('one', paths)
    const together = await batch('all', paths)
    const gain = alone.seconds / together.seconds
    return [alone, together, { cores: `all: ${gain.toFixed(2)} times one`, files }]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function batch(cores: 'one' | 'all', paths: readonly string[]): Promise<BatchRow> {
  const own = [command, 'extract', '--json', ...paths]
  const [program, args] =
    cores === 'one' ? ['taskset', ['-c', '0', process.execPath, ...own]] : [process.execPath, own]
  const started = performance.now()
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', (error) =>
      reject(
        new Error(`${program} did not start; one core is chosen with taskset (util-linux)`, { cause: error }),
      ),
    )
    child.on('close', resolve)
  })
  const quarters: string[] = []
  let [lines, cells] = [0, 0]
  let most: number | null = null
  for await (const line of createInterface({ input: child.stdout })) {
    lines += 1
    // Not parsed: this process shares the cores with the one that is measured.
    cells += line.split('"status":').length - 1
    if (lines % Math.ceil(paths.length / 4) !== 0) continue
    quarters.push(String(resident(child.pid, 'VmRSS') ?? '?'))
    most = resident(child.pid, 'VmHWM') ?? most
  }
  const status = await ended
  if (status !== 0 || lines !== paths.length)
    throw new Error(`${lines} of ${paths.length} files were read; the command ended with ${status}`)
  const seconds = (performance.now() - started) / 1000
  return {
    cores,
    files: paths.length,
    seconds: Math.round(seconds * 10) / 10,
    filesPerSecond: Math.round(paths.length / seconds),
    cellsPerSecond: Math.round(cells / seconds),
    residentByQuarter: quarters.join(' '),
    mostResident: most,
  }
}

/** A line of /proc/PID/status: `VmHWM:   123456 kB`. */
function resident(pid: number | undefined, key: 'VmRSS' | 'VmHWM'): number | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const kibibytes = new RegExp(`^${key}:\\s+(\\d+) kB`, 'mu').exec(status)?.[1]
    return kibibytes === undefined ? null : Math.round(Number(kibibytes) / 1024)
  } catch {
    return null
  }
}
