import type { SheetCell } from '../sheets/sheet.ts'
import { label } from '../sheets/sheet.ts'
import type { Damage } from './damage.ts'
import { isFigure, anonymous, picked, twoOf, onRow, onDigit } from './damage.ts'

/** What is printed beside a figure changes no digit of it. */
const beside =
  (print: Parameters<typeof onDigit>[0]): Damage['inflict'] =>
  (matrix, chance) => {
    const damaged = onDigit(print)(matrix, chance)
    return damaged && { parts: damaged.parts, touched: damaged.touched }
  }

/** Damage to single figures. */
export const cellDamages: readonly Damage[] = [
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
      // One blank more at a row's end moves nothing.
      const last = figures.findLastIndex((index) => row[index]?.text !== '')
      const column = picked(figures.slice(0, last + 1), chance)
      if (column === null) return null
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
  {
    name: 'print a unit behind a figure',
    inflict: beside((text, chance) => `${text}${chance.pick(['件', ' 件', '（件）', '（其中 2 件）'])}`),
  },
  {
    name: 'put a mark beside a figure',
    inflict: beside((text, chance) => chance.pick([`${text}①`, `${text}*`, `*${text}`, `${text}²`])),
  },
  {
    name: 'wrap the digits of a figure',
    inflict: onRow((row, figures, chance) => {
      const column = picked(
        figures.filter((index) => /^\d{2,}$/u.test(row[index]?.text ?? '')),
        chance,
      )
      // A copy that loses blanks cannot tell a wrapped figure from two.
      if (column === null || figures.some((index) => row[index]?.text === '')) return null
      return row.map((cell, index) => {
        if (index !== column) return cell
        const cut = chance.int(1, cell.text.length - 1)
        return { ...cell, text: `${cell.text.slice(0, cut)}\n${cell.text.slice(cut)}` }
      })
    }),
  },
]
