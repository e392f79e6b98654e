import type { Portal } from '../crawlers/portal.ts'
import type { Store } from '../db/store.ts'
import { fairOrder } from './fair-order.ts'

/** Of the chosen portals those that are due, in the order in which they are to be begun. */
export function duePortals(
  store: Store,
  registry: readonly Portal[],
  chosen: readonly Portal[],
  now: Date,
): Portal[] {
  store.portals.register(registry)
  const byId = new Map(chosen.map((portal) => [portal.id, portal]))
  return fairOrder(store.portals.due(now.toISOString()).flatMap(({ portalId }) => byId.get(portalId) ?? []))
}
