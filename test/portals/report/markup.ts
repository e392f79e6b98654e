import type { TableLayout } from '../portal.ts'
import { padded } from './sketch.ts'
import type { Sketch, SketchCell } from './sketch.ts'

/** Text as it may stand in HTML. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** A table in the agency's own way of writing tables. */
export function tableHtml(sketch: Sketch, layout: TableLayout): string {
  const { rows } = layout.cells === 'padded' ? padded(sketch) : sketch
  const body = rows
    .map((row) => `<tr>${row.map((cell) => cellHtml(cell, layout)).join('')}</tr>`)
    .join(layout.markup === 'plain' ? '\n' : '')
  return `${tableTags[layout.markup]}<tbody>${body}</tbody></table>`
}

const tableTags: Readonly<Record<TableLayout['markup'], string>> = {
  plain: '<table border="1" cellspacing="0" cellpadding="0">',
  styled: '<table style="border-collapse:collapse;width:100%" border="1" align="center">',
  word: '<table class="MsoNormalTable" style="border-collapse:collapse;border:none;mso-border-alt:solid windowtext .5pt;mso-padding-alt:0cm 0cm 0cm 0cm" border="1">',
}

function cellHtml(cell: SketchCell, layout: TableLayout): string {
  const spans = [
    cell.rowSpan > 1 ? ` rowspan="${cell.rowSpan}"` : '',
    cell.columnSpan > 1 ? ` colspan="${cell.columnSpan}"` : '',
  ].join('')
  return `<td${spans}${cellStyles[layout.markup]}>${cellText(cell, layout)}</td>`
}

const cellStyles: Readonly<Record<TableLayout['markup'], string>> = {
  plain: '',
  styled: ' style="text-align:center;border:1px solid #000"',
  word: ' valign="center" style="border:solid windowtext 1.0pt;padding:0cm 5.4pt 0cm 5.4pt"',
}

function cellText(cell: SketchCell, layout: TableLayout): string {
  if (cell.text === '') {
    return layout.markup === 'word'
      ? '<p class="MsoNormal"><span lang="EN-US"><o:p>&nbsp;</o:p></span></p>'
      : layout.blank
  }
  const text = escapeHtml(cell.kind === 'label' ? labelText(cell.text, layout) : cell.text)
  return layout.markup === 'word' ? wordParagraph(text, cell.kind) : text
}

/** Word puts a font change, and so a <span>, between any two letters it likes. */
function wordParagraph(text: string, kind: SketchCell['kind']): string {
  const font = 'mso-bidi-font-size:10.5pt;font-family:仿宋_GB2312'
  if (kind === 'figure') {
    return `<p class="MsoNormal" align="center" style="text-align:center"><span lang="EN-US" style="${font}">${text}<o:p></o:p></span></p>`
  }
  const half = Math.ceil(text.length / 2)
  // Not within an entity: labels carry quotes as Chinese letters, but an escaped character may come one day.
  const pieces = text.includes('&') ? [text] : [text.slice(0, half), text.slice(half)]
  const spans = pieces.map((piece) => `<span style="${font}"><font face="仿宋">${piece}</font></span>`)
  return `<p class="MsoNormal" align="center" style="text-align:center">${spans.join('')}<span lang="EN-US" style="${font}"><o:p></o:p></span></p>`
}

/** A label as this agency writes it; figures are never touched. */
function labelText(label: string, { labels }: TableLayout): string {
  return labelWritings[labels](label)
}

const labelWritings: Readonly<Record<TableLayout['labels'], (label: string) => string>> = {
  issued: (label) => label,
  narrow: (label) => label.replaceAll('（', '(').replaceAll('）', ')'),
  // 总计 → 总 计, 结果维持 → 结果 维持: short labels only, as they stand in narrow columns.
  spaced: (label) =>
    label.length === 2 || label.length === 4
      ? `${label.slice(0, label.length / 2)} ${label.slice(label.length / 2)}`
      : label,
}
