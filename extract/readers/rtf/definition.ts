import type { CellBorder, RowDefinition } from '../word/levels.ts'

/** Collects a row's definition from its control words: `\trowd\clvmgf\cellx1000\clmrg\cellx3000`. */
export class RtfDefinition {
  #cells: CellBorder[] = []
  #left = 0
  #down: CellBorder['down'] = 'alone'
  #across = false

  /** The definition in force: it holds for the rows that follow, until the next `\trowd`. */
  get row(): RowDefinition {
    return { left: this.#left, cells: this.#cells }
  }

  /** True where the word is part of a definition. */
  take(word: string, parameter: number | null): boolean {
    if (word === 'trowd') {
      this.#cells = []
      this.#left = 0
    } else if (word === 'trleft') this.#left = parameter ?? 0
    else if (word === 'clvmgf') this.#down = 'starts'
    else if (word === 'clvmrg') this.#down = 'continues'
    else if (word === 'clmrg') this.#across = true
    else if (word === 'cellx') {
      this.#cells.push({ right: parameter ?? 0, down: this.#down, across: this.#across })
      this.#down = 'alone'
      this.#across = false
    } else return false
    return true
  }
}
