import { shanghaiYear } from './due.ts'
import { nothingWaived } from './waivers.ts'
import type { Waived } from './waivers.ts'

/** An agency that publishes at a portal, and the reporting years for which it has a report, wherever that stands. */
export interface ReportingAgency {
  /** `430100/人民政府` (db's natural key). */
  readonly key: string
  readonly years: readonly number[]
  /** True where a reform gave its work to another agency: it owes nothing any more. */
  readonly succeeded: boolean
}

export interface Owed {
  /** Reports that the law asks for by now and that are not there, of all years. */
  readonly all: number
  /** Of these, those of the latest reporting year: what the season waits for. */
  readonly latest: number
}

/** The 条例 came into force on 1 May 2008: no report is owed for a year before. */
const firstYear = 2008
/** An agency that reported lately is expected to report again. */
const lately = 3

/**
 * What a portal's agencies owe. A report for year y is owed from 1 January of y+1 (Shanghai): by the portal's own
 * government, and by every agency with a report for any of the three years before that has no successor.
 * @param government the key of the portal's own government; null where the portal's place is not known
 * @param waived reports that a person says are not owed
 */
export function owedAt(
  now: Date,
  agencies: readonly ReportingAgency[],
  government: string | null,
  waived: Waived = nothingWaived,
): Owed {
  const latest = shanghaiYear(now) - 1
  const years = Array.from({ length: latest - firstYear + 1 }, (_, index) => firstYear + index)
  const known = agencies.some(({ key }) => key === government)
  const all: readonly ReportingAgency[] =
    government === null || known ? agencies : [...agencies, { key: government, years: [], succeeded: false }]
  const owed = all.flatMap(({ key, years: reported, succeeded }) => {
    if (succeeded) return []
    const has = new Set(reported)
    return years.filter((year) => {
      if (has.has(year) || waived(key, year)) return false
      return (
        (year === latest && key === government) ||
        reported.some((each) => each < year && each >= year - lately)
      )
    })
  })
  return { all: owed.length, latest: owed.filter((year) => year === latest).length }
}

/** The key of the government of a place: 430100 → `430100/人民政府`. */
export function governmentOf(divisionCode: string | null): string | null {
  return divisionCode === null ? null : `${divisionCode}/人民政府`
}
