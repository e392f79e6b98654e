import { staticPages } from '../paging.ts'
import type { Platform } from '../platform.ts'
import { evidence, linked } from '../platform.ts'

/** Shaanxi's system: a list is its folder's numbered files, 1.html, 2.html; a script knows the last number. */
export const shaanxi: Platform = {
  id: 'shaanxi',
  name: "Shaanxi's common system",
  detect: (page) =>
    evidence(
      [2, /class=["'][^"']*\bm-(lst|txt-article)\b/.test(page.text)], // <div class="m-lst">
      [1, linked(page, /\/\d{16,20}\.html$/)], // /xj/1753311688616128514.html
      [1, linked(page, /\/[a-z]+\/1\.html$/)], // /zfxxgk/zfxxgknb/1.html
    ),
  next(page) {
    if (!new URL(page.url).pathname.endsWith('/1.html')) return []
    const told = [...page.scripts.matchAll(/parseInt\(\s*['"](\d{1,4})['"]/g)].map(([, number]) =>
      Number(number),
    ) // parseInt('7')
    return staticPages(page, (number) => `${number}.html`, 2, Math.max(1, ...told))
  },
}
