import type { Random } from '../../portals/random.ts'
import { label } from '../sheets/sheet.ts'
import type { SheetCell } from '../sheets/sheet.ts'
import type { Matrix } from './matrix.ts'

/**
 * Ways to damage a table. A figure's cell knows which cell of the form it stands for (`at`), so that what is printed
 * where can be told from the damaged table alone; where two readings remain, the damage takes that knowledge away.
 */
export interface Damage {
  readonly name: string
  /** One table, or two where a page break parts them; null where the table has no place for this damage. */
  readonly inflict: (matrix: Matrix, chance: Random) => Damaged | null
}

export interface Damaged {
  readonly parts: readonly Matrix[]
  /** Cells of the form that the damage lies on. */
  readonly touched: readonly string[]
  /** Set where one digit of one figure was changed: the cell that a broken identity must name. */
  readonly changed?: string
}

const isFigure = (cell: SheetCell | undefined): cell is SheetCell => cell?.kind === 'figure'
const figuresIn = (row: readonly SheetCell[] | undefined) => (row ?? []).filter((cell) => isFigure(cell))
const dataRows = (matrix: Matrix) => matrix.flatMap((row, at) => (figuresIn(row).length > 0 ? [at] : []))
const addresses = (cells: readonly SheetCell[]) => cells.flatMap(({ at }) => at ?? [])
const allAddresses = (matrix: Matrix) => addresses(matrix.flat())
/** A row of blanks is one, however many they are. */
const anonymous = (row: readonly SheetCell[]) =>
  figuresIn(row).every(({ text }) => text === '')
    ? [...row]
    : row.map((cell) => (isFigure(cell) ? { ...cell, at: null } : cell))
const one = (matrix: Matrix, touched: readonly string[], changed?: string): Damaged => ({
  parts: [matrix],
  touched,
  ...(changed === undefined ? {} : { changed }),
})

/** The label nearest to a row's figures: its slot, or null where the row has none of its own. */
function labelAt(matrix: Matrix, at: number): number | null {
  const row = matrix[at] ?? []
  const first = row.findIndex((cell) => isFigure(cell))
  for (let column = first - 1; column >= 0; column -= 1) {
    const cell = row[column]
    if (cell && cell.text !== '' && matrix[at - 1]?.[column] !== cell) return column
  }
  return null
}

function labelledRow(matrix: Matrix, chance: Random): { at: number; column: number } | null {
  const rows = dataRows(matrix).flatMap((at) => {
    const column = labelAt(matrix, at)
    return column === null ? [] : [{ at, column }]
  })
  return picked(rows, chance)
}

/** Columns that hold figures in every data row, with the row of their lowest head. */
function figureColumns(matrix: Matrix): number[] {
  const rows = dataRows(matrix)
  const width = Math.max(...matrix.map((row) => row.length))
  return Array.from({ length: width }, (_, column) => column).filter((column) =>
    rows.every((at) => isFigure(matrix[at]?.[column])),
  )
}

function headOf(matrix: Matrix, column: number): number | null {
  const first = dataRows(matrix)[0] ?? 0
  for (let at = first - 1; at >= 0; at -= 1) if (matrix[at]?.[column]?.text) return at
  return null
}

function picked<Value>(values: readonly Value[], chance: Random): Value | null {
  const [first, ...others] = values
  return first === undefined ? null : chance.pick([first, ...others])
}

function twoOf<Value>(values: readonly Value[], chance: Random): [Value, Value] | null {
  const [a, b] = chance.shuffled(values)
  return a === undefined || b === undefined ? null : [a, b]
}

const withRow = (matrix: Matrix, at: number, row: readonly SheetCell[]) =>
  matrix.map((other, index) => (index === at ? row : other))

/** Another cell in every slot of one cell. */
const replaced = (matrix: Matrix, cell: SheetCell, by: SheetCell) =>
  matrix.map((row) => row.map((other) => (other === cell ? by : other)))

/** A copy of a row that shares with it only what spans into it from above. */
const copyOf = (matrix: Matrix, at: number) =>
  (matrix[at] ?? []).map((cell, column) => (matrix[at - 1]?.[column] === cell ? cell : { ...cell }))

/** A row of which only blanks are left says nothing of what was lost. */
function losesItsOnlyFigure(before: readonly SheetCell[], after: readonly SheetCell[]): boolean {
  const blank = (row: readonly SheetCell[]) => figuresIn(row).every(({ text }) => text === '')
  return blank(after) && !blank(before)
}

function onRow(
  change: (row: readonly SheetCell[], figures: readonly number[], chance: Random) => SheetCell[] | null,
) {
  return (matrix: Matrix, chance: Random): Damaged | null => {
    const at = picked(dataRows(matrix), chance)
    const row = at === null ? undefined : matrix[at]
    if (at === null || !row) return null
    const figures = row.flatMap((cell, column) => (isFigure(cell) ? [column] : []))
    // A figure that spans several slots is one cell.
    const spanning = figures.some((column) => row[column] === row[column + 1])
    const made = spanning || figures.length < 2 ? null : change(row, figures, chance)
    if (made && losesItsOnlyFigure(row, made)) return null
    return made && one(withRow(matrix, at, made), addresses(row))
  }
}

function onDigit(change: (text: string, chance: Random) => string) {
  return (matrix: Matrix, chance: Random): Damaged | null => {
    const cells = matrix.flat().filter((cell) => isFigure(cell) && /^\d+$/u.test(cell.text)) // 12
    const cell = picked(cells, chance)
    const text = cell ? change(cell.text, chance) : ''
    if (!cell?.at || text === cell.text || text === '') return null
    return one(replaced(matrix, cell, { ...cell, text }), [cell.at], cell.at)
  }
}

function onLabel(change: (text: string, chance: Random) => string) {
  return (matrix: Matrix, chance: Random): Damaged | null => {
    const spot = labelledRow(matrix, chance)
    const cell = spot && matrix[spot.at]?.[spot.column]
    if (!spot || !cell) return null
    return one(
      replaced(matrix, cell, { ...cell, text: change(cell.text, chance) }),
      addresses(matrix[spot.at] ?? []),
    )
  }
}

function onHead(change: (text: string, chance: Random) => string) {
  return (matrix: Matrix, chance: Random): Damaged | null => {
    const column = picked(figureColumns(matrix), chance)
    const at = column === null ? null : headOf(matrix, column)
    const cell = column === null || at === null ? undefined : matrix[at]?.[column]
    if (!cell || column === null) return null
    const touched = matrix.flatMap((row) => addresses([row[column] ?? label('')]))
    return one(replaced(matrix, cell, { ...cell, text: change(cell.text, chance) }), touched)
  }
}

const letters =
  '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经'

function garbled(text: string, chance: Random): string {
  const share = chance.int(15, 70)
  return Array.from(text, (letter) =>
    /\p{Script=Han}/u.test(letter) && chance.int(1, 100) <= share
      ? letters[chance.int(0, letters.length - 1)]
      : letter,
  ).join('')
}

export const damages: readonly Damage[] = [
  {
    name: 'drop a row',
    inflict: (matrix, chance) => {
      const at = picked(dataRows(matrix), chance)
      return at === null
        ? null
        : one(
            matrix.filter((_, index) => index !== at),
            addresses(matrix[at] ?? []),
          )
    },
  },
  {
    name: 'duplicate a row',
    inflict: (matrix, chance) => {
      const at = picked(dataRows(matrix), chance)
      if (at === null) return null
      return one(
        [...matrix.slice(0, at + 1), copyOf(matrix, at), ...matrix.slice(at + 1)],
        addresses(matrix[at] ?? []),
      )
    },
  },
  {
    name: 'duplicate a row and change a figure of the copy',
    inflict: (matrix, chance) => {
      const at = picked(dataRows(matrix), chance)
      if (at === null) return null
      const copy = copyOf(matrix, at).map((cell, column, row) =>
        column === row.length - 1 && isFigure(cell) ? { ...cell, text: `7${cell.text}` } : cell,
      )
      return one([...matrix.slice(0, at + 1), copy, ...matrix.slice(at + 1)], addresses(matrix[at] ?? []))
    },
  },
  {
    name: 'swap two rows',
    inflict: (matrix, chance) => {
      const rows = twoOf(dataRows(matrix), chance)
      if (!rows) return null
      const [a, b] = rows
      const touched = addresses([...(matrix[a] ?? []), ...(matrix[b] ?? [])])
      // Headings that span several rows stay where they are.
      const own = (at: number, column: number) =>
        matrix[at]?.[column] !== matrix[at - 1]?.[column] && matrix[at]?.[column] !== matrix[at + 1]?.[column]
      if ((matrix[a] ?? []).some((cell, column) => own(a, column) !== own(b, column) && cell.text !== ''))
        return null
      const moved = (to: number, from: number) =>
        (matrix[to] ?? []).map((cell, column) => (own(to, column) ? (matrix[from]?.[column] ?? cell) : cell))
      return one(
        matrix.map((row, at) => (at === a ? moved(a, b) : at === b ? moved(b, a) : row)),
        touched,
      )
    },
  },
  {
    name: 'swap the figures of two rows',
    inflict: (matrix, chance) => {
      const rows = twoOf(dataRows(matrix), chance)
      if (!rows) return null
      const [a, b] = rows
      const texts = (from: number, to: number) =>
        (matrix[to] ?? []).map((cell, column) => {
          const other = matrix[from]?.[column]
          return isFigure(cell) && isFigure(other) ? { ...cell, text: other.text } : cell
        })
      if (figuresIn(matrix[a]).length !== figuresIn(matrix[b]).length) return null
      return one(
        matrix.map((row, at) => (at === a ? texts(b, a) : at === b ? texts(a, b) : row)),
        addresses([...(matrix[a] ?? []), ...(matrix[b] ?? [])]),
      )
    },
  },
  {
    name: 'drop a column',
    inflict: (matrix, chance) => {
      const column = picked(figureColumns(matrix), chance)
      if (column === null || figureColumns(matrix).length < 2) return null
      return one(
        matrix.map((row) => row.filter((_, index) => index !== column)),
        allAddresses(matrix),
      )
    },
  },
  {
    name: 'drop the figures of a column under a head that stays',
    inflict: (matrix, chance) => {
      const column = picked(figureColumns(matrix), chance)
      if (column === null || figureColumns(matrix).length < 2) return null
      const rows = new Set(dataRows(matrix))
      const without = (row: readonly SheetCell[]) => row.filter((_, index) => index !== column)
      if (matrix.some((row) => losesItsOnlyFigure(row, without(row)))) return null
      return one(
        matrix.map((row, at) => (rows.has(at) ? anonymous(without(row)) : row)),
        allAddresses(matrix),
      )
    },
  },
  {
    name: 'duplicate a column',
    inflict: (matrix, chance) => {
      const column = picked(figureColumns(matrix), chance)
      if (column === null) return null
      const wide = (cell: SheetCell, at: number) =>
        matrix[at]?.[column - 1] === cell || matrix[at]?.[column + 1] === cell
      return one(
        matrix.map((row, at) =>
          row.flatMap((cell, index) =>
            index !== column
              ? [cell]
              : [cell, wide(cell, at) ? cell : matrix[at - 1]?.[column] === cell ? cell : { ...cell }],
          ),
        ),
        allAddresses(matrix),
      )
    },
  },
  {
    name: 'swap two columns with their heads',
    inflict: (matrix, chance) => {
      const columns = twoOf(figureColumns(matrix), chance)
      if (!columns) return null
      const [a, b] = columns
      const first = dataRows(matrix)[0] ?? 0
      const heads = [headOf(matrix, a), headOf(matrix, b)]
      if (heads.includes(null)) return null
      const lowest = Math.min(...heads.flatMap((head) => head ?? first))
      const touched = matrix.flatMap((row) => addresses([row[a], row[b]].flatMap((cell) => cell ?? [])))
      return one(
        matrix.map((row, at) =>
          row.map((cell, index) => {
            if (at < lowest) return cell
            return (index === a ? row[b] : index === b ? row[a] : cell) ?? cell
          }),
        ),
        touched,
      )
    },
  },
  {
    name: 'swap the figures of two columns',
    inflict: (matrix, chance) => {
      const columns = twoOf(figureColumns(matrix), chance)
      if (!columns) return null
      const [a, b] = columns
      const touched = matrix.flatMap((row) => addresses([row[a], row[b]].flatMap((cell) => cell ?? [])))
      const text = (row: readonly SheetCell[], cell: SheetCell, from: number) =>
        isFigure(cell) ? { ...cell, text: row[from]?.text ?? '' } : cell
      return one(
        matrix.map((row) =>
          row.map((cell, index) =>
            index === a ? text(row, cell, b) : index === b ? text(row, cell, a) : cell,
          ),
        ),
        touched,
      )
    },
  },
  {
    name: 'swap the words of two heads',
    inflict: (matrix, chance) => {
      const columns = twoOf(figureColumns(matrix), chance)
      if (!columns) return null
      const [a, b] = columns
      const [above, over] = [headOf(matrix, a), headOf(matrix, b)]
      const [one_, other] = [
        above === null ? undefined : matrix[above]?.[a],
        over === null ? undefined : matrix[over]?.[b],
      ]
      if (!one_ || !other || one_.text === other.text) return null
      const touched = matrix.flatMap((row) => addresses([row[a], row[b]].flatMap((cell) => cell ?? [])))
      const renamed = replaced(replaced(matrix, one_, { ...one_, text: other.text }), other, {
        ...other,
        text: one_.text,
      })
      // What stands under a head is what the head says.
      return one(
        renamed.map((row) =>
          row.map((cell, index) => {
            const from = index === a ? row[b] : index === b ? row[a] : undefined
            return isFigure(cell) && isFigure(from) ? { ...cell, at: from.at } : cell
          }),
        ),
        touched,
      )
    },
  },
  { name: 'delete a head', inflict: onHead(() => '') },
  { name: 'garble a head', inflict: onHead(garbled) },
  {
    name: 'drop a cell',
    inflict: onRow((row, figures, chance) => {
      const column = picked(figures, chance)
      return anonymous(row.filter((_, index) => index !== column))
    }),
  },
  {
    name: 'duplicate a cell',
    inflict: onRow((row, figures, chance) => {
      const column = picked(figures, chance)
      return anonymous(row.flatMap((cell, index) => (index === column ? [cell, { ...cell }] : [cell])))
    }),
  },
  {
    name: 'blank a cell',
    inflict: onRow((row, figures, chance) => {
      const column = picked(figures, chance)
      return row.map((cell, index) => (index === column ? { ...cell, text: '' } : cell))
    }),
  },
  {
    name: 'swap two cells',
    inflict: onRow((row, figures, chance) => {
      const columns = twoOf(figures, chance)
      if (!columns) return null
      const [a, b] = columns
      const from = (index: number) => (index === a ? b : index === b ? a : index)
      return row.map((cell, index) => ({
        ...cell,
        ...(isFigure(cell) ? { text: row[from(index)]?.text ?? '' } : {}),
      }))
    }),
  },
  {
    name: 'run two figures together and leave a blank',
    inflict: onRow((row, figures, chance) => {
      const column = picked(figures.slice(0, -1), chance)
      if (column === null) return null
      const both = `${row[column]?.text}${row[column + 1]?.text}`
      return row.map((cell, index) => {
        if (index === column) return { ...cell, text: both }
        return index === column + 1 ? { ...cell, text: '' } : cell
      })
    }),
  },
  {
    name: 'merge two cells',
    inflict: onRow((row, figures, chance) => {
      const column = picked(figures.slice(0, -1), chance)
      const [first, second] = column === null ? [] : [row[column], row[column + 1]]
      if (!first || !second || first.text === '' || second.text === '') return null
      // One cell over both columns; where it is cut by blanks, both figures still stand in their order.
      const merged: SheetCell = {
        ...first,
        text: `${first.text}${chance.pick([' ', '\n'])}${second.text}`,
        holds: [first, second],
      }
      return row.map((cell) => (cell === first || cell === second ? merged : cell))
    }),
  },
  {
    name: 'push a row one slot to the right',
    inflict: onRow((row, figures) => {
      const first = figures[0] ?? 0
      return [...row.slice(0, first), label(''), ...row.slice(first)]
    }),
  },
  {
    name: 'push a row to the right and lose its last figure',
    inflict: onRow((row, figures) => {
      return row.map((cell, index) =>
        figures.includes(index)
          ? { ...cell, text: index === figures[0] ? '' : (row[index - 1]?.text ?? '') }
          : cell,
      )
    }),
  },
  {
    name: 'push a column one row down',
    inflict: (matrix, chance) => {
      const column = picked(figureColumns(matrix), chance)
      const rows = dataRows(matrix)
      if (column === null || rows.length < 2) return null
      const touched = matrix.flatMap((row) => addresses([row[column] ?? label('')]))
      return one(
        matrix.map((row, at) => {
          const above = matrix[rows[rows.indexOf(at) - 1] ?? -1]?.[column]
          return rows.includes(at)
            ? row.map((cell, index) => (index === column ? { ...cell, text: above?.text ?? '' } : cell))
            : row
        }),
        touched,
      )
    },
  },
  {
    name: 'let the last figures of a row slip to a line of their own',
    inflict: (matrix, chance) => {
      const at = picked(dataRows(matrix), chance)
      const row = at === null ? undefined : matrix[at]
      if (at === null || !row || figuresIn(row).length < 2) return null
      const cut = row.length - chance.int(1, figuresIn(row).length - 1)
      return one(
        [...matrix.slice(0, at), row.slice(0, cut), row.slice(cut), ...matrix.slice(at + 1)],
        addresses(row),
      )
    },
  },
  { name: 'delete a label', inflict: onLabel(() => '') },
  { name: 'garble a label', inflict: onLabel(garbled) },
  {
    name: 'break a label over lines',
    inflict: onLabel((text, chance) => {
      const at = chance.int(1, Math.max(1, text.length - 1))
      return `${text.slice(0, at)}\n${text.slice(at)}`
    }),
  },
  {
    name: 'drop a label’s cell',
    inflict: (matrix, chance) => {
      const spot = labelledRow(matrix, chance)
      const row = spot ? matrix[spot.at] : undefined
      if (!spot || !row) return null
      const cell = row[spot.column]
      return one(
        withRow(
          matrix,
          spot.at,
          row.filter((other) => other !== cell),
        ),
        addresses(row),
      )
    },
  },
  {
    name: 'call a row by another’s label',
    inflict: (matrix, chance) => {
      const rows = dataRows(matrix).filter((at) => labelAt(matrix, at) !== null)
      const two = twoOf(rows, chance)
      if (!two) return null
      const [a, b] = two
      const [own, other] = [matrix[a]?.[labelAt(matrix, a) ?? 0], matrix[b]?.[labelAt(matrix, b) ?? 0]]
      if (!own || !other || figuresIn(matrix[a]).length !== figuresIn(matrix[b]).length) return null
      const touched = addresses([...(matrix[a] ?? []), ...(matrix[b] ?? [])])
      const row = (matrix[a] ?? []).map((cell, column) => {
        if (cell === own) return { ...own, text: other.text }
        return isFigure(cell) ? { ...cell, at: matrix[b]?.[column]?.at ?? null } : cell
      })
      return one(withRow(matrix, a, row), touched)
    },
  },
  {
    name: 'run two rows together',
    inflict: (matrix, chance) => {
      const at = picked(
        dataRows(matrix).filter(
          (index) => figuresIn(matrix[index + 1]).length === figuresIn(matrix[index]).length,
        ),
        chance,
      )
      if (at === null) return null
      const touched = addresses([...(matrix[at] ?? []), ...(matrix[at + 1] ?? [])])
      const both = (matrix[at] ?? []).map((cell, column) => {
        const below = matrix[at + 1]?.[column]
        return !below || below === cell
          ? cell
          : { ...cell, at: null, text: [cell.text, below.text].filter((text) => text !== '').join('\n') }
      })
      return one([...matrix.slice(0, at), both, ...matrix.slice(at + 2)], touched)
    },
  },
  {
    name: 'break the table over a page',
    inflict: (matrix, chance) => {
      const rows = dataRows(matrix)
      const at = picked(rows.slice(1), chance)
      const first = rows[0] ?? 0
      if (at === null) return null
      const repeated =
        chance.int(0, 1) === 0 ? [] : matrix.slice(0, first).map((row) => row.map((cell) => cell))
      return { parts: [matrix.slice(0, at), [...repeated, ...matrix.slice(at)]], touched: [] }
    },
  },
  {
    name: 'change a digit',
    inflict: onDigit((text, chance) => {
      const at = chance.int(0, text.length - 1)
      return text.slice(0, at) + String((Number(text[at]) + chance.int(1, 9)) % 10) + text.slice(at + 1)
    }),
  },
  {
    name: 'drop a digit',
    inflict: onDigit((text, chance) => {
      const at = chance.int(0, text.length - 1)
      return text.slice(0, at) + text.slice(at + 1)
    }),
  },
]
