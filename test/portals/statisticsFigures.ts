import type { Random } from './random.ts'

/** Figures of the statistics return of 2014 (国办发〔2014〕32号): sums of their parts, as the form's notes demand. */
export function fillStatistics(figures: Map<string, number>, scale: number, chance: Random) {
  const set = (row: string, value: number) => figures.set(`statistics.${row}.count`, value)
  const part = (whole: number) => chance.int(0, whole)
  for (const [row, most] of independent) set(row, chance.int(0, most))
  for (const [whole, parts] of sums) {
    // A sum may be a part of another one above it, which has set it already.
    let left = figures.get(`statistics.${whole}.count`) ?? 0
    if (whole === 'received' || whole === 'completed' || whole === 'replies') left = Math.round(scale)
    if (whole === 'staff') left = chance.int(2, 9)
    if (whole === 'reconsiderations' || whole === 'litigations') left = chance.int(0, 4)
    set(whole, left)
    for (const row of parts.slice(1)) {
      const value = part(left)
      set(row, value)
      left -= value
    }
    set(parts[0], left)
  }
}

/** Rows that no sum ties, and their usual bounds. */
const independent: readonly (readonly [string, number])[] = [
  ['published_items', 1800],
  ['normative_documents_issued', 12],
  ['via_website', 1500],
  ['via_wechat', 300],
  ['responses', 40],
  ['policy_explanations', 20],
  ['dedicated_offices', 1],
  ['reading_points', 3],
  ['meetings', 4],
  ['trainings', 3],
  ['people_trained', 120],
]

/** A sum, and its parts; the first part takes what the others leave. Sums come before the sums of their parts. */
const sums: readonly (readonly [string, readonly [string, ...string[]]])[] = [
  ['received', ['received_online', 'received_in_person', 'received_by_letter', 'received_by_fax']],
  ['completed', ['completed_on_time', 'completed_extended']],
  [
    'replies',
    ['reply_granted', 'reply_granted_in_part', 'reply_denied', 'reply_not_responsible', 'reply_not_exist'],
  ],
  ['reply_denied', ['denied_other_law', 'denied_privacy', 'denied_trade_secret']],
  ['reconsiderations', ['reconsiderations_upheld', 'reconsiderations_corrected', 'reconsiderations_other']],
  ['litigations', ['litigations_upheld', 'litigations_corrected', 'litigations_other']],
  ['staff', ['staff_part_time', 'staff_full_time']],
]
