/** What decides whose turn it is. */
export interface Waiting {
  readonly divisionCode: string | null
}

/**
 * Puts portals that are due in the order in which they are begun: a province at a time, each with its most overdue portal,
 * so that a small budget reaches all provinces. Provinces follow each other by their most overdue portal.
 * @param overdue the most overdue first
 */
export function fairOrder<Portal extends Waiting>(overdue: readonly Portal[]): Portal[] {
  const provinces = new Map<string, Portal[]>()
  for (const portal of overdue) {
    const province = portal.divisionCode?.slice(0, 2) ?? ''
    const waiting = provinces.get(province)
    if (waiting) waiting.push(portal)
    else provinces.set(province, [portal])
  }
  const rounds = Math.max(0, ...[...provinces.values()].map(({ length }) => length))
  return Array.from({ length: rounds }, (_, round) => round).flatMap((round) =>
    [...provinces.values()].flatMap((waiting) => waiting[round] ?? []),
  )
}
