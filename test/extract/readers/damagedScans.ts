import { extract } from '../../../extract/extract.ts'
import { readFigure } from '../../../extract/figure.ts'
import { damages, mishaps } from './inkDamage.ts'
import type { Damage, Target } from './inkDamage.ts'
import { paperOf, printedPaper } from './scanPapers.ts'
import { kindNamed, randomFrom, scanned } from './scanning.ts'

/** How the damaged cells of one report came out, by damage. */
export interface DamageRow {
  readonly damage: string
  readonly cells: number
  /** Read as printed, and sure of it. */
  readonly right: number
  /** In doubt, missing or unreadable. */
  readonly doubted: number
  /** Read otherwise than printed without a word, cell by cell. */
  readonly silent: readonly string[]
}

/** Share of a paper's cells that are damaged; of the mishaps, each of which befalls many cells. */
const share = 0.3
const mishapShare = 0.04
const undamaged = 'none'

/**
 * Scans a paper some of whose cells were damaged one by one, at 200 dpi, and counts what is read otherwise than printed.
 * @param seed which cells, how damaged: the same at every run
 * @param kinds what happens to them
 */
export async function readDamaged(
  name: string,
  seed: number,
  kinds: Damages = damages,
): Promise<DamageRow[]> {
  const paper = paperOf(name)
  const { pdf, chosen } = await damagedScan(name, seed, kinds)
  const result = await extract(pdf)
  if (!result.ok) throw new Error(`${name}, damaged: ${result.error.code}: ${result.error.message}`)
  const read = new Map(
    result.value.cells.map((cell) => [`${cell.at.table}.${cell.at.row}.${cell.at.column}`, cell]),
  )
  const rows = new Map(
    [...Object.keys(kinds), undamaged].map((damage) => [
      damage,
      { right: 0, doubted: 0, silent: [] as string[] },
    ]),
  )
  for (const [at, raw] of paper.cells) {
    const row = rows.get(chosen.get(at) ?? undamaged)
    const wanted = readFigure(raw)
    const cell = read.get(at)
    if (!row) continue
    if (!cell || ['missing', 'unreadable', 'uncertain'].includes(cell.status)) row.doubted++
    else if (cell.status === wanted.status && cell.value === wanted.value) row.right++
    else {
      const how = chosen.get(at) ?? 'a neighbour damaged'
      row.silent.push(
        `${name} ${seed}, ${how}: ${at} prints ${raw || 'nothing'}, read as ${cell.raw || 'nothing'}`,
      )
    }
  }
  return [...rows].map(([damage, { right, doubted, silent }]) => ({
    damage,
    cells: right + doubted + silent.length,
    right,
    doubted,
    silent,
  }))
}

type Damages = Readonly<Record<string, Damage>>

/** A scan of a paper of which some cells were damaged, and how each of them was. */
export async function damagedScan(
  name: string,
  seed: number,
  kinds: Damages,
): Promise<{ readonly pdf: Uint8Array; readonly chosen: ReadonlyMap<string, string> }> {
  const names = Object.keys(kinds)
  const kind = kindNamed('200 dpi')
  const random = randomFrom(seed)
  const targets = await targetsOf(name, kind.dpi / 72)
  const chosen = new Map<string, string>()
  for (const at of targets.keys()) {
    if (random() < (kinds === mishaps ? mishapShare : share))
      chosen.set(at, names[Math.floor(random() * names.length)] ?? '')
  }
  const pdf = await scanned(printedPaper(name), kind, (picture, page) => {
    for (const [at, damage] of chosen) {
      const target = targets.get(at)
      if (target?.page === page) kinds[damage]?.(picture, target, random)
    }
    return picture
  })
  return { pdf, chosen }
}

/** Where each figure of a paper stands, in pixels: its text says so. */
async function targetsOf(name: string, scale: number): Promise<Map<string, Target & { page: number }>> {
  const result = await extract(printedPaper(name))
  if (!result.ok) throw new Error(`${name} cannot be read: ${result.error.message}`)
  return new Map(
    result.value.cells.flatMap(({ at, where }) => {
      if (!where || !('box' in where)) return []
      const [left, top, right, bottom] = where.box.map((edge) => edge * scale)
      if (left === undefined || top === undefined || right === undefined || bottom === undefined) return []
      return [[`${at.table}.${at.row}.${at.column}`, { page: where.page, left, top, right, bottom }] as const]
    }),
  )
}
