import { readFileSync, readdirSync } from 'node:fs'
import type { FormId, FormTable } from '../../../extract/forms/form.ts'
import { cellsOf, formOf } from '../../../extract/forms/forms.ts'
import type { Form } from '../../../extract/forms/form.ts'
import type { Printed } from './sheet.ts'

/** The printed figures of one report, real or made up, before it is a document. */
export interface FigureSet {
  readonly name: string
  readonly agency: string
  readonly year: number
  readonly forms: readonly Form[]
  readonly printed: Printed
}

interface Stored {
  readonly agency: string
  readonly year: number
  readonly forms: Partial<Record<FormTable, FormId>>
  /** What stands in every cell that `cells` does not name: `0`, or "" for a blank. */
  readonly fill: string
  readonly cells: Readonly<Record<string, string>>
}

const folder = new URL('../../fixtures/golden/figures/', import.meta.url)

export function figureSet(name: string): FigureSet {
  const stored = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Stored
  const forms = Object.entries(stored.forms).map(([table, id]) => {
    const form = formOf(table as FormTable, id)
    if (!form) throw new Error(`${name}: there is no form ${table} ${id}`)
    return form
  })
  const addresses = forms.flatMap((form) =>
    [...cellsOf(form)].map(({ at }) => `${at.table}.${at.row}.${at.column}`),
  )
  const unknown = Object.keys(stored.cells).filter((at) => !addresses.includes(at))
  if (unknown.length > 0) throw new Error(`${name}: the forms have no cells ${unknown.join(', ')}`)
  const printed = new Map(addresses.map((at) => [at, stored.cells[at] ?? stored.fill]))
  return { name, agency: stored.agency, year: stored.year, forms, printed }
}

export function figureSets(): FigureSet[] {
  return readdirSync(folder)
    .map((file) => figureSet(file.replace(/\.json$/u, '')))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** All cells of some forms with the same text in each: `0`, or "" for a table left blank. */
export function filled(
  forms: readonly Form[],
  fill: string,
  cells: Readonly<Record<string, string>> = {},
): Printed {
  const addresses = forms.flatMap((form) =>
    [...cellsOf(form)].map(({ at }) => `${at.table}.${at.row}.${at.column}`),
  )
  return new Map(addresses.map((at) => [at, cells[at] ?? fill]))
}
