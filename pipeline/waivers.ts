import type { Store } from '../db/store.ts'
import { agencyNamed } from './apply-corrections.ts'
import type { Correction } from './corrections.ts'

/** True where a person says that an agency owes no report for a year. */
export type Waived = (key: string, year: number) => boolean

export const nothingWaived: Waived = () => false

/** The waivers among the corrections, by the agencies' keys: those that bear the name here, and the one that it means by itself. */
export function waivers(store: Store, corrections: readonly Correction[]): Waived {
  const waived = new Set<string>()
  for (const { of, agency, year } of corrections) {
    if (of !== 'owed') continue
    const meant = agencyNamed(agency)
    for (const key of [...store.corrections.keysOf(agency), ...(meant ? [meant.key] : [])])
      waived.add(`${key} ${year}`)
  }
  return (key, year) => waived.has(`${key} ${year}`)
}
