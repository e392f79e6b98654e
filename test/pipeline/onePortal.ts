import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseRegistry } from '../../crawlers/registry.ts'
import { Store } from '../../db/store.ts'
import { budget } from '../../pipeline/budget.ts'
import { logger } from '../../pipeline/logger.ts'
import { refresh } from '../../pipeline/refresh.ts'
import type { RefreshOptions, RefreshSummary } from '../../pipeline/refresh.ts'
import { allPracticePortals } from '../portals/allPracticePortals.ts'
import { startPracticePortals } from '../portals/startPracticePortals.ts'
import type { PracticePortals } from '../portals/startPracticePortals.ts'
import type { PracticePortal } from '../portals/portal.ts'

/** One practice portal, or a few, a folder with its registry, and a store: what a test of a whole run needs. */
export interface OnePortal {
  readonly practice: PracticePortals
  readonly folder: string
  readonly registry: string
  readonly database: string
  readonly store: Store
  run(options?: Partial<RefreshOptions>, csv?: string): Promise<RefreshSummary>
  rows<Row>(sql: string): Row[]
  close(): Promise<void>
}

export function portalOfId(id: string): PracticePortal {
  const found = allPracticePortals.find((portal) => portal.id === id)
  if (!found) throw new Error(`no practice portal ${id}`)
  return found
}

export async function onePortal(...ids: string[]): Promise<OnePortal> {
  const practice = await startPracticePortals({ ports: 'any', portals: ids.map((id) => portalOfId(id)) })
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-one-'))
  const registry = join(folder, 'portals.csv')
  writeFileSync(registry, practice.registryCsv)
  const database = join(folder, 'one.sqlite')
  const store = Store.open(database)
  return {
    practice,
    folder,
    registry,
    database,
    store,
    run: (options = {}, csv = practice.registryCsv) => {
      const portals = parseRegistry(csv, 'practice portal')
      return refresh({
        store,
        registry: portals,
        portals,
        contact: null,
        delayMs: 0,
        budget: budget(undefined),
        limit: Infinity,
        recheck: 'validators',
        log: logger('silent'),
        signal: new AbortController().signal,
        ...options,
      })
    },
    rows: <Row>(sql: string) => store.connection.sqlite.prepare<[], Row>(sql).all(),
    close: async () => {
      store.close()
      await practice.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
