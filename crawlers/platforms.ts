import type { Page } from './page.ts'
import type { Platform } from './platform.ts'
import { generic } from './platforms/generic.ts'
import { hanwebJcms } from './platforms/hanweb-jcms.ts'
import { lonsun } from './platforms/lonsun.ts'
import { trs } from './platforms/trs.ts'
import { ucap } from './platforms/ucap.ts'
import { vsb } from './platforms/vsb.ts'

/** Every publishing system that has a description. Adding one is one file, one line here, one fixture. */
export const platforms: readonly Platform[] = [trs, ucap, hanwebJcms, lonsun, vsb]

export { generic }

/** The platform a page speaks for most, with how much; `generic` with 0 where none does. */
export function detectPlatform(
  page: Page,
  known: readonly Platform[] = platforms,
): { platform: Platform; weight: number } {
  let best = { platform: generic, weight: 0 }
  for (const platform of known) {
    const weight = platform.detect(page)
    if (weight > best.weight) best = { platform, weight }
  }
  return best
}
