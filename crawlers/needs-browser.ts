import { textOf } from './dom.ts'
import type { Page } from './page.ts'
import { shapeOf } from './link.ts'
import { nextPageText, plainLabel } from './vocabulary.ts'

/** A script that asks for rows or builds them: $.ajax(, fetch(, new Vue(, ReactDOM, document.write(, .innerHTML =, appendChild( */
const drawing =
  /\$\.(ajax|get|post|getJSON)\b|\bfetch\s*\(|XMLHttpRequest|axios|\bVue\b|createApp|ReactDOM|document\.write|\.innerHTML\s*\+?=|appendChild|\.(html|append|load)\s*\(/

/** A page without rows whose scripts draw them: it has scripts that could, or an empty box for an application. */
export function isDrawnByScripts(page: Page): boolean {
  if (drawing.test(page.scripts)) return true
  const emptyBox = page.elements.some(
    ({ attribs }) =>
      /^(app|root|list)$/.test(attribs['id'] ?? '') || 'v-for' in attribs || 'ng-repeat' in attribs,
  )
  return (
    page.scriptSources.length > 0 && (emptyBox || !page.links.some(({ url }) => shapeOf(url) === 'article'))
  )
}

/** 下一页 that leads to no address: a button, `<a href="javascript:next()">`, `<a onclick="turn(2)">`. Not one that is switched off. */
export function hasScriptedNext(page: Page): boolean {
  return page.elements.some((element) => {
    const { name, attribs, children } = element
    if (!pressed.has(name) || children.some((child) => 'children' in child)) return false
    const text = plainLabel(textOf(element, 40) || (attribs['value'] ?? ''))
    if (!nextPageText.test(text)) return false
    if ('disabled' in attribs || /disabled?|\bno\b|gray/i.test(attribs['class'] ?? '')) return false // class="next disabled"
    return /^\s*(javascript:.*|#.*)?$/i.test(attribs['href'] ?? '') // javascript:void(0), #
  })
}

const pressed: ReadonlySet<string> = new Set(['a', 'button', 'span', 'li', 'input'])

/** What a list page shows, for telling whether it shows it again: links with more than a pager's few letters. */
export function rowsShown(page: Page): string {
  return page.links
    .filter(({ text }) => text.length >= 4)
    .map(({ url, text }) => `${url} ${text}`)
    .join('\n')
}
