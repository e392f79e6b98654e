import { spawn, spawnSync } from 'node:child_process'
import {
  closeSync,
  createReadStream,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { goldenBytes, goldenDocuments } from '../test/extract/golden/goldenDocuments.ts'

/** A batch through the built command line, and what it took: the middle one of all rounds. */
export interface BatchRow {
  readonly cores: string
  readonly files: number
  readonly seconds: number
  /** How many times faster than on one core. */
  readonly gain: number
  readonly filesPerSecond: number
  readonly cellsPerSecond: number
  /** Mebibytes that were resident at each quarter of the time, and the most at any time; Linux alone tells. */
  readonly residentByQuarter: string
  readonly mostResident: number | null
}

interface Batch {
  readonly seconds: number
  readonly lines: number
  readonly cells: number
  readonly resident: readonly (number | null)[]
  readonly most: number | null
}

const command = fileURLToPath(new URL('../scripts/nianbao.mjs', import.meta.url))

/**
 * `nianbao extract --json` over the golden documents again and again: what a second core is worth, and whether memory grows
 * with the number of files. Two processes with a core and half of the files each share nothing: they show what the machine
 * itself gives, each with a start and a warm-up of its own as a thread has.
 * @param files how many in one batch
 * @param rounds the three ways by turns, so often
 */
export async function benchBatch(files: number, rounds: number): Promise<BatchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-batch-'))
  try {
    const paths = Array.from({ length: files }, (_, index) => {
      const document = goldenDocuments[index % goldenDocuments.length]
      if (!document) throw new Error('the golden set is empty')
      const path = join(folder, `${index}-${basename(document.file).replace(/\.gz$/u, '')}`)
      writeFileSync(path, goldenBytes(document))
      return path
    })
    const half = (odd: number) => paths.filter((_, index) => index % 2 === odd)
    // The first run builds what is older than its sources, and fills the file cache.
    spawnSync(process.execPath, [command, 'extract', '--json', ...paths.slice(0, 4)])
    const [one, apart, all]: Batch[][] = [[], [], []]
    for (let round = 0; round < rounds; round++) {
      one?.push(await batch(paths, folder, 0))
      const halves = await Promise.all([batch(half(0), folder, 0), batch(half(1), folder, 1)])
      apart?.push(together(halves))
      all?.push(await batch(paths, folder, null))
    }
    const alone = middle(one ?? [])
    return [
      row('one', alone, alone),
      row('two processes', middle(apart ?? []), alone),
      row('all', middle(all ?? []), alone),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** @param core the only one that may be used; null: all */
async function batch(paths: readonly string[], folder: string, core: number | null): Promise<Batch> {
  const output = join(folder, `cells-${core}.jsonl`)
  // Into a file: whoever read it meanwhile would share the cores with the command that is measured.
  const descriptor = openSync(output, 'w')
  const own = [command, 'extract', '--json', ...paths]
  const [program, args] =
    core === null ? [process.execPath, own] : ['taskset', ['-c', String(core), process.execPath, ...own]]
  const started = performance.now()
  const child = spawn(program, args, { stdio: ['ignore', descriptor, 'inherit'] })
  const resident: (number | null)[] = []
  let most: number | null = null
  const watch = setInterval(() => {
    resident.push(mebibytes(child.pid, 'VmRSS'))
    most = mebibytes(child.pid, 'VmHWM') ?? most
  }, 250)
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on('error', (error) =>
      reject(
        new Error(`${program} did not start; one core is chosen with taskset (util-linux)`, { cause: error }),
      ),
    )
    child.on('close', resolve)
  }).finally(() => clearInterval(watch))
  const seconds = (performance.now() - started) / 1000
  closeSync(descriptor)
  let [lines, cells] = [0, 0]
  for await (const line of createInterface({ input: createReadStream(output) })) {
    lines += 1
    cells += line.split('"status":').length - 1
  }
  if (status !== 0 || lines !== paths.length)
    throw new Error(`${lines} of ${paths.length} files were read; the command ended with ${status}`)
  return { seconds, lines, cells, resident, most }
}

function together([first, second]: readonly [Batch, Batch]): Batch {
  return {
    seconds: Math.max(first.seconds, second.seconds),
    lines: first.lines + second.lines,
    cells: first.cells + second.cells,
    resident: first.resident.map((own, at) => sum(own, second.resident[at])),
    most: sum(first.most, second.most),
  }
}

function sum(one: number | null, other: number | null | undefined): number | null {
  return one === null ? null : one + (other ?? 0)
}

function middle(batches: readonly Batch[]): Batch {
  const found = batches.toSorted((one, other) => one.seconds - other.seconds)[batches.length >> 1]
  if (!found) throw new Error('no round was measured')
  return found
}

function row(cores: string, { seconds, lines, cells, resident, most }: Batch, alone: Batch): BatchRow {
  const quarters = [1, 2, 3, 4].map((quarter) => resident[Math.ceil((resident.length * quarter) / 4) - 1])
  return {
    cores,
    files: lines,
    seconds: Math.round(seconds * 10) / 10,
    gain: Math.round((100 * alone.seconds) / seconds) / 100,
    filesPerSecond: Math.round(lines / seconds),
    cellsPerSecond: Math.round(cells / seconds),
    residentByQuarter: quarters.map((one) => one ?? '?').join(' '),
    mostResident: most,
  }
}

/** A line of /proc/PID/status: `VmHWM:   123456 kB`. */
function mebibytes(pid: number | undefined, key: 'VmRSS' | 'VmHWM'): number | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const kibibytes = new RegExp(`^${key}:\\s+(\\d+) kB`, 'mu').exec(status)?.[1]
    return kibibytes === undefined ? null : Math.round(Number(kibibytes) / 1024)
  } catch {
    return null
  }
}
