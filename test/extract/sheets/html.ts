import { escapeHtml, tableHtml } from '../../portals/report/markup.ts'
import type { TableLayout } from '../../portals/portal.ts'
import type { Draft } from './document.ts'

/** A draft as a page, its tables written as the layout says. */
export function pageHtml(draft: Draft, layout: TableLayout): string {
  const body = draft.parts.map((part) =>
    part.kind === 'sheet' ? tableHtml(part.sheet, layout) : `<p>${escapeHtml(part.text)}</p>`,
  )
  return [
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">',
    `<title>${escapeHtml(draft.title)}</title></head><body>`,
    `<h1>${escapeHtml(draft.title)}</h1>`,
    ...body,
    '</body></html>',
  ].join('\n')
}

export const plainLayout: TableLayout = {
  cells: 'spans',
  proactive: 'each',
  disputes: 'row',
  markup: 'plain',
  labels: 'issued',
  blank: '&nbsp;',
}
