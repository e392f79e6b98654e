import { load } from 'cheerio'
import { isTag } from 'domhandler'
import type { Document, Element } from 'domhandler'
import { besideStyle, hiddenStyle } from './elements.ts'

/**
 * Writes what a page's own style sheets hide, raise or strike out within its tables into the elements' own style: hidden digits
 * and struck ones stand in no figure. Larger parts are left alone: a script may show them (the panels of a tab).
 * @param source the page's own text, which mostly tells that there is nothing to do
 */
export function inlineStyles(root: Document, source: string): void {
  if (!source.includes('<style') && !source.includes('<STYLE')) return
  if (!(source.match(sheets) ?? []).some((own) => hiddenStyle.test(own) || besideStyle.test(own))) return
  const page = load(root)
  const sheet = page('style')
    .toArray()
    .map((element) => page(element).text())
    .join('\n')
  if (!hiddenStyle.test(sheet) && !besideStyle.test(sheet)) return
  const telling = new Map<Element, Map<string, string>>()
  for (const { selector, property, value } of declarationsOf(sheet)) {
    if (tells(property, value)) {
      for (const element of page(selector).toArray()) {
        if (!isTag(element) || !inTable(element)) continue
        telling.set(element, (telling.get(element) ?? new Map()).set(property, value))
      }
    } else {
      for (const [element, properties] of telling)
        if (properties.has(property) && page(element).is(selector)) properties.delete(property)
    }
  }
  for (const [element, properties] of telling) {
    const own = element.attribs['style'] ?? ''
    const stated = new Set(own.split(';').map((declaration) => nameOf(declaration)))
    const others = [...properties].filter(([property]) => !stated.has(property))
    element.attribs['style'] = [own, ...others.map((pair) => pair.join(':'))].join(';')
  }
}

const sheets = /<style\b[^]*?<\/style/giu

function tells(property: string, value: string): boolean {
  const declaration = `${property}:${value}`
  return hiddenStyle.test(declaration) || besideStyle.test(declaration)
}

interface Declaration {
  readonly selector: string
  readonly property: string
  readonly value: string
}

/** Comments, and rules for print, narrow screens and the like: .a { } within @media { } */
const elsewhere = /\/\*[^]*?\*\/|<!--|-->|@[^{;]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})/gu
const rule = /(?<selectors>[^{}]+)\{(?<declarations>[^{}]*)\}/gu
/** td.hidden > span#note: states (:hover) and what stands before or behind are no part of the page. */
const plainSelector = /^[\w\s.#>-]+$/u

function declarationsOf(sheet: string): Declaration[] {
  return [...sheet.replace(elsewhere, ' ').matchAll(rule)].flatMap(({ groups }) => {
    const selectors = (groups?.['selectors'] ?? '').split(',').map((selector) => selector.trim())
    return selectors
      .filter((selector) => plainSelector.test(selector))
      .flatMap((selector) =>
        (groups?.['declarations'] ?? '').split(';').map((declaration) => ({
          selector,
          property: nameOf(declaration),
          value: declaration.slice(declaration.indexOf(':') + 1).trim(),
        })),
      )
      .filter(({ property }) => property !== '')
  })
}

function nameOf(declaration: string): string {
  return declaration
    .slice(0, Math.max(0, declaration.indexOf(':')))
    .trim()
    .toLowerCase()
}

function inTable(element: Element): boolean {
  for (let outer = element.parent; outer; outer = outer.parent)
    if (isTag(outer) && outer.name === 'table') return true
  return false
}
