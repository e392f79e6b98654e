import type { Store } from '../db/store.ts'
import { applyCorrections } from './apply-corrections.ts'
import type { CorrectionOutcome } from './apply-corrections.ts'
import { checkTouched } from './check.ts'
import type { CheckSummary } from './check.ts'
import { readCorrections } from './corrections.ts'
import type { Correction } from './corrections.ts'
import { waivedReports } from './waivers.ts'

export interface Settled {
  readonly checked: CheckSummary
  readonly corrections: readonly CorrectionOutcome[]
  /** What needs a look: corrections whose document changed; new where it did since reports were last settled. */
  readonly troubles: readonly { readonly message: string; readonly isNew: boolean }[]
}

/**
 * What follows when reports have come in, whichever way: corrections are put over them, and the rules that look across
 * years are evaluated for what was written and for its neighbours in time. The caller holds the writer's lock.
 * @param check which reports to judge: those that were written, or (`nianbao check`) all
 * @throws Stop (wrong usage) where the corrections are no valid file
 */
export function settle(
  store: Store,
  check: (store: Store) => CheckSummary = checkTouched,
  corrections: readonly Correction[] = readCorrections(),
): Settled {
  const written = new Set(store.stored.unjudged().map(({ reportId }) => reportId))
  const outcomes = applyCorrections(store, corrections)
  store.corrections.waive(waivedReports(store, corrections))
  const troubles = outcomes.flatMap(({ state, message, reportId }) =>
    state === 'stale' && message !== null
      ? [{ message, isNew: reportId !== null && written.has(reportId) }]
      : [],
  )
  return { checked: check(store), corrections: outcomes, troubles }
}
