import { squeezed } from '../dom.ts'
import type { Platform } from '../platform.ts'
import { evidence, linked } from '../platform.ts'

/**
 * VSB Webplus (博达): columns are x.htm, articles /info/1105/9001.htm. Pages after the first count down (x/6.htm is the
 * second of seven), so the pager's own next link is followed.
 */
export const vsb: Platform = {
  id: 'vsb',
  name: 'VSB Webplus (博达)',
  detect: (page) =>
    evidence(
      [3, linked(page, /\/info\/\d+\/\d+\.htm$/)], // /info/204302/1240682.htm
      [2, /vsb_content|v_news_content|_showDynClicks|pb_sys_common/.test(page.text)],
      [1, /\bid=["']?line_u\d+_\d+/.test(page.text)], // <li id="line_u4_0">
      [1, linked(page, /\/system\/_content\/download\.jsp/)],
    ),
  next(page) {
    const { dom } = page
    const anchors = dom('.p_next a, .p_no_d ~ .p_next a, .pb_sys_common a, a.Next').toArray()
    const next = anchors.find(
      (anchor) =>
        squeezed(dom(anchor).text()) === '下页' ||
        squeezed(dom(anchor).text()) === '下一页' ||
        dom(anchor).parent().is('.p_next'),
    )
    const href = next === undefined ? undefined : dom(next).attr('href')
    return href === undefined || href.startsWith('javascript') || !URL.canParse(href, page.url)
      ? []
      : [{ url: new URL(href, page.url).href }]
  },
}
