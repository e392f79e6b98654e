import { bozhou } from './descriptions/bozhou.ts'
import { changsha } from './descriptions/changsha.ts'
import { wuhu } from './descriptions/wuhu.ts'
import { xinxiang } from './descriptions/xinxiang.ts'
import { yuanzhou } from './descriptions/yuanzhou.ts'
import type { PracticePortal } from './portal.ts'

/** The five portals of the demo, ports 8101 to 8105. */
export const practicePortals: readonly PracticePortal[] = [yuanzhou, changsha, bozhou, xinxiang, wuhu]
