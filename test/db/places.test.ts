import { describe, expect, it } from 'vitest'
import type { Cell } from '../../extract/cell.ts'
import type { Place } from '../../extract/document.ts'
import { cellsOfForm, record, rows, save, withStore } from './records.ts'

/** Saves the cells with places of the caller's making, and compares what the database says with what went in. */
function roundTrip(place: (cell: Cell, index: number) => Partial<Cell>) {
  withStore((store) => {
    const cells = record().cells.map((cell, index) => ({ ...cell, ...place(cell, index) }) as Cell)
    save(store, 'x', { cells })
    const query = `select form_table || '.' || row_code || '.' || column_code as at, place from v_cells`
    const placed = new Map(rows(store, query).map(({ at, place: where }) => [at, where]))
    expect(placed.size).toBe(cells.length)
    for (const { at, where, status } of cells) {
      const expected = where === null || status === 'missing' ? null : JSON.stringify(where)
      expect(placed.get(`${at.table}.${at.row}.${at.column}`), JSON.stringify(at)).toBe(expected)
    }
  })
}

const ofKind = (index: number): Place =>
  index % 3 === 0 ? { line: index, column: 1 } : { table: 0, row: index, column: 4 }

/** The same irregular numbers every time. */
const scatter = (index: number, factor: number) => (((index + 1) * 7919 * factor) % 10007) / 13

describe('where a cell stands comes out of the database as it went in', () => {
  it('for the grid of a page', () => roundTrip(() => ({})))

  it('for a grid with a row out of line', () =>
    roundTrip((cell, index) => ({
      where: index === 50 ? { table: 9, row: 99, column: 999 } : cell.where,
    })))

  it('for the one row of 15 figures that disputes are printed in', () =>
    roundTrip((_, index) => ({ where: { table: 2, row: 3, column: index } })))

  it('for the ruled boxes of a PDF whose table runs over two pages', () =>
    roundTrip((_, index) => {
      const [x, y] = [index % 7, Math.floor(index / 7)]
      const box = [100.25 + x * 41.3, 90.1 + y * 20.7, 141.55 + x * 41.3, 110.8 + y * 20.7] as const
      return { where: { page: index < 100 ? 3 : 4, box } }
    }))

  it('for boxes that follow no grid, with every decimal', () =>
    roundTrip((_, index) => ({
      where: {
        page: 1 + (index % 3),
        box: [scatter(index, 3), scatter(index, 5), 410, scatter(index, 11) + 0.1 + 0.2],
      },
    })))

  it('for lines of a text', () =>
    roundTrip((_, index) => ({ where: { line: 10 + Math.floor(index / 7), column: 1 + 3 * (index % 7) } })))

  it('for a report that is part grid, part text', () => {
    roundTrip((_, index) => ({ where: ofKind(index) }))
  })

  it('null for a cell that was not found, and for an image that has no place', () => {
    roundTrip((cell, index) => {
      if (index % 5 === 0) return { status: 'missing', value: null, raw: '', where: null }
      if (index % 7 === 0) return { status: 'unreadable', value: null, raw: '', where: null }
      return { where: cell.where }
    })
  })

  it('null everywhere where nothing has a place', () => {
    roundTrip(() => ({ where: null }))
  })

  it('and a grid is kept in less than two thirds of a byte a cell', () => {
    withStore((store) => {
      save(store, 'x', { cells: cellsOfForm('requests', '2021') })
      const [{ bytes } = {}] = rows(store, 'select sum(length(places)) as bytes from cell_place')
      expect(Number(bytes)).toBeLessThan(110)
    })
  })
})
