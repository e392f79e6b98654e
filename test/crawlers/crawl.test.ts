import { readdir } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { crawlPortals } from '../../crawlers/crawl.ts'
import type { Portal } from '../../crawlers/portal.ts'

const portals = Array.from({ length: 300 }, (_, number): Portal => {
  return {
    id: `p${number}`,
    name: '',
    divisionCode: null,
    startUrl: 'http://127.0.0.1:9/',
    platform: null,
    columnUrl: null,
    note: '',
  }
})
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

describe('visiting many portals', () => {
  it('visits each once, hundreds at a time, and leaves no files', async () => {
    const before = await readdir('.')
    const visited: string[] = []
    const summary = await crawlPortals(
      portals,
      async ({ id }) => {
        await sleep(300)
        visited.push(id)
      },
      { concurrency: 300 },
    )
    expect(summary).toMatchObject({ finished: 300, failed: 0, left: 0 })
    expect(new Set(visited).size).toBe(300)
    expect(summary.milliseconds).toBeLessThan(3_000)
    expect(await readdir('.')).toEqual(before)
  })

  it('goes on when a visit throws, and hands the fault over', async () => {
    const faults: string[] = []
    const summary = await crawlPortals(
      portals.slice(0, 5),
      ({ id }) => (id === 'p2' ? Promise.reject(new Error('fault')) : Promise.resolve()),
      {
        onError: ({ id }, error) => faults.push(`${id}: ${error instanceof Error ? error.message : ''}`),
      },
    )
    expect(summary).toMatchObject({ finished: 4, failed: 1, left: 0 })
    expect(faults).toEqual(['p2: fault'])
  })

  it('begins nothing after a stop, and ends when what was begun has ended', async () => {
    const stop = new AbortController()
    let begun = 0
    let ended = 0
    const summary = await crawlPortals(
      portals,
      async () => {
        begun += 1
        if (begun === 10) stop.abort()
        await sleep(100)
        ended += 1
      },
      { concurrency: 10, signal: stop.signal },
    )
    expect(begun).toBe(10)
    expect(ended).toBe(10)
    expect(summary).toMatchObject({ finished: 10, left: 290 })
  })
})
