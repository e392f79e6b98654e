import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { aliases } from './aliases.ts'
import { packageRoot } from './packageRoot.ts'

export const divisionLevels = ['province', 'prefecture', 'county', 'zone', 'township'] as const
export type DivisionLevel = (typeof divisionLevels)[number]

/** A row of data/divisions.csv. */
export interface Division {
  /** Six digits of GB/T 2260; nine for towns and streets. */
  readonly code: string
  /** The official name, 黔南布依族苗族自治州. */
  readonly name: string
  /** `zone`: a development zone that the statistics office numbers like a county and the standard does not know. */
  readonly level: DivisionLevel
  /** The division above it; '' for a province. */
  readonly parent: string
  /** The first edition in which it stands (2011-10); '' where that is the oldest one, December 2002. */
  readonly validFrom: string
  /** The last edition in which it stands; '' while it stands in the newest one. */
  readonly validTo: string
}

/** What is known of China's divisions. Provinces to counties are read at once, towns of a county when asked for. */
export interface Gazetteer {
  readonly divisions: readonly Division[]
  /** The division that bears the code now, or bore it last. */
  byCode(code: string): Division | null
  /** All divisions with that official name or a common short form (黔南州, 昌江县), abolished ones too. */
  named(name: string): readonly Division[]
  /** The longest of `named` that the text starts with. */
  startsWith(text: string): readonly Division[]
  /** Towns and streets of a county (or of a city without counties: 东莞, 中山, 儋州, 嘉峪关). */
  towns(code: string): readonly Division[]
  /** The divisions above it, province first. */
  above(division: Division): readonly Division[]
  /** True for a division that lies in the other, at any depth. */
  isWithin(division: Division, other: Division): boolean
}

const longestName = 18

function divisionOf(line: string): Division | null {
  const [code, name, level, parent, validFrom, validTo] = line.split(',')
  if (!code || !name || level === undefined || parent === undefined) return null
  const known = divisionLevels.find((each) => each === level)
  if (known === undefined)
    throw new Error(`data/divisions.csv: no such level in the line ${line}; build it again`)
  return { code, name, level: known, parent, validFrom: validFrom ?? '', validTo: validTo ?? '' }
}

/** Reads a gazetteer out of the text of data/divisions.csv. */
export function readGazetteer(text: string): Gazetteer {
  const firstTown = text.search(/^\d{9},/mu)
  const upper = firstTown === -1 ? text : text.slice(0, firstTown)
  const divisions = upper
    .split(/\r?\n/u)
    .slice(1)
    .map(divisionOf)
    .filter((each) => each !== null)
  const codes = new Map<string, Division>()
  const names = new Map<string, Division[]>()
  for (const division of divisions) {
    const known = codes.get(division.code)
    if (!known || (known.validTo !== '' && division.validTo === '')) codes.set(division.code, division)
    for (const name of [division.name, ...aliases(division)]) {
      const bearers = names.get(name)
      if (bearers) bearers.push(division)
      else names.set(name, [division])
    }
  }
  const townsOf = new Map<string, readonly Division[]>()

  function readTowns(code: string): readonly Division[] {
    // 东莞: towns 441900003 …, a city without counties; elsewhere a town's code starts with its county's.
    const start = `\n${code}`
    const found: Division[] = []
    let at = firstTown === -1 ? -1 : text.indexOf(start, firstTown - 1)
    while (at !== -1) {
      const end = text.indexOf('\n', at + 1)
      const town = divisionOf(text.slice(at + 1, end === -1 ? undefined : end).trimEnd())
      if (!town?.code.startsWith(code)) break
      found.push(town)
      at = end
    }
    // 嘉峪关's towns are numbered 620201001 under 620200.
    return found.length === 0 && code.endsWith('00') && !code.endsWith('0000') ? readCityTowns(code) : found
  }
  function readCityTowns(code: string): readonly Division[] {
    const own = codes.has(`${code.slice(0, 4)}01`) ? [] : readTowns(`${code.slice(0, 4)}01`)
    return own.filter((town) => town.parent === code)
  }
  function above(division: Division): readonly Division[] {
    const chain: Division[] = []
    let parent = division.parent === '' ? undefined : codes.get(division.parent)
    while (parent) {
      chain.unshift(parent)
      parent = parent.parent === '' ? undefined : codes.get(parent.parent)
    }
    return chain
  }

  return {
    divisions,
    byCode: (code) =>
      codes.get(code) ??
      (code.length === 9 ? (readTowns(code.slice(0, 6)).find((town) => town.code === code) ?? null) : null),
    named: (name) => names.get(name) ?? [],
    startsWith(start) {
      for (let length = Math.min(longestName, start.length); length >= 2; length -= 1) {
        const found = names.get(start.slice(0, length))
        if (found) return found
      }
      return []
    },
    towns(code) {
      const known = townsOf.get(code)
      if (known) return known
      const found = readTowns(code)
      townsOf.set(code, found)
      return found
    },
    above,
    isWithin: (division, other) => above(division).some(({ code }) => code === other.code),
  }
}

let loaded: Gazetteer | undefined

/** The gazetteer that ships, read on first use. Throws where data/divisions.csv is missing or damaged. */
export function gazetteer(): Gazetteer {
  loaded ??= readGazetteer(readFileSync(join(packageRoot(), 'data', 'divisions.csv'), 'utf8'))
  return loaded
}
