import { edgedTable } from '../word/edges.ts'
import type { EdgedCell } from '../word/edges.ts'
import { Flow } from '../word/piece.ts'
import type { Piece, WordCell } from '../word/piece.ts'

/** A cell as `\trowd … \cellx` defines it. */
interface CellBorder {
  readonly right: number
  readonly down: WordCell['down']
  /** Goes on with the cell to its left (`\clmrg`). */
  readonly across: boolean
}

/** Deepest nesting of tables that is followed; text further in belongs to the last one. */
const deepest = 16

interface Level {
  readonly flow: Flow
  rows: EdgedCell[][]
  cells: Piece[][]
}

/**
 * The tables of an RTF document, as Word builds them: text belongs to the table level of its paragraph, `\cell` closes
 * a cell, `\row` a row, and a table ends where text of a lower level begins. Level 0 is the body.
 */
export class RtfTables {
  readonly #levels: Level[] = [{ flow: new Flow(), rows: [], cells: [] }]
  #borders: CellBorder[] = []
  #left = 0
  #down: WordCell['down'] = 'alone'
  #across = false

  /** The flow that text of a level goes to; tables further in are over by then. */
  flow(level: number): Flow {
    const wanted = Math.min(level, deepest)
    while (this.#levels.length <= wanted) this.#levels.push({ flow: new Flow(), rows: [], cells: [] })
    this.#close(wanted)
    return this.#at(wanted).flow
  }

  /** `\trowd`, `\clvmgf`, `\cellx` …: the row's definition. True where the word is one of them. */
  define(word: string, parameter: number | null): boolean {
    if (word === 'trowd') {
      this.#borders = []
      this.#left = 0
    } else if (word === 'trleft') this.#left = parameter ?? 0
    else if (word === 'clvmgf') this.#down = 'starts'
    else if (word === 'clvmrg') this.#down = 'continues'
    else if (word === 'clmrg') this.#across = true
    else if (word === 'cellx') {
      this.#borders.push({ right: parameter ?? 0, down: this.#down, across: this.#across })
      this.#down = 'alone'
      this.#across = false
    } else return false
    return true
  }

  cell(level: number): void {
    const pieces = this.flow(level).take()
    this.#at(Math.min(level, deepest)).cells.push(pieces)
  }

  row(level: number): void {
    const flow = this.flow(level)
    const own = this.#at(Math.min(level, deepest))
    const rest = flow.take()
    if (rest.length > 0) own.cells.push(rest)
    own.rows.push(this.#bordered(own.cells))
    own.cells = []
  }

  /** Everything read; tables still open end here. */
  take(): Piece[] {
    this.#close(0)
    return this.#at(0).flow.take()
  }

  #bordered(cells: readonly Piece[][]): EdgedCell[] {
    const row: EdgedCell[] = []
    let left = this.#left
    for (const [index, pieces] of cells.entries()) {
      const previous = row.at(-1)
      // A cell without a border (a damaged definition) keeps its order, one inch wide.
      const border = this.#borders[index] ?? { right: left + 1440, down: 'alone', across: false }
      if (border.across && previous) row[row.length - 1] = { ...previous, right: border.right }
      else row.push({ left, right: border.right, down: border.down, pieces })
      left = border.right
    }
    return row
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
      if (inner.cells.length > 0) inner.rows.push(this.#bordered(inner.cells))
      outer.flow.flush(null)
      if (inner.rows.length > 0) outer.flow.table(edgedTable(inner.rows))
      // Text of a table's level that no \cell closed is not lost.
      outer.flow.add(rest)
    }
  }
}
