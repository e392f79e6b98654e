import type { Atlas, Place } from '../db/atlas.ts'
import { agencyKind } from '../extract/identity/functions.ts'
import { gazetteer } from '../extract/identity/gazetteer.ts'
import type { Division } from '../extract/identity/gazetteer.ts'
import { predecessorsOf, successorsOf } from '../extract/identity/reforms.ts'

/** 局, 委员会, 厅, 办公室: 工商行政管理局 became 市场监督管理局, 国土资源厅 自然资源厅; 卫生局 became 卫生健康委员会. */
const bodies = ['局', '委员会', '厅', '办公室', '委', '部', '']

/** What extract/ knows of places and reforms, as the database asks for it. data/divisions.csv is read on first use. */
export function atlas(): Atlas {
  return {
    division(code) {
      const division = gazetteer().byCode(code)
      return division && placeOf(division)
    },
    kind({ key, name }) {
      const what = functionIn(key)
      // 510522103/人民政府 is a town's government, 340200/人民政府 a city's.
      if (what === '人民政府') return key.indexOf('/') > 6 ? 'town' : 'government'
      return [agencyKind(what), agencyKind(name)].find((each) => each !== 'unknown') ?? null
    },
    successors: (key) => keysOf(key, successorsOf(functionIn(key))),
    predecessors: (key) => keysOf(key, predecessorsOf(functionIn(key))),
  }
}

function placeOf(division: Division): Place {
  const { code, name, level, parent } = division
  const above = gazetteer().above(division)
  return {
    code,
    name,
    fullName: [...above, division].map((each) => each.name).join(''),
    // Development zones stand beside counties.
    level: level === 'zone' ? 'county' : level,
    parentCode: parent === '' ? null : parent,
  }
}

function functionIn(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1)
}

/** The keys that agencies with these functions have in the same division. */
function keysOf(key: string, functions: readonly string[]): string[] {
  const division = key.slice(0, key.lastIndexOf('/') + 1)
  // Without a division there is no telling which place's agency took over.
  if (!/^\d/u.test(division)) return []
  return functions.flatMap((name) => bodies.map((body) => `${division}${name}${body}`))
}
