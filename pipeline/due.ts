import type { PortalState } from '../db/vocabulary.ts'

const day = 24 * 60 * 60 * 1000

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
 * When a portal is to be visited next. The season is the law's (条例 第四十九条: departments by 31 January, governments by
 * 31 March): from January to April a portal that still owes reports is due daily, one that owes none weekly; in the other
 * months monthly, but not later than the first day of the season. A failing portal is tried again after a pause that
 * doubles from a day to a week, and never vanishes.
 */
export function nextDue(now: Date, { state, failingSince, owed }: DueFacts): Date {
  if (state === 'failing' || state === 'blocked') {
    const failing = failingSince ? now.getTime() - failingSince.getTime() : 0
    return new Date(now.getTime() + Math.min(7 * day, Math.max(day, failing)))
  }
  if (!inSeason(now)) return new Date(Math.min(now.getTime() + 30 * day, seasonAfter(now).getTime()))
  return new Date(now.getTime() + (owed > 0 ? day : 7 * day))
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
