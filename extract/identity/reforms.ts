import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from './packageRoot.ts'

/** A reform that passed an agency's work on to another: a row of data/agency-reforms.csv. */
export interface Reform {
  /** What the older agency does, without 局, 厅, 委员会: 卫生和计划生育. */
  readonly predecessor: string
  /** What the newer one does: 卫生健康. */
  readonly successor: string
  /** The year in which the reform began; counties followed in that year or the next. */
  readonly year: number
  /** The decision that the row rests on. */
  readonly source: string
}

/** Reads the text of data/agency-reforms.csv: no field holds a comma or a quote. Throws at a row that is none. */
export function readReforms(text: string): readonly Reform[] {
  const lines = text.split(/\r?\n/u).slice(1)
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const [predecessor, successor, year, source] = line.split(',')
      if (!predecessor || !successor || !source || !/^\d{4}$/u.test(year ?? '')) {
        throw new Error(`data/agency-reforms.csv: not predecessor,successor,year,source: ${line}`)
      }
      return { predecessor, successor, year: Number(year), source }
    })
}

let loaded: readonly Reform[] | undefined

/** The reforms that ship: those of 2008, 2013, 2018 and 2023 that renamed or merged well-known local agencies. */
export function reforms(): readonly Reform[] {
  loaded ??= readReforms(readFileSync(join(packageRoot(), 'data', 'agency-reforms.csv'), 'utf8'))
  return loaded
}

/** 卫生和计划生育局, 卫生和计划生育委员会, 国土资源厅: the kind of body is not what a reform is about. */
const body = /(?:委员会|办公室|局|厅|委|办|部)$/u

/** The reform that made the later agency out of the earlier one, of the same division; null where none is known. */
export function reformBetween(earlier: string, later: string): Reform | null {
  const from = earlier.replace(body, '')
  const to = later.replace(body, '')
  return reforms().find(({ predecessor, successor }) => predecessor === from && successor === to) ?? null
}

/**
 * What may have taken over the work of an agency with this name, directly or by a second reform (卫生局: 卫生和计划生育,
 * then 卫生健康), the nearest first. Names without 局, 厅, 委员会.
 */
export function successorsOf(agency: string): readonly string[] {
  return reached(agency.replace(body, ''), ({ predecessor, successor }) => [predecessor, successor])
}

/** The same the other way: whose work an agency with this name may have taken over. */
export function predecessorsOf(agency: string): readonly string[] {
  return reached(agency.replace(body, ''), ({ predecessor, successor }) => [successor, predecessor])
}

function reached(start: string, step: (reform: Reform) => readonly [from: string, to: string]): string[] {
  const found: string[] = []
  for (let at = start, next = 0; ; next += 1) {
    for (const reform of reforms()) {
      const [from, to] = step(reform)
      if (from === at && to !== start && !found.includes(to)) found.push(to)
    }
    const following = found[next]
    if (following === undefined) return found
    at = following
  }
}
