import type { WaivedReport } from '../db/corrections.ts'
import type { Store } from '../db/store.ts'
import { agencyNamed } from './apply-corrections.ts'
import type { Correction } from './corrections.ts'

/** True where a person says that an agency owes no report for a year. */
export type Waived = (key: string, year: number) => boolean

export const nothingWaived: Waived = () => false

/** The waivers among the corrections, by the agencies' keys: those that bear the name here, and the one that it means by itself. */
export function waivedReports(store: Store, corrections: readonly Correction[]): WaivedReport[] {
  return corrections.flatMap(({ of, agency, year, reason }) => {
    if (of !== 'owed' || year === null) return []
    const meant = agencyNamed(agency)
    const keys = new Set([...store.corrections.keysOf(agency), ...(meant ? [meant.key] : [])])
    return [...keys].map((key) => ({ key, year, reason }))
  })
}

export function waivers(store: Store, corrections: readonly Correction[]): Waived {
  const waived = new Set(waivedReports(store, corrections).map(({ key, year }) => `${key} ${year}`))
  return (key, year) => waived.has(`${key} ${year}`)
}
