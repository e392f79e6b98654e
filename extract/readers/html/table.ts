import { isTag, isText } from 'domhandler'
import type { AnyNode, Element } from 'domhandler'
import { folded, struckThrough } from '../../characters.ts'
import type { Grid, GridCell } from '../../document.ts'
import { BeyondLimits, breaking, hidden, htmlLimits, isStruckOut, standsBeside, unseen } from './elements.ts'

/** A span larger than this is a typing error or an attack; the standard caps colspan at 1,000. */
const widestSpan = 1000
const longestSpan = 65_534

/** The rows of a table, those of its head, bodies and foot included, but none of a table within it. */
export function rowsOf(table: Element): Element[] {
  const rows: Element[] = []
  for (const node of table.children) {
    if (!isTag(node)) continue
    if (node.name === 'tr') rows.push(node)
    else if ((node.name === 'tbody' || node.name === 'thead' || node.name === 'tfoot') && !hidden(node))
      rows.push(...rowsOf(node))
  }
  return rows
}

export function cellsOf(row: Element): Element[] {
  return row.children.filter(
    (node): node is Element => isTag(node) && (node.name === 'td' || node.name === 'th'),
  )
}

/** Lays the rows out as the HTML standard does (forming a table, 4.9.12), spans expanded. */
export function gridOf(table: Element, index: number): Grid {
  const rows = rowsOf(table).filter((row) => !hidden(row))
  // For each column, the first row that no cell above spans down into.
  const free: number[] = []
  let slots = 0
  const cells: GridCell[] = []
  let columns = 0
  for (const [row, element] of rows.entries()) {
    let column = 0
    for (const cell of cellsOf(element)) {
      if (hidden(cell)) continue
      while ((free[column] ?? 0) > row) column += 1
      const columnSpan = Math.max(1, span(cell.attribs['colspan'], widestSpan))
      const asked = span(cell.attribs['rowspan'], longestSpan)
      const rowSpan = Math.min(asked === 0 ? rows.length : asked, rows.length - row)
      slots += rowSpan * columnSpan
      if (slots > htmlLimits.slots) throw new BeyondLimits('its tables have too many slots')
      if (rowSpan > 1) {
        for (let at = column; at < column + columnSpan; at += 1)
          free[at] = Math.max(free[at] ?? 0, row + rowSpan)
      }
      const text = cellText(cell)
      cells.push({
        row,
        column,
        rowSpan,
        columnSpan,
        text,
        place: { table: index, row, column },
        image: text === '' && holdsImage(cell),
      })
      column += columnSpan
      columns = Math.max(columns, column)
    }
  }
  return { kind: 'grid', index, rows: rows.length, columns, cells, positions: 'exact' }
}

/** colspan="3", colspan="3px", colspan="": at least 0, 1 where it says nothing usable. */
function span(attribute: string | undefined, most: number): number {
  const value = Number.parseInt(attribute ?? '', 10)
  return Number.isNaN(value) || value < 0 ? 1 : Math.min(value, most)
}

/** The cell's text as shown: blocks and <br> break lines, white space within a line is folded. */
function cellText(cell: Element): string {
  let text = ''
  const visit = (nodes: readonly AnyNode[], depth: number) => {
    if (depth > htmlLimits.depth) throw new BeyondLimits('it is nested too deeply')
    for (const node of nodes) {
      if (isText(node)) text += node.data.replace(/[\r\n]+/gu, ' ')
      else if (isTag(node) && node.name === 'img') text += isSpacer(node) ? '' : picture
      else if (isTag(node) && node.name === 'input') text += ` ${valueOf(node)} `
      else if (isTag(node) && !hidden(node) && (!unseen.has(node.name) || inForms.has(node.name))) {
        const around = breaking.has(node.name) ? '\n' : standsBeside(node) ? ' ' : ''
        const before = text + around
        text = ''
        visit(node.children, depth + 1)
        text = before + (isStruckOut(node) ? struckThrough(text) : text) + around
      }
    }
  }
  visit(cell.children, 0)
  if (isStruckOut(cell) || (cell.parent && isTag(cell.parent) && isStruckOut(cell.parent)))
    text = struckThrough(text)
  // A picture of a digit may stand beside digits; any other shows nothing that is read.
  if (text.includes(picture) && !/^[\s\d.,]*$/u.test(text.replaceAll(picture, '').trim() || picture))
    text = text.replaceAll(picture, '')
  if (!text.includes('\n')) return folded(text)
  return text
    .split('\n')
    .map((line) => folded(line))
    .filter((line) => line !== '')
    .join('\n')
}

/** U+FFFC, the character that stands for an object. */
const picture = '\uFFFC'

/** <img width=1>: there to keep a place. */
function isSpacer({ attribs }: Element): boolean {
  return [attribs['width'], attribs['height']].some((size) => Number.parseInt(size ?? '', 10) <= 1)
}

/** What a form shows is printed too. */
const inForms = new Set(['button', 'select', 'option'])

function valueOf({ attribs }: Element): string {
  return shownAsText.has(attribs['type'] ?? 'text') ? (attribs['value'] ?? '') : ''
}

const shownAsText = new Set(['text', 'number', 'tel'])

function holdsImage(element: Element): boolean {
  return element.children.some((node) => isTag(node) && (node.name === 'img' || holdsImage(node)))
}
