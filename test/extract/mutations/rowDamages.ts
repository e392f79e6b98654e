import type { Damage } from './damage.ts'
import { isFigure, figuresIn, dataRows, addresses, one, picked, twoOf, copyOf } from './damage.ts'

/** Damage to whole rows. */
export const rowDamages: readonly Damage[] = [
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
        column === row.length - 1 && isFigure(cell) && /^\d*$/u.test(cell.text)
          ? { ...cell, text: `7${cell.text}` }
          : cell,
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
  {
    name: 'run two rows together',
    inflict: (matrix, chance) => {
      const at = picked(
        dataRows(matrix).filter(
          // A blank run together with a figure leaves the figure alone: that is another damage.
          (index) =>
            figuresIn(matrix[index + 1]).length === figuresIn(matrix[index]).length &&
            [...figuresIn(matrix[index]), ...figuresIn(matrix[index + 1])].every(({ text }) => text !== ''),
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
]
