import { extract } from '../../../extract/extract.ts'
import { readFigure } from '../../../extract/figure.ts'
import { misread } from '../../../extract/misread.ts'
import { paperOf, printedPaper } from './scanPapers.ts'
import { scanned } from './scanning.ts'
import type { Kind } from './scanning.ts'

/** How the cells of one scanned report came out, against what its paper prints. */
export interface Accuracy {
  readonly cells: number
  /** Read as printed, and sure of it. */
  readonly right: number
  /** In doubt, missing or unreadable: a person has to look. */
  readonly doubted: number
  /** Of those in doubt: the paper's own sums do not come out, which nobody can tell from a misread figure. */
  readonly bySums: number
  /** Of those in doubt: the figure that was read is the printed one. */
  readonly doubtedRight: number
  /** Cells that say something else than the paper and do not say that they are in doubt. */
  readonly silent: readonly string[]
  readonly agency: boolean
  readonly year: boolean
  readonly milliseconds: number
}

export async function accuracyOf(name: string, kind: Kind): Promise<Accuracy> {
  const paper = paperOf(name)
  const unsummed = await unsummedIn(name)
  const pdf = await scanned(printedPaper(name), kind)
  const started = performance.now()
  const result = await extract(pdf)
  const milliseconds = performance.now() - started
  if (!result.ok) throw new Error(`${name}, ${kind.name}: ${result.error.code}: ${result.error.message}`)
  const { cells, agency, year } = result.value
  const read = new Map(cells.map((cell) => [`${cell.at.table}.${cell.at.row}.${cell.at.column}`, cell]))
  let [right, doubted, bySums, doubtedRight] = [0, 0, 0, 0]
  const silent: string[] = []
  for (const [at, raw] of paper.cells) {
    const wanted = readFigure(raw)
    const cell = read.get(at)
    if (!cell || cell.status === 'missing' || cell.status === 'unreadable') doubted++
    else if (cell.status === 'uncertain') {
      doubted++
      if (cell.value === wanted.value) doubtedRight++
      if (cell.value === wanted.value && unsummed.has(at)) bySums++
    } else if (cell.status === wanted.status && cell.value === wanted.value) right++
    else
      silent.push(`${name}, ${kind.name}: ${at} prints ${raw || 'nothing'}, read as ${cell.raw || 'nothing'}`)
  }
  return {
    cells: paper.cells.size,
    right,
    doubted,
    bySums,
    doubtedRight,
    silent,
    agency: agency?.name === paper.agency,
    year: year === paper.year,
    milliseconds,
  }
}

const known = new Map<string, ReadonlySet<string>>()

/** The cells that broken sums of the paper itself put in doubt, however well a scan of it is read. */
async function unsummedIn(name: string): Promise<ReadonlySet<string>> {
  const made = known.get(name)
  if (made) return made
  const result = await extract(printedPaper(name))
  if (!result.ok) throw new Error(`${name} cannot be read: ${result.error.message}`)
  const { cells, findings, forms } = result.value
  const unsummed = new Set(
    misread(cells, findings, forms).flatMap(({ at, status }) =>
      status === 'uncertain' ? [`${at.table}.${at.row}.${at.column}`] : [],
    ),
  )
  known.set(name, unsummed)
  return unsummed
}
