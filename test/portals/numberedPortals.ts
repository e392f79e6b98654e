import { portalOf } from './descriptions/variety.ts'
import type { PlatformId, PracticePortal } from './portal.ts'

/** Systems that need no script, in turn. */
const platforms: readonly [PlatformId, ...PlatformId[]] = ['trs', 'vsb', 'hanweb', 'nfcms', 'content_n']

/**
 * As many portals as a test or a bench wants, all alike in size: four agencies, about 20 reports, 7 neighbours.
 * @param count at most 9,000
 */
export function numberedPortals(count: number): PracticePortal[] {
  return Array.from({ length: count }, (_, index) =>
    portalOf({
      id: `numbered-${index + 1}`,
      name: `第${index + 1}县`,
      // 99 is no province of GB/T 2260: nobody takes these places for real ones.
      divisionCode: `99${String(1_000 + index).padStart(4, '0')}`,
      platform: platforms[index % platforms.length] ?? platforms[0],
      organisation: 'flat',
    }),
  )
}
