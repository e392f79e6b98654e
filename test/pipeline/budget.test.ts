import { describe, expect, it } from 'vitest'
import { parseRegistry } from '../../crawlers/registry.ts'
import { budget } from '../../pipeline/budget.ts'
import { duePortals } from '../../pipeline/due-portals.ts'
import { Turnstile } from '../../pipeline/turnstile.ts'
import { onePortal, portalOfId } from './onePortal.ts'

describe('a budget', () => {
  it('of requests is spent, of time too, and a clock that is set does not stretch it', () => {
    expect(budget('3').spent(2)).toBe(false)
    expect(budget('3').spent(3)).toBe(true)
    expect(budget('3').left(1)).toBe(2)
    let milliseconds = 0
    const hours = budget('2h', () => milliseconds)
    expect(hours.left(1_000_000)).toBe(Infinity)
    milliseconds = 7_199_999
    expect(hours.spent(0)).toBe(false)
    milliseconds = 7_200_000
    expect(hours.spent(0)).toBe(true)
  })
})

describe('the turnstile of a run', () => {
  it('lets begin what fits what is left, in order, and one in any case', async () => {
    let left = 50
    const begun: string[] = []
    const ends = new Map<string, () => void>()
    const turnstile = new Turnstile(() => left)
    const through = (name: string, expected: number) =>
      turnstile.through(expected, async () => {
        begun.push(name)
        await new Promise<void>((resolve) => ends.set(name, resolve))
        left -= expected
      })
    const all = [through('a', 30), through('b', 20), through('c', 10), through('d', 90)]
    await Promise.resolve()
    expect(begun).toEqual(['a', 'b'])
    ends.get('b')?.()
    await all[1]
    expect(begun).toEqual(['a', 'b'])
    ends.get('a')?.()
    await all[0]
    // Nothing is left: whoever comes next finds that out.
    expect(begun).toEqual(['a', 'b', 'c'])
    ends.get('c')?.()
    await all[2]
    expect(begun).toEqual(['a', 'b', 'c', 'd'])
    ends.get('d')?.()
    await Promise.all(all)
  })
})

describe('a run with a budget of requests', () => {
  it('overshoots by no more than what it had begun, and the next one begins with what is left over', async () => {
    const one = await onePortal('panzhou', 'kaiyuan', 'wuhu')
    const registry = parseRegistry(one.practice.registryCsv, 'practice portals')
    const night = async (amount: string) => {
      const portals = duePortals(one.store, registry, registry, new Date())
      await one.run({ portals, recheck: 'look-back', budget: budget(amount) })
      return one.rows<{ id: string }>(
        'select portal_id as id from portal_run where run_id = (select max(run_id) from run)',
      )
    }
    const asked = one.practice.requests
    const first = await night('1')
    expect(first).toHaveLength(1)
    expect(new Set(asked.map(({ portalId }) => portalId)).size).toBe(1)
    expect(asked.length).toBeLessThan(30)
    // What was begun and not finished is due since then; what was never visited goes before it.
    const [begun] = first
    const second = await night('1')
    expect(second).toHaveLength(1)
    expect(second).not.toEqual(first)
    const third = await night('1')
    expect(new Set([...first, ...second, ...third].map(({ id }) => id)).size).toBe(3)
    expect(await night('1')).toEqual([begun])
    await one.close()
  }, 60_000)
})

describe('provinces', () => {
  it('take turns, however many portals of one are overdue', async () => {
    const one = await onePortal('panzhou', 'kaiyuan', 'wuhu')
    const portals = parseRegistry(one.practice.registryCsv, 'practice portals')
    const [guizhou, ...others] = [...portals].sort(
      (a, b) => Number(b.id === portalOfId('panzhou').id) - Number(a.id === portalOfId('panzhou').id),
    )
    if (!guizhou) throw new Error('no portal')
    const crowd = Array.from({ length: 30 }, (_, index) => ({ ...guizhou, id: `a-${index}` }))
    const registry = [...crowd, ...others]
    const order = duePortals(one.store, registry, registry, new Date()).map(({ divisionCode }) =>
      divisionCode?.slice(0, 2),
    )
    expect(new Set(order.slice(0, 3)).size).toBe(3)
    expect(order).toHaveLength(32)
    await one.close()
  })
})
