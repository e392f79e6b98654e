import type { Agency } from '../agency.ts'
import type { Cell } from '../cell.ts'
import { readFigure } from '../figure.ts'
import type { Finding } from '../finding.ts'
import { address } from '../forms/form.ts'
import type { Form } from '../forms/form.ts'
import { cellsOf, formOf, unitOf } from '../forms/forms.ts'
import { causeOf } from './facts.ts'
import type { Facts } from './facts.ts'
import { remembered } from '../recall.ts'

/** Figures that are read well and are hardly true. */
export function implausible(facts: Facts): Finding[] {
  return facts.cells.flatMap((cell) => [
    ...unnatural(cell, facts),
    ...regulationsByLevel(cell, facts),
    ...foreignUnit(cell, facts),
  ])
}

/** Amounts of money may have decimals; everything else in the forms is counted. */
const amounts = new Set(['amount', 'fees_collected', 'budget'])

/** `counts.natural`: counts are whole and not negative; only `change` of form 2019 may be. */
function unnatural(cell: Cell, facts: Facts): Finding[] {
  if (cell.status !== 'number') return []
  const { row, column } = cell.at
  const whole = amounts.has(column) || amounts.has(row) || Number.isInteger(cell.value)
  return whole && (column === 'change' || cell.value >= 0)
    ? []
    : [doubtful('counts.natural', cell, facts, null)]
}

/** 规章 are made by State Council departments and the governments of provinces, 设区的市 and 自治州 (立法法 第九十一、九十三条). */
function regulationsByLevel(cell: Cell, facts: Facts): Finding[] {
  const { table, row } = cell.at
  if (table !== 'proactive' || row !== 'regulations' || cell.status !== 'number' || cell.value <= 0) return []
  if (!facts.agency?.level || makesRegulations(facts.agency)) return []
  return [doubtful('proactive.regulations_by_level', cell, facts, 0)]
}

function makesRegulations({ level, name }: Agency): boolean {
  return (
    level === 'national' || ((level === 'province' || level === 'prefecture') && name.includes('人民政府'))
  )
}

/** `counts.unit`: a unit is printed in the cell that is not the one over the column: 251000元 under 万元. */
function foreignUnit(cell: Cell, facts: Facts): Finding[] {
  const { table, row, column } = cell.at
  const id = facts.forms[table]
  const form = id ? formOf(table, id) : undefined
  const expected = form && unitsOf(form).get(address(row, column))
  if (expected === undefined || cell.status !== 'number') return []
  const printed = readFigure(cell.raw).unit
  if (printed === null || printed === expected) return []
  return [doubtful('counts.unit', cell, facts, null)]
}

/** The units that a form prints, by a cell's key. */
const unitsOf = remembered(
  (form: Form) =>
    new Map(
      cellsOf(form).flatMap(({ key, row, column }) => {
        const unit = unitOf(row, column)
        return unit === null ? [] : [[key, unit]]
      }),
    ),
)

function doubtful(rule: string, { at, value }: Cell, { second }: Facts, expected: number | null): Finding {
  const difference = expected === null || value === null ? null : value - expected
  return {
    rule,
    class: 'plausibility',
    ...at,
    expected,
    actual: value,
    difference,
    cause: causeOf([at], second),
  }
}
