import { struckThrough } from '../../characters.ts'

/** What word processors' files are made of, before anyone decides which tables are layout: lines, pictures, tables. */
export type Piece = Line | Picture | WordTable

export interface Line {
  readonly kind: 'line'
  readonly text: string
  /** Outline level from 1; null for body text. */
  readonly heading: number | null
}

export interface Picture {
  readonly kind: 'picture'
  /** Its path within the file, or whatever else tells it from others. */
  readonly name: string
}

export interface WordTable {
  readonly kind: 'table'
  readonly rows: readonly (readonly WordCell[])[]
}

export interface WordCell {
  /** Columns of the table's grid that the cell covers, from 0, the last one excluded. */
  readonly start: number
  readonly end: number
  /** Whether the cell begins a vertical merge or goes on with the one above. */
  readonly down: 'alone' | 'starts' | 'continues'
  readonly pieces: readonly Piece[]
}

/**
 * A line and what follows on it. A note's raised 1 makes no 31 of 3, nor a figure struck out 35 of its correction.
 * @param look how the text stands on the line where not as usual: raised, lowered, struck out
 * @param before how the end of the line stands there
 */
export function goesOn(line: string, text: string, look: string, before: string): string {
  const shown = look.includes('struck') ? struckThrough(text) : text
  const alike = look === before || !/[\d\u0336]$/u.test(line) || !/^\d/u.test(text)
  return alike ? line + shown : `${line} ${shown}`
}

/** A picture among characters (U+FFFC), and a character that nobody can name (U+FFFD): a digit of a symbol font, a formula. */
const pictureMark = '\uFFFC'
export const unknownCharacter = '\uFFFD'
const figure = /^[\s\d.,]*\d[\s\d.,]*$/u

/** Beside digits either may be one; beside words they say nothing, and a picture alone is told as such. */
function told(line: string): string {
  if (!line.includes(pictureMark) && !line.includes(unknownCharacter)) return line
  const rest = line.replaceAll(pictureMark, '').replaceAll(unknownCharacter, '')
  if (figure.test(rest)) return line
  return rest.trim() === '' ? line.replaceAll(pictureMark, '') : rest
}

/** Collects the pieces of one container (a body, a cell, a text box) in reading order. */
export class Flow {
  readonly #pieces: Piece[] = []
  #line = ''
  #look = ''
  #lead = ''

  /** What stands before the next line that has text: a list's number. */
  lead(text: string): void {
    this.#lead = text
  }

  /**
   * Text of the line in progress.
   * @param look how it stands on the line where not as usual: raised, lowered, struck out
   */
  text(text: string, look = ''): void {
    this.#line = goesOn(this.#line, text, look, this.#look)
    this.#look = look
  }

  /** Where a picture stands in the line in progress that is told elsewhere. */
  pictureMark(): void {
    this.#line += pictureMark
  }

  picture(name: string): void {
    this.pictureMark()
    this.#pieces.push({ kind: 'picture', name })
  }

  table(table: WordTable): void {
    this.#pieces.push(table)
  }

  add(pieces: readonly Piece[]): void {
    for (const piece of pieces) this.#pieces.push(piece)
  }

  /** Ends the line: a paragraph's end or a line break within it. */
  flush(heading: number | null): void {
    const line = told(this.#line)
    if (line.trim() !== '') {
      this.#pieces.push({ kind: 'line', text: this.#lead + line, heading })
      this.#lead = ''
    }
    this.#line = ''
    this.#look = ''
  }

  /** Everything collected so far; the flow is empty afterwards. */
  take(): Piece[] {
    this.flush(null)
    return this.#pieces.splice(0)
  }
}
