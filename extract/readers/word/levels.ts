import { edgedTable } from './edges.ts'
import type { EdgedCell } from './edges.ts'
import { Flow } from './piece.ts'
import type { Piece, WordCell } from './piece.ts'

/** A row's cells as RTF and DOC define them, apart from their text. Distances in twips. */
export interface RowDefinition {
  readonly left: number
  readonly cells: readonly CellBorder[]
}

export interface CellBorder {
  readonly right: number
  readonly down: WordCell['down']
  /** Goes on with the cell to its left. */
  readonly across: boolean
}

const undefinedRow: RowDefinition = { left: 0, cells: [] }

/** Deepest nesting of tables that is followed; text further in belongs to the last one. */
const deepest = 16

interface Level {
  readonly flow: Flow
  rows: EdgedCell[][]
  cells: Piece[][]
}

/**
 * The tables of an RTF or DOC file, as Word builds them: text belongs to the table level of its paragraph, a mark closes
 * a cell, another one a row, and a table ends where text of a lower level begins. Level 0 is the body.
 */
export class TableLevels {
  readonly #levels: Level[] = [{ flow: new Flow(), rows: [], cells: [] }]

  /** The flow that text of a level goes to; tables further in are over by then. */
  flow(level: number): Flow {
    const wanted = Math.min(level, deepest)
    while (this.#levels.length <= wanted) this.#levels.push({ flow: new Flow(), rows: [], cells: [] })
    this.#close(wanted)
    return this.#at(wanted).flow
  }

  cell(level: number): void {
    const pieces = this.flow(level).take()
    this.#at(Math.min(level, deepest)).cells.push(pieces)
  }

  row(level: number, definition: RowDefinition): void {
    const flow = this.flow(level)
    const own = this.#at(Math.min(level, deepest))
    const rest = flow.take()
    if (rest.length > 0) own.cells.push(rest)
    own.rows.push(bordered(own.cells, definition))
    own.cells = []
  }

  /** Everything read; tables still open end here. */
  take(): Piece[] {
    this.#close(0)
    return this.#at(0).flow.take()
  }

  #at(level: number): Level {
    const found = this.#levels[level]
    if (!found) throw new Error(`no table level ${level}`)
    return found
  }

  #close(level: number): void {
    while (this.#levels.length - 1 > level) {
      const inner = this.#levels.pop()
      const outer = this.#levels.at(-1)
      if (!inner || !outer) return
      const rest = inner.flow.take()
      if (inner.cells.length > 0) inner.rows.push(bordered(inner.cells, undefinedRow))
      outer.flow.flush(null)
      if (inner.rows.length > 0) outer.flow.table(edgedTable(inner.rows))
      // Text of a table's level that no mark closed is not lost.
      outer.flow.add(rest)
    }
  }
}

function bordered(cells: readonly Piece[][], definition: RowDefinition): EdgedCell[] {
  const row: EdgedCell[] = []
  let left = definition.left
  for (const [index, pieces] of cells.entries()) {
    const previous = row.at(-1)
    // LibreOffice ends a row with a cell mark too many; one with text (a damaged definition) is kept, one inch wide.
    if (index > 0 && index >= definition.cells.length && definition.cells.length > 0 && pieces.length === 0)
      break
    const border = definition.cells[index] ?? { right: left + 1440, down: 'alone', across: false }
    if (border.across && previous) row[row.length - 1] = { ...previous, right: border.right }
    else row.push({ left, right: border.right, down: border.down, pieces })
    left = border.right
  }
  return row
}
