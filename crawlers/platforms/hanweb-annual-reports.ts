import type { Page } from '../page.ts'
import type { ColumnHint } from '../platform.ts'
import type { Element } from 'domhandler'
import { squeezed, textOf } from '../dom.ts'
import { isYearLabel } from '../vocabulary.ts'

const path = '/module/xxgk/xxgkAnnualReport.jsp'

/**
 * Hanweb's annual-report module shows one report for each unit and year, by `xxgkAnnualReport.jsp?area=…&fbtime=2024`, put
 * together by a script from a unit and a year that a reader chooses (weihai, lishui, lucheng). Every pair of those that the page
 * names is looked at, newest years first; none that it does not name. Where only one of both is named there is nothing to choose.
 */
export function annualReportPages(page: Page): ColumnHint[] {
  if (!/xxgkAnnualReport\.jsp/i.test(page.text)) return []
  const framed = page.links
    // A string in a script may be the address's beginning alone: '/module/xxgk/xxgkAnnualReport.jsp?area=' + area.
    .filter(({ kind, url }) => kind !== 'anchor' && /xxgkAnnualReport\.jsp\?(.*&)?area=\w/i.test(url)) // …?fbtime=2024&area=0010
    .map((link): ColumnHint => hint(page, link.url, link.title))
  const units = unitsOf(page)
  const years = yearsOf(page)
  if (units.size * years.length < 2) return framed
  const chosen = years.flatMap((year) =>
    [...units].map(([area, name]) =>
      hint(
        page,
        new URL(`${path}?area=${encodeURIComponent(area)}&fbtime=${year}`, page.url).href,
        `${name}${year}年`,
      ),
    ),
  )
  return [...framed, ...chosen]
}

function hint(page: Page, url: string, label: string): ColumnHint {
  return { request: { url, referer: page.url }, label, role: 'annual' }
}

/** Codes of units with their names: `<option value="11371000004359010J">市教育局</option>`, `?vc_xxgkarea=113325000026455663`. */
function unitsOf(page: Page): Map<string, string> {
  const units = new Map<string, string>()
  for (const option of optionsOf(page)) {
    const code = option.attribs['value'] ?? ''
    if (isUnitCode(code)) units.set(code, squeezed(textOf(option, 100)))
  }
  for (const { url, text } of page.links) {
    const asked = new URL(url).searchParams
    const code = asked.get('vc_xxgkarea') ?? asked.get('area') ?? ''
    if (isUnitCode(code) && !units.has(code)) units.set(code, isYearLabel(text) ? '' : text)
  }
  return units
}

function optionsOf({ elements }: Page): Element[] {
  return elements.filter(({ name }) => name === 'option')
}

function isUnitCode(text: string): boolean {
  return /^\d[\dA-Z]{8,24}$/.test(text) // 11371000004359010J, 001008003001061
}

/** Years that can be chosen, newest first: `<option value="2024">`, `fbtime=2023`. */
function yearsOf(page: Page): string[] {
  const options = optionsOf(page)
    .map(({ attribs }) => attribs['value'] ?? '')
    .filter((value) => /^20\d{2}$/.test(value)) // 2024
  const named = [...page.text.matchAll(/fbtime=(20\d{2})\b/g)].map(([, year]) => year ?? '') // fbtime=2024
  return [...new Set([...options, ...named])].toSorted().toReversed()
}
