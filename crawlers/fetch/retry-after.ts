/** A hundred years are as good as never. */
const mostSeconds = 3_153_600_000

/**
 * Retry-After in both forms of RFC 9110: `120` (seconds) or `Fri, 31 Jan 2025 00:00:00 GMT`.
 * @returns milliseconds from `now`, 0 for a moment already past; null where the header is absent or is neither
 */
export function retryAfterMs(header: string | null, now: number): number | null {
  const value = header?.trim() ?? ''
  if (/^\d+$/.test(value)) return Math.min(Number(value), mostSeconds) * 1000 // '120'
  if (!/[A-Za-z]{3}/.test(value)) return null // a date has a month's name: 'Jan'
  const moment = Date.parse(value)
  return Number.isNaN(moment) ? null : Math.max(0, moment - now)
}
