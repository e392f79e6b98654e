import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { existsSync, readdirSync } from 'node:fs'
import { parseRegistry } from '../../crawlers/registry.ts'
import { refreshOnce } from '../../pipeline/commands/refresh.ts'
import { ExtractPool } from '../../pipeline/extract-pool.ts'
import { reextract } from '../../pipeline/reextract.ts'
import { onePortal } from './onePortal.ts'
import type { OnePortal } from './onePortal.ts'

let one: OnePortal
beforeAll(async () => {
  one = await onePortal('panzhou')
  await refreshed('all')
  const [running] = one.practice.portals
  const [replaced] = running?.expectedReports().reports ?? []
  if (!running || !replaced) throw new Error('no portal')
  running.replaceReport(replaced.id, { 'requests.new_received.total': '4321' })
}, 120_000)
afterAll(() => one.close())

/** A run as the command makes it. */
async function refreshed(keepDocuments: string): Promise<number> {
  const registry = parseRegistry(one.practice.registryCsv, 'practice portal')
  return refreshOnce(one.store, {
    registry,
    chosen: registry,
    options: { db: one.database, delay: '0', json: true, failOn: 'any', keepDocuments },
    signal: new AbortController().signal,
  })
}

/** Source files that stand beside the database. */
function files(): number {
  const folder = `${one.database}.documents`
  if (!existsSync(folder)) return 0
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .length
}

async function readAgain(stopping?: () => boolean) {
  const pool = new ExtractPool({ threads: 2 })
  const summary = await reextract({
    store: one.store,
    pool,
    portalId: null,
    since: null,
    ...(stopping && { stopping }),
  })
  await pool.close()
  return summary
}

const count = (sql: string) => one.rows<{ n: number }>(sql)[0]?.n ?? 0
const reports = () => count('select count(*) as n from v_reports')
const versions = () => count('select count(*) as n from v_versions')

/** One database throughout: each run keeps less than the one before. */
describe('the source files beside the database', () => {
  it('all: those of every version, a replaced one too', async () => {
    await refreshed('all')
    expect(versions()).toBe(reports() + 1)
    expect(files()).toBe(versions())
  }, 60_000)

  it('current: those in use; the others are gone, their rows are not, and what is in use can be read again', async () => {
    await refreshed('current')
    expect(versions()).toBe(reports() + 1)
    expect(files()).toBe(reports())
    expect(await readAgain()).toMatchObject({ read: reports(), changed: 0, errors: [] })
  }, 60_000)

  it('reading again begins nothing new once it is told to stop', async () => {
    let asked = 0
    const { read, errors } = await readAgain(() => ++asked > 5)
    expect({ read, errors }).toEqual({ read: 5, errors: [] })
  }, 60_000)

  it('none: no file, no byte in status, every cell still there; reading again names each report and the way out', async () => {
    const cells = count('select count(*) as n from v_cells')
    await refreshed('none')
    expect(files()).toBe(0)
    expect(one.store.status.diskUse().documents).toBe(0)
    expect(count('select count(*) as n from v_cells')).toBe(cells)
    const { read, errors } = await readAgain()
    expect(read).toBe(0)
    expect(errors).toHaveLength(reports())
    expect(errors[0]).toMatch(/http:\/\/127\.0\.0\.1.*restore the folder/u)
  }, 60_000)

  it('none: the next run asks for nothing that it has', async () => {
    await refreshed('none')
    const before = one.practice.requests.length
    await refreshed('none')
    const again = one.practice.requests.slice(before)
    expect(again.filter(({ status }) => status === 200).map(({ url }) => url)).toEqual([])
  }, 60_000)

  it('a word that is none of the three is refused before anything is asked', async () => {
    const before = one.practice.requests.length
    await expect(refreshed('some')).rejects.toThrow(/all, current or none/u)
    expect(one.practice.requests).toHaveLength(before)
  })
})
