import { scriptCalls } from '../script-calls.ts'
import type { Platform } from '../platform.ts'
import { evidence, linked } from '../platform.ts'

/** Inner Mongolia: one page whose tabs are ?gk=1 … 4 (4 is 年报); a script or a frame brings the rows into .xxgkItemList. */
export const nmg: Platform = {
  id: 'nmg',
  name: 'Inner Mongolia (?gk= tabs)',
  detect: (page) =>
    evidence(
      [3, linked(page, /\/zfxxgkml\/\?gk=\d/)], // /zwgk/zfxxgk/zfxxgkml/?gk=4
      [2, page.text.includes('xxgkItemList')],
    ),
  next: (page) => [
    ...page.links.filter(({ kind }) => kind === 'frame').map(({ url }) => ({ url, referer: page.url })),
    ...scriptCalls(page),
  ],
}
