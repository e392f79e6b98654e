import type { SheetCell } from '../sheets/sheet.ts'
import { label } from '../sheets/sheet.ts'
import type { Damage } from './damage.ts'
import {
  isFigure,
  dataRows,
  addresses,
  allAddresses,
  anonymous,
  one,
  figureColumns,
  headOf,
  picked,
  twoOf,
  replaced,
  losesItsOnlyFigure,
  onHead,
  garbled,
} from './damage.ts'

/** Damage to columns and their heads. */
export const columnDamages: readonly Damage[] = [
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
      // A figure that spans into the column as well is not lost with it.
      const left = (row: readonly SheetCell[]) => {
        const others = without(row)
        return others.some((cell) => cell === row[column]) ? others : anonymous(others)
      }
      return one(
        matrix.map((row, at) => (rows.has(at) ? left(row) : row)),
        allAddresses(matrix),
      )
    },
  },
  {
    name: 'duplicate a column',
    inflict: (matrix, chance) => {
      const column = picked(figureColumns(matrix), chance)
      if (column === null) return null
      const copies = new Map<SheetCell, SheetCell>()
      // A heading over several columns spans one more.
      const wide = (cell: SheetCell, row: readonly SheetCell[]) =>
        row[column - 1] === cell || row[column + 1] === cell
      const copied = (cell: SheetCell, row: readonly SheetCell[]) => {
        const copy = wide(cell, row) ? cell : (copies.get(cell) ?? { ...cell })
        copies.set(cell, copy)
        return copy
      }
      return one(
        matrix.map((row) =>
          row.flatMap((cell, index) => (index === column ? [cell, copied(cell, row)] : [cell])),
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
      return one(
        matrix.map((row) =>
          row.map((cell, index) =>
            index === a ? withTextOf(row, cell, b) : index === b ? withTextOf(row, cell, a) : cell,
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
      const [former, other] = [
        above === null ? undefined : matrix[above]?.[a],
        over === null ? undefined : matrix[over]?.[b],
      ]
      if (!former || !other || former.text === other.text) return null
      // Heads that stand again further down say of those rows what they said before.
      if (matrix.slice((above ?? 0) + 1).some((row) => row[a]?.kind === 'label' && row[a].text !== ''))
        return null
      // A head that stands over other columns as well is another name for those too.
      const overOthers = matrix.some((row) =>
        row.some((cell, at) => (cell === former && at !== a) || (cell === other && at !== b)),
      )
      if (overOthers) return null
      // Flattened text prints 总计 before 自然人 of its own (quirks.md): there, order says nothing of these two.
      if ([former, other].every(({ text }) => text === '自然人' || text === '总计')) return null
      const touched = matrix.flatMap((row) => addresses([row[a], row[b]].flatMap((cell) => cell ?? [])))
      const renamed = replaced(replaced(matrix, former, { ...former, text: other.text }), other, {
        ...other,
        text: former.text,
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
    name: 'split a head over two rows',
    inflict: (matrix, chance) => {
      const column = picked(figureColumns(matrix), chance)
      const at = column === null ? null : headOf(matrix, column)
      const cell = column === null || at === null ? undefined : matrix[at]?.[column]
      if (!cell || at === null || cell.text.length < 2) return null
      const cut = chance.int(1, cell.text.length - 1)
      const [upper, lower] = [
        { ...cell, text: cell.text.slice(0, cut) },
        { ...cell, text: cell.text.slice(cut) },
      ]
      const row = matrix[at] ?? []
      // What stands beside it spans down; so does what spans over it from above.
      const half = (by: SheetCell) => row.map((other) => (other === cell ? by : other))
      return one([...matrix.slice(0, at), half(upper), half(lower), ...matrix.slice(at + 1)], [])
    },
  },
  {
    name: 'merge two heads',
    inflict: (matrix, chance) => {
      const columns = figureColumns(matrix)
      const left = picked(
        columns.filter((column) => columns.includes(column + 1)),
        chance,
      )
      const at = left === null ? null : headOf(matrix, left)
      const [first, second] = left === null || at === null ? [] : [matrix[at]?.[left], matrix[at]?.[left + 1]]
      if (left === null || !first || !second || first === second || !second.text) return null
      const merged = { ...first, text: `${first.text}${second.text}` }
      const touched = matrix.flatMap((row) => addresses([row[left] ?? label(''), row[left + 1] ?? label('')]))
      return one(replaced(replaced(matrix, first, merged), second, merged), touched)
    },
  },
]

function withTextOf(row: readonly SheetCell[], cell: SheetCell, from: number): SheetCell {
  return isFigure(cell) ? { ...cell, text: row[from]?.text ?? '' } : cell
}
