import { escapeHtml } from '../../report/markup.ts'

/** How the tabs of the statutory column are drawn. */
export type Tabs = (items: readonly (readonly [text: string, href: string])[]) => string

export const tabsBy = {
  clicked: (items) =>
    `<ul>${items.map(([text, href]) => `<li onclick="location.href='${href}'"><span>${text}</span></li>`).join('')}</ul>`,
  mapped: (items) =>
    `<img src="/images/menu.jpg" usemap="#m"><map name="m">${items
      .map(
        ([text, href], index) =>
          `<area shape="rect" coords="0,${index * 40},180,${index * 40 + 38}" href="${escapeHtml(href)}" alt="${text}">`,
      )
      .join('')}</map>`,
  pictured: (items) =>
    items
      .map(
        ([text, href], index) =>
          `<a href="${escapeHtml(href)}"><img src="/images/tab${index}.png" alt="${text}"></a>`,
      )
      .join(''),
  /** A press loads an address into the frame beside it. */
  called: (items) =>
    items
      .map(
        ([text, href]) =>
          `<dd><a href="javascript:void(0)" onclick="openUrl('${href}', this)">${text}</a></dd>`,
      )
      .join(''),
  /** Every tab is a part of this page. */
  parts: (items) =>
    `<ul class="tab">${items.map(([text], index) => `<li id="t${index}" onmouseover="setTab(${index})">${text}</li>`).join('')}</ul>`,
} as const satisfies Record<string, Tabs>
