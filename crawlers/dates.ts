/** 2024-01-15, 2024年1月15日, [2024/1/15], and dates broken over lines. */
const datePattern = /((?:19|20)\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)/

/** The first date of a text as `YYYY-MM-DD`, or null. */
export function dateIn(text: string): string | null {
  const [, year, month, day] = datePattern.exec(text) ?? []
  if (year === undefined || month === undefined || day === undefined) return null
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31) return null
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** Seconds or milliseconds since 1970 as a date in China, or null where the number is no time of this century. */
export function dateOfEpoch(value: number): string | null {
  const milliseconds = value > 1e11 ? value : value * 1000
  if (milliseconds < 946_684_800_000 || milliseconds > 4_102_444_800_000) return null // 2000 to 2100
  return new Date(milliseconds + 8 * 3_600_000).toISOString().slice(0, 10)
}
