import type { Page } from './page.ts'
import type { Platform } from './platform.ts'
import { contentN } from './platforms/content-n.ts'
import { epoint } from './platforms/epoint.ts'
import { generic } from './platforms/generic.ts'
import { gkmlpt } from './platforms/gkmlpt.ts'
import { gongkai } from './platforms/gongkai.ts'
import { hanwebJcms } from './platforms/hanweb-jcms.ts'
import { hebei } from './platforms/hebei.ts'
import { jpaas } from './platforms/jpaas.ts'
import { lonsun } from './platforms/lonsun.ts'
import { nfcms } from './platforms/nfcms.ts'
import { nmg } from './platforms/nmg.ts'
import { openness } from './platforms/openness.ts'
import { shaanxi } from './platforms/shaanxi.ts'
import { trs } from './platforms/trs.ts'
import { ucapPc } from './platforms/ucap-pc.ts'
import { ucap } from './platforms/ucap.ts'
import { vsb } from './platforms/vsb.ts'

/** Every publishing system that has a description. Adding one is one file, one line here, one fixture. */
export const platforms: readonly Platform[] = [
  trs,
  ucap,
  ucapPc,
  hanwebJcms,
  jpaas,
  gkmlpt,
  nfcms,
  lonsun,
  openness,
  vsb,
  epoint,
  hebei,
  shaanxi,
  gongkai,
  nmg,
  contentN,
]

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
