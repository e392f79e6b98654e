/** The middle one of some values; 0 of none. */
export function median(values: readonly number[] | Uint8Array): number {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
