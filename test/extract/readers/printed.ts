import { readFileSync } from 'node:fs'
import type { Form, FormId, FormTable } from '../../../extract/forms/form.ts'
import { cellsOf, formOf } from '../../../extract/forms/forms.ts'

/** What a fixture prints in each cell of its forms: `requests.granted.total` → "6"; "" where it is blank. */
export interface Printed {
  readonly year: number
  readonly form: FormId
  readonly agency: string
  readonly cells: ReadonlyMap<string, string>
}

export const printedSets = ['hangzhou2025', 'shanghai2019', 'distinct2021'] as const
export type PrintedSet = (typeof printedSets)[number]

const tables: readonly FormTable[] = ['proactive', 'requests', 'disputes']

export function formsPrinted(id: FormId): Form[] {
  return tables.map((table) => {
    const form = formOf(table, id)
    if (!form) throw new Error(`there is no form ${table} ${id}`)
    return form
  })
}

/** The figures of real reports (as published by 杭州 and 上海), and a made-up set in which no two cells are alike. */
export function printed(set: PrintedSet): Printed {
  return set === 'distinct2021' ? distinct() : published(set)
}

function distinct(): Printed {
  const all = formsPrinted('2021').flatMap((form) => [...cellsOf(form)])
  return {
    year: 2023,
    form: '2021',
    agency: '测试市医疗保障局',
    cells: new Map(all.map(({ at }, index) => [`${at.table}.${at.row}.${at.column}`, String(1001 + index)])),
  }
}

type Figure = number | null | { readonly raw: string }
type Rows = Readonly<Record<string, Readonly<Record<string, Figure>>>>

function published(set: 'hangzhou2025' | 'shanghai2019'): Printed {
  const file = new URL(`../../fixtures/figures/${set}.json`, import.meta.url)
  const data = JSON.parse(readFileSync(file, 'utf8')) as {
    year: number
    form: FormId
    agency: string
  } & Record<FormTable, Rows>
  const cells = formsPrinted(data.form).flatMap((form) =>
    [...cellsOf(form)].map(({ at }): [string, string] => {
      const figure = data[at.table][at.row]?.[at.column] ?? null
      const raw = typeof figure === 'object' ? (figure?.raw ?? '') : String(figure)
      return [`${at.table}.${at.row}.${at.column}`, raw]
    }),
  )
  return { year: data.year, form: data.form, agency: data.agency, cells: new Map(cells) }
}
