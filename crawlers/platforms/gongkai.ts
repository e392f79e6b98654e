import { scriptCalls } from '../script-calls.ts'
import type { Platform } from '../platform.ts'
import { evidence, linked } from '../platform.ts'

/** Jinan, Zibo: /gongkai/site_{unit}/channel_{id}/doc_{id}.html. A script draws the channel's list; articles are served whole. */
export const gongkai: Platform = {
  id: 'gongkai',
  name: 'Jinan and Zibo (gongkai channels)',
  detect: (page) =>
    evidence(
      [3, linked(page, /\/gongkai\/(site_\w+\/)?channel_[\w.]+/)], // /gongkai/site_lixia/channel_6389…38d0/
      [3, /\/channel_[\w.]+\/$/.test(new URL(page.url).pathname)],
    ),
  next: (page) => scriptCalls(page),
}
