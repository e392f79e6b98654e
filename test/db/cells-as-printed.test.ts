import { describe, expect, it } from 'vitest'
import type { Cell } from '../../extract/cell.ts'
import { cellsOfForm, rows, save, withStore } from './records.ts'

/** Saves one requests table in which one cell is this, and gives that cell back. */
function stored(cell: Partial<Cell>, column = 'total') {
  return withStore((store) => {
    save(store, 'x', { cells: cellsOfForm('requests', '2021', { [`granted.${column}`]: cell }) })
    const [row] = rows(
      store,
      `select value, unit, raw, status from v_cells where row_code = 'granted' and column_code = ?`,
      column,
    )
    const [wide] = rows(store, `select granted__${column} as figure, doubtful from v_requests`)
    return { ...row, ...wide }
  })
}

describe('a cell is kept as printed', () => {
  it.each<[string, Partial<Cell>]>([
    ['a whole number', { status: 'number', value: 6, raw: '6' }],
    ['with a thousands separator', { status: 'number', value: 11398889, raw: '11,398,889' }],
    ['in full-width digits', { status: 'number', value: 10, raw: '１０' }],
    ['with decimals', { status: 'number', value: 4068.208, raw: '4068.208' }],
    ['with a decimal that says nothing', { status: 'number', value: 5, raw: '5.0' }],
    ['smaller than a thousandth', { status: 'number', value: 0.0000001, raw: '0.0000001' }],
    ['too long for a double', { status: 'number', value: 0.1 + 0.2, raw: '0.30000000000000004' }],
    ['beyond 2^53', { status: 'number', value: 1e20, raw: '100000000000000000000' }],
    ['below zero', { status: 'number', value: -8, raw: '减8' }],
  ])('%s', (_, cell) => {
    expect(stored(cell)).toMatchObject({
      status: 'number',
      value: cell.value,
      raw: cell.raw,
      figure: cell.value,
    })
  })

  it.each<[string, Partial<Cell>, number]>([
    ['a blank is no zero', { status: 'blank', value: null, raw: '' }, 0],
    ['a dash', { status: 'dash', value: null, raw: '-' }, 0],
    ['another dash', { status: 'dash', value: null, raw: '无' }, 0],
    ['something else', { status: 'text', value: null, raw: '见附件' }, 0],
    ['a figure in doubt', { status: 'uncertain', value: 3, raw: '3', doubt: 'place' }, 1],
    ['a cell that was not found', { status: 'missing', value: null, raw: '', where: null }, 1],
    ['an image', { status: 'unreadable', value: null, raw: '' }, 1],
  ])('%s has no figure in the wide table', (_, cell, doubtful) => {
    const { status, value, raw } = cell
    expect(stored(cell)).toMatchObject({ status, value, raw, figure: null, doubtful })
  })

  it('its unit is the printed one, else the form’s', () => {
    withStore((store) => {
      save(store, 'x', {
        cells: cellsOfForm('proactive', '2021', {
          'licensing.decisions': { value: 2, raw: '2件', unit: '件' },
        }),
      })
      expect(
        rows(
          store,
          `select row_code, unit from v_cells where row_code in ('licensing', 'administrative_fees', 'coercion') order by 1`,
        ),
      ).toEqual([
        { row_code: 'administrative_fees', unit: '万元' },
        { row_code: 'coercion', unit: null },
        { row_code: 'licensing', unit: '件' },
      ])
    })
  })

  it('a cell that prints no unit where its form has one has none', () => {
    withStore((store) => {
      save(store, 'x', {
        cells: cellsOfForm('proactive', '2021', { 'administrative_fees.amount': { unit: null } }),
      })
      expect(rows(store, `select unit from v_cells where row_code = 'administrative_fees'`)).toEqual([
        { unit: null },
      ])
    })
  })
})
