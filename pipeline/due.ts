import type { PortalState } from '../db/vocabulary.ts'

const day = 24 * 60 * 60 * 1000

/** A link that failed is tried again after a pause that doubles up to this. Days. */
const longestPause = 30

/** Shanghai keeps one time all year: UTC+8. */
const shanghai = 8 * 60 * 60 * 1000

export interface DueFacts {
  readonly state: PortalState
  /** Since when the portal fails or is blocked without a break: what its pause grows with. */
  readonly failingSince: Date | null
  /** Reports of the latest reporting year that the law asks for and that are not there. */
  readonly owed: number
}

/**
 * When a portal is to be visited next: a day, which begins at 0:00 in Shanghai. A run that begins at the same time every
 * night comes to a portal now earlier, now later; by the hour, what is due daily would be due every other night.
 * The season is the law's (条例 第四十九条: departments by 31 January, governments by
 * 31 March): from January to April a portal that still owes reports is due daily, one that owes none weekly; in the other
 * months monthly, but not later than the first day of the season. A failing portal is tried again after a pause that
 * doubles from a day to a week, and never vanishes.
 * @param now when the run began: a visit after midnight is still that night's
 */
export function nextDue(now: Date, { state, failingSince, owed }: DueFacts): Date {
  if (state === 'failing' || state === 'blocked') {
    const failing = failingSince ? now.getTime() - failingSince.getTime() : 0
    return daysLater(now, Math.min(7, Math.max(1, Math.round(failing / day))))
  }
  if (inSeason(now)) return daysLater(now, owed > 0 ? 1 : 7)
  return new Date(Math.min(daysLater(now, 30).getTime(), seasonAfter(now).getTime()))
}

/**
 * When a link that failed may be asked for again: a day later, then two, four … days, in the end monthly, and never not at all.
 * @param failures in a row, before this one
 */
export function retryAfter(now: Date, failures: number): Date {
  return daysLater(now, Math.min(longestPause, 2 ** failures))
}

/** The beginning of a day in Shanghai. */
function daysLater(now: Date, days: number): Date {
  const today = Math.floor((now.getTime() + shanghai) / day)
  return new Date((today + days) * day - shanghai)
}

/** January to April in Shanghai: the legal dates, and a month for those who are late. */
export function inSeason(now: Date): boolean {
  return new Date(now.getTime() + shanghai).getUTCMonth() <= 3
}

/** The calendar year in Shanghai. */
export function shanghaiYear(now: Date): number {
  return new Date(now.getTime() + shanghai).getUTCFullYear()
}

/** 1 January of the next year, 0:00 in Shanghai. */
function seasonAfter(now: Date): Date {
  return new Date(Date.UTC(shanghaiYear(now) + 1, 0, 1) - shanghai)
}
