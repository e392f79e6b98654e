import type { FactRow, ReportFacts } from './facts.ts'
import { drawn, html, link } from './html.ts'
import type { Html } from './html.ts'
import { style } from './style.ts'
import { both, causeWords, portalStateWords, words } from './words.ts'
import type { Word, Words } from './words.ts'

/** The charts, drawn. */
export interface Drawings {
  readonly coverage: string
  readonly received: string
  readonly outcomes: string
  readonly grounds: string
  readonly disputes: string
  readonly findings: string
}

/** Nothing may be loaded and nothing may run: the page is text, styles of its own and drawings. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

/** The whole page, as one file. */
export function page(facts: ReportFacts, drawings: Drawings, madeAt: string): string {
  const { totals } = facts
  return html`<!doctype html>
    <html lang="zh-Hans">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>政府信息公开年报 · Open government information in China</title>
        <style>
          ${drawn(style)}
        </style>
      </head>
      <body>
        <main>
          <header>
            <h1>
              政府信息公开工作年度报告<small lang="en"
                >China’s annual reports on open government information, as printed by the agencies
                themselves</small
              >
            </h1>
            <dl class="tiles">${tiles(totals)}</dl>
          </header>
          ${figure('coverage', ['覆盖情况', 'Coverage: reports by place and year'], drawings.coverage, '格内为已发布报告数；颜色为其占应发机关的比例。The number is of reports published; the colour, their share of the agencies that published or owe one.', factTable(facts.coverage, ['division:name', 'year', 'agencies', 'published', 'owed']), coverageKey())}
          ${figure('received', ['申请量', 'Requests received'], drawings.received, '报告份数逐年不同，增长可能只是收录增多。The number of reports differs from year to year: a rise may be more reports, not more requests.', factTable(facts.received, ['year', 'reports', 'received']))}
          ${figure('outcomes', ['办理结果', 'How requests ended'], drawings.outcomes, '占当年办结申请的比例。Shares of the requests handled in the year.', factTable(facts.outcomes, ['year', 'reports', 'handled', 'granted', 'granted_in_part', 'denied', 'not_available', 'not_processed', 'handled_otherwise']))}
          ${figure('grounds', [`不公开理由（${String(facts.grounds[0]?.['year'] ?? '—')}）`, 'Grounds on which requests were refused'], drawings.grounds, '最近一个报告年度，单位：件。The newest reporting year, in requests.', factTable(facts.grounds, ['ground:label_zh', 'name:label', 'requests']))}
          ${figure('disputes', ['行政复议与行政诉讼', 'Reconsideration and litigation'], drawings.disputes, '按结果分，单位：件。By result, in cases.', factTable(facts.disputes, ['year', 'name:kind', 'upheld', 'corrected', 'other_result', 'pending']))}
          ${figure('findings', ['核验发现', 'Findings: rules that printed figures break'], drawings.findings, '数字按原样保存；原因为“发布机关”者，两次独立读取一致。Figures stay as printed. Publisher: two independent readings agree on what is printed.', factTable(facts.findings.map(withCause), ['rule', 'name:label', 'cause', 'findings', 'reports']))}
          <section id="portals">${heading(['门户状况', 'Portals'])}${portalTable(facts.portals)}</section>
          <section id="newest">${heading(['最新报告', 'Newest reports'])}${newest(facts.newest)}</section>
          <footer>
            <p>
              数字均为各机关报告原文；空白不是零。Every figure is as its agency printed it; a blank is not a
              zero. Made ${madeAt} by nianbao from what was known on ${String(totals['as_of'] ?? '—')}.
            </p>
          </footer>
        </main>
      </body>
    </html> `.html
}

function heading([zh, en]: readonly [string, string]): Html {
  return html`<h2>${zh}<small lang="en">${en}</small></h2>`
}

function figure(
  id: string,
  title: readonly [string, string],
  svg: string,
  note: string,
  numbers: Html,
  key: Html = html``,
): Html {
  return html`<section id="${id}">
    ${heading(title)}
    <p class="note">${note}</p>
    <figure role="img" aria-label="${title[1]}">${drawn(svg)}</figure>
    ${key}
    <details>
      <summary>数据 The numbers</summary>
      <div class="scroll">${numbers}</div>
    </details>
  </section>`
}

const bins = ['0%', '< 25%', '25–50%', '50–75%', '75–99%', '100%']

function coverageKey(): Html {
  const swatches = bins.map((bin, index) => {
    const name = index === 0 ? 'none' : `bin${index}`
    return html`<li><i style="background: var(--${name})"></i>${bin}</li>`
  })
  return html`<ul class="key">
    ${swatches}
  </ul>`
}

const tile = ({ zh, en }: Words, value: Html) =>
  html`<div>
    <dt>${zh} ${en}</dt>
    <dd>${value}</dd>
  </div>`

function tiles({ reports, agencies, cells, findings, portals, portals_ok: ok }: FactRow): Html[] {
  return [
    tile(words.reports, html`${reports ?? 0}`),
    tile(words.agencies, html`${agencies ?? 0}`),
    tile(words.cells, html`${cells ?? 0}`),
    tile(words.findings, html`${findings ?? 0}`),
    tile(words.portals, html`${ok ?? 0} / ${portals ?? 0}`),
  ]
}

/** @param columns a word of the vocabulary, which is also the fact's name; or word:fact */
function factTable(rows: readonly FactRow[], columns: readonly (Word | `${Word}:${string}`)[]): Html {
  const named = columns.map((column) => {
    const [word = '', fact = word] = column.split(':')
    return { word: words[word as Word], fact }
  })
  return tableOf(
    named.map(({ word }) => word),
    rows.map((row) => named.map(({ fact }) => cell(row[fact] ?? null, fact))),
  )
}

function tableOf(head: readonly Words[], rows: readonly (readonly Html[])[]): Html {
  const titles = head.map(({ zh, en }) => html`<th scope="col">${zh}<small lang="en">${en}</small></th>`)
  return html`<table>
    <thead>
      <tr>
        ${titles}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            ${row}
          </tr>`,
      )}
    </tbody>
  </table>`
}

/** A null is told from a 0. */
function cell(value: string | number | null, fact: string): Html {
  if (value === null) return html`<td class="n">–</td>`
  // Years are names, not amounts: 2023, not 2,023.
  if (fact === 'year') return html`<td class="n">${String(value)}</td>`
  return typeof value === 'number' ? html`<td class="n">${value}</td>` : html`<td>${translated(value)}</td>`
}

/** A code of the vocabulary in words; anything else as it is. */
function translated(value: string): string {
  const known = Object.entries(words).find(([word]) => word === value)
  return known ? both(known[1]) : value
}

function withCause(row: FactRow): FactRow {
  const known = causeWords[String(row['cause'])]
  return known ? { ...row, cause: both(known) } : row
}

function portalTable(rows: readonly FactRow[]): Html {
  const body = rows.map(({ portal_id: id, name, state, reports, owed, last_run_at: last, error }) => {
    const known = portalStateWords[String(state)]
    return [
      html`<td>${name ?? id ?? ''}</td>`,
      html`<td>
        <span class="state ${state === 'ok' ? 'ok' : 'bad'}">${known ? both(known) : (state ?? '')}</span>
      </td>`,
      cell(reports ?? null, 'reports'),
      cell(owed ?? null, 'owed'),
      html`<td class="n">${String(last ?? '–').slice(0, 10)}</td>`,
      html`<td>${error ?? ''}</td>`,
    ]
  })
  const visited = { zh: '最近访问', en: 'Last visit' }
  return html`<div class="scroll">
    ${tableOf([words.portal, words.state, words.reports, words.owed, visited, words.error], body)}
  </div>`
}

function newest(rows: readonly FactRow[]): Html {
  const body = rows.map(
    ({ agency, year, title, url, published_on: published, cells, doubtful, findings }) => [
      html`<td>${agency ?? '–'}</td>`,
      cell(year ?? null, 'year'),
      html`<td>${link(String(url), String(title ?? url))}</td>`,
      html`<td class="n">${String(published ?? '–')}</td>`,
      cell(cells ?? null, 'cells'),
      cell(doubtful ?? null, 'doubtful'),
      cell(findings ?? null, 'findings'),
    ],
  )
  const head = [
    words.agency,
    words.year,
    words.report,
    words.published,
    words.cells,
    words.doubtful,
    words.findings,
  ]
  return html`<div class="scroll">${tableOf(head, body)}</div>`
}
