import { describe, expect, it } from 'vitest'
import type { Discovery, FoundLink } from '../../crawlers/discovery.ts'
import { judgePortal } from '../../pipeline/portal-state.ts'

const link: FoundLink = {
  url: 'http://127.0.0.1/a.html',
  title: '年报',
  publishedOn: null,
  listUrl: 'http://127.0.0.1/',
  unit: null,
  certain: true,
}

function walked(platform: string | null, links: number, rest: Partial<Discovery> = {}): Discovery {
  return {
    platform,
    columnUrls: [],
    links: Array.from({ length: links }, () => link),
    pages: 1,
    cut: [],
    state: links > 0 ? 'ok' : 'silent',
    error: null,
    ...rest,
  }
}

describe('how a portal is, by what it used to show', () => {
  it('is ok where it lists what it usually lists', () => {
    expect(judgePortal(walked('trs', 20), { platform: 'trs', listed: [20, 19, 18] })).toEqual({
      state: 'ok',
      error: null,
    })
  })

  it('is silent where it lists nothing and used to: an alarm that names the usual number', () => {
    const { state, error } = judgePortal(walked(null, 0), { platform: 'trs', listed: [20, 19, 18] })
    expect(state).toBe('silent')
    expect(error).toContain('usually lists 19')
  })

  it('is redesigned where another publishing system answers, with reports or without', () => {
    for (const links of [0, 20]) {
      expect(judgePortal(walked('jpaas', links), { platform: 'trs', listed: [20] })).toMatchObject({
        state: 'redesigned',
        error: expect.stringContaining('were trs and are now jpaas'),
      })
    }
  })

  it('is not called redesigned for a system that cannot be told', () => {
    expect(judgePortal(walked('generic', 20), { platform: 'trs', listed: [20] }).state).toBe('ok')
    expect(judgePortal(walked('trs', 20), { platform: null, listed: [] }).state).toBe('ok')
  })

  it('needs a look where less than half of the usual is listed', () => {
    expect(judgePortal(walked('trs', 9), { platform: 'trs', listed: [20, 20, 20] }).error).toContain(
      'lists 9 reports where 20 are usual',
    )
    expect(judgePortal(walked('trs', 2), { platform: 'trs', listed: [5, 5, 5] }).error).toBeNull()
  })

  it('keeps what the walk says of a portal that fails or blocks', () => {
    const blocked = walked(null, 0, { state: 'blocked', error: 'robots: forbidden' })
    expect(judgePortal(blocked, { platform: 'trs', listed: [20] })).toEqual({
      state: 'blocked',
      error: 'robots: forbidden',
    })
  })
})
