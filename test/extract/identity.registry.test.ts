import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { gazetteer } from '../../extract/identity/gazetteer.ts'
import { packageRoot } from '../../extract/identity/packageRoot.ts'

const file = fileURLToPath(new URL('../../../shared/registry/government-portals.csv', import.meta.url))
const absent = !existsSync(file)
if (absent) process.stderr.write(`divisions of the registry: skipped, ${file} is not there\n`)

interface Row {
  readonly division_code: string
  readonly name: string
}

const named = (name: string) => name.split('/').at(-1)

describe.skipIf(absent)('the list of government portals', () => {
  const rows = absent ? [] : parse<Row>(readFileSync(file, 'utf8'), { columns: true })

  it('has a division for every row with a code, and the reason in docs/divisions.md for every row without', () => {
    const docs = readFileSync(`${packageRoot()}/docs/divisions.md`, 'utf8')
    const unresolved = rows.filter(({ division_code: code, name }) =>
      code === '' ? !docs.includes(`| ${name} `) : gazetteer().byCode(code)?.name !== named(name),
    )
    expect(rows.length).toBeGreaterThan(3000)
    expect(unresolved).toEqual([])
  })
})
