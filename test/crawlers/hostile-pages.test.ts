import { describe, expect, it } from 'vitest'
import { parsePage } from '../../crawlers/page.ts'
import { generic } from '../../crawlers/platforms.ts'
import { challengeOf } from '../../crawlers/fetch/challenge.ts'
import { readRobots } from '../../crawlers/fetch/robots.ts'

const url = 'http://127.0.0.1:8101/nb/'

/** Half a megabyte of what a pattern begins with and never ends. A reading that took the square of it would take minutes. */
const much = (text: string): string => text.repeat(Math.ceil(500_000 / text.length))

describe('pages made to keep a reader busy are read at once', () => {
  it.each([
    ['functions that never open', `<script>${much('function a(b ')}</script>`],
    ['functions that never do anything', `<script>${much('function a(b) {c ')}</script>`],
    ['addresses that are never whole', `<script>${much('location.href=n?"a":"b/" + ')}</script>`],
    ['a word of pages', `<p>下一页 共9页</p><script>${much('page')}</script>`],
    ['anchors in a string that never end', `<script>var a = '</a>${much('<a href=x>')}'</script>`],
    ['quotes', `<script>${much(`'"`)}</script>`],
    ['anchors that never end', much('<a href="/x" ')],
    ['cells in cells', `<table>${much('<tr><td>')}`],
    ['attributes without an end', `<a ${much('x=1 ')}`],
  ])('%s', (_name, html) => {
    const page = parsePage({ url }, url, `<html><body>${html}`)
    expect(generic.next?.(page) ?? []).toBeInstanceOf(Array)
  })

  it('scripts that never end, and one line of robots.txt', () => {
    expect(challengeOf(202, '', much('<script>'))).not.toBe('ok')
    const verdict = readRobots(
      `${url}robots.txt`,
      Buffer.from(`User-agent: *\n${much('#')}${much('x')}`),
      'nianbao',
    )
    expect(verdict).toMatchObject({ state: 'open' })
  })
})
