import type { Column } from '../../column.ts'
import { escapeHtml } from '../../report/markup.ts'
import { childLinks } from '../parts.ts'

/** How a column leads to those below it. */
export type Below = (children: readonly Column[], href: (child: Column) => string) => string

export const belowBy = {
  links: childLinks,
  /** 请选择年份: a choice whose values are addresses. */
  choice: (children, href) =>
    children.length === 0
      ? ''
      : `请选择：<select onchange="if(this.value!='') location=this.value"><option value="">请选择</option>${children
          .map((child) => `<option value="${escapeHtml(href(child))}">${child.label}</option>`)
          .join('')}</select>`,
  /** Boxes that open when pressed. */
  clicked: (children, href) =>
    children
      .map(
        (child) =>
          `<div class="year" onclick="window.open('${href(child)}','_self')"><span>${child.label}</span></div>`,
      )
      .join('\n'),
  /** Pictures with a text that only readers of screens hear. */
  pictured: (children, href) =>
    children
      .map(
        (child) =>
          `<a href="${escapeHtml(href(child))}"><img src="/images/${child.path.at(-1)}.png" alt="${child.label}"></a>`,
      )
      .join('\n'),
} as const satisfies Record<string, Below>
