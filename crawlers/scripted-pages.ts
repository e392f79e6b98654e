import type { Element } from 'domhandler'
import { isElement, textOf } from './dom.ts'
import type { PageRequest } from './fetch/answer.ts'
import type { Page } from './page.ts'
import { pageFields, printedPageCount, scriptNumber } from './paging.ts'

/**
 * Where a script goes to another page of the list by an address that it puts together around the page's number:
 * `location.href = "index_" + n + ".shtml"`, `<select onchange="window.location='list-' + this.value + '.html'">`.
 */
const assembled =
  /(?:location(?:\.href)?\s*=|location\.(?:assign|replace)\(|window\.open\()[^;{}]{0,120}?(["'])((?=[^"']*[/=_-])[^"'\s]+)\1\s*\+\s*\(?[\w.$[\]]+(\s*-\s*1)?\)?(?:\s*\+\s*(["'])([^"'\s]*)\4)?(?!\s*\+)/i // location.href = n == 1 ? "index.shtml" : "index_" + (n - 1) + ".shtml"

/** The next page by such an address; one at a time, since what is not there ends the list. Null: no script turns pages. */
export function assembledPage(page: Page): PageRequest | null {
  const [, , before = '', lessOne, , after = ''] = assembledIn(page) ?? []
  if (before === '') return null
  const start = new URL(before, page.url).href
  const asked = page.request.url
  const isFurther = asked.startsWith(start) && asked.endsWith(after)
  const middle = isFurther ? asked.slice(start.length, asked.length - after.length) : ''
  const offset = lessOne === undefined ? 0 : 1
  const at = /^\d{1,4}$/.test(middle) ? Number(middle) + offset : 1
  return at >= lastPage(page) ? null : ownHost(page, { url: `${start}${at + 1 - offset}${after}` })
}

/** Whether going to another page is going to another address, by a script. */
export function turnsByAddress(page: Page): boolean {
  return assembledIn(page) !== null
}

function assembledIn(page: Page): RegExpExecArray | null {
  const scripts = [
    page.scripts,
    ...page.elements.flatMap(({ attribs }) => [attribs['onchange'], attribs['onclick']]),
  ]
  for (const script of scripts) {
    const found = script === undefined ? null : assembled.exec(script)
    const before = found?.[2] ?? ''
    if (before !== '' && URL.canParse(before, page.url) && turnsPages(before)) return found
  }
  return null
}

/** `?area=` + area is a choice of another kind: in a query the number stands in a field that is called for it. */
function turnsPages(before: string): boolean {
  const name = /[?&](\w+)=$/.exec(before)?.[1] // /plus/list.php?PageNo=
  return name === undefined ? !before.includes('?') : numberField.test(name)
}

/**
 * Where a form is sent with the page's number in a field that a script sets: `document.pageForm.cpage.value = n; submit()`. By GET
 * or by POST, as the form says; null where there is none. Forms in which a reader writes are none of these.
 */
export function formPage(page: Page): PageRequest | null {
  for (const form of page.elements.filter(({ name }) => name === 'form')) {
    const inputs = inputsIn(form)
    const fields = new Map(inputs.map(({ attribs }) => [attribs['name'] ?? '', attribs['value'] ?? '']))
    const number = [...fields.keys()].find((name) => numberField.test(name) && isSet(name, page))
    const action = form.attribs['action'] ?? ''
    if (number === undefined || inputs.some(isWritten) || !URL.canParse(action, page.url)) continue
    const at = Number(fields.get(number) ?? '')
    if (!Number.isInteger(at) || at >= lastPage(page)) continue
    fields.delete('')
    const sent = new URLSearchParams([...fields.set(number, String(Math.max(1, at) + 1))]).toString()
    const target = new URL(action === '' ? page.url : action, page.url)
    if (form.attribs['method']?.toLowerCase() === 'post')
      return ownHost(page, { url: target.href, method: 'POST', body: sent, referer: page.url })
    target.search = sent
    return ownHost(page, { url: target.href, referer: page.url })
  }
  return null
}

/** cpage.value = n, form["PageNo"].value = n, $('#page').val(n) */
function isSet(name: string, page: Page): boolean {
  return new RegExp(String.raw`\b${name}\b["'\])]*\.(value\s*=|val\()`).test(page.scripts)
}

function isWritten({ attribs }: Element): boolean {
  return /^(password|file|email)$/i.test(attribs['type'] ?? '')
}

const numberField = new RegExp(`^(${pageFields.join('|')})$`, 'i') // cpage, PageNo

/** How many pages there are, as far as the page tells: 共7页, a choice's last number, goPage(7), totalPage = 7. */
function lastPage(page: Page): number {
  const chosen = page.elements
    .filter(({ name }) => name === 'option')
    .map((option) => Number(option.attribs['value'] ?? textOf(option, 8)))
    .filter((value) => Number.isInteger(value) && value < 1_000)
  const told =
    printedPageCount(textOf(page.root, Infinity)) ??
    scriptNumber(page.scripts, ['totalPage', 'totalPages', 'pageCount', 'countPage', 'pages']) ??
    0
  const called = [
    ...page.text.matchAll(/\b\w{0,20}(?:page|turn|jump)\w{0,20}\(\s*["']?(\d{1,3})["']?\s*\)/gi),
  ].map(([, number]) => Number(number)) // href="javascript:goPage(7)"
  const most = Math.max(0, told, ...chosen, ...called)
  return most === 0 ? Infinity : most
}

function inputsIn(form: Element): Element[] {
  return form.children
    .filter(isElement)
    .flatMap((child) => (child.name === 'input' || child.name === 'select' ? [child] : inputsIn(child)))
}

function ownHost(page: Page, request: PageRequest): PageRequest | null {
  return new URL(request.url).host === new URL(page.url).host ? request : null
}
