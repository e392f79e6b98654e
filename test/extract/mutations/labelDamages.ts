import type { SheetCell } from '../sheets/sheet.ts'
import type { Damage } from './damage.ts'
import {
  isFigure,
  dataRows,
  addresses,
  one,
  labelAt,
  labelledRow,
  twoOf,
  withRow,
  onLabel,
  garbled,
} from './damage.ts'

/** Damage to the labels of rows. */
export const labelDamages: readonly Damage[] = [
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
      if (!own || !other || columnsOf(matrix[a]) !== columnsOf(matrix[b])) return null
      // （三）其他情形数 is a row's own label twice: of reviews and of litigations.
      if (own.text === other.text) return null
      const touched = addresses([...(matrix[a] ?? []), ...(matrix[b] ?? [])])
      const row = (matrix[a] ?? []).map((cell, column) => {
        if (cell === own) return { ...own, text: other.text }
        return isFigure(cell) ? { ...cell, at: matrix[b]?.[column]?.at ?? null } : cell
      })
      return one(withRow(matrix, a, row), touched)
    },
  },
]

/** The columns of the form that a row has, as one text: rows under other heads are not called alike. */
function columnsOf(row: readonly SheetCell[] | undefined): string {
  return (row ?? []).map(({ at }) => at?.split('.')[2] ?? '').join()
}
