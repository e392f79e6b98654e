import type { Document, Grid, GridCell } from '../../../extract/document.ts'

/** Millimetres of an A4 sheet, its margins, and a line of 9-point type. */
const sheet = { width: 210, height: 297, margin: 20, bottom: 272 }
const [size, lineHeight, padding] = [3.175, 4.5, 1]

/** Lays a document out on A4 pages and draws them as OFD's content parts do (GB/T 33190): the page XML, page by page. */
export function ofdPages(document: Document): string[] {
  const pages = new Pages()
  for (const block of document.blocks) {
    if (block.kind === 'paragraph') pages.paragraph(block.text)
    else pages.table(block)
  }
  return pages.finished()
}

class Pages {
  readonly #pages: string[][] = [[]]
  #y = sheet.margin

  paragraph(text: string): void {
    for (const line of wrapped(text, sheet.width - 2 * sheet.margin)) {
      this.#room(lineHeight)
      this.#draw(textObject(sheet.margin, this.#y, line))
      this.#y += lineHeight
    }
    this.#y += 1.5
  }

  /** Rows go on the next page where there is no room; a cell that spans over the break is closed and opened again. */
  table(grid: Grid): void {
    const width = (sheet.width - 2 * sheet.margin) / grid.columns
    const heights = Array.from({ length: grid.rows }, (_, row) =>
      grid.cells
        .filter((cell) => cell.row === row && cell.rowSpan === 1)
        .reduce((most, cell) => Math.max(most, linesOf(cell, width).length), 1),
    ).map((lines) => lines * lineHeight + 2 * padding)
    for (let first = 0; first < grid.rows;) {
      this.#room(heights[first] ?? 0)
      let last = first
      let used = heights[first] ?? 0
      while (last + 1 < grid.rows && this.#y + used + (heights[last + 1] ?? 0) <= sheet.bottom) {
        last += 1
        used += heights[last] ?? 0
      }
      this.#rows(grid, heights, width, first, last)
      this.#y += used
      first = last + 1
    }
    this.#y += 3
  }

  finished(): string[] {
    return this.#pages.map((objects, index) => {
      const number = textObject(100, 285, `- ${index + 1} -`)
      return `<?xml version="1.0" encoding="UTF-8"?><ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Template TemplateID="1"/><ofd:Content><ofd:Layer ID="2">${objects.join('')}${number}</ofd:Layer></ofd:Content></ofd:Page>`
    })
  }

  #rows(grid: Grid, heights: readonly number[], width: number, first: number, last: number): void {
    const top = (row: number) => this.#y + heights.slice(first, row).reduce((sum, height) => sum + height, 0)
    for (const cell of grid.cells) {
      const [from, to] = [Math.max(cell.row, first), Math.min(cell.row + cell.rowSpan - 1, last)]
      if (from > to) continue
      const left = sheet.margin + cell.column * width
      this.#draw(rectangle(left, top(from), cell.columnSpan * width, top(to + 1) - top(from), grid.index))
      if (from !== cell.row) continue
      for (const [index, line] of linesOf(cell, width).entries())
        this.#draw(textObject(left + padding, top(from) + padding + index * lineHeight, line))
    }
  }

  #room(height: number): void {
    if (this.#y + height <= sheet.bottom) return
    this.#pages.push([])
    this.#y = sheet.margin
  }

  #draw(object: string): void {
    this.#pages.at(-1)?.push(object)
  }
}

function linesOf(cell: GridCell, width: number): string[] {
  return wrapped(cell.text, cell.columnSpan * width - 2 * padding)
}

function advance(character: string): number {
  return character.charCodeAt(0) < 0x80 ? size / 2 : size
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  let used = 0
  for (const character of Array.from(text)) {
    // A figure is never broken; a label is, wherever its line is full.
    if (used + advance(character) > width && !/\d/u.test(character)) {
      lines.push(line)
      line = ''
      used = 0
    }
    line += character
    used += advance(character)
  }
  return line === '' ? lines : [...lines, line]
}

/** Offsets of equal length are written in the short form, `g 3 1.59`, as OFD writers do. */
function textObject(x: number, y: number, text: string): string {
  const widths = Array.from(text).map(advance)
  const offsets: string[] = []
  for (let at = 0; at < widths.length - 1;) {
    const run = widths.slice(at, -1).findIndex((width) => width !== widths[at])
    const length = run < 0 ? widths.length - 1 - at : run
    const width = (widths[at] ?? 0).toFixed(4)
    offsets.push(length > 1 ? `g ${length} ${width}` : width)
    at += length
  }
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const total = widths.reduce((sum, width) => sum + width, 0)
  return `<ofd:TextObject ID="9" Boundary="${mm(x)} ${mm(y)} ${mm(total)} ${mm(size)}" Font="1" Size="${size}"><ofd:TextCode X="0" Y="${mm(0.88 * size)}" DeltaX="${offsets.join(' ')}">${escaped}</ofd:TextCode></ofd:TextObject>`
}

/** A cell's border, in one of the ways that writers draw it: a stroked outline, four lines under a matrix, thin fills. */
function rectangle(x: number, y: number, width: number, height: number, table: number): string {
  const boundary = `ID="8" Boundary="${mm(x)} ${mm(y)} ${mm(width)} ${mm(height)}"`
  const [w, h] = [mm(width), mm(height)]
  if (table === 0) return path(`${boundary} LineWidth="0.25"`, `M 0 0 L ${w} 0 L ${w} ${h} L 0 ${h} C`)
  if (table === 1) {
    const lines = `M 0 0 L 1 0 M 1 0 L 1 1 M 1 1 L 0 1 M 0 1 L 0 0`
    return path(`${boundary} LineWidth="0.1" CTM="${w} 0 0 ${h} 0 0"`, lines)
  }
  const thin = (left: number, top: number, wide: number, high: number) =>
    `S ${mm(left)} ${mm(top)} L ${mm(left + wide)} ${mm(top)} L ${mm(left + wide)} ${mm(top + high)} L ${mm(left)} ${mm(top + high)} C`
  const fills = [
    thin(0, 0, width, 0.2),
    thin(0, height, width, 0.2),
    thin(0, 0, 0.2, height),
    thin(width, 0, 0.2, height),
  ]
  return fills.map((data) => path(`${boundary} Stroke="false" Fill="true"`, data)).join('')
}

function path(attributes: string, data: string): string {
  return `<ofd:PathObject ${attributes}><ofd:AbbreviatedData>${data}</ofd:AbbreviatedData></ofd:PathObject>`
}

function mm(value: number): string {
  return value.toFixed(3)
}
