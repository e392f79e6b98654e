import { createHash } from 'node:crypto'

/**
 * Ids that follow from what a thing is, not from when it was stored: the same in every file, over re-runs,
 * re-extraction and publication. 52 bits, so that they are exact in JavaScript, JSON and every spreadsheet; among two
 * million reports the chance of one collision is 1 in 2,000, and a collision is an error, never a merger.
 */
const hexDigits = 13

/** @param key the agency's natural key (extract/agency.ts) */
export function agencyId(key: string): number {
  return idOf('agency', key)
}

/** @param key the agency's natural key */
export function reportId(key: string, year: number): number {
  return idOf('report', key, String(year))
}

/** The id of a report whose agency or year is not known: it is what stands at this address. */
export function reportIdAt(url: string): number {
  return idOf('report at', url)
}

function idOf(...parts: readonly string[]): number {
  const hash = createHash('sha256').update(parts.join('\n')).digest('hex')
  return Number.parseInt(hash.slice(0, hexDigits), 16)
}
