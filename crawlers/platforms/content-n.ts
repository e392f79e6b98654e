import { generic } from './generic.ts'
import type { Platform } from '../platform.ts'
import { evidence, linked } from '../platform.ts'

/** Hunan and others: folders are numbers, /31185/32016/content_2150541.html; lists turn by their own 下一页. */
export const contentN: Platform = {
  id: 'content_n',
  name: 'numbered folders with content_N',
  detect: (page) => evidence([2, linked(page, /\/\d{3,}\/content_\d+\.html$/)]), // /31185/32016/content_2150541.html
  next: (page) => generic.next?.(page) ?? [],
}
