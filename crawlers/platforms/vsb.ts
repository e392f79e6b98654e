import type { AnyNode, Element } from 'domhandler'
import { isElement, squeezed, textOf } from '../dom.ts'
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
    const next = page.elements.find((element) => {
      if (element.name !== 'a') return false
      const around = classesAround(element)
      return (
        /\bp_next\b/.test(around) ||
        (/\b(pb_sys_common|Next)\b/.test(around) && /^下一?页$/.test(squeezed(textOf(element, 20))))
      )
    })
    const href = next?.attribs['href']
    return href === undefined || href.startsWith('javascript') || !URL.canParse(href, page.url)
      ? []
      : [{ url: new URL(href, page.url).href }]
  },
}

/** Class names of an element and of the boxes it stands in: `Next p_next p_pages pb_sys_common`. */
function classesAround(element: Element): string {
  const names: string[] = []
  for (let at: AnyNode | null = element; at !== null && names.length < 4; at = at.parent)
    if (isElement(at)) names.push(at.attribs['class'] ?? '')
  return names.join(' ')
}
